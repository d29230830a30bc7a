"""What the checks share."""

import signal
import sys

import pytest
import sandbox
from app_pages import addresses, home_page, pages
from live_server import PORT, ask, started
from loading import imported_app, started_app

from workshop import port
from workshop.hints.story import INVOKE, OWN_SERVER
from workshop.paths import ROOT

# It tells what a check that fails has found.
pytest_plugins = ["workshop.hints.plugin"]

# A background job of a shell ignores CTRL+C, and so would the servers that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def starts():
    """The calls of app.run() in the process of the checks, which start no server."""
    with pytest.MonkeyPatch.context() as patch:
        calls = []
        patch.setattr("flask.Flask.run", lambda *args, **options: calls.append(args))
        yield calls


@pytest.fixture(scope="session")
def imported(starts):
    """The Flask application of server.py, as those get it who import it."""
    return imported_app()


@pytest.fixture
def starts_at_import(imported, starts):
    """The calls of app.run() when server.py was imported."""
    return starts


@pytest.fixture(scope="session")
def sandboxed(imported):
    """The Flask application of server.py for the sandbox; None if making it leads outside.

    And if it lacks pages, because their rules stand below app.run().
    """
    with sandbox.entered():
        started = started_app()
        return started if started and addresses(started) == addresses(imported) else None


@pytest.fixture(scope="session")
def app(imported, sandboxed):
    """The Flask application of server.py, as one gets it who starts it, if that is harmless."""
    return (sandboxed and started_app()) or imported


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
    assert started_app(), "The program ended before it answered."
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
