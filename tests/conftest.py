"""What the checks share."""

import contextlib
import runpy
import signal
import sys

import pytest
from app_pages import home_page, pages
from live_server import PORT, ask, started

from workshop import port
from workshop.hints.story import INVOKE, OWN_SERVER
from workshop.paths import PROGRAM, ROOT

# It tells what a check that fails has found.
pytest_plugins = ["workshop.hints.plugin"]

# A background job of a shell ignores CTRL+C, and so would the servers that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def caught_starts():
    """Give the calls of app.run(), which start no server meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        calls = []
        patch.setattr("flask.Flask.run", lambda *args, **options: calls.append(args))
        yield calls


@pytest.fixture(scope="session")
def starts():
    """The calls of app.run() in the process of the checks."""
    with caught_starts() as calls:
        yield calls


@pytest.fixture(scope="session")
def app(starts):
    """The Flask application of server.py."""
    from server import app

    return app


@pytest.fixture
def starts_at_import(app, starts):
    """The calls of app.run() when server.py was imported."""
    return starts


@pytest.fixture
def client(app):
    """A client that asks the application without a network."""
    return app.test_client()


@pytest.fixture(scope="session")
def own_server_runs(request, app):
    """Whether a Flask server runs already, which is taken for the learner's own.

    It fails if another program is at the port, or server.py is no longer what is served.
    """
    server = port.who_answers(PORT)
    if not server:
        return False
    if server != port.FLASK:
        pytest.fail(
            f"Port {PORT} is in use by {server.who}.\n{server.cure}, then type {INVOKE} test"
        )
    with caught_starts() as starts:
        runpy.run_path(str(PROGRAM), run_name="__main__")
    assert starts, "The program ended before it answered."
    request.config.stash[OWN_SERVER] = True
    client = app.test_client()
    for page in pages(app):
        status, _ = ask(page, method="HEAD") or (None, None)
        assert status == client.head(page).status_code
    expected = home_page(client)
    if expected is not None:
        assert ask()[1] == expected
    return True


@pytest.fixture(scope="module")
def server(own_server_runs):
    """The server at localhost:5000: the learner's own if it runs already, else a new one."""
    if own_server_runs:
        yield None
    else:
        with started([sys.executable, "server.py"], cwd=ROOT) as process:
            yield process


@pytest.fixture
def process(server):
    """The process of the server, if it is a new one, which may be stopped."""
    if not server:
        pytest.skip("A server of the learner's own is not stopped.")
    return server
