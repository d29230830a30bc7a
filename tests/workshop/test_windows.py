"""The lines for Windows in tasks.py, in a folder made to look like one there.

This is a simulation: nothing here has run on Windows.
"""

import os
import signal

import pytest
from learner import copy_repo
from live_server import ask, port_is_free, started

INVOKE = """
import sys
from invoke.main import program

sys.platform = "win32"
program.run(["invoke", *sys.argv[1:]])
"""


@pytest.fixture
def windows_folder(computer, folder):
    """A copy of the repo whose environment has its programs where Windows has them."""
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    programs = folder / ".venv" / "bin"
    (folder / ".venv" / "Scripts").mkdir()
    for name in "python", "flask", "pytest":
        (folder / ".venv" / "Scripts" / f"{name}.exe").symlink_to(programs / name)
    return folder


@pytest.mark.parametrize("options", [[], ["--debug"], ["--port", "5000"]])
def test_ctrl_c_ends_the_server(computer, windows_folder, options):
    command = ["python", "-c", INVOKE, "run", *options]
    with started(command, cwd=windows_folder, env=computer.environ) as process:
        assert ask() == (200, "Hello World!")
        # A console of Windows passes CTRL+C to all of its programs, as a terminal does.
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=10) == 0
        assert port_is_free()


def test_exit_code_is_that_of_the_checks(computer, windows_folder):
    checks = ["python", "-c", INVOKE, "test"]
    assert computer.run(*checks, cwd=windows_folder).returncode == 0
    (windows_folder / "tests" / "test_client.py").write_text("def test_no(): assert False")
    assert computer.run(*checks, cwd=windows_folder).returncode == 1


def test_cures_are_commands_of_windows(computer, windows_folder):
    (windows_folder / "server.py").rename(windows_folder / "server.py.txt")
    task = computer.run("python", "-c", INVOKE, "run", cwd=windows_folder)
    cure = 'If server.py.txt is your program, type ren "server.py.txt" server.py'
    assert task.stdout.splitlines()[-2:] == ["There is no server.py in this folder.", cure]


def test_shell_takes_a_folder_that_only_other_systems_cannot(computer, tmp_path):
    folder = copy_repo(tmp_path / "it's; done!")
    doctor = computer.run("python", "-c", INVOKE, "doctor", cwd=folder)
    assert "ok  step 3  you are outside the environment\n" in doctor.stdout
