"""A mistake: its example, its condition and its words, in one decorated function."""

import ast
import re
import string
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import PROGRAM

# The program around an example.
LESSON = """\
from flask import Flask, jsonify, render_template, render_template_string, request, session, url_for

app = Flask(__name__)


EXAMPLE


if __name__ == "__main__":
    app.run()
"""


@dataclass(frozen=True)
class Found:
    """A mistake that was found: values for the $names in its words, and its line.

    The words can always use $app. A line of 0 is the line where the program failed.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    file: str = PROGRAM


@dataclass(frozen=True)
class Failure:
    """A program that fails: what a trial has found, and the source."""

    folder: Path
    outcome: Outcome

    @cached_property
    def source(self) -> Source:
        """The source of server.py."""
        return Source(self.folder)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """The parts of server.py as Python reads it, none if it cannot."""
        return list(ast.walk(self.source.tree))

    @cached_property
    def line_text(self) -> str:
        """The line where it failed, "" if that is unknown."""
        lines = ["", *Source(self.folder, self.outcome.file or PROGRAM).lines]
        return lines[self.outcome.line] if self.outcome.line < len(lines) else ""

    def places_of(self, name: str) -> list[str]:
        """Return where a file is: "." for next to server.py, and the folders there."""
        folders = [".", *sorted(path.name for path in self.folder.iterdir() if path.name[0] != ".")]
        return [each for each in folders if name and (self.folder / each / name).is_file()]

    def says(self, pattern: str) -> Found | None:
        """Return what Python's words have, which begin with the type: "KeyError: 'name'"."""
        found = re.match(pattern, self.outcome.said)
        return Found(found.groupdict("")) if found else None

    def line_has(self, pattern: str) -> Found | None:
        """Return what the line has where the program failed."""
        found = re.search(pattern, self.line_text)
        return Found(found.groupdict("")) if found else None

    def program_has(self, pattern: str) -> Found | None:
        """Return what server.py has, with the line that it begins in."""
        found = re.search(pattern, self.source.text, re.MULTILINE)
        if not found:
            return None
        return Found(found.groupdict(""), self.source.text.count("\n", 0, found.start()) + 1)


Condition = Callable[[Failure], Found | None]


class Mistake(NamedTuple):
    """A mistake, and the files of a program that makes it."""

    name: str
    words: str
    condition: Condition
    example: Mapping[str, str]

    def explanation(self, failure: Failure, found: Found) -> str:
        """Return the words, with the names of the program."""
        return string.Template(self.words).substitute(found.names, app=failure.source.app)


def mistake(
    example: str, files: Mapping[str, str] | None = None, *, whole: bool = False
) -> Callable[[Condition], Mistake]:
    """Make a mistake of a function that finds it.

    The docstring of the function is what the learner reads. The example is the part of the lesson's
    program between `app` and `app.run()`, or the *whole* of server.py, with *files* next to it. The
    line that the learner is shown ends with `# <-`.
    """
    body = textwrap.dedent(example).strip("\n")
    program = f"{body}\n" if whole else LESSON.replace("EXAMPLE", body)
    beside = {name: textwrap.dedent(text).lstrip("\n") for name, text in (files or {}).items()}

    def made(condition: Condition) -> Mistake:
        words = " ".join((condition.__doc__ or "").split())
        return Mistake(condition.__name__, words, condition, {PROGRAM: program, **beside})

    return made
