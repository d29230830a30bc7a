"""What to change in a program that does not work: a fix that was tried, or a mistake in words."""

import itertools
from pathlib import Path

from workshop.advice import mistakes, repair, report
from workshop.advice.outcome import Outcome, Reason
from workshop.advice.report import Advice
from workshop.advice.text import lines_of, read

# A fix that costs more is not shown where a mistake is found.
LIKELY = 1.4


def advice(folder: Path, outcome: Outcome) -> list[Advice]:
    """Return what to change in a folder after a trial: what is wrong, or else what no visit shows."""
    if not outcome.has_mistake:
        return []
    words, file, line = mistakes.explain(folder, outcome)
    found: list[repair.Fix] = []
    try:
        found = [] if outcome.raised else repair.fixes(folder, outcome)
    except Exception:  # noqa: BLE001
        # Python's own words help more than the traceback of the workshop.
        words = words or f"No fix was found: {Reason.FAULT}."
    if found and (found[0].cost <= LIKELY or not words):
        return [_of_fix(folder, outcome, found)]
    message = "\n".join(filter(None, [report.happened(outcome), words]))
    before = report.line_of(folder / file, line)
    return [Advice(file, line, before, None, message)]


def _of_fix(folder: Path, outcome: Outcome, found: list[repair.Fix]) -> Advice:
    """Return what to change by the best of the fixes, and which other is as likely."""
    best, *others = found
    edit = best.edits[0]
    said = [report.happened(outcome), edit.why]
    if others and _is_as_good(others[0], best):
        said.append(f"Or change it to:  {others[0].edits[0].after[0].strip()}")
    if len(best.edits) > 1 or best.outcome.has_mistake:
        said.append("After that, there is another mistake to fix.")
    before, after = edit.before, edit.after
    if not after:
        # Lines are deleted if only what is below them is left.
        below = lines_of(read(folder / edit.file))[edit.line - 1 + len(before) :]
        empty = itertools.takewhile(lambda line: not line.strip(), below)
        after = tuple(below[: len(list(empty)) + 1])
        before += after
    return Advice(edit.file, edit.line, "\n".join(before), "\n".join(after), "\n".join(said))


def _is_as_good(other: repair.Fix, best: repair.Fix) -> bool:
    """Return whether another fix changes the same line, and is as likely to be what was meant."""
    one, two = other.edits[0], best.edits[0]
    is_same_line = one.line == two.line and len(one.after) == 1 and one.after != two.after
    gets_as_far = other.outcome.progress == best.outcome.progress
    return is_same_line and gets_as_far and other.cost - best.cost < repair.ALIKE
