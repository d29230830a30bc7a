"""Find the edits that get a program further: each one is tried before it is suggested."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from workshop.advice import reading, running
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
FAR = 2.5
# One that makes the program work, and costs that much more, avoids the mistake rather than ends it.
UNLIKELY = 1.5


class Fix(NamedTuple):
    """Edits that together get a program further, the first of them first."""

    edits: tuple[Edit, ...]
    outcome: Outcome

    @property
    def cost(self) -> float:
        return sum(edit.cost for edit in self.edits)


def fixes(folder: Path, outcome: Outcome) -> list[Fix]:
    """Return the fixes of what a trial has found wrong in a folder, the best first."""
    candidates: Iterable[tuple[Edit, ...]]
    if outcome.stage == Stage.NOTHING:
        candidates = reading.ways(folder, outcome)
    else:
        candidates = [(edit,) for edit in running.edits(folder, outcome)]
    cheapest = sorted(candidates, key=lambda edits: sum(edit.cost for edit in edits))
    found = [fix for fix in _tried(folder, cheapest[:MOST]) if _gets_further(fix, outcome)]
    limit = min((fix.cost for fix in found), default=0) + FAR
    near = [fix for fix in found if fix.cost <= limit]
    # A program that works gets no further by more pages.
    whole = sorted([fix for fix in near if not fix.outcome.is_wrong], key=lambda fix: fix.cost)
    part = [fix for fix in near if fix.outcome.is_wrong]
    part.sort(key=lambda fix: (fix.outcome.progress, -fix.cost), reverse=True)
    if whole and part and part[0].cost + UNLIKELY < whole[0].cost:
        return [*part, *whole]
    return [*whole, *part]


def _tried(folder: Path, candidates: Sequence[tuple[Edit, ...]]) -> list[Fix]:
    """Return candidates with their outcomes, as many as there is time for.

    Those that cost more than one that makes the program work are not tried.
    """
    end = time.monotonic() + LIMIT

    def attempt(edits: tuple[Edit, ...]) -> Fix | None:
        if time.monotonic() > end:
            return None
        changes: dict[str, str] = {}
        for edit in edits:
            text = changes.get(edit.file) or read(folder, edit.file)
            changes[edit.file] = edit.applied(text)
        return Fix(edits, trial(folder, changes, PATIENCE))

    found: list[Fix] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for first in range(0, len(candidates), AT_ONCE):
            batch = pool.map(attempt, candidates[first : first + AT_ONCE])
            found += [fix for fix in batch if fix]
            if any(not fix.outcome.is_wrong and not fix.outcome.stopped for fix in found):
                break
    return found


def _gets_further(fix: Fix, outcome: Outcome) -> bool:
    """Return whether a program gets further than before, and not only to another line."""
    if fix.outcome.stopped:
        return fix.outcome.stage > outcome.stage
    is_unknown = fix.outcome.exception == outcome.exception == "NameError"
    if is_unknown and fix.outcome.homes and not outcome.homes:
        # It only has to be imported now.
        return fix.outcome.line >= outcome.line
    if outcome.stage == Stage.PAGES and "/" in {*fix.outcome.routes} - {*outcome.routes}:
        # There is a home page now, whatever else is wrong with it.
        return True
    if fix.outcome.progress != outcome.progress:
        return fix.outcome.progress > outcome.progress
    is_same_page = outcome.page and fix.outcome.page == outcome.page
    if is_same_page and fix.outcome.depth != outcome.depth:
        return fix.outcome.depth > outcome.depth
    # It fails as late as before, but further down.
    added = sum(len(edit.after) - len(edit.before) for edit in fix.edits)
    is_below = fix.outcome.line - added > outcome.line > 0
    return fix.outcome.file == outcome.file and is_below
