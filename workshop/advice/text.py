"""The text of a program: its file, its lines and its syntax tree."""

import ast
import contextlib
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

PROGRAM = "server.py"
# Where the lesson has the server.
SITE = "http://localhost:5000"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def read(file: Path) -> str:
    """Return the text of a file, "" if it is not there. What is not UTF-8 becomes surrogates."""
    return file.read_bytes().decode("utf-8-sig", "surrogateescape") if file.is_file() else ""


def readable(text: str) -> str:
    """Return a text with a sign in the place of each byte that is not UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text. A line break at its end leaves an empty last line."""
    return text.replace("\r\n", "\n").split("\n")


def indentation(line: str) -> str:
    """Return the spaces and tabs that a line starts with."""
    return line[: len(line) - len(line.lstrip())]


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "a, b and c"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def is_in_text(before: str) -> bool:
    """Return whether what follows in a line is inside quotes, and not between { and } there."""
    begun = re.search(r"[\"'](.*)", re.sub(r"\"[^\"]*\"|'[^']*'", "", before))
    return begun is not None and begun[1].count("{") <= begun[1].count("}")


def parsed(text: str) -> ast.Module:
    """Return the syntax tree of a program, an empty one if Python can't read it."""
    with warnings.catch_warnings(), contextlib.suppress(SyntaxError, ValueError):
        # Python's warnings are shown when the program starts.
        warnings.simplefilter("ignore")
        return ast.parse(readable(text))
    return ast.Module([], [])


def is_guard(node: ast.AST) -> bool:
    """Return whether a statement is an if that asks for __name__."""
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def is_guarded(tree: ast.Module, line: int) -> bool:
    """Return whether a line is below such an if at the left edge."""
    guards = [node for node in tree.body if is_guard(node)]
    return any(guard.lineno <= line <= last_line(guard) for guard in guards)


def first_line(node: ast.stmt) -> int:
    """Return the line that a statement begins on, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def last_line(node: ast.AST) -> int:
    """Return the last line of a node."""
    return int(getattr(node, "end_lineno", 0) or 0)


def given_names(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that a program gives to anything."""
    return {name for node in nodes for name in _names_of(node)}


def _names_of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(name, ast.Store()) | ast.arg(name):
            yield name
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            yield name
        case ast.alias(name, other):
            yield (other or name).partition(".")[0]
        case ast.ExceptHandler(_, str(name)):
            yield name
