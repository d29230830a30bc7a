"""What the tests share: a client, and the real server."""

import importlib
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

# This says what to change in server.py. Without it, the tests are the same.
pytest_plugins = ["workshop.advice.plugin"]

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def app():
    """The app, imported as another program would."""
    from flask.cli import find_best_app

    with pytest.MonkeyPatch.context() as patch:
        # With this, app.run() doesn't start a server.
        patch.setenv("FLASK_RUN_FROM_CLI", "true")
        app = find_best_app(importlib.import_module("server"))
    app.testing = True
    return app


@pytest.fixture
def client(app):
    """A browser without a window: it asks the app for its pages, without a network."""
    return app.test_client()


@pytest.fixture(scope="session")
def server():
    """The process of the real server, started by `python server.py`."""
    if is_in_use(5000):
        pytest.skip("Port 5000 is in use: press CTRL+C there to test how server.py starts.")
    command = [sys.executable, HERE / "watch.py", "server.py"]
    # It ends when its input ends, which is when the tests end, in whatever way.
    pipe = {"stdin": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(command, cwd=HERE.parent, **pipe) as process:
        end = time.monotonic() + 15
        while not is_in_use(5000) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        assert is_in_use(5000), "The server does not answer at localhost:5000."
        yield process


def is_in_use(port):
    """Return whether a program on this computer accepts connections to a port."""
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0
