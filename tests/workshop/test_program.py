"""What README shows of server.py besides the lesson: a picture, and servers for many visitors."""

import re
from concurrent.futures import ThreadPoolExecutor

import readme
from copies import ALL_PASS, ROOT
from live_server import ask


def test_lesson_needs_no_invoke_and_has_servers_for_many_visitors(new_computer):
    computer = new_computer("flask", "pytest", "gunicorn", "waitress")
    for folder in [], ["tests"]:
        assert ALL_PASS in computer.do("pytest", *folder)
    commands = re.findall(r"pipenv run ((?:waitress|gunicorn).*?)[\n`]", readme.TEXT)
    assert len(commands) == 2
    for command in commands:
        with computer.started(*command.split(), port=8080), ThreadPoolExecutor(20) as visitors:
            answers = [*visitors.map(lambda _: ask(port=8080), range(100))]
        assert answers == [(200, "Hello World!")] * 100


def test_picture_in_readme_is_what_is_shown(computer):
    """By the words of a terminal and a browser; a new one is the same, whatever the fonts."""
    picture = ".github/hello-world.svg"
    (computer.workshop / picture).unlink()
    computer.do("python", ".ci/picture")
    assert (computer.workshop / picture).read_text() == (ROOT / picture).read_text()
