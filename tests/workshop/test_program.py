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
# What README has one type at its end.
SERVERS = re.findall(r"pipenv run ((?:waitress-serve|gunicorn) .*?)[\n`]", readme.TEXT)
WITHOUT_INVOKE = ["flask", "pytest", "gunicorn", "waitress"]
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
TAKE_PICTURE = re.search(r"^chromium (.*)$", CONTRIBUTING, re.MULTILINE)[1].split()


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


def test_readme_names_two_servers_for_visitors():
    assert [command.split()[0] for command in SERVERS] == ["waitress-serve", "gunicorn"]


@pytest.mark.parametrize("words", [[], ["tests"]])
def test_checks_need_no_more_than_flask_and_pytest(new_computer, words):
    assert ALL_PASS in new_computer(*WITHOUT_INVOKE).do("pytest", *words)


@pytest.mark.parametrize("command", SERVERS)
def test_server_for_visitors_answers_each_of_many(new_computer, command):
    computer = new_computer(*WITHOUT_INVOKE)
    with computer.started(*command.split(), port=8080), ThreadPoolExecutor(20) as visitors:
        answers = [*visitors.map(lambda _: ask(port=8080), range(100))]
    assert answers == [(200, "Hello World!")] * 100


@pytest.fixture
def browse(computer, tmp_path):
    """A function that starts Chromium with options while `invoke run` serves."""

    def browse(*options):
        # Chromium refuses to run as root unless it is told to trust all pages, as this one.
        command = ["chromium", "--no-sandbox", *options]
        with computer.started("invoke", "run"):
            return computer.run(*command, seconds=60, HOME=str(tmp_path)).stdout

    return browse


def test_browser_shows_hello_world(browse):
    page = browse("--headless", "--dump-dom", "http://localhost:5000/")
    assert "<html><head></head><body>Hello World!</body></html>\n" in page


def test_picture_in_readme_has_the_size_of_a_new_one(browse, computer):
    picture = ".github/hello-world.png"
    in_readme, taken = ROOT / picture, computer.workshop / picture
    assert in_readme.stat().st_size < 10_000
    taken.unlink()
    browse(*TAKE_PICTURE)
    # The kind of file, its width and its height; the letters differ with the fonts of a computer.
    assert taken.read_bytes()[:24] == in_readme.read_bytes()[:24]
