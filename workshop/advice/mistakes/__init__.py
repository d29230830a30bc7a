"""What goes wrong in a beginner's program where no edit of lines can say what to do.

The first mistake that is found is told, in the order of the files here, and of the functions in each.
"""

from pathlib import Path
from typing import NamedTuple

from workshop.advice.edits.edit import PROGRAM
from workshop.advice.mistakes import data, imports, pages, starting, templates, values
from workshop.advice.mistakes.mistake import Failure, Found, Mistake
from workshop.advice.outcome import Outcome

MISTAKES = tuple(
    entry
    for file in (imports, starting, pages, values, templates, data)
    for entry in vars(file).values()
    if isinstance(entry, Mistake)
)


class Told(NamedTuple):
    """What to read about a failure, "" if no mistake is found, and the line to look at."""

    words: str
    file: str
    line: int


def first(failure: Failure) -> tuple[Mistake, Found] | None:
    """Return the first mistake that is found, and what it found."""
    for entry in MISTAKES:
        if found := entry.condition(failure):
            return entry, found
    return None


def explain(folder: Path, outcome: Outcome) -> Told:
    """Return the words for what a trial has come to."""
    file, line = outcome.file or PROGRAM, outcome.line
    # Learners know what they raise themselves.
    failure = Failure(folder, outcome)
    known = None if outcome.raised else first(failure)
    if not known:
        return Told("", file, line)
    entry, found = known
    place = (PROGRAM, found.line) if found.line else (file, line)
    return Told(entry.said(failure, found), *place)
