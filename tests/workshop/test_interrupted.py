"""A set-up that was killed in any of its parts is finished by the next task."""

import subprocess

import pytest
from learner import EDGES
from live_server import OWN_GROUP, stop, wait_until

# The first file or folder of each part of the set-up.
PARTS = {
    "installing pipenv": "python/lib/python*/site-packages/pipenv",
    "making the environment": "workshop/.venv",
    "installing packages": "workshop/.venv/lib/python*/site-packages/click",
}


@pytest.mark.parametrize("python", EDGES)
@pytest.mark.parametrize("part", PARTS)
def test_run_serves_after_a_killed_setup(new_computer, place, part):
    computer = new_computer("invoke")
    options = {"cwd": computer.workshop, "env": computer.environ, **OWN_GROUP}
    run = subprocess.Popen(["invoke", "run"], **options)
    try:
        wait_until(lambda: run.poll() is not None or [*place.glob(PARTS[part])], seconds=300)
        assert run.poll() is None
    finally:
        stop(run)
    record = computer.workshop / ".venv" / "complete.json"
    assert not record.exists() or record.read_text() == "{}"
    assert computer.serves()
