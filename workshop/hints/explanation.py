"""What was probably meant: a certain slip, a known mistake, or the line of the lesson next to it."""

import ast
import contextlib
import re
from pathlib import Path
from typing import NamedTuple

from workshop.hints import lesson, slip
from workshop.hints.mistake import claims
from workshop.hints.mistakes import MISTAKES
from workshop.hints.slips import SLIPS

PROGRAM = Path("server.py")


class Explanation(NamedTuple):
    """A hint, "" if there is none, and the line to look at, or 0."""

    hint: str
    file: Path
    line: int


def of(symptoms: list[str], file: Path, line: int, function: str) -> Explanation:
    """Return what explains the symptoms of a failure, the most telling first.

    Python stopped at the line of the file, and *function* is what has answered, if they are known.
    Files are those of the current folder.
    """
    text = read(file)
    if re.match(r"(?:Syntax|Indentation|Tab)Error", symptoms[0]):
        found = slip.first(SLIPS, text, line)
        if found:
            return Explanation("\n".join(each.hint for each in found), file, found[0].line)
        searched, part = file, _part(text, line - 1, line)
    else:
        # A template has its cause in what gives it its names.
        searched = file if file.suffix == ".py" else PROGRAM
        lines = _lines_of(read(PROGRAM), function) if searched == PROGRAM else (1, 0)
        part = _part(read(searched), *lines)
    claimed = claims(MISTAKES, symptoms, read(searched), part)
    if claimed:
        hint = "\n".join(claim.hint for claim in claimed)
        if claimed[0].line:
            return Explanation(hint, searched, claimed[0].line)
        return Explanation(hint, file, line)
    if not line:
        return Explanation("", file, line)
    like = lesson.closest(text.split("\n")[line - 1]) if file == PROGRAM else ""
    compare = f"The closest line of the lesson is:\n  {like}"
    return Explanation(compare if like else "Python says above what is wrong here.", file, line)


def read(file: Path) -> str:
    """Return the text of a file, "" if it is not there."""
    return file.read_text("utf-8-sig", "replace") if file.exists() else ""


def _part(program: str, first: int = 1, last: int = 0) -> str:
    """Return the lines of a program from one to another, on their lines, without comments."""
    lines = re.sub("#.*", "", program).split("\n")
    first = max(first, 1)
    return "\n" * (first - 1) + "\n".join(lines[first - 1 : last or len(lines)])


def _lines_of(program: str, function: str) -> tuple[int, int]:
    """Return the first and the last line of a function with its decorators; (1, 0) if it is not there."""
    with contextlib.suppress(SyntaxError, ValueError):
        for node in ast.walk(ast.parse(program)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == function:
                lines = [node.lineno, *(each.lineno for each in node.decorator_list)]
                return min(lines), node.end_lineno or 0
    return 1, 0
