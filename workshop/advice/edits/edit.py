"""An edit: some lines of a file, as they are and as they could be."""

import ast
import contextlib
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PROGRAM = "server.py"


class Edit(NamedTuple):
    """Lines that replace others in a file, and why.

    Of edits that get a program equally far, the one of the lowest *cost* is shown: 1 is what many
    beginners mean, 5 is what hardly anybody does. What adds costs less than what removes.
    """

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    why: str
    cost: float
    file: str = PROGRAM

    def changed(self, lines: list[str]) -> list[str]:
        """Return the lines of the file with this edit."""
        first, last = self.line - 1, self.line - 1 + len(self.before)
        return [*lines[:first], *self.after, *lines[last:]]

    def applied(self, text: str) -> str:
        """Return the text of the file with this edit."""
        return "\n".join(self.changed(lines_of(text)))


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
        return ast.parse(text)
    return ast.Module([], [])


def read(folder: Path, file: str) -> str:
    """Return the text of a file, "" if it is not there. What is not UTF-8 becomes surrogates."""
    path = folder / file
    return path.read_bytes().decode("utf-8-sig", "surrogateescape") if path.is_file() else ""
