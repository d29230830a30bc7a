"""What each check says of a folder, a terminal and a computer that are not as they should be.

That tasks stop with these words, and that what they say to type helps, is in test_failures.py.
"""

import os
import shutil
import socket
from pathlib import Path

import pytest
from copies import ROOT

from workshop import check, environment, paths
from workshop.problem import Problem

POSIX = os.name == "posix"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder with the files of the lesson, which the checks look at, and the terminal is in."""
    places = {name: path for name, path in vars(paths).items() if isinstance(path, Path)}
    for name, path in places.items():
        monkeypatch.setattr(paths, name, tmp_path / path.relative_to(places["ROOT"]))
    (tmp_path / "tests").mkdir()
    for name in "Pipfile", "Pipfile.lock", ".pytest.ini", "server.py", "tests/conftest.py":
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    return tmp_path


def problem(look, *arguments):
    """Return what a check says is wrong, and what to do."""
    with pytest.raises(Problem) as caught:
        look(*arguments)
    return caught.value.fact, caught.value.cure


def test_python_without_ssl_or_sqlite(monkeypatch):
    lacks = {"_sqlite3"}
    monkeypatch.setattr(check, "find_spec", lambda name: name not in lacks)
    assert check.python().endswith(", without sqlite3 (for a database, install another)")
    lacks.add("_ssl")
    fact, cure = problem(check.python)
    assert fact.endswith(" has no ssl, which pip needs.")
    assert cure == "Install another Python from python.org, then open a new terminal"


VARIABLE = "$ and the name of a variable"
NAMES = {f"a{os.pathsep}b": f"'{os.pathsep}'", "a\nb": r"'\n'", "a ${HERE}": VARIABLE}
NAMES |= {"$HERE": VARIABLE} if POSIX else {"R&D": "'&'"}


@pytest.mark.parametrize("name", NAMES)
def test_folder_that_takes_no_environment(folder, monkeypatch, name):
    monkeypatch.setenv("HERE", "here")
    monkeypatch.setattr(paths, "ROOT", folder / name)
    assert problem(check.folder) == (
        f"No environment works in a folder with {NAMES[name]} in its path.",
        "Rename that folder, or copy this one to another place",
    )


def test_folder_that_cannot_be_written_to(monkeypatch):
    assert check.folder() == "this folder is fine"
    monkeypatch.setattr(os, "access", lambda *_: False)
    said = "This folder cannot be written to.", "Copy it to a folder of your own"
    assert problem(check.folder) == said


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *[(name, None) for name in ("Pipfile", "Pipfile.lock", ".pytest.ini", "tests/conftest.py")],
        *[(name, "<<<<<<< HEAD") for name in ("Pipfile", "Pipfile.lock")],
    ],
)
def test_file_that_is_missing_or_damaged(folder, name, text):
    (folder / name).unlink()
    if text:
        (folder / name).write_text(text)
    cure = "Copy it from a fresh download of this folder"
    assert problem(check.folder) == (f"{name} is missing or damaged.", cure)


def test_variable_that_leads_elsewhere(folder, monkeypatch):
    (folder / "flask.py").touch()
    for name, fact in {
        "PYTHONPATH": f"Because of PYTHONPATH, python imports flask.py from {folder}, not from .venv.",
        "PIPENV_PIPFILE": "PIPENV_PIPFILE sends pipenv to another folder.",
    }.items():
        monkeypatch.setenv(name, str(folder))
        assert problem(check.terminal) == (fact, f"Type {paths.unsetting(name)}")


def test_env_file_that_pipenv_cannot_read(folder):
    """As PowerShell writes it."""
    (folder / ".env").write_bytes("A=1\n".encode("utf-16"))
    fact = "pipenv shell cannot read the file .env, which is not UTF-8."
    assert problem(check.terminal) == (fact, "In your editor, save .env as UTF-8")


@pytest.mark.parametrize("name", ["Server.py", "server.py.txt", "app.py", "sever (1).py"])
def test_program_of_another_name(folder, name):
    (folder / "server.py").rename(folder / "moved").rename(folder / name)
    rename = f'mv "{name}"' if POSIX else f'ren "{name}"'
    cure = f'If {name} is your program, type {rename} "server.py"'
    assert problem(check.program) == ("There is no server.py in this folder.", cure)


# What is in the place of server.py.
KINDS = {
    "There is no server.py in this folder.": [lambda program: None],
    "server.py is empty.": [lambda program: program.write_text("\n")],
    "server.py is a folder.": [Path.mkdir],
    "server.py is not a file, or a broken link.": [
        *[os.mkfifo, lambda program: program.symlink_to("/dev/zero")],
        *[
            lambda program: program.symlink_to("nowhere"),
            lambda program: program.symlink_to(program),
        ],
    ]
    if POSIX
    else [],
}


@pytest.mark.parametrize(("fact", "make"), [(fact, make) for fact in KINDS for make in KINDS[fact]])
def test_program_that_is_missing_or_no_program(folder, fact, make):
    (folder / "server.py").unlink()
    make(folder / "server.py")
    said, cure = problem(check.program)
    assert said == fact
    assert "opy the program in README to " in cure


@pytest.mark.parametrize("name", ["flask.py", "werkzeug/__init__.py", "json.py"])
def test_file_that_hides_a_module(folder, monkeypatch, name):
    imported = {"imported": ["flask", "werkzeug", "json"]}
    monkeypatch.setattr(environment, "recorded", lambda: imported)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    top = name.partition("/")[0]
    fact, cure = problem(check.program)
    assert fact.startswith(f"{top} has the name of a part of Flask or Python")
    assert cure == f"Type {paths.renaming(top, f'my_{top}')}"


def test_file_of_another_name_hides_nothing(folder):
    for name in "turtle.py", "test.py", "os.py", "flask.txt", "my_flask.py":
        (folder / name).touch()
    (folder / "click").mkdir()
    assert check.program() == "server.py is here"


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "5000.0", ""])
def test_port_that_cannot_be(port):
    fact, cure = problem(check.port_number, port)
    assert fact == "A port is a number from 1 to 65535."
    assert cure.endswith(" run --port 5001")


@pytest.mark.parametrize("addresses", [[], ["::1"], ["127.0.1.1"]])
def test_computer_without_localhost(monkeypatch, addresses):
    found = [(0, 0, 0, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found)
    instead = "localhost does not work on this computer: open http://127.0.0.1:5000/"
    assert check.localhost() == instead
