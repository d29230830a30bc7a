"""server.py is what Flask's ecosystem expects."""

import sys

import pytest
from learner import ROOT
from live_server import ask, started

from server import hello_world

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


def test_home_page_is_exactly_what_hello_world_returns(client):
    response = client.get("/")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert response.text == hello_world() == "Hello World!"


def test_home_page_takes_no_post(client):
    assert client.post("/").status_code == 405


def test_server_has_no_debugger(server):
    assert ask("/console")[0] == 404
