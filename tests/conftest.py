"""What the checks share."""

import contextlib
import signal
import sys

import pytest
import sandbox
from app_pages import home_pages, pages, rules
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
    """The application for the sandbox, None if its start leads outside or it has other pages then."""
    with sandbox.entered():
        started = started_app() if sandbox.is_tight() else None
        return started if started and rules(started) == rules(imported) else None


@pytest.fixture(scope="session")
def new_app(sandboxed):
    """A function that gives the application anew, as one gets it who starts it, if that is harmless."""
    if not sandboxed:
        return imported_app
    if sandbox.has_copies():
        # The tables that it makes are to be in the database itself.
        started_app()

    def new_app():
        with sandbox.entered():
            return started_app()
        return imported_app()

    return new_app


@pytest.fixture(scope="session")
def app(new_app):
    """The Flask application of server.py."""
    return new_app()


@pytest.fixture(scope="session")
def home_page(app, new_app):
    """A function that gives what the home page shows, None if it changes, as one with the time does."""

    def home_page():
        shown = {*home_pages(app), *home_pages(new_app())}
        return shown.pop() if len(shown) == 1 else None

    return home_page


@pytest.fixture
def client(app):
    """A client that asks the application without a network."""
    return app.test_client()


@pytest.fixture(scope="session")
def own_server_runs(request, app, sandboxed, home_page):
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
    assert sandboxed or started_app(), "The program ended before it answered."
    request.config.stash[OWN_SERVER] = True
    client = app.test_client()
    for page in pages(app):
        status, _ = ask(page, method="HEAD") or (None, None)
        assert status == client.head(page).status_code
    shown, expected = ask()[1], home_page()
    if expected is not None:
        assert shown == expected
    return True


@pytest.fixture(scope="session")
def servers():
    """The server whenever it is asked for, started once more if it has ended."""

    def one_after_the_other():
        while True:
            with started([sys.executable, "server.py"], cwd=ROOT) as process:
                while process.poll() is None:
                    yield process

    with contextlib.closing(one_after_the_other()) as servers:
        yield servers


@pytest.fixture
def server(own_server_runs, servers):
    """The server at localhost:5000: None for the learner's own if it runs already, else a new one."""
    return None if own_server_runs else next(servers)


@pytest.fixture
def process(server):
    """The process of the server, if it is a new one, which may be stopped."""
    if not server:
        pytest.skip("A server of the learner's own is not stopped.")
    return server
