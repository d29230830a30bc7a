"""The lines of a program that are executed whenever somebody comes to their function and asks for them."""

import ast
import types
from collections.abc import Iterator, Mapping
from typing import Any

from workshop.advice.source import last_line

# What catches the mistakes that are looked for.
CATCHES = {"Exception", "BaseException", "NameError", "AttributeError", "RuntimeError"}
CATCHES |= {"KeyError", "BadRequestKeyError", "HTTPException"}
CATCHES |= {"ImportError", "ModuleNotFoundError", "TemplateNotFound", "BuildError"}
# These ask whether there is something, on some computers.
ASKS = {"hasattr", "getattr", "locals", "dir"}
# What doesn't change from computer to computer, but may from visit to visit.
CHANGES = (list, dict, set, tuple, type, types.FunctionType)


def sure_lines(tree: ast.Module, names: Mapping[str, Any]) -> set[int]:
    """Return the lines that don't depend on the computer, and whose mistakes nothing catches.

    The *names* are those of the module.
    """
    lines = set(range(1, max((last_line(node) for node in tree.body), default=0) + 1))
    for node in ast.walk(tree):
        for part in _unsure(node, names):
            lines -= set(range(part.lineno, last_line(part) + 1))
    return lines


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
