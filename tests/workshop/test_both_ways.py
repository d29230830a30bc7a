"""The way by hand and the tasks, mixed in any order, are two ways through one environment."""

from importlib.metadata import distributions

import pytest
from learner import INSIDE, LOCKED, PROMPT

pytestmark = pytest.mark.network


@pytest.mark.parametrize(
    "order",
    [
        ["pipenv install flask", "invoke run", "invoke shell", "python server.py", "exit"],
        ["pipenv shell", "invoke run", "python server.py", "exit", "invoke run"],
        ["pipenv sync", "pipenv shell", "exit", "invoke setup", "pipenv install flask"],
        ["invoke run", "pipenv shell", "invoke test", "invoke run", "exit", "pipenv sync"],
        ["invoke test", "pipenv install flask", "invoke shell", "invoke setup", "exit"],
        ["invoke shell", "python server.py", "pipenv install flask", "invoke run", "exit"],
    ],
    ids=", ".join,
)
def test_both_ways_lead_through_one_environment(new_computer, terminal, order):
    computer = new_computer("invoke", "pipenv")
    window = terminal(computer)
    prompt = PROMPT
    for step in [*order, "invoke setup"]:
        if step == "exit":
            window.leave_shell()
            prompt = PROMPT
        elif step in ("pipenv shell", "invoke shell"):
            window.type(step, then=INSIDE)
            prompt = INSIDE
        elif step in ("python server.py", "invoke run"):
            window.serve(step, prompt=prompt)
        else:
            window.type(step, then=prompt)
    packages = distributions(path=[str(computer.modules)])
    installed = {package.name.lower(): package.version for package in packages}
    assert {name: installed[name] for name in installed.keys() - {"pip", "setuptools"}} == LOCKED
    assert not (computer.home / ".local" / "share" / "virtualenvs").exists()
