"""What a learner reads about a trial, and what a script does."""

from pathlib import Path
from typing import NamedTuple

from workshop.advice.outcome import Outcome, Stage
from workshop.advice.trial import PROGRAM


class Advice(NamedTuple):
    """A line as it is and as it should be, None where no edit says it, and why."""

    file: str
    line: int
    before: str
    after: str | None
    message: str


def advice(folder: Path, outcome: Outcome) -> list[Advice]:
    """Return what to change in a folder after a trial; nothing if nothing is wrong."""
    if not outcome.is_wrong:
        return []
    file = outcome.file or PROGRAM
    before = line_of(folder / file, outcome.line)
    return [Advice(file, outcome.line, before, None, _happened(outcome))]


def lines(outcome: Outcome, found: list[Advice]) -> list[str]:
    """Return the lines of a report: the advice, or that nothing is wrong, and what is unusual."""
    if found:
        return [line for each in found for line in _of_advice(each)]
    if outcome.stopped and outcome.stage < Stage.STARTED:
        place = f" at line {outcome.line} of {outcome.file}" if outcome.line else ""
        return [f"server.py was not tried further than this{place}, because {outcome.stopped}."]
    return [f"server.py works. {pages(outcome)}", *notes(outcome)]


def pages(outcome: Outcome) -> str:
    """Return a sentence that names the pages of an app."""
    *most, last = outcome.routes or ("none",)
    return f"Pages: {', '.join(most)} and {last}" if most else f"Pages: {last}"


def notes(outcome: Outcome) -> list[str]:
    """Return a sentence for each page that was not tried to its end."""
    return [
        f"{url} was not tried to the end, because {reason}."
        for url, reason in dict.fromkeys(outcome.notes)
    ]


def _of_advice(each: Advice) -> list[str]:
    where = [f"{each.file}, line {each.line}:  {each.before.strip()}"] if each.line else []
    return [*where, *(f"  {line}" for line in each.message.splitlines())]


def _happened(outcome: Outcome) -> str:
    """Return what a trial has come to, in one sentence."""
    if outcome.page and outcome.stage == Stage.PAGES:
        return f"There is no page at {outcome.page}: your browser shows {outcome.message}."
    if outcome.page:
        return f"The page {outcome.page} fails. {outcome.said}"
    return outcome.said


def line_of(file: Path, number: int) -> str:
    """Return a line of a file, "" if the file has none of that number."""
    if not (number and file.is_file()):
        return ""
    found = file.read_text("utf-8-sig", "replace").split("\n")
    return found[number - 1].rstrip("\r") if number <= len(found) else ""
