"""The lines for Windows in tasks.py, in a folder made to look like one there.

This is a simulation: nothing here has run on Windows.
"""

import pytest
from learner import copy_repo
from live_server import ask, exit_code_after_ctrl_c

INVOKE = """
import sys
from invoke.main import program

sys.platform = "win32"
program.run(["invoke", *sys.argv[1:]])
"""


@pytest.fixture(autouse=True)
def windows_programs(computer):
    """The programs of the environment where Windows has them, and marked complete there."""
    environment = computer.workshop / ".venv"
    (environment / "Scripts").symlink_to("bin")
    for name in "python", "flask", "pytest":
        (environment / "bin" / f"{name}.exe").symlink_to(name)
    computer.do("python", "-c", INVOKE, "setup")


@pytest.mark.parametrize("options", [[], ["--debug"], ["--port", "5000"]])
def test_ctrl_c_ends_the_server(computer, options):
    with computer.started("python", "-c", INVOKE, "run", *options) as process:
        assert ask() == (200, "Hello World!")
        # A console of Windows passes CTRL+C to all of its programs, as a terminal does.
        assert exit_code_after_ctrl_c(process) == 0


def test_exit_code_is_that_of_the_checks(computer):
    checks = ["python", "-c", INVOKE, "test"]
    assert computer.run(*checks).returncode == 0
    (computer.workshop / "tests" / "test_client.py").write_text("def test_no(): assert False")
    assert computer.run(*checks).returncode == 1


def test_cures_are_commands_of_windows(computer):
    (computer.workshop / "server.py").rename(computer.workshop / "server.py.txt")
    task = computer.run("python", "-c", INVOKE, "run")
    cure = 'If server.py.txt is your program, type ren "server.py.txt" "server.py"'
    assert task.stdout.splitlines()[-2:] == ["There is no server.py in this folder.", cure]


def test_shell_takes_a_folder_that_only_other_systems_cannot(computer, tmp_path):
    folder = copy_repo(tmp_path / "it's; done!")
    doctor = computer.run("python", "-c", INVOKE, "doctor", cwd=folder)
    assert "ok  step 3  you are outside the environment\n" in doctor.stdout


def test_folder_that_virtualenv_cannot_use_is_refused(computer, tmp_path):
    folder = copy_repo(tmp_path / "R&D")
    setup = computer.run("python", "-c", INVOKE, "setup", cwd=folder)
    assert setup.stdout.startswith("No environment works in a folder with '&' in its path.\n")
    assert not (folder / ".venv").exists()
