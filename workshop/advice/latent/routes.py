"""Routes and views that no visit of the trial leads to, and that fail."""

import ast
import builtins
import inspect
import itertools
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from workshop.advice.latent.returns import MAKES_PAGES, ONLY_RETURN, ends_empty, makes_page
from workshop.advice.record import Record
from workshop.advice.text import PROGRAM, Function, read

# What an outcome says of a mistake.
Parts = dict[str, Any]
NO_RETURN = "did not return a valid response. The function either returned None or ended without a return statement."


def hidden(rules: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield functions that are never called, because earlier ones have their URLs, with a URL."""
    reached = set[str]()
    earlier = list[Any]()
    behind = dict[str, str]()
    for rule in [each for each in rules if not each.build_only]:
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

    def pages(self) -> Iterator[Parts]:
        """Yield routes that Flask never gets, and functions that make a page and have no route."""
        urls = {rule.rule for rule in self.rules}
        if vars(self.app).keys() & {"route", "get", "post"}:
            # Another function stands in for Flask's.
            return
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
                yield of_page(missing[0], function, said)
            elif not routes and makes_page(function) and function.name not in self._used:
                said = f"Nothing calls {function.name}() yet. Is it meant to be a page?"
                yield of_page(f"/{function.name}", function, said)

    def views(self, posted: set[str]) -> Iterator[Parts]:
        """Yield functions that never return anything, and pages that are made and not returned.

        Where GET is also accepted, only the endpoints *posted* are asked by POST.
        """
        import flask

        if type(self.app) is not flask.Flask or self.app.before_request_funcs:
            # These may answer in place of a function, or make a page of nothing.
            return
        of_flask = {name for name in ONLY_RETURN if self._is_flasks(name)}
        for rule in self.rules:
            function = self.function(rule.endpoint)
            if not function:
                continue
            asked = {"GET", "POST"} if rule.endpoint in posted else {"GET"}
            methods = asked & rule.methods or {"POST"}
            if any(ends_empty(function.body, method, of_flask) for method in methods):
                said = f"The view function for {rule.endpoint!r} {NO_RETURN}"
                yield of_page(rule.rule, function, said, exception="TypeError")
            for node in ast.walk(function):
                match node:
                    case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if (
                        name in MAKES_PAGES & of_flask
                    ):
                        said = f"{name}() makes a page here, and the function doesn't return it."
                        yield of_page("", function, said, line=node.lineno)

    @cached_property
    def _used(self) -> set[str]:
        """The names that the program, or another file of the learner's, may use."""
        nodes = [*ast.walk(self.tree)]
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        used |= {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
        if "globals" in used:
            used |= {each.name for each in self.functions}
        others = [file for file in self.record.files(".py") if file.name != PROGRAM]
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

    def _is_flasks(self, name: str) -> bool:
        """Return whether a name is that of Flask's function, or Python's."""
        import flask

        found = {**vars(builtins), **vars(sys.modules["__main__"])}.get(name)
        return found is not None and found in (getattr(flask, name, None), print)

    def function(self, endpoint: str) -> Function | None:
        """Return the function that an endpoint has in the program, if no decorator replaces it."""
        view = self.app.view_functions.get(endpoint)
        if not inspect.isfunction(view) or hasattr(view, "__wrapped__"):
            return None
        place = (view.__name__, *self.record.def_line(view))
        same = [each for each in self.functions if (each.name, PROGRAM, each.lineno) == place]
        return same[0] if same else None


def of_page(url: str, function: Function, message: str, **others: Any) -> Parts:
    """Return what an outcome says of a function."""
    parts = {"file": PROGRAM, "page": url, "function": function.name, "message": message}
    return {**parts, "line": function.lineno, **others}
