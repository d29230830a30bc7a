"""server.py is what Flask's ecosystem expects."""

import socket
import sys

import pytest
from learner import ROOT
from live_server import ask, started

UNDER_WSGIREF = """
from wsgiref.simple_server import make_server
from server import app

make_server("127.0.0.1", 5000, app).serve_forever()
"""


@pytest.mark.parametrize(
    "command",
    [["-m", "flask", "--app", "server", "run"], ["-c", UNDER_WSGIREF]],
    ids=["flask", "wsgi"],
)
def test_program_is_served(command):
    with started([sys.executable, *command], cwd=ROOT):
        assert ask() == (200, "Hello World!")


def test_server_listens_on_this_computer_only(server):
    # Linux accepts at all of 127.*.*.* what listens at every address.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", 5000), timeout=5)


def test_server_has_no_debugger(server):
    assert ask("/console")[0] == 404
