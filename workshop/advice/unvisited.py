"""The mistakes that no visit shows: a form or another URL leads to their lines, or nothing does."""

import ast
import inspect
import itertools
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from workshop.advice import expressions
from workshop.advice.edits.edit import PROGRAM
from workshop.advice.record import Record, read

# What an outcome says of a mistake.
Parts = dict[str, Any]
Function = ast.FunctionDef | ast.AsyncFunctionDef
# Where the lesson has the server.
SITE = "http://localhost:5000"
POST_FORM = re.compile(r"<form\b[^>]*\bmethod *= *[\"']?post\b[^>]*>", re.IGNORECASE)
ACTION = re.compile(r"\baction *= *[\"']?([^\"' >]*)", re.IGNORECASE)
NO_RETURN = "did not return a valid response. The function either returned None or ended without a return statement."
# A function that returns the result of one of these makes a page.
MAKES_PAGES = {"jsonify", "redirect", "render_template", "render_template_string"}
# By these, a function may end without a return.
ENDS = {"abort", "exit", "quit"}


def first_mistake(app: Any, record: Record, bodies: Mapping[str, str]) -> Parts:
    """Return what an outcome says of the first such mistake in a program, nothing without one.

    Each is certain to show as soon as somebody comes to its line, or opens its page. The *bodies* are
    those of the pages that were visited, by their URLs.
    """
    text = read(record.folder / PROGRAM)
    with warnings.catch_warnings():
        # Python showed its warnings when the program started.
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    unvisited = _Unvisited(app, record, tree)
    found = [*unvisited.pages(), *unvisited.views(), *unvisited.forms(bodies)]
    found = [{"file": PROGRAM, **each} for each in found] + [*expressions.failures(app, record)]
    return min(found, key=lambda each: (each["file"] != PROGRAM, each["line"]), default={})


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


class _Unvisited:
    """The functions of a program that make its pages, and how to get to them."""

    def __init__(self, app: Any, record: Record, tree: ast.Module) -> None:
        self.app = app
        self.record = record
        self.tree = tree
        self.functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
        self.rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]

    def pages(self) -> Iterator[Parts]:
        """Yield routes that Flask never gets, and functions that make a page and have no route."""
        urls = {rule.rule for rule in self.rules}
        used = self._used()
        for node, following in itertools.pairwise([*self.tree.body, ast.Pass()]):
            match node, following:
                case ast.FunctionDef(decorator_list=[ast.Call() as route, *_]) as function, _:
                    url = self._url(route)
                case ast.Expr(value=ast.Call() as route), ast.FunctionDef() as function:
                    url = self._url(route)
                case ast.FunctionDef(decorator_list=[]) as function, _:
                    is_page = _makes_page(function) and function.name not in used
                    url = f"/{function.name}" if is_page else ""
                case _:
                    continue
            if url and url not in urls:
                said = f"There is no page at {url}: your browser shows 404 Not Found."
                yield _of_page(url, function, said)

    def views(self) -> Iterator[Parts]:
        """Yield functions that never return anything."""
        for rule in self.rules:
            function = self._function(rule.endpoint)
            if function and not _can_return(function):
                said = f"The view function for {rule.endpoint!r} {NO_RETURN}"
                yield {**_of_page(rule.rule, function, said), "exception": "TypeError"}

    def forms(self, bodies: Mapping[str, str]) -> Iterator[Parts]:
        """Yield functions that don't accept what a form sends to them, and forms that no function gets."""
        adapter = self.app.url_map.bind("localhost")
        for page, body in bodies.items():
            for action in _actions(body):
                url = urljoin(SITE + page, action)
                path = urlsplit(url).path
                if not adapter.allowed_methods(path) and adapter.allowed_methods(f"{path}/"):
                    # Flask itself leads from one to the other.
                    path += "/"
                methods = adapter.allowed_methods(path)
                # Without a rule, the value of a variable may be missing yet.
                is_sure = methods or self._is_written(action)
                if "POST" in methods or not is_sure or not url.startswith(SITE):
                    continue
                status = "405 Method Not Allowed" if methods else "404 Not Found"
                endpoint, _ = adapter.match(path if methods else page, method="GET")
                if function := self._function(endpoint):
                    said = f"A form is sent to {path}, and your browser shows {status}."
                    yield _of_page(path, function, said)

    def _is_written(self, action: str) -> bool:
        """Return whether the program, or a template, has this action of a form."""
        files = [*self.record.folder.glob("*.py"), *self.record.folder.glob("*/**/*.html")]
        pattern = rf"\baction *= *[\"']?{re.escape(action)}[\"' >]"
        return any(re.search(pattern, read(file)) for file in files)

    def _used(self) -> set[str]:
        """Return the names that the program, or another file of the learner's, may use."""
        nodes = [*ast.walk(self.tree)]
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        others = [file for file in self.record.folder.glob("*.py") if file.name != PROGRAM]
        return used.union(*(re.findall(r"\w+", read(file)) for file in others))

    def _url(self, call: ast.Call) -> str:
        """Return the URL that a decorator of the app, or its like without an @, is for."""
        match call:
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


def _actions(body: str) -> Iterator[str]:
    """Yield where the forms of a page are sent by POST, "" for the page itself."""
    for form in POST_FORM.findall(body):
        action = ACTION.search(form)
        # Without an action, a script may send it.
        if action or "<script" not in body:
            yield action[1] if action else ""


def _of_page(url: str, function: Function, message: str) -> Parts:
    return {"page": url, "function": function.name, "message": message, "line": function.lineno}


def _makes_page(function: ast.FunctionDef) -> bool:
    """Return whether a function without parameters ends with a text, or with a page of Flask's."""
    if function.args.args:
        return False
    match function.body[-1]:
        case ast.Return(value=ast.Call(func=ast.Name(id=name))):
            return name in MAKES_PAGES
        case ast.Return(value=ast.JoinedStr() | ast.Constant(value=str())):
            return True
    return False


def _can_return(function: Function) -> bool:
    """Return whether a function may return a value, or end on purpose."""
    queue: list[ast.AST] = [*function.body]
    while queue:
        match node := queue.pop():
            case ast.Return(value=ast.expr()) | ast.Raise() | ast.Yield() | ast.YieldFrom():
                return True
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in ENDS:
                return True
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() | ast.ClassDef():
                # What is inside returns for itself.
                continue
        queue += ast.iter_child_nodes(node)
    return False
