"""What was probably meant, by the tables of workshop/hints."""

import contextlib
from pathlib import Path

from workshop.advice.outcome import Outcome, Stage
from workshop.hints import explanation

PROGRAM = "server.py"


def of(folder: Path, outcome: Outcome) -> tuple[str, str, int]:
    """Return a hint on what a trial has found, "" if there is none, and its file and line, or 0."""
    file, line = outcome.file or PROGRAM, outcome.line
    # What learners raise themselves, they know.
    symptoms = [] if outcome.raised else _symptoms(outcome)
    if not symptoms or not (folder / PROGRAM).is_file():
        return "", file, line
    with contextlib.chdir(folder):
        found = explanation.of(symptoms, Path(file), line, outcome.function)
    return found.hint, found.file.as_posix(), found.line


def _symptoms(outcome: Outcome) -> list[str]:
    """Return what tells of the outcome, the most telling first, as the tables match it."""
    by = f" by {outcome.function}" if outcome.function else ""
    if outcome.exception:
        said = outcome.said.removeprefix("AssertionError: ")
        return [said, f"python server.py: The program ended. {said}"]
    if outcome.stage == Stage.PAGES:
        return [f"home page: GET /{by}: {outcome.message}"]
    if outcome.stage == Stage.HOME:
        return ["python server.py: The program ended."]
    if outcome.stage == Stage.NOTHING:
        return []
    return [f"page: GET {outcome.page}{by}: {outcome.message}"] if outcome.message else []
