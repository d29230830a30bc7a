"""Watch what the checks see, and tell what is probably meant if one fails."""

import os
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from workshop import port
from workshop.hints import story, where

# For an import or an answer of server.py, in seconds.
TIME_LIMIT = 5

SUCCESS = f"server.py passes all checks. Next, type {story.INVOKE} run and open"
OWN_SUCCESS = (
    "server.py passes all checks, and so does the server you already have running; it was not stopped. "
    "Next, open"
)

# What the check that runs sees, and what the first one that failed has to tell.
SEEN = pytest.StashKey[story.Seen]()
STORY = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin with nothing seen."""
    config.stash[SEEN] = story.Seen()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let only the first mistake be told."""
    if STORY in item.config.stash:
        pytest.skip("An earlier check has failed.")
    item.config.stash[SEEN] = story.Seen()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let no check go on for ever."""
    is_over = threading.Event()
    threading.Thread(target=_watch, args=[item, is_over], daemon=True).start()
    result = yield
    is_over.set()
    return result


@pytest.fixture(scope="session", autouse=True)
def observed(pytestconfig: pytest.Config) -> Iterator[None]:
    """Note what the app is asked and raises."""
    import flask

    stash = pytestconfig.stash

    def note_request(app: Any, **_: Any) -> None:
        seen = stash[SEEN]
        # An error of an earlier request has been let pass.
        seen.error = None
        seen.request = f"{flask.request.method} {flask.request.path}"
        seen.endpoint = flask.request.endpoint
        seen.view = app.view_functions.get(flask.request.endpoint)

    def note_error(app: Any, exception: Exception, **_: Any) -> None:
        stash[SEEN].error = exception

    def note_response(app: Any, response: Any, **_: Any) -> None:
        # A stream can be read only once.
        if flask.request.path == "/" and response.is_sequence:
            stash[SEEN].home_page = response.get_data(as_text=True)

    with (
        flask.request_started.connected_to(note_request),
        flask.got_request_exception.connected_to(note_error),
        flask.request_finished.connected_to(note_response),
    ):
        yield


def pytest_assertrepr_compare(config: pytest.Config, op: str, left: object, right: object) -> None:
    """Note what is compared, and leave its report to pytest."""
    seen = config.stash[SEEN]
    actual, expected = (right, left) if op == "in" else (left, right)
    seen.actual = story.as_text(actual)
    seen.expected = ("not " if op == "!=" else "") + story.as_text(expected)


def pytest_exception_interact(node: Any, call: Any, report: Any) -> None:
    """Tell the story of a check that failed in place of pytest's report."""
    stash = node.config.stash
    report.longrepr = story.of_failure(node, call.excinfo.value, report, stash[SEEN])
    stash.setdefault(STORY, report.longrepr)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: Any) -> Iterator[None]:
    """End with the story, or with what comes next."""
    session.config.option.no_summary = True
    yield
    stash = session.config.stash
    success = OWN_SUCCESS if story.OWN_SERVER in stash else SUCCESS
    success += f" http://{port.host()}:{story.PORT}/"
    passed = "passed" in session.config.pluginmanager.get_plugin("terminalreporter").stats
    last = stash.get(STORY, success if passed and session.exitstatus == 0 else None)
    if last:
        session.config.get_terminal_writer().line(f"\n{last}")


def _watch(item: Any, is_over: threading.Event) -> None:
    """End the checks if server.py goes on for ever, which nothing else could end."""
    while not is_over.wait(TIME_LIMIT):
        main = sys._current_frames()[threading.main_thread().ident or 0]
        stack = traceback.extract_stack(main)
        # A package may take long to import, the first time.
        if not where.learners_line(stack) or where.is_importing(stack):
            continue
        try:
            told = story.of_endless_loop(item, TIME_LIMIT, stack, item.config.stash[SEEN])
            capture = item.config.pluginmanager.get_plugin("capturemanager")
            with capture.global_and_fixture_disabled():
                print(f"\n\n{told}", flush=True)
        finally:
            os._exit(1)
