"""Watch what the checks see, and tell what is probably meant if one fails."""

import os
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from workshop.hints import story
from workshop.paths import PROGRAM

# For an import or an answer of server.py, in seconds.
TIME_LIMIT = 5

SUCCESS = f"server.py passes all checks. Next, type {story.INVOKE} run and open http://localhost:{story.PORT}/"
OWN_SUCCESS = (
    "server.py passes all checks, and so does your server that runs already; it was not stopped. "
    f"Next, open http://localhost:{story.PORT}/"
)

# What the first check that failed has to tell.
STORY = pytest.StashKey[str]()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let only the first mistake be told."""
    if STORY in item.config.stash:
        pytest.skip("An earlier check has failed.")


@pytest.fixture(autouse=True)
def observed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Note what the app is asked and raises, and let it neither serve nor wait for ever."""
    import flask

    def refuse(*_: Any, **__: Any) -> None:
        raise story.AppRan("app.run() was reached.")

    monkeypatch.setattr(flask.Flask, "run", refuse)

    def note_error(app: Any, exception: Exception, **_: Any) -> None:
        story.seen["error"] = exception

    def note_request(app: Any, response: Any, **_: Any) -> None:
        story.seen["asked"] = f"{flask.request.method} {flask.request.path}"
        story.seen["endpoint"] = flask.request.endpoint
        story.seen["view"] = app.view_functions.get(flask.request.endpoint)
        # A stream can be read only once.
        if flask.request.path == "/" and response.is_sequence:
            story.seen["home page"] = response.get_data(as_text=True)

    story.seen.clear()
    timer = threading.Timer(TIME_LIMIT, _give_up, [request.node])
    timer.start()
    with (
        flask.got_request_exception.connected_to(note_error),
        flask.request_finished.connected_to(note_request),
    ):
        yield
    timer.cancel()


def pytest_assertrepr_compare(op: str, left: object, right: object) -> None:
    """Note what is compared, and leave its report to pytest."""
    came, expected = (right, left) if op == "in" else (left, right)
    story.seen["compared"] = (
        story.as_text(came),
        ("not " if op == "!=" else "") + story.as_text(expected),
    )


def pytest_exception_interact(node: Any, call: Any, report: Any) -> None:
    """Tell the story of a check that failed in place of pytest's report."""
    report.longrepr = story.of_failure(node, call.excinfo.value, report)
    node.config.stash.setdefault(STORY, report.longrepr)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: Any) -> Iterator[None]:
    """End with the story, or with what comes next."""
    session.config.option.no_summary = True
    yield
    stash = session.config.stash
    success = OWN_SUCCESS if story.OWN_SERVER in stash else SUCCESS
    passed = "passed" in session.config.pluginmanager.get_plugin("terminalreporter").stats
    last = stash.get(STORY, success if passed and session.exitstatus == 0 else None)
    if last:
        session.config.get_terminal_writer().line(f"\n{last}")


def _give_up(item: Any) -> None:
    """End the checks if server.py goes on for ever, which nothing else could end."""
    main = sys._current_frames()[threading.main_thread().ident or 0]
    stack = traceback.extract_stack(main)
    if story.last_line(PROGRAM, stack):
        try:
            told = story.of_endless_loop(item, TIME_LIMIT, stack)
            capture = item.config.pluginmanager.get_plugin("capturemanager")
            with capture.global_and_fixture_disabled():
                print(f"\n\n{told}", flush=True)
        finally:
            os._exit(1)
