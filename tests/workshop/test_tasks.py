"""Steps 0 and 2, the set-up: which packages and which pipenv the tasks install."""

import json
import re
import shutil

import pytest
from copies import ROOT
from learner import COMPLETE, EDGES, LOCKED

SYNC = "Step 2   pipenv sync --dev"
TASKS = """Available tasks:

  doctor   Any time: check each step, and say what to type next.
  run      Steps 4 and 5: start server.py at localhost:5000/; CTRL+C stops it.
  setup    Steps 0 and 2: install pipenv on this computer, and Flask in .venv.
  shell    Step 3: enter the environment; exit leaves it.
  test     Last: test server.py as a browser sees it.

Default task: doctor

"""


@pytest.mark.parametrize("python", EDGES)
def test_tasks_lead_from_nothing_but_invoke_to_a_server(new_computer):
    computer = new_computer("invoke")
    assert computer.do("invoke", "--list") == TASKS
    shown = computer.do("invoke", "setup")
    install = r"Step 0   pip install --upgrade pipenv \.* done\n"
    assert re.fullmatch(rf"{install}{SYNC} --clean \.* done\n{COMPLETE}", shown)
    assert computer.do("invoke", "setup") == COMPLETE
    assert SYNC not in computer.do("invoke", "test")
    assert computer.serves(cwd=computer.workshop / "tests")
    for name in "server.py", "Pipfile", "Pipfile.lock":
        assert (computer.workshop / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.network
def test_setup_leaves_exactly_what_the_lock_says(computer):
    """What the learner adds with pip stays until then."""
    computer.do(".venv/bin/python", "-m", "pip", "install", "click<8.3", "requests")
    assert computer.serves()
    assert (computer.modules / "requests").exists()
    computer.do("invoke", "setup")
    assert not (computer.modules / "requests").exists()
    assert (computer.modules / f"click-{LOCKED['click']}.dist-info").exists()


def lock_without(computer, *names):
    """Remove packages from the lock of a computer."""
    lock = json.loads((computer.workshop / "Pipfile.lock").read_text())
    for packages in lock["default"], lock["develop"]:
        for name in names:
            packages.pop(name, None)
    (computer.workshop / "Pipfile.lock").write_text(json.dumps(lock))


def test_changed_lock_is_followed(computer):
    lock_without(computer, "colorama")
    # One that the tests can do without may stay until the next set-up.
    assert SYNC not in computer.do("invoke", "test")
    assert SYNC in computer.do("invoke", "setup")
    assert not (computer.modules / "colorama").exists()
    shutil.copy(ROOT / "Pipfile.lock", computer.workshop)
    assert SYNC in computer.do("invoke", "test")
    assert (computer.modules / "colorama").exists()


def test_package_that_is_not_in_the_lock_has_its_fix(computer):
    lock_without(computer, "pytest")
    computer.do("invoke", "setup")
    said = "pytest is not in the environment.\nType pipenv install --dev pytest\n"
    assert computer.refusal("invoke", "test") == said
    lock_without(computer, "flask")
    said = "Flask is not in Pipfile.lock.\nType pipenv install flask\n"
    assert computer.refusal("invoke", "setup") == said


# Pipenv.


def test_pipenv_of_a_distribution_that_is_too_old(new_computer, tmp_path):
    computer = new_computer("invoke")
    old = tmp_path / "pipenv"
    old.write_text("#!/bin/sh\necho pipenv, version 2026.6.0\n")
    old.chmod(0o755)
    shown = computer.do("invoke", "setup", PATH=f"{tmp_path}:{computer.environ['PATH']}")
    assert shown.startswith("Step 0   pip install --upgrade pipenv ")
    assert shown.endswith(COMPLETE)


def test_broken_pipenv_is_installed_again(new_computer):
    computer = new_computer("invoke", "pipenv")
    packages = next(computer.python.glob("lib/python*/site-packages"))
    shutil.rmtree(packages / "virtualenv")
    next(packages.glob("virtualenv-*.dist-info/RECORD")).unlink()
    shutil.rmtree(packages / "pipenv" / "cli")
    computer.replace_pipenv("echo AttributeError: MutableMapping; exit 1")
    assert "Pipenv is missing" in computer.run("invoke", "doctor").stdout
    assert computer.do("invoke", "setup").endswith(COMPLETE)


@pytest.mark.parametrize("python", EDGES)
def test_pipenv_that_is_not_on_path(computer):
    (computer.programs / "pipenv").unlink()
    (computer.workshop / "typing.py").write_text("raise SystemExit('imported')\n")
    assert computer.do("invoke", "setup").endswith(COMPLETE)
    (computer.workshop / "typing.py").unlink()
    shown = computer.do("invoke", "doctor")
    typed = re.search(r"pipenv [\d.]+ \(type: (python[\d.]* -m pipenv)\)\n", shown)[1]
    assert f"Next: type invoke run or, by hand, {typed} shell\n" in shown
    computer.do(*typed.split(), "--version")


@pytest.mark.parametrize("environ", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1252"}], ids=str)
def test_terminal_that_lacks_letters(computer, tmp_path, environ):
    """Pipenv, which is not on PATH, is shown with a path that has such letters."""
    home = tmp_path / "日本 Größe"
    (home / ".local" / "bin").mkdir(parents=True)
    shutil.move(computer.programs / "pipenv", home / ".local" / "bin")
    computer.do("rm", "-r", ".venv")
    setup = computer.do("invoke", "setup", HOME=str(home), **environ)
    assert setup.endswith(COMPLETE)
    assert ("\\u65e5" in setup) == ("PYTHONIOENCODING" in environ)
    assert computer.serves(HOME=str(home), **environ)
