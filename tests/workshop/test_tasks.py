"""What the tasks do, one by one, with the real invoke."""

import json
import re
import shutil

import pytest
from learner import ALL_PASS, COMPLETE, INSIDE, LOCKED, OFFLINE, PYTHONS, ROOT
from live_server import wait_until

SYNC = "Step 2   pipenv sync --dev"
TASKS = """Available tasks:

  doctor   Any time: check each step, and say what to type next.
  run      Steps 4 and 5: start server.py at localhost:5000/; CTRL+C stops it.
  setup    Steps 0 and 2: install pipenv on this computer, and Flask in .venv.
  shell    Step 3: enter the environment; exit leaves it.
  test     Last: test server.py as a browser sees it.

Default task: doctor

"""


def test_list_reads_like_the_lesson(computer):
    assert computer.do("invoke", "--list") == TASKS
    assert computer.do("invoke") == computer.do("invoke", "doctor")


@pytest.mark.parametrize("python", PYTHONS)
def test_tasks_lead_from_nothing_but_invoke_to_a_server_and_its_mistake(new_computer):
    computer = new_computer("invoke")
    shown = computer.do("invoke", "setup")
    install = r"Step 0   pip install --upgrade pipenv \.* done\n"
    assert re.fullmatch(rf"{install}{SYNC} --clean \.* done\n{COMPLETE}", shown)
    assert computer.do("invoke", "setup") == COMPLETE
    assert SYNC not in computer.do("invoke", "test")
    assert computer.serves(cwd=computer.workshop / "tests")
    for name in "server.py", "Pipfile", "Pipfile.lock":
        assert (computer.workshop / name).read_bytes() == (ROOT / name).read_bytes()
    computer.do("sed", "--in-place", "s/World/Word/", "server.py")
    checks = computer.run("invoke", "test")
    assert checks.returncode == 1
    assert "\n1 failed, 1 passed, 3 skipped in " in checks.stdout


def test_second_test_needs_neither_pipenv_nor_network(computer):
    broken = computer.home / "broken"
    broken.mkdir()
    (broken / "pipenv").write_text("#!/bin/sh\nexit 1\n")
    (broken / "pipenv").chmod(0o755)
    path = f"{broken}:{computer.environ['PATH']}"
    checks = computer.do(*OFFLINE, "invoke", "test", PATH=path)
    assert checks.startswith("Test     pytest\n")
    assert ALL_PASS in checks


def test_invoke_in_a_folder_called_cache_is_called_as_everywhere(computer):
    """As is one of pipx or uv only in a folder that they have made for this one time."""
    python = computer.home / "cache" / "env" / "bin" / "python"
    computer.do("python", "-m", "venv", str(python.parent.parent))
    computer.do(str(python), "-m", "pip", "install", "invoke")
    said = computer.refusal(str(python), "-m", "invoke", "run", "--port=0")
    assert said.endswith("\nType invoke run --port 5001\n")


def test_shell_is_the_learners_own_with_a_real_terminal(computer, terminal):
    window = terminal(computer)
    assert "Step 3   pipenv shell" in window.type("invoke shell", then=INSIDE)
    assert f"{computer.workshop}/.venv/bin/python" in window.type("which python", then=INSIDE)
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
    assert "You are outside the environment" in window.type("invoke doctor")


def test_shell_without_a_terminal_says_what_it_needs(computer):
    said = "invoke shell needs a terminal.\nOpen a terminal, and type invoke shell there\n"
    assert computer.refusal("invoke", "shell") == said


def test_tasks_work_inside_the_shell(computer, terminal, tmp_path):
    # Opened inside that of another folder.
    window = terminal(computer, PIPENV_ACTIVE="1", VIRTUAL_ENV=str(tmp_path))
    window.type("invoke shell", then=INSIDE)
    assert f"{computer.workshop}/.venv/bin/" in window.type("which python", then=INSIDE)
    shown = window.type("invoke shell", then=INSIDE)
    assert "You are already inside the environment.\r\nTo leave it, type exit" in shown
    shown = window.type("invoke doctor && echo code $?", then=INSIDE)
    assert "ok  step 3  you are inside the environment\r\n" in shown
    assert "Next: type python server.py by hand, or invoke run\r\ncode 0" in shown
    # One that is installed there goes with .venv.
    window.type("pip install pipenv", then=INSIDE)
    assert (computer.modules / "pipenv").exists()
    assert f"Step 2   {computer.programs}/pipenv sync" in window.type("invoke setup", then=INSIDE)
    assert not (computer.modules / "pipenv").exists()
    window.serve("invoke run", prompt=INSIDE)
    assert ALL_PASS in window.type("invoke test", then=INSIDE)


@pytest.mark.network
def test_setup_leaves_exactly_what_the_lock_says(computer):
    """What the learner adds with pip stays until then."""
    computer.do(".venv/bin/python", "-m", "pip", "install", "click<8.3", "requests")
    assert computer.serves()
    assert (computer.modules / "requests").exists()
    computer.do("invoke", "setup")
    assert not (computer.modules / "requests").exists()
    assert (computer.modules / f"click-{LOCKED['click']}.dist-info").exists()


def test_changed_lock_is_followed(computer):
    lock = json.loads((computer.workshop / "Pipfile.lock").read_text())
    del lock["develop"]["colorama"]
    (computer.workshop / "Pipfile.lock").write_text(json.dumps(lock))
    # One that the tests can do without may stay until the next set-up.
    assert SYNC not in computer.do("invoke", "test")
    assert SYNC in computer.do("invoke", "setup")
    assert not (computer.modules / "colorama").exists()
    shutil.copy(ROOT / "Pipfile.lock", computer.workshop)
    assert SYNC in computer.do("invoke", "test")
    assert (computer.modules / "colorama").exists()


@pytest.mark.network
@pytest.mark.parametrize(
    ("package", "task", "fact"),
    [
        ("--dev pytest", "test", "pytest is not in the environment."),
        ("flask", "run", "Flask is not in Pipfile.lock."),
    ],
)
def test_package_that_is_not_in_pipfile_has_its_cure(computer, package, task, fact):
    computer.do("pipenv", "uninstall", *package.split())
    cure = f"pipenv install {package}"
    assert computer.refusal("invoke", task) == f"{fact}\nType {cure}\n"
    computer.do(*cure.split())
    assert ALL_PASS in computer.do("invoke", "test")


def test_old_pipenv_is_upgraded(new_computer):
    computer = new_computer("invoke", "pipenv==2026.6.0")
    shown = computer.do("invoke", "setup")
    assert shown.startswith("Step 0   pip install --upgrade pipenv ")
    assert shown.endswith(COMPLETE)


def test_broken_pipenv_is_installed_again(new_computer):
    computer = new_computer("invoke", "pipenv")
    packages = next(computer.python.glob("lib/python*/site-packages"))
    shutil.rmtree(packages / "virtualenv")
    next(packages.glob("virtualenv-*.dist-info/RECORD")).unlink()
    shutil.rmtree(packages / "pipenv" / "cli")
    assert computer.do("invoke", "setup").endswith(COMPLETE)
