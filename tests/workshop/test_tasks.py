"""What the tasks do, one by one, with the real invoke."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from learner import COMPLETE, INSIDE, OFFLINE, PROMPT, ROOT
from live_server import ask, wait_until

CHANGED = "The environment is missing or has changed. Setting it up can take a minute.\n"


def modules(folder):
    """Give the folder that packages are installed into."""
    return next(folder.glob(".venv/lib/python*/site-packages"))


def without_network(computer, *command, cwd):
    """Run a command where no network can be reached and no pipenv be started."""
    no_pipenv = computer.home / "no-pipenv"
    no_pipenv.mkdir(exist_ok=True)
    (no_pipenv / "pipenv").write_text("#!/bin/sh\nexit 1\n")
    (no_pipenv / "pipenv").chmod(0o755)
    path = f"{no_pipenv}:{computer.environ['PATH']}"
    return computer.run(*OFFLINE, *command, cwd=cwd, PATH=path)


def test_list_reads_like_the_lesson(computer, folder):
    assert (
        computer.run("invoke", "--list", cwd=folder).stdout
        == """\
Available tasks:

  doctor   Any time: have each step looked at, and know what to type next.
  run      Steps 4 and 5: have Hello World! at localhost:5000/ until CTRL+C.
  setup    Steps 0 and 2: have pipenv on this computer and Flask in .venv.
  shell    Step 3: be inside the environment; exit leaves it.
  test     Last: have server.py checked, as a browser sees it.

"""
    )


def test_second_setup_only_checks(computer, ready_folder):
    assert computer.run("invoke", "setup", cwd=ready_folder).stdout == COMPLETE


def test_second_test_needs_neither_pipenv_nor_network(computer, ready_folder):
    checks = without_network(computer, "invoke", "test", cwd=ready_folder)
    assert checks.stdout.startswith("By hand, inside the environment: pytest\n")
    assert "9 passed" in checks.stdout


def test_no_task_makes_the_next_one_set_up_again(computer, folder):
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    computer.run("invoke", "test", cwd=folder).check_returncode()
    assert CHANGED not in computer.run("invoke", "test", cwd=folder).stdout


def test_tasks_change_no_file_of_the_learner(computer, ready_folder):
    for task in "setup", "test", "run --port=0":
        computer.run("invoke", *task.split(), cwd=ready_folder)
    for name in "server.py", "Pipfile", "Pipfile.lock":
        assert (ready_folder / name).read_bytes() == (ROOT / name).read_bytes()


def test_tasks_work_from_a_folder_below(computer, ready_folder):
    assert computer.serves(ready_folder / "tests")


def test_setup_ignores_an_environment_that_is_active(computer, folder, tmp_path):
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-m", "venv", other], check=True)
    before = sorted(other.rglob("*"))
    path = f"{other}/bin:{computer.environ['PATH']}"
    assert computer.serves(folder, VIRTUAL_ENV=str(other), CONDA_PREFIX=str(other), PATH=path)
    assert sorted(other.rglob("*")) == before


@pytest.mark.parametrize("own_pipfile", [True, False])
def test_setup_ignores_a_pipfile_above(computer, folder, own_pipfile):
    if not own_pipfile:
        (folder / "Pipfile").unlink()
    (folder.parent / "Pipfile").write_text('[packages]\nrequests = "*"\n')
    assert computer.serves(folder)
    assert not (folder.parent / ".venv").exists()
    assert not (modules(folder) / "requests").exists()


def test_shell_is_the_learners_own_with_a_real_terminal(terminal, ready_folder):
    window = terminal(ready_folder)
    assert "By hand: pipenv shell" in window.type("invoke shell", then=INSIDE)
    assert f"{ready_folder}/.venv/bin/python" in window.type("which python", then=INSIDE)
    window.setwinsize(40, 132)
    wait_until(lambda: "40 132" in window.type("stty size", then=INSIDE))
    # Echoed by the shell alone, the line would not tell that the program runs.
    sleep = "sh -c 'echo $((40 + 2)); exec sleep 1000'"
    window.type(sleep, then="42")
    assert "Stopped" in window.type_ctrl("z", then=INSIDE)
    window.type("fg", then="sleep 1000")
    assert "^C" in window.type_ctrl("c", then=INSIDE)
    window.type("false", then=INSIDE)
    assert "Traceback" not in window.leave_shell()
    assert "bash" in window.type("echo $0")


def test_shell_inside_itself_says_how_to_leave(terminal, ready_folder):
    window = terminal(ready_folder)
    window.type("invoke shell", then=INSIDE)
    shown = window.type("invoke shell", then=INSIDE)
    assert "You are inside the environment already.\r\nTo leave it, type exit" in shown


def test_shell_opens_inside_that_of_another_folder(terminal, ready_folder, tmp_path):
    window = terminal(ready_folder, PIPENV_ACTIVE="1", VIRTUAL_ENV=str(tmp_path))
    window.type("invoke shell", then=INSIDE)
    assert f"{ready_folder}/.venv/bin/python" in window.type("which python", then=INSIDE)


def test_shell_without_a_terminal_says_what_it_needs(computer, ready_folder):
    task = computer.run("invoke", "shell", cwd=ready_folder)
    assert task.returncode == 1
    assert task.stdout == "A shell needs a terminal.\nIn one, type invoke shell\n"


def test_tasks_work_inside_the_shell(computer, terminal, folder):
    window = terminal(folder)
    window.type("invoke shell", then=INSIDE)
    assert "complete" in window.type("invoke setup", then=INSIDE)
    window.type("invoke run", then="CTRL+C to quit")
    assert wait_until(ask) == (200, "Hello World!")
    window.type_ctrl("c", then=INSIDE)
    assert "9 passed" in window.type("invoke test", then=INSIDE)


def test_exit_code_of_test_is_that_of_the_checks(computer, folder):
    assert computer.run("invoke", "test", cwd=folder).returncode == 0
    program = folder / "server.py"
    program.write_text(program.read_text().replace("World", "Word"))
    checks = computer.run("invoke", "test", cwd=folder)
    assert checks.returncode == 1
    assert "1 failed, 2 passed, 6 skipped" in checks.stdout


def break_interpreter(folder):
    python = folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")


def lose_files(folder):
    shutil.rmtree(modules(folder) / "werkzeug" / "routing")


def cut_a_file_short(folder):
    os.truncate(modules(folder) / "jinja2" / "environment.py", 100)


def lose_a_record(folder):
    next(modules(folder).glob("click-*.dist-info/RECORD")).unlink()


def lose_activation(folder):
    (folder / ".venv" / "bin" / "activate").unlink()


def lose_all_but_the_folder(folder):
    shutil.rmtree(folder / ".venv")
    (folder / ".venv").mkdir()


def put_a_file_in_its_place(folder):
    shutil.rmtree(folder / ".venv")
    (folder / ".venv").write_text("")


@pytest.mark.parametrize(
    "harm",
    [
        break_interpreter,
        lose_files,
        cut_a_file_short,
        lose_a_record,
        lose_activation,
        lose_all_but_the_folder,
        put_a_file_in_its_place,
    ],
)
def test_setup_builds_a_broken_environment_anew(computer, folder, harm):
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    harm(folder)
    broken = "no  step 2  The environment in .venv is broken, unfinished or of another folder.\n"
    assert broken in computer.run("invoke", "doctor", cwd=folder).stdout
    assert computer.run("invoke", "setup", cwd=folder).stdout.endswith(COMPLETE)
    assert (folder / ".venv" / "bin" / "activate").exists()
    assert computer.serves(folder)


def test_environment_that_pipenv_did_not_make_is_built_anew(computer, folder):
    computer.run("python", "-m", "venv", ".venv", cwd=folder).check_returncode()
    assert computer.serves(folder)
    assert (folder / ".venv" / ".project").exists()


@pytest.mark.parametrize("move", [shutil.move, shutil.copytree])
def test_environment_of_another_folder_is_built_anew(computer, terminal, folder, tmp_path, move):
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    elsewhere = tmp_path / "elsewhere"
    move(folder, elsewhere)
    assert computer.serves(elsewhere)
    inside = f"(elsewhere) {PROMPT}"
    window = terminal(elsewhere)
    window.type("invoke shell", then=inside)
    assert f"{elsewhere}/.venv/bin/python" in window.type("which python", then=inside)


@pytest.mark.parametrize("package", ["flask", "jinja2", "pytest"])
def test_run_puts_an_uninstalled_package_back(computer, folder, package):
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    pip = [".venv/bin/python", "-m", "pip"]
    computer.run(*pip, "uninstall", "--yes", package, cwd=folder).check_returncode()
    assert computer.serves(folder)
    assert (modules(folder) / package).exists()


def test_setup_leaves_exactly_what_the_lock_says(computer, folder):
    pip = [".venv/bin/python", "-m", "pip"]
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    computer.run(*pip, "install", "click<8.3", "requests", cwd=folder).check_returncode()
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    assert "requests" not in computer.run(*pip, "list", cwd=folder).stdout
    lock = json.loads((folder / "Pipfile.lock").read_text())
    shown = computer.run(*pip, "show", "click", cwd=folder).stdout
    assert f"Version: {lock['default']['click']['version'][2:]}\n" in shown


def test_run_keeps_a_package_that_the_learner_added(computer, folder):
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    pip = [".venv/bin/python", "-m", "pip"]
    computer.run(*pip, "install", "requests", cwd=folder).check_returncode()
    assert computer.serves(folder)
    assert (modules(folder) / "requests").exists()


def test_changed_lock_is_followed(computer, folder):
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    lock = json.loads((folder / "Pipfile.lock").read_text())
    del lock["develop"]["colorama"]
    (folder / "Pipfile.lock").write_text(json.dumps(lock))
    assert CHANGED in computer.run("invoke", "test", cwd=folder).stdout
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    assert not (modules(folder) / "colorama").exists()


def test_unfinished_setup_never_looks_complete(computer, folder):
    """The mark is written last: nothing before it is trusted."""
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    (folder / ".venv" / "complete.json").write_text('{"pipenv": ["pip')
    shown = computer.run("invoke", "test", cwd=folder).stdout
    assert shown.startswith(CHANGED)


def test_environment_without_pytest_in_pipfile_says_how_to_get_it(computer, folder):
    computer.run("invoke", "setup", cwd=folder).check_returncode()
    computer.run("pipenv", "uninstall", "--dev", "pytest", cwd=folder).check_returncode()
    task = computer.run("invoke", "test", cwd=folder)
    assert task.returncode == 1
    cure = "pipenv install --dev pytest"
    assert task.stdout.endswith(f"The environment has no pytest.\nType {cure}\n")
    computer.run(*cure.split(), cwd=folder).check_returncode()
    assert computer.run("invoke", "test", cwd=folder).returncode == 0


def test_environment_without_flask_in_pipfile_says_how_to_get_it(computer, folder):
    computer.run("pipenv", "uninstall", "flask", cwd=folder).check_returncode()
    task = computer.run("invoke", "run", cwd=folder)
    assert task.returncode == 1
    assert task.stdout.endswith(
        "The environment has no working Flask.\nType pipenv install flask\n"
    )
    computer.run("pipenv", "install", "flask", cwd=folder).check_returncode()
    assert computer.serves(folder)


def test_pipenv_inside_the_environment_is_not_used(computer, terminal, folder):
    window = terminal(folder)
    window.type("invoke shell", then=INSIDE)
    window.type("pip install pipenv", then=INSIDE)
    assert "complete" in window.type("invoke setup", then=INSIDE)
    assert not (modules(folder) / "pipenv").exists()


@pytest.mark.parametrize("version", ["2023.2.4", "2026.6.0"])
def test_old_pipenv_is_upgraded(new_computer, folder, version):
    computer = new_computer("invoke", f"pipenv=={version}")
    shown = computer.run("invoke", "setup", cwd=folder).stdout
    assert "Pipenv is missing or too old." in shown
    assert shown.endswith(COMPLETE)


def test_broken_pipenv_is_installed_again(new_computer, folder):
    computer = new_computer("invoke", "pipenv")
    packages = next(computer.programs.parent.glob("lib/python*/site-packages"))
    shutil.rmtree(packages / "virtualenv")
    next(packages.glob("virtualenv-*.dist-info/RECORD")).unlink()
    shutil.rmtree(packages / "pipenv" / "cli")
    assert computer.run("invoke", "setup", cwd=folder).stdout.endswith(COMPLETE)
