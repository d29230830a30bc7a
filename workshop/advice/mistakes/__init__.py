"""What goes wrong in a beginner's program where no edit of lines can say what to do.

The first mistake that is found is explained, in the order of the files here, and of the functions in each.
"""

from pathlib import Path
from typing import NamedTuple

from workshop.advice.mistakes import files, imports, pages, starting, values
from workshop.advice.mistakes.mistake import Failure, Found, Mistake
from workshop.advice.outcome import Outcome
from workshop.advice.text import PROGRAM

MISTAKES = tuple(
    entry
    for file in (imports, starting, pages, values, files)
    for entry in vars(file).values()
    if isinstance(entry, Mistake)
)


class Explanation(NamedTuple):
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


def explain(folder: Path, outcome: Outcome) -> Explanation:
    """Return the words for what a trial has come to."""
    failure = Failure(folder, outcome)
    file, line = outcome.file or PROGRAM, outcome.line
    # Learners know what they raise themselves.
    mistake = None if outcome.raised else first(failure)
    if not mistake:
        return Explanation("", file, line)
    entry, found = mistake
    place = (found.file, found.line) if found.line else (file, line)
    return Explanation(entry.explanation(failure, found), *place)
