"""Forms that no function gets, and fields that are looked up and not sent."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from workshop.advice.close_names import is_slip
from workshop.advice.latent.html import Form, Forms
from workshop.advice.latent.routes import Parts, Routes, of_page
from workshop.advice.latent.sure_lines import lines_for_each_form
from workshop.advice.text import SITE, listed, read


class SentForms:
    """The forms of the pages that were visited, and the functions that get them."""

    def __init__(self, app: Any, routes: Routes, bodies: Mapping[str, str]) -> None:
        self.routes = routes
        self.adapter = app.url_map.bind("localhost")
        handlers = [each for kinds in app.error_handler_spec.values() for each in kinds.values()]
        # These may answer in place of a function.
        may_answer = any(handlers) or app.before_request_funcs or "wsgi_app" in vars(app)
        self.found = [] if may_answer else [*self._sent(bodies)]

    def posted(self) -> set[str]:
        """Return the endpoints that get a form by POST."""
        return {endpoint for *_, endpoint in self._accepted}

    def refused(self) -> Iterator[Parts]:
        """Yield functions that don't accept what a form sends to them, and forms that no function gets."""
        for page, form, path in self.found:
            methods = self.adapter.allowed_methods(path)
            # Without a rule, the value of a variable may be missing yet.
            if form.method in methods or not (methods or form.action in self._attributes("action")):
                continue
            status = "405 Method Not Allowed" if methods else "404 Not Found"
            said = f"A form is sent to {path}, and your browser shows {status}."
            if form.method == "GET":
                said = f"The form of {page} is sent to {path} by GET: your browser shows {status}."
            endpoint, _ = self.adapter.match(path if methods else page, method=[*methods, "GET"][0])
            if function := self.routes.function(endpoint):
                yield of_page(path, function, said)

    def fields(self) -> Iterator[Parts]:
        """Yield lookups of a field that no form has, in functions that get a form."""
        known = self._attributes("name").union(*(form.fields for _, form, _ in self.found))
        if "{" in "".join(known):
            # A template may make names.
            return
        for page, form, endpoint in self._accepted:
            function = self.routes.function(endpoint)
            if not function:
                continue
            lines = lines_for_each_form(function.body)
            for node in ast.walk(function):
                match node:
                    case ast.Subscript(
                        value=ast.Attribute(value=ast.Name(id="request"), attr="form"),
                        slice=ast.Constant(value=str(name)),
                    ) if name not in known and node.lineno in lines:
                        only = f", only {listed(sorted(form.fields))}" if form.fields else ""
                        said = f"The form of {page} has no field called {name}{only}."
                        close = tuple(each for each in form.fields if is_slip(name, each))
                        yield of_page(page, function, said, line=node.lineno, close=close)

    @cached_property
    def _accepted(self) -> list[tuple[str, Form, str]]:
        """The forms that are sent by POST and accepted, each with its page and its endpoint."""
        return [
            (page, form, self.adapter.match(path, method="POST")[0])
            for page, form, path in self.found
            if form.method == "POST" and "POST" in self.adapter.allowed_methods(path)
        ]

    def _sent(self, bodies: Mapping[str, str]) -> Iterator[tuple[str, Form, str]]:
        """Yield the forms that are sent to this server, each with its page and the path that gets it."""
        for page, body in bodies.items():
            for form in Forms(body).sent():
                url = urlsplit(urljoin(SITE + page, form.action))
                path = unquote(url.path)
                if not self.adapter.allowed_methods(path):
                    # Flask itself leads from one to the other.
                    path += "/" if self.adapter.allowed_methods(f"{path}/") else ""
                if url.netloc == urlsplit(SITE).netloc:
                    yield page, form, path

    def _attributes(self, attribute: str) -> set[str]:
        """Return the values that an attribute of HTML has in the learner's files."""
        return set(re.findall(rf"\b{attribute} *= *[\"']?([^\"' >]*)[\"' >]", self._texts))

    @cached_property
    def _texts(self) -> str:
        files = self.routes.record.files(".py", ".html", ".htm", ".js")
        return "\n".join(map(read, files))
