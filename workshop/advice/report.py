"""What a learner reads about a trial, and what a script does."""

import ast
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from workshop.advice.outcome import Outcome, Reason, Stage
from workshop.advice.source import Source
from workshop.advice.text import PROGRAM, indentation, is_guard, lines_of, listed, read, readable

# Where the lesson has the server.
PORT = 5000
LOCALHOST = {"127.0.0.1", "localhost"}
ANYWHERE = {"0.0.0.0", "::"}
# Of many lines that change, the first ones are shown.
MOST_LINES = 8


class Advice(NamedTuple):
    """A line as it is and as it should be, None where no edit says it, and why."""

    file: str
    line: int
    before: str
    after: str | None
    message: str


def misfit(folder: Path, outcome: Outcome) -> list[Advice]:
    """Return what to change in a program that works, for the tests of the lesson to reach it."""
    if ("/", Reason.STREAM) in outcome.notes:
        said = "The answer of the home page has no end in sight, and the tests wait for it."
        return [Advice(PROGRAM, 0, "", None, said)]
    starts = _starts(folder)
    if len(starts) > 1:
        said = f"The server is started twice, in lines {starts[0]} and {starts[1]}. Delete one of the two."
        return [Advice(PROGRAM, starts[1], line_of(folder / PROGRAM, starts[1]), None, said)]
    run = outcome.run
    if not run or (run.port == PORT and run.host in LOCALHOST):
        return []
    if run.host in ANYWHERE:
        said = "Other computers in your network can reach this server. Remove the host."
    elif run.host not in LOCALHOST:
        said = f"This server is at {run.host}, not at localhost. Remove the host."
    else:
        said = (
            f"This server is on port {run.port}. The tests look for it on {PORT}: remove the port."
        )
    return [Advice(PROGRAM, run.line, line_of(folder / PROGRAM, run.line), None, said)]


def _starts(folder: Path) -> list[int]:
    """Return the lines of server.py that start an app, one after the other, whenever it is started."""
    found, source = [], Source(folder)
    for node in source.tree.body:
        for each in getattr(node, "body", []) if is_guard(node) else [node]:
            if isinstance(each, ast.Expr) and ast.unparse(each).startswith(f"{source.app}.run("):
                found.append(each.lineno)
    return found


def lines(folder: Path, outcome: Outcome, found: list[Advice]) -> list[str]:
    """Return the lines of a report: the advice, or that the program works, and what no visit shows."""
    if outcome.is_wrong:
        return formatted(found)
    if outcome.stopped and outcome.stage < Stage.STARTED:
        before = line_of(folder / outcome.file, outcome.line) if outcome.file else ""
        how_far = "to this line" if before else "partly"
        said = f"server.py was tried only {how_far}, because {outcome.stopped}."
        return formatted([Advice(outcome.file, outcome.line, before, None, said)])
    works = f"server.py works, as far as it was tried. {pages(outcome)}"
    more = ["There is one thing that no visit shows:"] if outcome.is_latent else []
    return [works, *notes(outcome), *more, *formatted(found)]


def visited(folder: Path, outcome: Outcome) -> list[str]:
    """Return the lines of a report on the pages, or why they were not visited."""
    if outcome.stopped and outcome.stage < Stage.STARTED:
        return lines(folder, outcome, [])
    return [pages(outcome), *notes(outcome)]


def pages(outcome: Outcome) -> str:
    """Return a sentence that names the pages of an app."""
    return f"Pages: {listed(outcome.routes or ['none'])}"


def notes(outcome: Outcome) -> list[str]:
    """Return sentences about what is unusual in a program that works."""
    found = [
        f"{url} couldn't be fully tested, because {reason}."
        for url, reason in dict.fromkeys(outcome.notes)
    ]
    found += [
        f"{function}() is never called, because another function already answers {url}. Change one of their URLs."
        for function, url in outcome.hidden
    ]
    if outcome.run and outcome.run.line and not outcome.run.guarded:
        found.append(
            f'Importing server.py starts the server too. Put line {outcome.run.line} below if __name__ == "__main__":'
        )
    return found


def tests_not_run(folder: Path) -> list[str]:
    """Return sentences about files in tests/ that pytest doesn't take for tests."""
    others = {"__init__.py", "conftest.py", "watch.py"}
    names = {path.name for path in (folder / "tests").glob("*.py*")} - others
    return [
        f"tests/{name} isn't run: its name must start with test_ and end with .py"
        for name in sorted(names)
        if not (name.startswith("test_") and name.endswith(".py"))
    ] + [
        f"{path.name} isn't run: move it into the folder tests" for path in folder.glob("test_*.py")
    ]


def formatted(found: Iterable[Advice]) -> list[str]:
    """Return the lines of a report about some lines."""
    return [line for each in found for line in format_advice(each)]


def format_advice(each: Advice) -> list[str]:
    """Return the lines of a report about one line."""
    message = [f"  {line}" for line in each.message.splitlines()]
    if not each.line:
        return message
    where = f"{each.file}, line {each.line}:  "
    before = each.before.split("\n")
    if each.after is None:
        return [f"{where}{before[0].strip()}", *message]
    after = each.after.split("\n")
    # Where a line starts is shown only if that is what changes.
    is_moved = before[0].strip() == after[0].strip() and before[0] != after[0]
    starts = [indentation(line) for line in before + after if line.strip()]
    edge = "" if is_moved else os.path.commonprefix(starts)
    sides = [(where, before), ("Change it to:", after)]
    return [
        *(
            f"{margin:{len(where)}}{line}".rstrip()
            for side in sides
            for margin, line in _side(*side, edge)
        ),
        *message,
    ]


def _side(label: str, lines: list[str], edge: str) -> Iterator[tuple[str, str]]:
    """Yield lines, the first one with a label; of many, only the first and the last ones."""
    shown = [*lines[:4], "...", *lines[-3:]] if len(lines) > MOST_LINES else lines
    for line in shown:
        yield label, line.removeprefix(edge)
        label = ""


def happened(outcome: Outcome) -> str:
    """Return what a trial has come to, in one sentence."""
    if outcome.is_latent and not outcome.exception:
        return outcome.message
    if outcome.page and outcome.stage == Stage.PAGES:
        is_missing = outcome.message.startswith(("404", "405"))
        what = "There is no page at {}" if is_missing else "The page {} fails"
        return f"{what.format(outcome.page)}: your browser shows {outcome.message}."
    if outcome.page:
        return f"The page {outcome.page} fails. {outcome.said}"
    if outcome.is_latent:
        file = "" if outcome.file == PROGRAM else f" of {outcome.file}"
        return f"Line {outcome.line}{file} fails when it runs. {outcome.said}"
    if outcome.stage == Stage.HOME:
        return "python server.py ends right away, because it never reaches app.run()."
    return outcome.said


def showing(folder: Path, texts: list[str]) -> list[str]:
    """Return the first line of server.py that has one of the texts, or a part of it, as a report has it."""
    for node in ast.walk(Source(folder).tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            parts = [part.strip() for part in re.split("<[^>]*>", node.value)]
            if any(len(part) > 2 and part in text for part in parts for text in texts):
                before = line_of(folder / PROGRAM, node.lineno)
                return format_advice(Advice(PROGRAM, node.lineno, before, None, ""))
    return []


def line_of(file: Path, number: int) -> str:
    """Return a line of a file, "" if the file has none of that number."""
    found = lines_of(readable(read(file)))
    return found[number - 1] if 0 < number <= len(found) else ""
