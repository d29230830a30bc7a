"""The way by hand and the tasks, mixed in any order, are two ways through one environment."""

import json
from importlib.metadata import distributions

import pytest
from learner import INSIDE, PROMPT, ROOT
from live_server import ask, port_is_free, wait_until

ENTER = "pipenv shell", "invoke shell"
SERVE = "python server.py", "invoke run"


@pytest.mark.parametrize(
    "order",
    [
        ["pipenv install flask", "invoke run"],
        ["pipenv install flask", "invoke shell", "python server.py", "exit", "invoke test"],
        ["pipenv shell", "invoke run", "python server.py", "exit", "invoke run"],
        ["pipenv sync", "pipenv shell", "exit", "invoke setup", "invoke run"],
        ["invoke setup", "pipenv install flask", "pipenv shell", "python server.py", "exit"],
        ["invoke run", "pipenv shell", "invoke test", "invoke run", "exit", "pipenv sync"],
        ["invoke test", "pipenv install flask", "invoke shell", "invoke setup", "exit"],
        ["invoke shell", "python server.py", "pipenv install flask", "invoke run", "exit"],
    ],
    ids=", ".join,
)
def test_both_ways_lead_through_one_environment(computer, terminal, folder, order):
    window = terminal(folder)
    prompt = PROMPT
    for step in [*order, "invoke setup"]:
        if step == "exit":
            window.leave_shell()
            prompt = PROMPT
        elif step in ENTER:
            window.type(step, then=INSIDE)
            prompt = INSIDE
        elif step in SERVE:
            window.type(step, then="CTRL+C to quit")
            assert wait_until(ask) == (200, "Hello World!"), step
            window.type_ctrl("c", then=prompt)
            assert port_is_free(), step
        else:
            window.type(step, then=prompt)
    assert installed(folder) == locked()
    assert not (computer.home / ".local" / "share" / "virtualenvs").exists()


def installed(folder):
    """Give the packages in the folder's environment, with their versions."""
    packages = distributions(path=map(str, folder.glob(".venv/lib/python*/site-packages")))
    versions = {package.name.lower(): package.version for package in packages}
    return {name: versions[name] for name in versions.keys() - {"pip", "setuptools", "wheel"}}


def locked():
    """Give all packages in Pipfile.lock, with their versions."""
    lock = json.loads((ROOT / "Pipfile.lock").read_text())
    packages = lock["default"] | lock["develop"]
    return {name: package["version"].removeprefix("==") for name, package in packages.items()}
