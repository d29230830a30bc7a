"""The checks, in the order of the lesson: doctor runs those of a step, and tasks those they need.

A check raises a Problem, or returns a line for doctor.
"""

import difflib
import json
import os
import sys
import tomllib
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from workshop import active, environment, paths, pipenv, pipenv_shell, port
from workshop.problem import Problem
from workshop.terminal import as_typed

PROGRAM_IN_README = "the program in README.md to a file called server.py"

Check = Callable[[], str]
# Doctor's checks, each with its step of the lesson, in the order of this file.
ALL: list[tuple[int, Check]] = []


class Version(str):
    """The name and version of a program, which doctor's report begins with."""

    __slots__ = ()


def step(number: int) -> Callable[[Check], Check]:
    """Have doctor run a check, as one of this step of the lesson."""

    def add(check: Check) -> Check:
        ALL.append((number, check))
        return check

    return add


@step(0)
def python() -> Version:
    """Check the Python that runs the tasks."""
    # One that is too old doesn't get this far: see tasks.py.
    version = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    if not find_spec("_ssl"):
        summary = f"{version} has no ssl, which pip needs."
        raise Problem(summary, "Install another Python from python.org, then open a new terminal")
    if not find_spec("_sqlite3"):
        version += ", without sqlite3 (for a database, install another)"
    return Version(version)


@step(0)
def pipenv_is_new() -> Version:
    """Check that pipenv is there, and new enough."""
    command = pipenv.find()
    if not command:
        # If nothing can install it, this raises that problem.
        pipenv.installers()
        raise Problem("Pipenv is missing or too old.", "Type {invoke} setup")
    version = ".".join(map(str, pipenv.version(*command)))
    return Version(f"pipenv {version} (type: {as_typed(*command)})")


@step(1)
def folder() -> str:
    """Check the path and the files of this folder."""
    unusable = os.pathsep + paths.NOT_IN_A_PATH
    bad = [ascii(each) for each in str(paths.ROOT) if each in unusable or not each.isprintable()]
    # Pipenv would replace the variable by its value.
    if os.path.expandvars(paths.ROOT) != str(paths.ROOT):
        bad.append("$ and the name of a variable")
    if bad:
        summary = f"An environment can't work in a folder with {bad[0]} in its path."
        raise Problem(summary, "Rename that folder, or copy this one somewhere else")
    if not os.access(paths.ROOT, os.W_OK):
        raise Problem("This folder is read-only.", "Copy it to a folder of your own")
    for file, parse in (
        (paths.PIPFILE, tomllib.loads),
        (paths.LOCK, json.loads),
        # A copy may lack hidden files, or the folder tests.
        (paths.ROOT / ".pytest.ini", str),
        (paths.ROOT / "tests" / "conftest.py", str),
    ):
        try:
            parse(paths.read(file).decode())
        except (OSError, ValueError):
            fix = "Copy it from a fresh download of this folder"
            name = file.relative_to(paths.ROOT).as_posix()
            raise Problem(f"{name} is missing or damaged.", fix) from None
    return "this folder is fine"


@step(2)
def environment_is_whole() -> Version:
    """Check that .venv is there, and not broken."""
    found = environment.inspect("flask", "pip")
    if not found:
        state = environment.BROKEN if os.path.lexists(paths.ENVIRONMENT) else "missing"
        # This folder may have been moved while the terminal was inside.
        leave = f"{active.leave()}, then type " if active.where() == active.INSIDE_ANOTHER else ""
        raise Problem(f"The environment in .venv is {state}.", f"Type {leave}{{invoke}} setup")
    return Version(f"Flask {found['packages']['flask']}, in .venv")


@step(3)
def terminal() -> str:
    """Check which environment this terminal is in, and its variables."""
    if active.where() == active.INSIDE_ANOTHER:
        raise Problem(
            f"You are {active.where()}.", f"Type {active.leave()}, then type {{invoke}} doctor"
        )
    pipenv_shell.check_env_file()
    # The tasks remove these variables, but commands typed by hand get them.
    if "PIPENV_PIPFILE" in os.environ:
        summary = "PIPENV_PIPFILE sends pipenv to another folder."
        raise Problem(summary, f"Type {paths.unsetting('PIPENV_PIPFILE')}")
    for folder in filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)):
        for name in environment.hiding_modules(Path(folder)):
            summary = f"Because of PYTHONPATH, python imports {name} from {folder}, not from .venv."
            raise Problem(summary, f"Type {paths.unsetting('PYTHONPATH')}")
    return f"you are {active.where()}"


@step(4)
def program_is_readable() -> str:
    """Check server.py, and that Python can read it, which the tasks leave to their commands."""
    program()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(paths.read(paths.PROGRAM), paths.PROGRAM.name, "exec")
    except (SyntaxError, ValueError) as error:
        summary = f"Python can't read line {getattr(error, 'lineno', None) or 1} of server.py."
        raise Problem(summary, "To see what to change, type {invoke} test") from None
    return "server.py is here, and Python can read it"


def program() -> str:
    """Check that server.py is there, and that no file hides a module."""
    names = [name for name in os.listdir(paths.ROOT) if not name.startswith(".")]
    if paths.PROGRAM.name not in names:
        others = [name for name in names if ".py" in name.lower() and name != "tasks.py"]
        fix = f"Copy {PROGRAM_IN_README}"
        for closest in difflib.get_close_matches(paths.PROGRAM.name, others, n=1, cutoff=0):
            fix = f"If {closest} is your program, type {paths.renaming(closest, 'server.py')}"
        raise Problem("There is no server.py in this folder.", fix)
    if not paths.PROGRAM.is_file():
        kind = "a folder" if paths.PROGRAM.is_dir() else "not a file, or a broken link"
        rename = paths.renaming("server.py", "my_server.py")
        raise Problem(f"server.py is {kind}.", f"Type {rename}, then copy {PROGRAM_IN_README}")
    try:
        if not paths.read(paths.PROGRAM).strip():
            raise Problem(
                "server.py is empty.", "Copy the program in README.md into it, and save it"
            )
    except OSError:
        raise Problem("server.py can't be read.", f"{paths.LET_READ} server.py") from None
    # Python would import a file of this folder instead of the module with its name.
    for name in environment.hiding_modules(paths.ROOT):
        summary = f"{name} has the same name as a module that Flask or Python needs, and would be imported instead."
        raise Problem(summary, f"Type {paths.renaming(name, f'my_{name}')}")
    return "server.py is here"


def free_port(number: int | None = None) -> str:
    """Check a port; without a number, that of server.py."""
    number = number or port.of_program()
    another = "type {invoke} run --port " + ("5002" if number == 5001 else "5001")
    try:
        server = port.who_answers(number) if number else None
    except PermissionError:
        summary = f"This computer reserves port {number}."
        raise Problem(summary, f"To use another, {another}") from None
    if server:
        raise Problem(f"Port {number} is in use by {server.name}.", f"{server.fix}, or {another}")
    return f"port {number} is free" if number else "server.py chooses its port itself"


@step(4)
def localhost() -> str:
    """Return where a browser finds the server, whose address may differ from the lesson's."""
    if port.host() == "localhost":
        return "localhost is this computer"
    return f"localhost doesn't work on this computer: open http://{port.host()}:5000/"


@step(4)
def own_server_or_free_port() -> str:
    """Check the port of server.py, unless a Flask server has it."""
    url = port.own_server()
    return f"a Flask server is running at {url}" if url else free_port()
