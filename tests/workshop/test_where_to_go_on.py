"""The same app under the servers that README ends with."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import readme
from live_server import ask

# What README has one type at its end.
SERVERS = re.findall(r"pipenv run ((?:waitress-serve|gunicorn) .*?)[\n`]", readme.TEXT)


def test_readme_names_two_servers_for_visitors():
    assert [command.split()[0] for command in SERVERS] == ["waitress-serve", "gunicorn"]


@pytest.mark.parametrize("command", SERVERS)
def test_server_for_visitors_serves_many_at_once(new_computer, command):
    computer = new_computer("flask", "gunicorn", "waitress")
    with computer.started(*command.split(), port=8080), ThreadPoolExecutor(20) as visitors:
        answers = [*visitors.map(lambda _: ask(port=8080), range(100))]
    assert answers == [(200, "Hello World!")] * 100
