"""A plugin of pytest: try server.py before the tests, and say what to change if one fails."""

import os
import re
import sys
import threading
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from workshop.advice import report
from workshop.advice.edits import passed
from workshop.advice.outcome import Outcome, Stage
from workshop.advice.trial import trial

INVOKE = os.environ.get("WORKSHOP_INVOKE", "invoke")
AGAIN = f"Fix it, save the file, then type {INVOKE} test"
EITHER = f"Change one of the two, save the file, then type {INVOKE} test"
# How many seconds all tests may take, if a trial had to stop: the program may never end.
LIMIT = 60
# Files and folders that learners don't write.
NOT_THE_LEARNERS = {".venv", "workshop", "conftest.py", "watch.py"}

OUTCOME = pytest.StashKey[Outcome]()
# Why no test must run.
REFUSAL = pytest.StashKey[str]()
TIMER = pytest.StashKey[threading.Timer]()
# The texts in the last comparison.
COMPARED = pytest.StashKey[list[str]]()
# What the learner reads about the first test that failed.
ADVICE = pytest.StashKey[str]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Try how far server.py gets."""
    config, root = session.config, session.config.rootpath
    if config.option.collectonly or hasattr(config, "workerinput"):
        return
    config.stash[OUTCOME] = outcome = trial(root)
    found = _advice(root, outcome) if outcome.is_wrong else report.misfit(root, outcome)
    if found or outcome.is_stuck:
        lines = report.formatted(found) or report.lines(root, outcome, [])
        config.stash[REFUSAL] = "\n".join([*lines, AGAIN])
        # A test that imports it would fail in another way, or never end.
        sys.modules["server"] = None  # type: ignore[assignment]
    elif outcome.stopped or outcome.notes:
        config.stash[TIMER] = timer = threading.Timer(LIMIT, _give_up, [config, outcome])
        timer.daemon = True
        timer.start()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run no test if server.py doesn't work, and none after one that failed."""
    if ADVICE in item.config.stash:
        pytest.skip("An earlier test has failed.")
    if REFUSAL in item.config.stash:
        pytest.fail(item.config.stash[REFUSAL], pytrace=False)


def pytest_assertrepr_compare(
    config: pytest.Config, op: str, left: object, right: object
) -> list[str] | None:
    """Note the texts that are compared, and say how to compare a page."""
    config.stash[COMPARED] = [each for each in (left, right) if isinstance(each, str)]
    for response, text in (left, right), (right, left):
        if hasattr(response, "status_code") and isinstance(text, str):
            # The test is wrong, and not the page.
            config.stash[COMPARED] = []
            why = "This compares the whole response. Its text is response.text"
            return [f"{left!r} {op} {right!r}", why]
    return None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a failed test by its line, also in editors and in files."""
    result = yield
    if result.failed and call.excinfo:
        of_test = (item.path, (item.location[1] or 0) + 1)
        result.longrepr = _explain(item.config, call.excinfo.value, of_test)
    return result


def pytest_exception_interact(node: Any, call: Any, report: Any) -> None:
    """Report a file of tests that Python can't read by its line."""
    if isinstance(report, pytest.CollectReport):
        report.longrepr = _explain(node.config, call.excinfo.value, None)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """End the output with the advice, or with what comes next."""
    config = session.config
    if TIMER in config.stash:
        config.stash[TIMER].cancel()
    config.option.no_summary = True
    yield
    last = config.stash.get(ADVICE, "")
    if not last and session.exitstatus == 0 and OUTCOME in config.stash:
        last = _success(config, config.stash[OUTCOME])
    if last:
        config.get_terminal_writer().line(f"\n{last}")


def _advice(root: Path, outcome: Outcome) -> list[report.Advice]:
    # This takes time to import, and a right program doesn't need it.
    from workshop.advice import advise

    return advise.advice(root, outcome)


def _give_up(config: pytest.Config, outcome: Outcome) -> None:
    """End the tests, even if server.py never ends."""
    capture: Any = config.pluginmanager.get_plugin("capturemanager")
    said = f"\n\nThe tests have taken longer than {LIMIT} seconds."
    try:
        with capture.global_and_fixture_disabled():
            print(said, *report.visited(config.rootpath, outcome), AGAIN, sep="\n", flush=True)
    finally:
        os._exit(1)


def _success(config: pytest.Config, outcome: Outcome) -> str:
    """Return what the learner reads if no test failed, "" if only some were run."""
    terminal: Any = config.pluginmanager.get_plugin("terminalreporter")
    root = config.rootpath
    asked = {Path(config.invocation_params.dir, name) for name in config.args}
    everything = {root, *(root / name for name in config.getini("testpaths"))}
    if "passed" not in terminal.stats or "deselected" in terminal.stats or asked - everything:
        return ""
    if "skipped" in terminal.stats:
        reasons = {each.longrepr[2].removeprefix("Skipped: ") for each in terminal.stats["skipped"]}
        last = f"Then type {INVOKE} test"
        return "\n".join(["server.py passes the tests that could run.", *sorted(reasons), last])
    lines = ["server.py passes all tests."]
    lines += report.visited(root, outcome) + report.tests_not_run(root)
    if outcome.is_latent:
        found = report.formatted(_advice(root, outcome))
        return "\n".join([*lines, "There is one thing that no test shows:", *found, AGAIN])
    passed.save(root)
    return "\n".join([*lines, f"Next, type {INVOKE} run and open http://localhost:{report.PORT}/"])


def _explain(config: pytest.Config, error: BaseException, place: tuple[Path, int] | None) -> str:
    """Return what the learner reads about an error: its line, or *place*, and the advice."""
    root = config.rootpath
    if REFUSAL in config.stash:
        text = config.stash[REFUSAL]
    elif isinstance(error, pytest.fail.Exception):
        text = str(error)
    else:
        if isinstance(error, pytest.Collector.CollectError):
            error = error.__cause__ or error
        file, line = _place(root, error) or place or (root, 0)
        words = _words(error)
        name = file.relative_to(root).as_posix()
        outcome = Outcome(Stage.STARTED, type(error).__name__, words.partition(": ")[2], name, line)
        said, of_page = "", []
        if not name.startswith("tests/"):
            from workshop.advice import mistakes

            said, name, line = mistakes.explain(root, outcome)
        elif isinstance(error, AssertionError) and COMPARED in config.stash:
            of_page = report.showing(root, config.stash[COMPARED])
        message = "\n".join(filter(None, [words, said]))
        advice = report.Advice(name, line, report.line_of(root / name, line), None, message)
        lines = [*of_page, *report.format_advice(advice), EITHER if of_page else AGAIN]
        text = "\n".join(lines)
    config.stash.setdefault(ADVICE, text)
    return text


def _words(error: BaseException) -> str:
    """Return what Python and pytest say of an error."""
    if isinstance(error, pytest.FixtureLookupError):
        return f"There is no fixture called {error.argname}."
    words = "".join(traceback.format_exception_only(error)[-1:]).rstrip()
    # How pytest got a value is less clear than the line.
    return re.sub(
        r"\n(?: +\+ +(?:where|and) .*| +Use -v to get more diff|assert False$)", "", words
    )


def _place(root: Path, error: BaseException) -> tuple[Path, int] | None:
    """Return the learner's file and line where an error comes from."""
    stack = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        stack.append((error.filename or "", error.lineno))
    for name, line in reversed(stack):
        file = Path(name)
        if file.is_relative_to(root) and not NOT_THE_LEARNERS & {*file.relative_to(root).parts}:
            return file, line or 0
    return None
