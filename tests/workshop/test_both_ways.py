"""The way by hand, and the tasks beside it: two ways through one environment."""

from importlib.metadata import distributions

import pytest
from learner import INSIDE, LOCKED, PROMPT

pytestmark = pytest.mark.network


@pytest.mark.parametrize("has_all_files", [True, False])
def test_steps_by_hand_lead_to_hello_world(new_computer, terminal, has_all_files):
    computer = new_computer()
    if not has_all_files:
        computer.do("sh", "-c", "mv server.py .. && rm -r * && mv ../server.py .")
    window = terminal(computer)
    window.type("pip install pipenv")
    assert "pipenv, version" in window.type("python -m pipenv --version")
    window.type("pipenv install flask")
    window.type("pipenv shell", then=INSIDE)
    shown, _ = window.serve("python server.py", prompt=INSIDE)
    assert "Running on http://127.0.0.1:5000" in shown
    window.leave_shell()
    assert "No module named 'flask'" in window.type("python server.py")


ORDERS = """
pipenv install flask, invoke doctor, invoke run, invoke shell, python server.py, exit
pipenv shell, invoke run, python server.py, exit, invoke run
pipenv sync, pipenv shell, exit, invoke setup, pipenv install flask
invoke run, pipenv shell, invoke test, invoke run, exit, pipenv sync
invoke shell, python server.py, pipenv install flask, invoke run, exit
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
