"""Try server.py before the tests run, and say of a test that fails what to change."""

import faulthandler
import os
import re
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from workshop.advice import report
from workshop.advice.outcome import Outcome
from workshop.advice.trial import trial

# As the learner types it.
INVOKE = os.environ.get("WORKSHOP_INVOKE", "invoke")
AGAIN = f"Fix it, save the file, then type {INVOKE} test"
# For all tests, of a program that may go on for ever where a trial has stopped, in seconds.
LIMIT = 60
# What pytest and the workshop have, and no learner has written.
NOT_THE_LEARNERS = {".venv", "workshop", "conftest.py", "watch.py"}

OUTCOME = pytest.StashKey[Outcome]()
# What to read about the first test that failed.
ADVICE = pytest.StashKey[str]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Try how far server.py gets."""
    config = session.config
    if config.option.collectonly or hasattr(config, "workerinput"):
        return
    config.stash[OUTCOME] = outcome = trial(config.rootpath)
    if outcome.stopped or outcome.notes:
        faulthandler.dump_traceback_later(LIMIT, exit=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run no test of a program that does not work, and none after one that has failed."""
    if ADVICE in item.config.stash:
        pytest.skip("An earlier test has failed.")
    root, outcome = item.config.rootpath, item.config.stash.get(OUTCOME, None)
    if not outcome:
        return
    found = report.advice(root, outcome) or report.misfit(root, outcome)
    if found or outcome.is_stuck:
        pytest.fail("\n".join([*report.lines(root, outcome, found), AGAIN]), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a test that failed by its line, wherever the report is read."""
    result = yield
    if result.failed and call.excinfo:
        result.longrepr = _told(item.config.rootpath, call.excinfo)
        item.config.stash.setdefault(ADVICE, result.longrepr)
    return result


def pytest_exception_interact(node: Any, call: Any, report: Any) -> None:
    """Report a file of tests that cannot be read by its line."""
    if isinstance(report, pytest.CollectReport):
        report.longrepr = _told(node.config.rootpath, call.excinfo)
        node.config.stash.setdefault(ADVICE, report.longrepr)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """End with the advice, or with what comes next."""
    faulthandler.cancel_dump_traceback_later()
    config = session.config
    config.option.no_summary = True
    yield
    last = config.stash.get(ADVICE, "")
    if not last and session.exitstatus == 0 and OUTCOME in config.stash:
        last = _success(config, config.stash[OUTCOME])
    if last:
        config.get_terminal_writer().line(f"\n{last}")


def _success(config: pytest.Config, outcome: Outcome) -> str:
    """Return what to read when no test has failed: "" if only some were asked for."""
    terminal: Any = config.pluginmanager.get_plugin("terminalreporter")
    stats = terminal.stats
    everything = {config.rootpath / name for name in config.getini("testpaths")}
    if "passed" not in stats or "deselected" in stats:
        return ""
    if (
        {Path(config.invocation_params.dir, name) for name in config.args}
        - everything
        - {config.rootpath}
    ):
        return ""
    if "skipped" in stats:
        reasons = {each.longrepr[2].removeprefix("Skipped: ") for each in stats["skipped"]}
        last = f"Then type {INVOKE} test"
        return "\n".join(["server.py passes the other tests.", *sorted(reasons), last])
    visit = f"Next, type {INVOKE} run and open http://localhost:{report.PORT}/"
    tried = [report.pages(outcome), *report.notes(outcome)]
    if outcome.stopped:
        tried = report.lines(config.rootpath, outcome, [])
    return "\n".join(["server.py passes all tests.", *tried, visit])


def _told(root: Path, failure: pytest.ExceptionInfo[BaseException]) -> str:
    """Return the line that a test has failed at, and what Python and pytest say of it."""
    error = failure.value
    if isinstance(error, pytest.fail.Exception):
        return str(error)
    if isinstance(error.__cause__, SyntaxError):
        error = error.__cause__
    place = _place(root, error)
    where = []
    if place:
        file, line = place
        code = report.line_of(file, line).strip()
        where = [f"{file.relative_to(root).as_posix()}, line {line}:  {code}"]
    words = "".join(traceback.format_exception_only(error)[-1:]).rstrip()
    # How pytest came to a value is less clear than the line.
    said = re.sub(r"\n +\+ +(?:where|and) .*", "", words)
    return "\n".join([*where, *(f"  {each}" for each in said.split("\n")), AGAIN])


def _place(root: Path, error: BaseException) -> tuple[Path, int] | None:
    """Return the last file and line of the learner's that an error has come through."""
    stack = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        stack.append((error.filename or "", error.lineno))
    for name, line in reversed(stack):
        file = Path(name)
        if file.is_relative_to(root) and not NOT_THE_LEARNERS & {*file.relative_to(root).parts}:
            return file, line or 0
    return None
