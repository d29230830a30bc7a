"""Find the edits that get a program further: each one is tried before it is suggested."""

import math
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from workshop.advice.edits import failing, passed
from workshop.advice.edits.edit import Edit
from workshop.advice.edits.unreadable import search
from workshop.advice.outcome import Outcome, Stage
from workshop.advice.text import PROGRAM, read
from workshop.advice.trial import trial

# How many seconds a page may take when an edit is tried.
PATIENCE = 2
# How many candidates are tried at most, how many at once, and for how many seconds.
MOST = 12
AT_ONCE = min(4, os.cpu_count() or 1)
LIMIT = 10
# Fixes whose costs differ less are as likely.
ALIKE = 0.05
# An edit that costs this much more than the cheapest is not what was meant, however far it gets.
FAR = 1.5
# An edit that makes a program readable and costs more than this must also make it start.
DOUBTFUL = 2.75
# A name that costs no more than this is right, even if its line then fails in another way.
KNOWN = 1

Edits = tuple[Edit, ...]


class Fix(NamedTuple):
    """Edits that together get a program further, the first of them first."""

    edits: Edits
    outcome: Outcome

    @property
    def cost(self) -> float:
        return _cost(self.edits)

    @property
    def fails(self) -> bool:
        """Whether the program now fails in a line that was changed.

        A package that is missing may only not have been reached before.
        """
        found = self.outcome
        return found.exception != "ModuleNotFoundError" and any(
            edit.after[found.line - edit.line] not in edit.before
            for edit in self.edits
            if found.file == edit.file and edit.line <= found.line < edit.line + len(edit.after)
        )


def fixes(folder: Path, outcome: Outcome) -> list[Fix]:
    """Return the fixes of what a trial has found wrong in a folder, the best first."""
    candidates: list[Edits] = [(edit,) for edit in passed.edits(folder)]
    if outcome.is_unreadable:
        candidates += search.ways(folder, outcome)
    else:
        candidates += [(edit,) for edit in failing.edits(folder, outcome)]
    end = time.monotonic() + LIMIT
    found = _tried(folder, candidates, outcome, end)
    better = [fix for fix in found if _gets_further(fix, outcome)]
    if not (better or outcome.is_unreadable):
        found = _tried(folder, _pairs(folder, found, outcome), outcome, end)
        better = [fix for fix in found if _gets_further(fix, outcome)]
    limit = min((fix.cost for fix in better), default=0) + FAR
    return sorted([fix for fix in better if fix.cost <= limit], key=_rank)


def _cost(edits: Edits) -> float:
    return sum(edit.cost for edit in edits)


def _rank(fix: Fix) -> tuple[bool, bool, tuple[int, ...], float]:
    """Return a sort key: the best fix first."""
    if not fix.outcome.is_wrong:
        # A program that works gets no further by more pages.
        return False, False, (), fix.cost
    return True, fix.fails, tuple(-each for each in fix.outcome.progress), fix.cost


def _tried(folder: Path, candidates: Iterable[Edits], outcome: Outcome, end: float) -> list[Fix]:
    """Return candidates with their outcomes, the cheapest first, as many as there are until *end*.

    Those that cost more than one that makes the program work are not tried.
    """
    cheapest = sorted(candidates, key=_cost)[:MOST]

    def attempt(edits: Edits) -> Fix | None:
        if time.monotonic() > end:
            return None
        changes: dict[str, str] = {}
        for edit in edits:
            text = changes[edit.file] if edit.file in changes else read(folder / edit.file)
            changes[edit.file] = edit.applied(text)
        return Fix(edits, trial(folder, changes, PATIENCE))

    found: list[Fix] = []
    enough = math.inf
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for first in range(0, len(cheapest), AT_ONCE):
            if _cost(cheapest[first]) > enough:
                break
            batch = pool.map(attempt, cheapest[first : first + AT_ONCE])
            found += [fix for fix in batch if fix]
            done = [fix.cost for fix in found if _is_done(fix.outcome, outcome)]
            enough = min(done, default=math.inf) + ALIKE
    return found


def _pairs(folder: Path, found: Sequence[Fix], outcome: Outcome) -> Iterator[Edits]:
    """Yield edits of a line of server.py that then has another mistake, each with an edit of that one."""
    for fix in found:
        [edit] = fix.edits
        is_other = fix.outcome.said != outcome.said and fix.outcome.stage == outcome.stage
        if is_other and fix.fails and edit.file == PROGRAM and edit.cost <= KNOWN:
            with tempfile.TemporaryDirectory() as scratch:
                text = edit.applied(read(folder / PROGRAM))
                Path(scratch, PROGRAM).write_text(text, "utf-8", "surrogateescape", newline="")
                seconds = [*failing.edits(Path(scratch), fix.outcome)]
            yield from [(edit, second) for second in seconds if second.cost <= KNOWN]


def _is_done(after: Outcome, before: Outcome) -> bool:
    """Return whether a program works now, or what was wrong in one that worked is right."""
    works = not after.is_wrong and not after.stopped
    return works and (before.is_wrong or not after.is_latent)


def _gets_further(fix: Fix, outcome: Outcome) -> bool:
    """Return whether a program gets further than before, and does not only fail in another way."""
    after = fix.outcome
    if after.stopped:
        return after.stage > outcome.stage
    if outcome.stage >= Stage.STARTED and len(after.routes) < len(outcome.routes):
        # Nothing is repaired by losing a page.
        return False
    if outcome.is_unreadable:
        return _is_read_further(fix, outcome)
    is_home_added = outcome.stage == Stage.PAGES and "/" in {*after.routes} - {*outcome.routes}
    if is_home_added or _is_name_found(fix, outcome):
        # Whatever else is wrong with it now.
        return True
    if after.progress != outcome.progress:
        return after.progress > outcome.progress
    is_same_page = outcome.page and after.page == outcome.page
    if is_same_page and after.depth != outcome.depth:
        return after.depth > outcome.depth
    return not fix.fails and _is_below(fix, outcome)


def _is_read_further(fix: Fix, outcome: Outcome) -> bool:
    """Return whether Python reads more of a program that it could not read."""
    after = fix.outcome
    is_read = after.file != outcome.file or not after.is_unreadable
    is_further = search.is_past_brackets(outcome.message, after.message)
    is_doubtful = fix.fails or after.stage < Stage.STARTED
    if is_doubtful and max(edit.cost for edit in fix.edits) > DOUBTFUL:
        return False
    return is_read or is_further or _is_below(fix, outcome)


def _is_name_found(fix: Fix, outcome: Outcome) -> bool:
    """Return whether a name that was unknown is known now, or only has to be imported."""
    after = fix.outcome
    is_of_name = outcome.exception in ("NameError", "UnboundLocalError")
    if not is_of_name or after.said == outcome.said or not after.line >= outcome.line > 0:
        return False
    if after.exception == "NameError":
        return not fix.fails or bool(after.homes) and not outcome.homes
    return fix.cost <= KNOWN


def _is_below(fix: Fix, outcome: Outcome) -> bool:
    """Return whether a program fails further down than before."""
    added = sum(len(edit.after) - len(edit.before) for edit in fix.edits)
    after = fix.outcome
    return after.file == outcome.file and after.line - added > outcome.line > 0
