"""Edits of a program that Python can read, and that fails, or ends, or has no page."""

from collections.abc import Iterator
from pathlib import Path

from workshop.advice.edit import Edit
from workshop.advice.outcome import Outcome


def edits(folder: Path, outcome: Outcome) -> Iterator[Edit]:
    """Yield candidates, in any order; which of them is a fix, a trial decides."""
    yield from ()
