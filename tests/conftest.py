"""What the checks share."""

import signal
import sys
from pathlib import Path

import pytest
from live_server import port_is_free, started

ROOT = Path(__file__).parent.parent

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
def server():
    """The process of `python server.py`, which answers at localhost:5000."""
    if not port_is_free():
        pytest.fail("Port 5000 is in use. Stop the other server, then check again.", pytrace=False)
    with started([sys.executable, "server.py"], cwd=ROOT) as process:
        yield process
