"""Edits of a program that Python can read, and that fails, or ends, or has no page."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing import (
    answers,
    attributes,
    calls,
    files,
    imports,
    names,
    placeholders,
    routes,
    spelling,
    start,
    template_names,
    template_syntax,
    values,
    views,
)
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import PROGRAM

PARTS = [
    *(spelling, imports, names, attributes, calls, placeholders, routes, views, answers, values),
    *(files, template_names, template_syntax, start),
]


def edits(folder: Path, outcome: Outcome) -> Iterator[Edit]:
    """Yield candidates, in any order; which of them is a fix, a trial decides."""
    source = Source(folder, outcome.file or PROGRAM)
    changes = set()
    for edit in itertools.chain.from_iterable(part.edits(source, outcome) for part in PARTS):
        change = (edit.file, edit.line, edit.after)
        if edit.before != edit.after and change not in changes:
            changes.add(change)
            yield edit
