"""Ways to make a program readable, if Python cannot read it."""

from collections.abc import Iterator
from pathlib import Path

from workshop.advice.edit import Edit
from workshop.advice.outcome import Outcome


def ways(folder: Path, outcome: Outcome) -> Iterator[tuple[Edit, ...]]:
    """Yield edits that together make a file readable, the cheapest first."""
    yield from ()
