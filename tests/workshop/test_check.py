"""What each check says of a folder, a terminal and a computer that are not as they should be.

That tasks stop with these words, and that what they say to type helps, is in test_run.py.
"""

import os
import shutil
import socket
import sys
import types
from pathlib import Path

import pytest
from copies import ROOT

from workshop import check, command_line, environment, paths, pipenv_shell
from workshop.problem import Problem

POSIX = os.name == "posix"
DOWNLOAD = "Copy it from a fresh download of this folder"
NO_PROGRAM = "There is no server.py in this folder."
NO_FILE = "server.py is not a file, or a broken link."


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder with the files of the lesson, which the checks look at, and the terminal is in."""
    places = {name: path for name, path in vars(paths).items() if isinstance(path, Path)}
    for name, path in places.items():
        monkeypatch.setattr(paths, name, tmp_path / path.relative_to(places["ROOT"]))
    (tmp_path / "tests").mkdir()
    for name in "Pipfile", "Pipfile.lock", ".pytest.ini", "server.py", "tests/conftest.py":
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(environment, "recorded", lambda: {"imported": ["flask", "json"]})
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    return tmp_path


def problem(look, *arguments):
    """Return what a check says is wrong, and what to do."""
    with pytest.raises(Problem) as caught:
        look(*arguments)
    return caught.value.summary, caught.value.fix


def test_all_is_well(folder):
    for name in "turtle.py", "test.py", "os.py", "flask.txt", "my_flask.py":
        (folder / name).touch()
    (folder / "json").mkdir()
    assert check.folder() == "this folder is fine"
    assert check.program_is_readable() == "server.py is here, and Python can read it"


def test_program_that_python_cannot_read(folder):
    (folder / "server.py").write_text("\nif x\n")
    said = "Python can't read line 2 of server.py."
    assert problem(check.program_is_readable) == (said, "To see what to change, type invoke test")
    assert check.program() == "server.py is here"


@pytest.mark.parametrize("name", ["Pipfile", "Pipfile.lock", ".pytest.ini", "tests/conftest.py"])
def test_file_that_is_missing(folder, name):
    (folder / name).unlink()
    assert problem(check.folder) == (f"{name} is missing or damaged.", DOWNLOAD)


@pytest.mark.parametrize("name", ["Pipfile", "Pipfile.lock"])
def test_file_that_is_damaged(folder, name):
    (folder / name).write_text("<<<<<<< HEAD")
    assert problem(check.folder) == (f"{name} is missing or damaged.", DOWNLOAD)


VARIABLE = "$ and the name of a variable"
NAMES = {f"a{os.pathsep}b": f"'{os.pathsep}'", "a\nb": r"'\n'", "a ${HERE}": VARIABLE}
NAMES |= {"$HERE": VARIABLE} if POSIX else {"R&D": "'&'"}


@pytest.mark.parametrize("name", NAMES)
def test_folder_that_takes_no_environment(folder, monkeypatch, name):
    monkeypatch.setenv("HERE", "here")
    monkeypatch.setattr(paths, "ROOT", folder / name)
    assert problem(check.folder) == (
        f"An environment can't work in a folder with {NAMES[name]} in its path.",
        "Rename that folder, or copy this one somewhere else",
    )


@pytest.mark.parametrize("name", ["Server.py", "app.py", "sever (1).py"])
def test_program_of_another_name(folder, name):
    (folder / "server.py").rename(folder / "moved").rename(folder / name)
    fix = f"If {name} is your program, type {paths.renaming(name, 'server.py')}"
    assert problem(check.program) == (NO_PROGRAM, fix)


# What is in the place of server.py.
KINDS = [
    (lambda program: None, NO_PROGRAM),
    (lambda program: program.write_text("\n"), "server.py is empty."),
    (Path.mkdir, "server.py is a folder."),
]
if POSIX:
    KINDS += [(os.mkfifo, NO_FILE)]
    KINDS += [(lambda program: program.symlink_to("/dev/zero"), NO_FILE)]
    KINDS += [(lambda program: program.symlink_to("nowhere"), NO_FILE)]


@pytest.mark.parametrize(("make", "summary"), KINDS)
def test_program_that_is_missing_or_no_program(folder, make, summary):
    (folder / "server.py").unlink()
    make(folder / "server.py")
    said, fix = problem(check.program)
    assert said == summary
    assert "opy the program in README.md " in fix


@pytest.mark.parametrize("name", ["flask/__init__.py", "json.py"])
def test_file_that_hides_a_module(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    top = name.partition("/")[0]
    assert problem(check.program) == (
        f"{top} has the same name as a module that Flask or Python needs, and would be imported instead.",
        f"Type {paths.renaming(top, f'my_{top}')}",
    )


def test_variable_that_leads_elsewhere(folder, monkeypatch):
    (folder / "flask.py").touch()
    for name, summary in {
        "PYTHONPATH": f"Because of PYTHONPATH, python imports flask.py from {folder}, not from .venv.",
        "PIPENV_PIPFILE": "PIPENV_PIPFILE sends pipenv to another folder.",
    }.items():
        monkeypatch.setenv(name, os.pathsep.join(["nowhere", str(folder)]))
        assert problem(check.terminal) == (summary, f"Type {paths.unsetting(name)}")


def test_shell_that_cannot_be_opened(monkeypatch):
    if POSIX:
        assert problem(pipenv_shell.check)[0] == "invoke shell needs a terminal."
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(isatty=lambda: True))
    for character in paths.NOT_IN_A_SHELL:
        monkeypatch.setattr(paths, "ROOT", Path(f"/a{character}b"))
        summary = f"pipenv shell doesn't work in a folder with {character} in its path."
        assert problem(pipenv_shell.check)[0] == summary


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", ""])
def test_port_that_cannot_be(port):
    assert problem(command_line.port_number, port)[0] == "A port is a number from 1 to 65535."


def test_python_that_lacks_a_database(monkeypatch):
    monkeypatch.setattr(check, "find_spec", lambda name: name != "_sqlite3")
    assert check.python().endswith(", without sqlite3 (for a database, install another)")


def find_nothing(*_):
    raise socket.gaierror


def find_ipv6(*_):
    return [(0, 0, 0, "", ("::1", 0))]


def find_another_address(*_):
    return [(0, 0, 0, "", ("127.0.1.1", 0))]


@pytest.mark.parametrize("find", [find_nothing, find_ipv6, find_another_address])
def test_localhost_that_is_not_this_computer(monkeypatch, find):
    monkeypatch.setattr(socket, "getaddrinfo", find)
    assert check.localhost().endswith("doesn't work on this computer: open http://127.0.0.1:5000/")
