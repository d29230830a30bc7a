"""The way by hand, and the tasks beside it: two ways through one environment."""

from importlib.metadata import distributions

import pytest
from learner import INSIDE, LOCKED, PROMPT

pytestmark = pytest.mark.network
ORDERS = """
pipenv install flask, invoke doctor, invoke run, invoke shell, python server.py, exit
pipenv shell, invoke run, python server.py, exit, invoke setup, pipenv install flask
pipenv sync, pipenv shell, invoke test, pipenv install flask, invoke run, exit, pipenv sync
"""


@pytest.mark.parametrize("order", ORDERS.strip().splitlines())
def test_both_ways_lead_through_one_environment(new_computer, terminal, order):
    computer = new_computer("invoke", "pipenv")
    window = terminal(computer)
    prompt = PROMPT
    for step in [*order.split(", "), "invoke setup"]:
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
            assert "code 0" in window.type("echo code $?", then=prompt)
    packages = distributions(path=[str(computer.modules)])
    installed = {package.name.lower(): package.version for package in packages}
    assert {name: installed[name] for name in installed.keys() - {"pip", "setuptools"}} == LOCKED
    assert not (computer.home / ".local" / "share" / "virtualenvs").exists()
