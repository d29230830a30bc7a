"""The steps of the lesson, typed by hand."""

import pytest
from learner import INSIDE


@pytest.mark.network
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
