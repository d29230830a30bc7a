"""server.py is what Flask's ecosystem expects."""

from urllib.request import urlopen

import pytest
from live_server import ask

UNDER_WSGIREF = """
from wsgiref.simple_server import make_server
from server import app

make_server("127.0.0.1", 5000, app).serve_forever()
"""


@pytest.mark.parametrize(
    "command",
    [["server.py"], ["-m", "flask", "--app", "server", "run"], ["-c", UNDER_WSGIREF]],
    ids=["by hand", "flask", "wsgi"],
)
def test_program_is_served(computer, command):
    with computer.started(".venv/bin/python", *command):
        with urlopen("http://localhost:5000/") as page:
            assert page.headers.get_content_type() == "text/html"
            assert page.read() == b"Hello World!"
        assert ask(method="POST")[0] == 405
        # The page of a debugger.
        assert ask("/console")[0] == 404
