"""The lines of a function that are executed for certain, and those whose mistakes nothing catches."""

import ast
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workshop.advice.text import last_line

# What catches the mistakes that are looked for.
CATCHES = {"Exception", "BaseException", "NameError", "AttributeError", "RuntimeError", "OSError"}
CATCHES |= {"ImportError", "ModuleNotFoundError", "TemplateNotFound", "BuildError", "LookupError"}
# These ask whether there is something, on some computers.
ASKS = {"hasattr", "getattr", "locals", "dir"}
# What doesn't change from computer to computer, but may from visit to visit.
CHANGES = (list, dict, set, tuple, type, types.FunctionType)
# The only conditions that every form meets.
OF_A_FORM = {"request.method == 'POST'", "request.method == 'GET'"}


def sure_lines(tree: ast.Module, names: Mapping[str, Any]) -> set[int]:
    """Return the lines that don't depend on the computer, and whose mistakes nothing catches.

    The *names* are those of the module.
    """
    unsure = [part for node in ast.walk(tree) for part in _unsure(node, names)]
    return _lines(tree.body) - _lines(unsure)


def lines_for_each_form(body: Iterable[ast.stmt]) -> set[int]:
    """Return the lines of a function that are executed whatever is in the form that it gets."""
    return _lines(_before_a_choice(body))


def _lines(nodes: Iterable[ast.stmt | ast.expr]) -> set[int]:
    return {line for node in nodes for line in range(node.lineno, last_line(node) + 1)}


def _unsure(node: ast.AST, names: Mapping[str, Any]) -> Iterator[ast.stmt | ast.expr]:
    """Yield the parts of a node that are not always executed, or whose mistakes are caught."""
    match node:
        case ast.Try(handlers=handlers, body=body) if any(map(_catches, handlers)):
            yield from body
        case ast.If() | ast.While() if not _is_of_visit(node.test, names):
            yield from (*node.body, *node.orelse)
        case ast.IfExp() if not _is_of_visit(node.test, names):
            yield from (node.body, node.orelse)
        case ast.BoolOp() if not _is_of_visit(node, names):
            yield from node.values[1:]
        case ast.With() if "suppress" in ast.unparse(node.items[0]):
            yield from node.body


def _catches(handler: ast.ExceptHandler) -> bool:
    """Return whether an except catches such mistakes as are looked for."""
    kinds = ast.walk(handler.type) if handler.type else []
    named = {getattr(each, "id", getattr(each, "attr", "")) for each in kinds}
    return not handler.type or bool(named & CATCHES)


def _is_of_visit(test: ast.expr, names: Mapping[str, Any]) -> bool:
    """Return whether a condition is about what a visitor sends, or what the program has stored."""
    from werkzeug.local import LocalProxy

    used = [node.id for node in ast.walk(test) if isinstance(node, ast.Name)]
    values = [names[name] for name in used if name in names]
    return not ASKS & {*used} and all(type(each) in (*CHANGES, LocalProxy) for each in values)


def _before_a_choice(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements up to the first that may be left out, or that may leave out the next ones."""
    for node in body:
        match node:
            case ast.If(test=test) if ast.unparse(test) in OF_A_FORM:
                yield from _before_a_choice(node.body)
                yield from _before_a_choice(node.orelse)
            case ast.Assign() | ast.Expr() | ast.Return() if not any(
                isinstance(each, ast.IfExp | ast.BoolOp | ast.comprehension)
                for each in ast.walk(node)
            ):
                yield node
            case _:
                return
