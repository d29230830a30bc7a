"""What must hold, in the order of the lesson: a task checks what it needs, doctor all of it.

Each check returns what is so, or raises a Problem.
"""

import contextlib
import difflib
import json
import os
import sys
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from workshop import active, environment, paths, pipenv, port
from workshop.problem import Problem
from workshop.terminal import as_typed

PROGRAM_IN_README = "the program in README to a file called server.py"


def python() -> str:
    # One that is too old does not come so far: see tasks.py.
    version = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    if not find_spec("_ssl"):
        fact = f"{version} has no ssl, which pip needs."
        raise Problem(fact, "Install another Python from python.org, then open a new terminal")
    has_sqlite = find_spec("_sqlite3")
    return (
        version if has_sqlite else f"{version}, without sqlite3 (for a database, install another)"
    )


def pipenv_is_new() -> str:
    command = pipenv.find()
    if not command:
        # If nothing can install it, that is the problem.
        pipenv.installers()
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
    if not os.access(paths.ROOT, os.W_OK):
        raise Problem("This folder cannot be written to.", "Copy it to a folder of your own")
    for file, parse in (
        (paths.PIPFILE, tomllib.loads),
        (paths.LOCK, json.loads),
        # A copy may lack what begins with a dot, or the folder of the tests.
        (paths.ROOT / ".pytest.ini", str),
        (paths.ROOT / "tests" / "conftest.py", str),
    ):
        try:
            parse(paths.read(file).decode())
        except (OSError, ValueError):
            cure = "Copy it from a fresh download of this folder"
            name = file.relative_to(paths.ROOT).as_posix()
            raise Problem(f"{name} is missing or damaged.", cure) from None
    return "this folder is fine"


def environment_is_whole() -> str:
    found = environment.inspect("flask", "pip")
    if not found:
        state = environment.BROKEN if os.path.lexists(paths.ENVIRONMENT) else "missing"
        # Its folder may have been moved while a terminal was inside.
        leave = f"{active.leave()}, then type " if active.where() == active.INSIDE_ANOTHER else ""
        raise Problem(f"The environment in .venv is {state}.", f"Type {leave}{{invoke}} setup")
    return f"Flask {found['packages']['flask']}, in .venv"


def terminal() -> str:
    if active.where() == active.INSIDE_ANOTHER:
        raise Problem(
            f"You are {active.where()}.", f"Type {active.leave()}, then type {{invoke}} doctor"
        )
    _env_file()
    # The tasks do without these variables, but not what one types.
    if "PIPENV_PIPFILE" in os.environ:
        fact = "PIPENV_PIPFILE sends pipenv to another folder."
        raise Problem(fact, f"Type {paths.unsetting('PIPENV_PIPFILE')}")
    for folder in filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)):
        for name in environment.hiding_modules(Path(folder)):
            fact = f"Because of PYTHONPATH, python imports {name} from {folder}, not from .venv."
            raise Problem(fact, f"Type {paths.unsetting('PYTHONPATH')}")
    return f"you are {active.where()}"


def shell() -> None:
    if active.where() == active.INSIDE:
        raise Problem(
            "You are inside the environment already.", f"To leave it, type {active.leave()}"
        )
    # The terminals of Windows do not all say that they are one.
    if not (paths.WINDOWS or sys.stdin.isatty()):
        raise Problem("A shell needs a terminal.", "In one, type {invoke} shell")
    bad = [each for each in str(paths.ROOT) if each in paths.NOT_IN_A_SHELL]
    if bad:
        raise Problem(
            f"pipenv shell does not work in a folder with {bad[0]} in its path.",
            "Move the folder, or do without step 3: type {invoke} run",
        )
    _env_file()


def _env_file() -> None:
    """Problem if there is a .env that pipenv cannot read, as where PowerShell has written it."""
    with contextlib.suppress(OSError):
        try:
            paths.read(paths.ROOT / ".env").decode()
        except UnicodeDecodeError:
            fact = "pipenv shell cannot read the file .env, which is not UTF-8."
            raise Problem(fact, "In your editor, save .env as UTF-8") from None


def program() -> str:
    names = [name for name in os.listdir(paths.ROOT) if not name.startswith(".")]
    if paths.PROGRAM.name not in names:
        others = [name for name in names if ".py" in name.lower() and name != "tasks.py"]
        cure = f"Copy {PROGRAM_IN_README}"
        for closest in difflib.get_close_matches(paths.PROGRAM.name, others, n=1, cutoff=0):
            cure = f"If {closest} is your program, type {paths.renaming(closest, 'server.py')}"
        raise Problem("There is no server.py in this folder.", cure)
    if not paths.PROGRAM.is_file():
        kind = "a folder" if paths.PROGRAM.is_dir() else "not a file, or a broken link"
        rename = paths.renaming("server.py", "my_server.py")
        raise Problem(f"server.py is {kind}.", f"Type {rename}, then copy {PROGRAM_IN_README}")
    try:
        if not paths.read(paths.PROGRAM).strip():
            raise Problem("server.py is empty.", "Copy the program in README to it, and save it")
    except OSError:
        raise Problem("server.py cannot be read.", f"{paths.LET_READ} server.py") from None
    # A file in this folder is imported in place of the module of its name.
    for name in environment.hiding_modules(paths.ROOT):
        fact = f"{name} has the name of a part of Flask or Python, and would be imported instead."
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


def own_server_or_free_port() -> str:
    url = port.own_server()
    return f"a Flask server runs at {url}" if url else free_port()


def localhost() -> str:
    """Return where a browser finds the server, which may be another address than in the lesson."""
    if port.host() == "localhost":
        return "localhost is this computer"
    return f"localhost does not work on this computer: open http://{port.host()}:5000/"


# All checks of doctor, each with its step of the lesson.
ALL: list[tuple[int, Callable[[], str]]] = [
    (0, python),
    (0, pipenv_is_new),
    (1, folder),
    (2, environment_is_whole),
    (3, terminal),
    (4, program),
    (4, localhost),
    (4, own_server_or_free_port),
]
