"""The steps of the lesson, typed by hand."""

import shutil

import pytest
from learner import INSIDE, ROOT
from live_server import ask, port_is_free, wait_until


@pytest.fixture
def empty_folder(tmp_path):
    """A folder with server.py alone in it."""
    folder = tmp_path / "workshop"
    folder.mkdir()
    shutil.copy(ROOT / "server.py", folder)
    return folder


@pytest.mark.parametrize("place", ["folder", "empty_folder"])
def test_steps_by_hand_lead_to_hello_world(new_computer, terminal, request, place):
    window = terminal(request.getfixturevalue(place), new_computer())
    window.type("pip install pipenv")
    assert "pipenv, version" in window.type("python -m pipenv --version")
    window.type("pipenv install flask")
    window.type("pipenv shell", then=INSIDE)
    window.type("python server.py", then="Running on http://127.0.0.1:5000")
    assert wait_until(ask) == (200, "Hello World!")
    window.type_ctrl("c", then=INSIDE)
    assert port_is_free()
    window.leave_shell()
    assert "No module named 'flask'" in window.type("python server.py")
