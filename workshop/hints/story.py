"""The story of a check that failed: where to look, what happened, and what was probably meant."""

import contextlib
import http.client
import inspect
import os
import re
import textwrap
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from workshop import port
from workshop.hints.mistakes import MISTAKES
from workshop.paths import PROGRAM, ROOT

# As the learner calls it.
INVOKE = os.environ.get("WORKSHOP_INVOKE", "invoke")
# Of the server that the checks ask.
PORT = 5000
# Whether one of the learner's own runs there already.
OWN_SERVER = pytest.StashKey[bool]()
# What the check that runs has asked, compared and met with.
seen: dict[str, Any] = {}

Stack = Sequence[traceback.FrameSummary]


class AppRan(Exception):
    """app.run() was called where it must not serve."""


def of_failure(node: Any, error: BaseException, report: Any) -> str:
    """Return the lines for the learner about a check that failed with *error*."""
    if isinstance(error, pytest.fail.Exception) and report.when == "setup":
        return str(error)
    if report.when == "collect":
        error = error.__cause__ or error
    asked, expected = _asked(node, report.when)
    came = []
    if "compared" in seen:
        compared, expected = seen["compared"]
        came.append(compared)
    # What Flask has caught comes before what came of it.
    problem = seen.get("error", error)
    if problem is not error or not came:
        came.append(_message(problem))
    stack: list[traceback.FrameSummary] = [*traceback.extract_tb(problem.__traceback__)]
    if isinstance(problem, SyntaxError) and problem.filename and problem.lineno:
        stack.append(traceback.FrameSummary(problem.filename, problem.lineno, ""))
        # Python stops at the mistake, or on the line below it.
        seen["lines"] = max(problem.lineno - 1, 1), problem.lineno
    # What a server that was started has printed.
    log = "".join(text for name, text in report.sections if "stderr" in name)
    telling = re.findall(r"^\w+Error\b.*", log, re.MULTILINE)
    if report.when == "setup":
        telling = telling or re.findall(r"Running on .*", log) or log.splitlines()
    came += telling[-1:]
    for file, line in re.findall(r'File "(.+)", line (\d+)', log):
        stack.append(traceback.FrameSummary(file, int(line), ""))
    return _tell(node, asked, expected, ": ".join(came).replace(".:", "."), stack)


def of_endless_loop(node: Any, seconds: int, stack: Stack) -> str:
    """Return the lines for the learner about a check that does not end."""
    return _tell(node, *_asked(node, "call"), f"It still goes on after {seconds} seconds.", stack)


def _tell(node: Any, asked: str, expected: str, came: str, stack: Stack) -> str:
    """Return the lines of a story: where to look, what happened, and what was probably meant."""
    check = node.name.removeprefix("test_").replace("_", " ")
    by = f" by {seen['endpoint']}" if seen.get("endpoint") else ""
    meant, line = _explain(f"{check}: {asked}{by}: {came}", _source())
    line = line or last_line(PROGRAM, stack)
    file = PROGRAM
    if not line and not ("compared" in seen and meant):
        file, line = node.path, last_line(node.path, stack)
    lines = []
    if line:
        code = file.read_text("utf-8-sig", "replace").split("\n")[line - 1].strip()
        lines.append(f"{file.relative_to(ROOT)}, line {line}:  {code}")
    came = textwrap.shorten(came, 100)
    facts = {"check": check, "asked": asked, "expected": expected, "came": came}
    lines += [f"  {name + ':':11}{fact}" for name, fact in facts.items() if fact]
    same = len(os.path.commonprefix([expected, came]))
    if same and "compared" in seen:
        # Below the first letter that differs.
        lines.append(" " * (13 + same) + "^")
    lines.append(meant)
    if OWN_SERVER not in node.config.stash and _is_stale():
        lines.append(
            "Then stop your server that runs already with CTRL+C in its window, and start it again: "
            "it does not show what server.py says now."
        )
    lines.append(f"Fix it, save the file, then type {INVOKE} test")
    return "\n".join(filter(None, lines))


def _is_stale() -> bool:
    """Return whether a server that runs already shows another home page than server.py has now."""
    if "home page" not in seen or port.who_answers(PORT) != port.FLASK:
        return False
    connection = http.client.HTTPConnection("localhost", PORT, timeout=5)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/")
        served = connection.getresponse().read().decode(errors="replace")
        return bool(served != seen["home page"])
    return True


def _asked(node: Any, when: str) -> tuple[str, str]:
    """Return what a check does to server.py, as a learner would, and what it expects of that."""
    fixtures = getattr(node, "fixturenames", [])
    if "server" in fixtures and OWN_SERVER in node.config.stash:
        return "your server that runs already", ""
    if when == "setup" and "server" in fixtures:
        return "python server.py", f"a server at http://localhost:{PORT}/"
    if when == "setup" and "app" in fixtures:
        return "import server", "an app"
    if "process" in fixtures:
        return "the exit code after CTRL+C", ""
    if "server" in fixtures:
        return f"http://localhost:{PORT}/", ""
    return seen.get("asked", ""), ""


def _explain(symptom: str, source: str) -> tuple[str, int]:
    """Return what MISTAKES says of a symptom, and the line that it found in *source*, or 0."""
    for came, causes in MISTAKES.items():
        found = re.search(came, symptom)
        for has, meant in causes.items():
            cause = re.search(has, source, re.MULTILINE)
            if found and cause:
                line = source.count("\n", 0, cause.start()) + 1 if cause[0] else 0
                return meant.format(*found.groups(), *cause.groups()), line
    return "", 0


def _source() -> str:
    """Return the part of server.py that a cause is searched in, on its lines, without comments."""
    source = PROGRAM.read_text("utf-8-sig", "replace") if PROGRAM.exists() else ""
    lines = re.sub("#.*", "", source).split("\n")
    first, last = 1, len(lines)
    # Some views have no source, or theirs is in another file.
    with contextlib.suppress(OSError, TypeError):
        view: Any = seen.get("view")
        if inspect.getsourcefile(view) == str(PROGRAM):
            code, first = inspect.getsourcelines(view)
            last = first + len(code) - 1
    span: tuple[int, int] = seen.get("lines", (first, last))
    return "\n" * (span[0] - 1) + "\n".join(lines[span[0] - 1 : span[1]])


def last_line(file: Path, stack: Stack) -> int:
    """Return the number of the last line of *file* in a stack, 0 if there is none."""
    lines = [frame.lineno or 0 for frame in stack if Path(frame.filename) == file]
    return lines[-1] if lines else 0


def as_text(value: object) -> str:
    """Return what was compared as a learner knows it."""
    if isinstance(value, int) and value in http.client.responses:
        return f"{value} {http.client.responses[value]}"
    if isinstance(value, list | tuple):
        return " ".join(map(as_text, value))
    return "nothing" if value is None else " ".join(str(value).split())


def _message(error: BaseException) -> str:
    """Return what Python says last of an error; of one by the checks, only its words."""
    if isinstance(error, AssertionError | TimeoutError | AppRan):
        return str(error)
    if isinstance(error, pytest.FixtureLookupError):
        return f"There is no fixture called {error.argname}."
    said = traceback.format_exception_only(error)[-1].strip()
    # Without the path of a module, and the code of an exit that has none.
    return re.sub(r" \(.*\.py\)$|: None$", "", said)
