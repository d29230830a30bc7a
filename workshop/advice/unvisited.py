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
    found = [*unvisited.pages(text), *unvisited.views(), *unvisited.forms(bodies)]
    found += expressions.failures(app, record, text)
    first = min(found, key=lambda each: int(each["line"]), default={})
    return {"file": PROGRAM, **first} if first else {}


def hidden(rules: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield functions that are never called, because an earlier one has their URL, with that URL."""
    for number, rule in enumerate(rules):
        for earlier in rules[:number]:
            place = (rule.rule, rule.subdomain, rule.host)
            is_same = place == (earlier.rule, earlier.subdomain, earlier.host)
            if is_same and rule.endpoint != earlier.endpoint and rule.methods <= earlier.methods:
                yield rule.endpoint, rule.rule
                break


class _Unvisited:
    """The functions of a program that make its pages, and how to get to them."""

    def __init__(self, app: Any, record: Record, tree: ast.Module) -> None:
        self.app = app
        self.record = record
        self.tree = tree
        self.functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
        self.rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]

    def pages(self, text: str) -> Iterator[Parts]:
        """Yield routes that Flask never gets, and functions that make a page and have no route."""
        urls = {rule.rule for rule in self.rules}
        for node, following in itertools.pairwise([*self.tree.body, ast.Pass()]):
            match node, following:
                case ast.FunctionDef(decorator_list=[ast.Call() as route, *_]) as function, _:
                    url = self._url(route)
                case ast.Expr(value=ast.Call() as route), ast.FunctionDef() as function:
                    url = self._url(route)
                case ast.FunctionDef(decorator_list=[]) as function, _:
                    is_used = len(re.findall(rf"\b{function.name}\b", text)) > 1
                    url = f"/{function.name}" if _makes_page(function) and not is_used else ""
                case _:
                    continue
            if url and url not in urls:
                yield _of_page(url, function, "404 Not Found")

    def views(self) -> Iterator[Parts]:
        """Yield functions that never return anything."""
        for rule in self.rules:
            function = self._function(rule.endpoint)
            if function and not _can_return(function):
                said = f"The view function for {rule.endpoint!r} {NO_RETURN}"
                yield {**_of_page(rule.rule, function, said), "exception": "TypeError"}

    def forms(self, bodies: Mapping[str, str]) -> Iterator[Parts]:
        """Yield functions that don't accept what the form of a page sends to them."""
        adapter = self.app.url_map.bind("localhost")
        for page, body in bodies.items():
            for form in POST_FORM.findall(body):
                action = ACTION.search(form)
                if not action and "<script" in body:
                    # A script may send it, to anywhere.
                    continue
                url = urljoin(SITE + page, action[1] if action else "")
                path = urlsplit(url).path
                methods = adapter.allowed_methods(path) if url.startswith(SITE) else []
                if "GET" in methods and "POST" not in methods:
                    endpoint, _ = adapter.match(path, method="GET")
                    if function := self._function(endpoint):
                        yield _of_page(path, function, "405 Method Not Allowed")

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
