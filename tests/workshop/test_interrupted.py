"""A set-up that was killed, at whatever moment, is finished by the next task."""

import contextlib
import os
import signal
import subprocess

import pytest
from learner import EDGES
from live_server import wait_until

MOMENTS = 3


def count_files(computer):
    """Count the files that a set-up adds to; what Python compiles comes and goes."""
    places = (os.walk(folder) for folder in (computer / "python", computer / "workshop"))
    return sum(len(files) for walk in places for at, _, files in walk if "__pycache__" not in at)


@pytest.mark.parametrize("python", EDGES)
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_run_serves_after_a_killed_setup(original, new_computer, python, place, moment):
    all_files = count_files(original(python, "invoke", "pipenv", set_up=True))
    computer = new_computer("invoke")
    before = count_files(place)
    until = before + (all_files - before) * (2 * moment + 1) // (2 * MOMENTS)

    options = {"cwd": computer.workshop, "env": computer.environ, "start_new_session": True}
    setup = subprocess.Popen(["invoke", "run"], **options)
    try:
        wait_until(lambda: count_files(place) >= until, seconds=300)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(setup.pid, signal.SIGKILL)
        setup.wait()

    assert not (computer.workshop / ".venv" / "complete.json").exists()
    assert computer.serves()
