"""A set-up that was killed, at whatever moment, is finished by the next task."""

import contextlib
import os
import signal
import subprocess

import pytest
from learner import Computer, copy_repo
from live_server import ask, started, wait_until

MOMENTS = 10
INVOKE = "python", "-m", "invoke"


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A computer with invoke alone, whose pip has all other packages in its cache."""
    folder = tmp_path_factory.mktemp("original")
    original = Computer.new(folder / "computer", "invoke")
    copy = original.copy(folder / "copy")
    copy.home = original.home
    copy.run(*INVOKE, "setup", cwd=copy_repo(folder / "workshop")).check_returncode()
    return original


def count_files(*folders):
    return sum(len(files) for folder in folders for _, _, files in os.walk(folder))


@pytest.fixture(scope="module")
def files_of_a_setup(original, tmp_path_factory):
    """How many files an undisturbed set-up makes."""
    folder = tmp_path_factory.mktemp("undisturbed")
    computer = original.copy(folder / "computer")
    repo = copy_repo(folder / "workshop")
    folders = folder / "computer" / "python", repo
    before = count_files(*folders)
    computer.run(*INVOKE, "setup", cwd=repo).check_returncode()
    return count_files(*folders) - before


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_run_serves_after_a_killed_setup(original, files_of_a_setup, tmp_path, moment):
    computer = original.copy(tmp_path / "computer")
    repo = copy_repo(tmp_path / "workshop")
    folders = tmp_path / "computer" / "python", repo
    until = count_files(*folders) + files_of_a_setup * (2 * moment + 1) // (2 * MOMENTS)
    options = {"cwd": repo, "env": computer.environ}

    setup = subprocess.Popen([*INVOKE, "run"], start_new_session=True, **options)
    try:
        wait_until(lambda: count_files(*folders) >= until, seconds=300)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(setup.pid, signal.SIGKILL)
        setup.wait()

    assert not (repo / ".venv" / "complete.json").exists()
    with started([*INVOKE, "run"], seconds=300, **options):
        assert ask() == (200, "Hello World!")
