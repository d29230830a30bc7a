"""server.py is what Flask's ecosystem expects, and what a browser shows."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.request import ProxyHandler, build_opener

import pytest
import readme
from learner import ALL_PASS, ROOT
from live_server import ask

UNDER_WSGIREF = """
from wsgiref.simple_server import make_server
from server import app

make_server("127.0.0.1", 5000, app).serve_forever()
"""
WITHOUT_INVOKE = ["flask", "pytest", "gunicorn", "waitress"]


@pytest.mark.parametrize(
    "command",
    [["server.py"], ["-m", "flask", "--app", "server", "run"], ["-c", UNDER_WSGIREF]],
    ids=["by hand", "flask", "wsgi"],
)
def test_program_is_served(computer, command):
    with computer.started(".venv/bin/python", *command):
        # Past the proxy that this computer may have.
        browser = build_opener(ProxyHandler({}))
        with browser.open("http://localhost:5000/", timeout=5) as page:
            assert page.headers.get_content_type() == "text/html"
            assert page.read() == b"Hello World!"
        assert ask(method="POST")[0] == 405
        # The page of a debugger.
        assert ask("/console")[0] == 404


@pytest.mark.parametrize("words", [[], ["tests"]])
def test_checks_need_no_more_than_flask_and_pytest(new_computer, words):
    assert ALL_PASS in new_computer(*WITHOUT_INVOKE).do("pytest", *words)


@pytest.mark.parametrize("server", ["waitress-serve", "gunicorn"])
def test_server_for_visitors_answers_each_of_many(new_computer, server):
    command = re.search(rf"pipenv run ({server} .*?)[\n`]", readme.TEXT)[1]
    computer = new_computer(*WITHOUT_INVOKE)
    with computer.started(*command.split(), port=8080), ThreadPoolExecutor(20) as visitors:
        answers = [*visitors.map(lambda _: ask(port=8080), range(100))]
    assert answers == [(200, "Hello World!")] * 100


def test_picture_in_readme_shows_what_comes(computer):
    """By the words that a terminal and a browser show; a new one is the same, whatever the fonts."""
    picture = ".github/hello-world.svg"
    (computer.workshop / picture).unlink()
    computer.do("python", ".ci/picture")
    assert (computer.workshop / picture).read_text() == (ROOT / picture).read_text()
