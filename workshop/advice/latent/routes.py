"""Routes, views and forms that fail where no visit of the trial leads to them."""

import ast
import inspect
import itertools
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from workshop.advice.close_names import is_slip
from workshop.advice.latent.forms import Form, Forms
from workshop.advice.latent.returns import MAKES_PAGES, can_return, makes_page
from workshop.advice.latent.sure_lines import sure_lines
from workshop.advice.record import Record
from workshop.advice.source import Function
from workshop.advice.text import PROGRAM, listed, read

# What an outcome says of a mistake.
Parts = dict[str, Any]
# Where the lesson has the server.
SITE = "http://localhost:5000"
NO_RETURN = "did not return a valid response. The function either returned None or ended without a return statement."


def hidden(rules: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield functions that are never called, because earlier ones have their URLs, with a URL."""
    reached = set[str]()
    earlier = list[Any]()
    behind = dict[str, str]()
    for rule in rules:
        if any(_is_same_url(rule, each) and rule.methods <= each.methods for each in earlier):
            behind[rule.endpoint] = rule.rule
        else:
            reached.add(rule.endpoint)
        earlier.append(rule)
    yield from [(name, url) for name, url in behind.items() if name not in reached]


def _is_same_url(one: Any, other: Any) -> bool:
    return bool((one.rule, one.subdomain, one.host) == (other.rule, other.subdomain, other.host))


class Routes:
    """The functions of a program that make its pages, and how to get to them."""

    def __init__(self, app: Any, record: Record, tree: ast.Module) -> None:
        self.app = app
        self.record = record
        self.tree = tree
        self.functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
        self.rules = [*app.url_map.iter_rules()]
        self.adapter = app.url_map.bind("localhost")

    def pages(self) -> Iterator[Parts]:
        """Yield routes that Flask never gets, and functions that make a page and have no route."""
        urls = {rule.rule for rule in self.rules}
        for node, following in itertools.pairwise([*self.tree.body, ast.Pass()]):
            match node:
                case (
                    ast.FunctionDef(decorator_list=routes)
                    | ast.AsyncFunctionDef(decorator_list=routes)
                ):
                    function = node
                case ast.Expr(value=ast.Call() as route) if isinstance(following, Function):
                    function, routes = following, [route]
                case _:
                    continue
            missing = [url for each in routes if (url := self._url(each)) and url not in urls]
            if missing:
                said = f"There is no page at {missing[0]}: your browser shows 404 Not Found."
                yield _of_page(missing[0], function, said)
            elif not routes and makes_page(function) and function.name not in self._used:
                said = f"Nothing calls {function.name}() yet. Is it meant to be a page?"
                yield _of_page(f"/{function.name}", function, said)

    def views(self) -> Iterator[Parts]:
        """Yield functions that never return anything, and pages that are made and not returned."""
        for rule in self.rules:
            function = self._function(rule.endpoint)
            if not function:
                continue
            if not can_return(function):
                said = f"The view function for {rule.endpoint!r} {NO_RETURN}"
                yield {**_of_page(rule.rule, function, said), "exception": "TypeError"}
            for node in ast.walk(function):
                match node:
                    case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name in MAKES_PAGES:
                        said = f"{name}() makes a page here, and the function doesn't return it."
                        yield {**_of_page("", function, said), "line": node.lineno}

    def forms(self, bodies: Mapping[str, str]) -> Iterator[Parts]:
        """Yield functions that don't accept what a form sends to them, and forms that no function gets."""
        for page, form, path in self._sent(bodies):
            methods = self.adapter.allowed_methods(path)
            # Without a rule, the value of a variable may be missing yet.
            if "POST" in methods or not (methods or form.action in self._attributes("action")):
                continue
            status = "405 Method Not Allowed" if methods else "404 Not Found"
            endpoint, _ = self.adapter.match(path if methods else page, method="GET")
            if function := self._function(endpoint):
                said = f"A form is sent to {path}, and your browser shows {status}."
                yield _of_page(path, function, said)

    def fields(self, bodies: Mapping[str, str]) -> Iterator[Parts]:
        """Yield lookups of a field that no form has, in functions that get a form."""
        forms = [*self._sent(bodies)]
        known = self._attributes("name").union(*(form.fields for _, form, _ in forms))
        # A program may first look whether there is such a field.
        known |= {*re.findall(r"[\"'](\w+)[\"'] *(?:[,)]|(?:not +)?in\b)", self._texts)}
        sure = sure_lines(self.tree, vars(sys.modules["__main__"]))
        for page, form, path in forms:
            # A template may make names.
            if "{" in "".join(known) or "POST" not in self.adapter.allowed_methods(path):
                continue
            endpoint, _ = self.adapter.match(path, method="POST")
            function = self._function(endpoint)
            for node in ast.walk(function) if function else ():
                match node:
                    case ast.Subscript(
                        value=ast.Attribute(value=ast.Name(id="request"), attr="form"),
                        slice=ast.Constant(value=str(name)),
                    ) if function and name not in known and node.lineno in sure:
                        only = f", only {listed(sorted(form.fields))}" if form.fields else ""
                        said = f"The form of {page} has no field called {name}{only}."
                        close = tuple(each for each in form.fields if is_slip(name, each))
                        of_line = {"line": node.lineno, "close": close}
                        yield {**_of_page(page, function, said), **of_line}

    def _sent(self, bodies: Mapping[str, str]) -> Iterator[tuple[str, Form, str]]:
        """Yield the forms that are sent to this server, each with its page and the path that gets it."""
        handlers = [
            each for kinds in self.app.error_handler_spec.values() for each in kinds.values()
        ]
        if any(handlers) or self.app.before_request_funcs or "wsgi_app" in vars(self.app):
            # These may answer.
            return
        for page, body in bodies.items():
            for form in Forms(body).sent():
                url = urlsplit(urljoin(SITE + page, form.action))
                path = url.path
                if not self.adapter.allowed_methods(path):
                    # Flask itself leads from one to the other.
                    path += "/" if self.adapter.allowed_methods(f"{path}/") else ""
                if url.netloc == urlsplit(SITE).netloc:
                    yield page, form, path

    def _attributes(self, attribute: str) -> set[str]:
        """Return the values that an attribute of HTML has in the program and its templates."""
        return set(re.findall(rf"\b{attribute} *= *[\"']?([^\"' >]*)[\"' >]", self._texts))

    @cached_property
    def _texts(self) -> str:
        """The program, what it imports, and its templates."""
        files = [*self.record.folder.glob("*.py"), *self.record.folder.glob("*/**/*.html")]
        return "\n".join(map(read, files))

    @cached_property
    def _used(self) -> set[str]:
        """The names that the program, or another file of the learner's, may use."""
        nodes = [*ast.walk(self.tree)]
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        used |= {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
        others = [file for file in self.record.folder.rglob("*.py") if file.name != PROGRAM]
        return used.union(*(re.findall(r"\w+", read(file)) for file in others))

    def _url(self, decorator: ast.expr) -> str:
        """Return the URL that a decorator of the app, or its like without an @, is for."""
        match decorator:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=name), attr="route" | "get" | "post"),
                args=[ast.Constant(value=str(url)), *_],
            ) if vars(sys.modules["__main__"]).get(name) is self.app:
                return url
        return ""

    def _function(self, endpoint: str) -> Function | None:
        """Return the function that an endpoint has in the program, if no decorator replaces it."""
        view = self.app.view_functions.get(endpoint)
        if not inspect.isfunction(view) or hasattr(view, "__wrapped__"):
            return None
        place = (view.__name__, *self.record.def_line(view))
        same = [each for each in self.functions if (each.name, PROGRAM, each.lineno) == place]
        return same[0] if same else None


def _of_page(url: str, function: Function, message: str) -> Parts:
    parts = {"file": PROGRAM, "page": url, "function": function.name, "message": message}
    return {**parts, "line": function.lineno}
