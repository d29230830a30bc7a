"""What the checks share."""

import signal
import sys
from pathlib import Path

import pytest
from live_server import started

ROOT = Path(__file__).parent.parent

# It tells what a check that fails has found.
pytest_plugins = ["explanations"]

# A background job of a shell ignores CTRL+C, and so would the servers that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def app():
    """The Flask application of server.py."""
    from server import app

    return app


@pytest.fixture
def client(app):
    """A client that asks the application without a network."""
    return app.test_client()


@pytest.fixture
def server(own_server_runs):
    """The server at localhost:5000: the learner's own where it runs already, else a new one."""
    if own_server_runs:
        yield None
    else:
        with started([sys.executable, "server.py"], cwd=ROOT) as process:
            yield process


@pytest.fixture
def process(server):
    """The process of the server, where it is a new one, which may be stopped."""
    if not server:
        pytest.skip("A server of the learner's own is not stopped.")
    return server
