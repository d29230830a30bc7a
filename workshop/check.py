"""What must hold, in the order of the lesson: a task checks what it needs, doctor all of it.

Each check returns what is so, or raises a Problem.
"""

import contextlib
import difflib
import functools
import json
import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from workshop import environment, paths, pipenv, port
from workshop.problem import Problem
from workshop.terminal import as_typed


def python() -> str:
    # One that is too old does not come so far: see tasks.py.
    return f"Python {'.'.join(map(str, sys.version_info[:3]))}"


def pipenv_is_new() -> str:
    command = pipenv.find()
    if not command:
        raise Problem("Pipenv is missing or too old.", "Type {invoke} setup")
    version = ".".join(map(str, pipenv.version(*command)))
    return f"pipenv {version}, typed {as_typed(*command)}"


def folder() -> str:
    unusable = os.pathsep + paths.NOT_IN_A_PATH
    bad = [ascii(each) for each in str(paths.ROOT) if each in unusable or not each.isprintable()]
    # Pipenv would put in what the variable stands for.
    if os.path.expandvars(paths.ROOT) != str(paths.ROOT):
        bad.append("$ and the name of a variable")
    if bad:
        fact = f"No environment works in a folder with {bad[0]} in its path."
        raise Problem(fact, "Rename that folder, or copy this one to another place")
    probe = paths.ROOT / ".can-be-written"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        fact = "This folder cannot be written to."
        raise Problem(fact, "Copy it to a folder of your own") from None
    for file, read in (
        (paths.PIPFILE, tomllib.loads),
        (paths.LOCK, json.loads),
        # A copy may lack what begins with a dot, or the folder of the tests.
        (paths.ROOT / ".pytest.ini", str),
        (paths.ROOT / "tests" / "conftest.py", str),
    ):
        try:
            read(file.read_text("utf-8"))
        except (OSError, ValueError):
            cure = "Copy it from a fresh download of this folder"
            name = file.relative_to(paths.ROOT).as_posix()
            raise Problem(f"{name} is missing or damaged.", cure) from None
    return "this folder can have an environment"


def environment_is_whole() -> str:
    found = environment.inspect("flask", "pip")
    if not found:
        broken = "broken, unfinished or from another folder"
        state = broken if paths.ENVIRONMENT.exists() else "missing"
        # Its folder may have been moved while a terminal was inside.
        leave = f"{_leave()}, then type " if where() == "inside another environment" else ""
        raise Problem(f"The environment in .venv is {state}.", f"Type {leave}{{invoke}} setup")
    return f"Flask {found['packages']['flask']}, in .venv"


def where() -> str:
    """Return where the terminal is: inside this folder's environment, another one, or outside."""
    active = os.environ.get("VIRTUAL_ENV")
    if not active:
        return "outside the environment"
    is_here = Path(active).resolve() == paths.ENVIRONMENT.resolve()
    return "inside the environment" if is_here else "inside another environment"


def in_no_other_environment() -> str:
    if where() == "inside another environment":
        raise Problem(f"You are {where()}.", f"Type {_leave()}, then type {{invoke}} doctor")
    return f"you are {where()}"


def shell() -> None:
    if where() == "inside the environment":
        raise Problem("You are inside the environment already.", f"To leave it, type {_leave()}")
    # The terminals of Windows do not all say that they are one.
    if not (paths.WINDOWS or sys.stdin.isatty()):
        raise Problem("A shell needs a terminal.", "In one, type {invoke} shell")
    bad = [each for each in str(paths.ROOT) if each in paths.NOT_IN_A_SHELL]
    if bad:
        raise Problem(
            f"pipenv shell does not work in a folder with {bad[0]} in its path.",
            "Move the folder, or do without step 3: type {invoke} run",
        )


def _leave() -> str:
    return "exit" if "PIPENV_ACTIVE" in os.environ else "deactivate"


def program() -> str:
    names = [name for name in os.listdir(paths.ROOT) if not name.startswith(".")]
    if paths.PROGRAM.name not in names:
        others = [name for name in names if ".py" in name.lower() and name != "tasks.py"]
        cure = "Copy the program in README to a file of that name"
        for closest in difflib.get_close_matches(paths.PROGRAM.name, others, n=1, cutoff=0):
            cure = f"If {closest} is your program, type {paths.renaming(closest, 'server.py')}"
        raise Problem("There is no server.py in this folder.", cure)
    if not paths.PROGRAM.read_bytes().strip():
        raise Problem("server.py is empty.", "Copy the program in README to it, and save it")
    # A file in this folder is imported in place of the module of its name.
    modules = environment.record().get("imported") or environment.locked_packages()
    for name in names:
        is_module = name.endswith(".py") or (paths.ROOT / name / "__init__.py").exists()
        if is_module and Path(name).stem in modules:
            fact = (
                f"{name} has the name of a part of Flask or Python, and would be imported instead."
            )
            raise Problem(fact, f"Type {paths.renaming(name, f'my_{name}')}")
    return "server.py is here"


def port_number(text: str | None) -> int | None:
    """Return the port that is asked for, None if none is."""
    number = port.parse(text or "")
    if text is not None and not number:
        raise Problem("A port is a number from 1 to 65535.", "Type {invoke} run --port 5001")
    return number


def free_port(number: int | None = None) -> str:
    """Without a number, it is the port of server.py."""
    number = number or port.of_program()
    another = "type {invoke} run --port " + ("5002" if number == 5001 else "5001")
    try:
        server = port.who_answers(number) if number else None
    except PermissionError:
        fact = f"This computer reserves port {number}."
        raise Problem(fact, f"To use another, {another}") from None
    if server:
        raise Problem(f"Port {number} is in use by {server.who}.", f"{server.cure}, or {another}")
    return f"port {number} is free" if number else "server.py chooses its port itself"


@functools.cache
def own_server() -> str:
    """Return the URL of a Flask server that runs already, taken for the learner's; "" for none."""
    number = port.of_program()
    with contextlib.suppress(PermissionError):
        if number and port.who_answers(number) == port.FLASK:
            return f"http://localhost:{number}/"
    return ""


def own_server_or_free_port() -> str:
    return f"a Flask server runs at {own_server()}" if own_server() else free_port()


# All checks of doctor, each with its step of the lesson.
ALL: list[tuple[int, Callable[[], str]]] = [
    (0, python),
    (0, pipenv_is_new),
    (1, folder),
    (2, environment_is_whole),
    (3, in_no_other_environment),
    (4, program),
    (4, own_server_or_free_port),
]
