"""Find the edits that get a program further: each one is tried before it is suggested."""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from workshop.advice import passed, reading, running
from workshop.advice.edit import Edit, read
from workshop.advice.outcome import Outcome, Stage
from workshop.advice.trial import trial

# A program that gets further than that is not waited for, in seconds for each page.
PATIENCE = 2
# How many candidates are tried, as many at once as computers have processors, and for how many seconds.
MOST = 12
AT_ONCE = 4
LIMIT = 6
# An edit that costs that much more than the cheapest is not what was meant, however far it gets.
FAR = 1.5
# An edit that costs more must get a program to its start.
DOUBTFUL = 2.75


class Fix(NamedTuple):
    """Edits that together get a program further, the first of them first."""

    edits: tuple[Edit, ...]
    outcome: Outcome

    @property
    def cost(self) -> float:
        return sum(edit.cost for edit in self.edits)

    @property
    def fails(self) -> bool:
        """Whether the program now fails in one of the lines that were changed.

        A package that is missing was not seen before.
        """
        found = self.outcome
        if found.exception == "ModuleNotFoundError":
            return False
        return any(
            edit.after[found.line - edit.line] not in edit.before
            for edit in self.edits
            if found.file == edit.file and edit.line <= found.line < edit.line + len(edit.after)
        )


def fixes(folder: Path, outcome: Outcome) -> list[Fix]:
    """Return the fixes of what a trial has found wrong in a folder, the best first."""
    candidates: list[tuple[Edit, ...]] = [(edit,) for edit in passed.edits(folder)]
    if outcome.stage == Stage.NOTHING:
        candidates += reading.ways(folder, outcome)
    else:
        candidates += [(edit,) for edit in running.edits(folder, outcome)]
    cheapest = sorted(candidates, key=lambda edits: sum(edit.cost for edit in edits))
    found = [fix for fix in _tried(folder, cheapest[:MOST]) if _gets_further(fix, outcome)]
    limit = min((fix.cost for fix in found), default=0) + FAR
    near = [fix for fix in found if fix.cost <= limit]
    return sorted(
        near, key=lambda fix: (not fix.fails, fix.outcome.progress, -fix.cost), reverse=True
    )


def _tried(folder: Path, candidates: Iterable[tuple[Edit, ...]]) -> list[Fix]:
    """Return candidates with their outcomes, as many as there is time for."""
    end = time.monotonic() + LIMIT

    def attempt(edits: tuple[Edit, ...]) -> Fix | None:
        if time.monotonic() > end:
            return None
        changes: dict[str, str] = {}
        for edit in edits:
            text = changes.get(edit.file) or read(folder, edit.file)
            changes[edit.file] = edit.applied(text)
        return Fix(edits, trial(folder, changes, PATIENCE))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [fix for fix in pool.map(attempt, candidates) if fix]


def _gets_further(fix: Fix, outcome: Outcome) -> bool:
    """Return whether a program gets further than before, and not only to another line."""
    if fix.outcome.stopped:
        return fix.outcome.stage > outcome.stage
    is_doubtful = fix.fails or fix.outcome.stage < Stage.STARTED
    if is_doubtful and max(edit.cost for edit in fix.edits) > DOUBTFUL:
        return False
    if fix.outcome.stage == outcome.stage and fix.outcome.file == outcome.file:
        # It fails as late as before, but further down.
        added = sum(len(edit.after) - len(edit.before) for edit in fix.edits)
        same = fix.outcome.progress == outcome.progress
        return fix.outcome.progress > outcome.progress or (
            same and fix.outcome.line - added > outcome.line > 0
        )
    return fix.outcome.progress > outcome.progress
