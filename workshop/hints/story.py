"""The story of a check that failed: where to look, what happened, and what was probably meant."""

import contextlib
import http.client
import os
import re
import textwrap
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workshop import port
from workshop.hints import explanation, where
from workshop.paths import PROGRAM, ROOT

# As the learner calls it.
INVOKE = os.environ.get("WORKSHOP_INVOKE", "invoke")
# Of the server that the checks ask.
PORT = 5000
# Whether one of the learner's own runs there already.
OWN_SERVER = pytest.StashKey[bool]()
RESTART = (
    "Then stop the server you already have running with CTRL+C in its window, and start it again: "
    "it does not show what server.py says now."
)


@dataclass
class Seen:
    """What the check that runs has asked, compared and met with."""

    request: str = ""
    endpoint: str | None = None
    view: Any = None
    expected: str = ""
    actual: str = ""
    error: BaseException | None = None
    home_page: str | None = None


def of_failure(node: Any, error: BaseException, report: Any, seen: Seen) -> str:
    """Return the lines for the learner about a check that failed with *error*."""
    if isinstance(error, pytest.fail.Exception) and report.when == "setup":
        return str(error)
    if report.when == "collect":
        error = error.__cause__ or error
    # What Flask has caught comes before what came of it.
    problem = seen.error or error
    said = _message(problem)
    log, _, dump = _log(node, report).partition("Fatal Python error")
    stack = where.stack_of(problem, log, dump)
    errors = re.findall(r"^(?:\w+\.)*(\w+Error\b.*)", log, re.MULTILINE)
    printed = errors
    if report.when == "setup":
        printed = errors or re.findall(r"Running on .*", log) or log.splitlines()
    actual = [seen.actual, said if problem is not error or not seen.actual else "", *printed[-1:]]
    actual += ["It is still importing."] if dump and where.is_importing(stack) else []
    # What learners raise themselves, they know.
    symptoms = [] if where.is_raised(stack) else [*errors[-1:], said]
    return _told(node, report.when, seen, _joined(actual), symptoms, stack)


def of_endless_loop(node: Any, seconds: int, stack: where.Stack, seen: Seen) -> str:
    """Return the lines for the learner about a check that does not end."""
    return _told(node, "call", seen, f"It still goes on after {seconds} seconds.", [], stack)


def as_text(value: object) -> str:
    """Return what was compared as a learner knows it."""
    if isinstance(value, int) and value in http.client.responses:
        return f"{value} {http.client.responses[value]}"
    if isinstance(value, list | tuple):
        return " / ".join(map(as_text, value)) or "nothing"
    return "nothing" if value is None else " ".join(str(value).splitlines())


def _told(
    node: Any, when: str, seen: Seen, actual: str, symptoms: list[str], stack: where.Stack
) -> str:
    """Return the lines of a story."""
    check = node.name.removeprefix("test_").replace("_", " ")
    if when == "collect":
        check = f"tests/{node.name}"
    request, expected = _request(node, when, seen)
    asks_server = "server" in getattr(node, "fixturenames", [])
    # What the server is to show was asked of the app, which is not what has failed.
    endpoint, view = (None, None) if asks_server else (seen.endpoint, seen.view)
    by = f" by {endpoint}" if endpoint else ""
    symptoms = [*symptoms, f"{check}: {request}{by}: {actual}"]
    place = where.learners_line(stack)
    file, line = (Path(place.filename), place.lineno or 0) if place else (PROGRAM, 0)
    hint, file, line = explanation.of(symptoms, file, line, view)
    if not line and not (hint and when != "collect"):
        file, line = node.path, where.last_line(node.path, stack)
    actual = textwrap.shorten(actual, 200)
    expected = seen.expected or expected
    facts = {"check": check, "request": request, "expected": expected, "actual": actual}
    lines = [
        _code(file, line),
        *(f"  {name + ':':11}{fact}" for name, fact in facts.items() if fact),
        _mark(seen.expected, actual),
        hint,
        RESTART if not asks_server and _is_stale(seen) else "",
        f"Fix it, save the file, then type {INVOKE} test",
    ]
    return "\n".join(filter(None, lines))


def _code(file: Path, line: int) -> str:
    """Return a line of a file with its number, "" if it is 0."""
    code = explanation.read(file).split("\n")[line - 1].strip()
    return f"{file.relative_to(ROOT)}, line {line}:  {code}" if line else ""


def _mark(expected: str, actual: str) -> str:
    """Return a mark below the first letter that differs, "" if all do."""
    same = len(os.path.commonprefix([expected, actual]))
    return " " * (13 + same) + "^" if same else ""


def _joined(sentences: list[str]) -> str:
    return ": ".join(filter(None, sentences)).replace(".:", ".")


def _is_stale(seen: Seen) -> bool:
    """Return whether a server that runs already shows another home page than server.py has now."""
    if seen.home_page is None or port.who_answers(PORT) != port.FLASK:
        return False
    connection = http.client.HTTPConnection("localhost", PORT, timeout=5)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/")
        served = connection.getresponse().read().decode(errors="replace")
        return bool(served != seen.home_page)
    return True


def _request(node: Any, when: str, seen: Seen) -> tuple[str, str]:
    """Return what a check does to server.py, as a learner would, and what it expects of that."""
    fixtures = getattr(node, "fixturenames", [])
    if "server" in fixtures and OWN_SERVER in node.config.stash:
        return "the server you already have running", ""
    if when == "setup" and "server" in fixtures:
        return "python server.py", f"a server at http://localhost:{PORT}/"
    if (when == "setup" and "app" in fixtures) or "starts_at_import" in fixtures:
        return "import server", "an app"
    if "process" in fixtures:
        return "the exit code after CTRL+C", ""
    if "server" in fixtures:
        return f"http://localhost:{PORT}/", ""
    return seen.request, ""


def _log(node: Any, report: Any) -> str:
    """Return what the server that a check has started has printed."""
    server = getattr(node, "funcargs", {}).get("server")
    # One that has ended is no fixture, and has shown all.
    shown = "".join(text for name, text in report.sections if "stderr" in name)
    return shown + ("".join(server.log.lines) if server else "")


def _message(error: BaseException) -> str:
    """Return what Python says last of an error; of one by the checks, only its words."""
    if isinstance(error, AssertionError | TimeoutError):
        return str(error).partition("\nassert ")[0]
    if isinstance(error, pytest.FixtureLookupError):
        return f"There is no fixture called {error.argname}."
    said = " ".join(traceback.format_exception_only(error)[-1].split())
    # Without the modules of the error, the path of a module, and the code of an exit without one.
    return re.sub(r"^(?:\w+\.)+(?=\w+(?::|$))| \([^()]*\.py\)|: None$", "", said)
