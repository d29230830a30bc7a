"""server.py as it was when the tests last passed, and how a line has changed since."""

import contextlib
import difflib
from collections.abc import Iterator
from pathlib import Path

from workshop.advice.edits.edit import Edit
from workshop.advice.text import PROGRAM, lines_of, read

# In the environment, where it is in nobody's way.
SAVED = ".venv/server-that-passed.py"
# How much of two lines must be the same for one to be the other, from 0 to 1.
ENOUGH = 0.6


def save(folder: Path) -> None:
    """Save server.py, if the folder has an environment."""
    if (folder / SAVED).parent.is_dir():
        with contextlib.suppress(OSError):
            (folder / SAVED).write_bytes((folder / PROGRAM).read_bytes())


def edits(folder: Path) -> Iterator[Edit]:
    """Yield each line that has changed since, as it was, and each that is gone."""
    now, then = lines_of(read(folder / PROGRAM)), lines_of(read(folder / SAVED))
    if not any(then):
        return
    why = "This is how it was when the tests last passed."
    matcher = difflib.SequenceMatcher(None, now, then, autojunk=False)
    for kind, first, last, of_then, to_then in matcher.get_opcodes():
        lines = tuple(then[of_then:to_then])
        if kind == "insert" and first < len(now):
            yield Edit(first + 1, (now[first],), (*lines, now[first]), why, 2)
        if kind == "replace" and last - first == len(lines):
            for number, line, old in zip(range(first, last), now[first:last], lines, strict=True):
                likeness = difflib.SequenceMatcher(None, line, old).ratio()
                if likeness >= ENOUGH and line != old:
                    yield Edit(number + 1, (line,), (old,), why, 4.5 - 3 * likeness)
