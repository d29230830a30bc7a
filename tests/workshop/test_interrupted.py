"""A set-up that was killed, at whatever moment, is finished by the next task."""

import contextlib
import os
import shutil
import signal
import subprocess

import pytest
from learner import Computer, copy_repo
from live_server import ask, started, wait_until

MOMENTS = 10
# Not by the script `invoke`: it would name the Python that the computer was copied from.
INVOKE_RUN = "python", "-m", "invoke", "run"


class CopiedComputer(Computer):
    """A computer copied from a folder, as it was there."""

    def __init__(self, original, folder):
        shutil.copytree(original, folder, symlinks=True)
        self.home = folder / "home"
        self.programs = folder / "python" / "bin"


def count_files(*folders):
    return sum(len(files) for folder in folders for _, _, files in os.walk(folder))


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The folder of a computer with invoke alone, whose pip has all packages in its cache."""
    folder = tmp_path_factory.mktemp("original")
    computer = Computer(folder / "computer", "invoke")
    CopiedComputer(folder / "computer", folder / "other")
    other = CopiedComputer(folder / "computer", folder / "warm")
    other.home = computer.home
    other.run(*INVOKE_RUN[:-1], "setup", cwd=copy_repo(folder / "repo")).check_returncode()
    return folder / "computer"


@pytest.fixture(scope="module")
def files_of_a_setup(original, tmp_path_factory):
    """How many files an undisturbed set-up makes."""
    folder = tmp_path_factory.mktemp("undisturbed")
    computer = CopiedComputer(original, folder / "computer")
    repo = copy_repo(folder / "workshop")
    before = count_files(folder / "computer" / "python", repo)
    computer.run(*INVOKE_RUN[:-1], "setup", cwd=repo).check_returncode()
    return count_files(folder / "computer" / "python", repo) - before


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_run_serves_after_a_killed_setup(original, files_of_a_setup, tmp_path, moment):
    computer = CopiedComputer(original, tmp_path / "computer")
    repo = copy_repo(tmp_path / "workshop")
    folders = tmp_path / "computer" / "python", repo
    until = count_files(*folders) + files_of_a_setup * (2 * moment + 1) // (2 * MOMENTS)
    options = {"cwd": repo, "env": computer.environ}

    setup = subprocess.Popen(INVOKE_RUN, start_new_session=True, **options)
    try:
        wait_until(lambda: count_files(*folders) >= until, seconds=300)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(setup.pid, signal.SIGKILL)
        setup.wait()

    assert not (repo / ".venv" / "complete.json").exists()
    with started(INVOKE_RUN, seconds=300, **options):
        assert ask() == (200, "Hello World!")
