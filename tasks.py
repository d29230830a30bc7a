"""The steps of the lesson as tasks: `invoke --list` names them."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

from invoke import Exit, task


@task
def setup(c):
    """Steps 0 and 2: have pipenv on this computer, and Flask in .venv here."""
    pipenv = _pipenv()
    found = _is_set_up() and _inspect_environment("flask")
    if not found or set(found["names"]) - _locked_packages():
        _set_up(pipenv, "--clean")
    print(f"The environment is complete. Next, type {_invoke()} run")


@task
def shell(c):
    """Step 3: be inside the environment; exit leaves it."""
    # Where this is set, even by another folder's environment, pipenv opens no shell.
    inside_one = os.environ.pop("PIPENV_ACTIVE", None)
    if inside_one and Path(os.environ.get("VIRTUAL_ENV", "")) == ENVIRONMENT:
        raise Exit("You are inside the environment already. To leave it, type exit")
    # The terminals of Windows do not all say that they are one.
    if not (WINDOWS or sys.stdin.isatty()):
        raise Exit(f"A shell needs a terminal. In one, type {_invoke()} shell")
    _set_up_if_missing()
    pipenv = json.loads(MARK.read_text())["pipenv"]
    _say_by_hand(*pipenv, "shell")
    _hand_over(*pipenv, "shell", settings=SETTINGS)


@task(help={"port": "Another port than 5000.", "debug": "Use Flask's debugger and reloader."})
def run(c, port=None, debug=False):
    """Steps 4 and 5: have Hello World! at localhost:5000/ until CTRL+C."""
    command = ["python", "server.py"]
    if port and not (port.isdecimal() and 0 < int(port) < 65536):
        raise Exit(f"A port is a number from 1 to 65535: {_invoke()} run --port 5001")
    if port or debug:
        command = ["flask", "--app", "server", "run"]
        command += ["--port", port] if port else []
        command += ["--debug"] if debug else []
    _hand_over_inside(*command)


@task(help={"all": "Check the workshop itself too, which takes minutes."})
def test(c, all=False):
    """Last: have server.py checked, as a browser sees it."""
    _hand_over_inside("pytest", *(["tests"] if all else []))


# What the tasks stand on.

ROOT = Path(__file__).absolute().parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "Pipfile.lock"
# Written last: where it is missing or outdated, so is the environment.
MARK = ENVIRONMENT / "complete.json"

# All that differs between the systems is here and in _hand_over.
WINDOWS = sys.platform == "win32"
PROGRAMS = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
SUFFIX = ".exe" if WINDOWS else ""

# An older pipenv cannot read a lock that names no package index.
OLDEST_PIPENV = (2026, 7)
# Pipenv is to use .venv and the Pipfile here, whatever else is active or lies above.
SETTINGS = {
    "PIPENV_IGNORE_VIRTUALENVS": "1",
    "PIPENV_NO_INHERIT": "1",
    "PIPENV_VENV_IN_PROJECT": "1",
    # Python compiles what it imports by itself: to compile all would take a third of the set-up.
    "PIP_COMPILE": "0",
}

# For the environment's Python: fails where a named module cannot be imported, or where a package
# lacks a file, as an interrupted installation leaves it.
INSPECTION = """
import json, re, sys, sysconfig
from importlib.metadata import distributions

for module in sys.argv[1:]:
    __import__(module)
# Virtualenv lists these, which it brings along, less exactly.
brought_along = "pip", "setuptools", "wheel"
packages = [package for package in distributions() if package.name not in brought_along]
for package in packages:
    for file in package.files:
        assert file.suffix == ".pyc" or file.size in (None, file.locate().stat().st_size)
names = [re.sub("[-_.]+", "-", package.name).lower() for package in packages]
pythons = [sys.executable, sys._base_executable]
folder = sysconfig.get_path("purelib")
print(json.dumps({"names": names, "pythons": pythons, "site-packages": folder}))
"""

# Invoke may be called in a folder below this one.
os.chdir(ROOT)


def _hand_over_inside(program, *words):
    """Set up what is missing, then hand over to a program of the environment."""
    _set_up_if_missing()
    print("By hand, inside the environment:", program, *words, flush=True)
    # What server.py prints shows at once, also where it is not printed to a terminal.
    settings = {"PYTHONUNBUFFERED": "1"}
    _hand_over(str(PROGRAMS / (program + SUFFIX)), *words, settings=settings)


def _hand_over(*command, settings):
    """Become the command: it has the terminal, and what ends the task ends the command."""
    environ = {**os.environ, **settings}
    if not WINDOWS:
        os.execve(command[0], command, environ)
    # Windows cannot do that. There CTRL+C reaches both: it is the command's to answer.
    signal.signal(signal.SIGINT, lambda *_: None)
    raise Exit(code=subprocess.call(command, env=environ))


def _say_by_hand(program, *words):
    """Print a command as one types it: a program without its folder where PATH leads to it."""
    name = Path(program).name.removesuffix(SUFFIX)
    leads_to = shutil.which(name)
    is_on_path = leads_to and Path(leads_to) == Path(program)
    print("By hand:", name if is_on_path else program, *words, flush=True)


def _run(*command):
    """Run a part of the set-up, seen by the learner; tell whether it went well."""
    _say_by_hand(*command)
    try:
        return subprocess.call(command, env={**os.environ, **SETTINGS}) == 0
    except KeyboardInterrupt:
        raise Exit(f"Interrupted. To go on with the set-up, type {_invoke()} setup") from None


def _set_up_if_missing():
    if not _is_set_up():
        print("The environment is missing or has changed. Setting it up can take a minute.")
        _set_up(_pipenv())


def _is_set_up():
    """Tell quickly, by the mark, whether nothing has changed since the set-up was complete."""
    try:
        mark = json.loads(MARK.read_text())
        return mark["state"] == _state(mark["site-packages"], mark["programs"])
    except (OSError, ValueError, KeyError):
        return False


def _state(site_packages, programs):
    """Give what the environment rests on; OSError where a part of it is missing."""
    return {
        "folder": str(ROOT),
        "lock": LOCK.read_text(),
        # Python adds its cache when it likes.
        "packages": sorted({*os.listdir(site_packages)} - {"__pycache__"}),
        "programs": [os.stat(program).st_mtime_ns for program in programs],
    }


def _set_up(pipenv, *options):
    """Make .venv what the lock says, anew where it is not sound, and mark it complete."""
    if ENVIRONMENT.is_dir():
        MARK.unlink(missing_ok=True)
    if not (_belongs_here() and _inspect_environment()):
        _remove_environment()
    if not _run(*pipenv, "sync", "--dev", *options):
        raise Exit(f"Pipenv did not finish. To try again, type {_invoke()} setup")
    found = _inspect_environment("flask")
    if not found:
        raise Exit("The environment has no working Flask. Type pipenv install flask")
    mark = {
        "pipenv": pipenv,
        "site-packages": found["site-packages"],
        "programs": [path for path in [pipenv[0], *found["pythons"]] if os.path.exists(path)],
    }
    mark["state"] = _state(mark["site-packages"], mark["programs"])
    MARK.write_text(json.dumps(mark))


def _belongs_here():
    """Tell whether pipenv made .venv in this folder: one that was moved here names another."""
    try:
        return os.path.samefile((ENVIRONMENT / ".project").read_text(), ROOT)
    except (OSError, ValueError):
        return False


def _inspect_environment(*modules):
    """Give what INSPECTION prints of the environment; None where it or one of *modules* is broken."""
    python = str(PROGRAMS / ("python" + SUFFIX))
    command = [python, "-I", "-c", INSPECTION, *modules]
    try:
        return json.loads(subprocess.check_output(command, stderr=subprocess.DEVNULL))
    except (OSError, subprocess.CalledProcessError):
        return None


def _locked_packages():
    lock = json.loads(LOCK.read_text())
    return {*lock["default"], *lock["develop"]}


def _remove_environment():
    if not os.path.lexists(ENVIRONMENT):
        return
    print("The environment in .venv is broken or of another folder. It is made again.", flush=True)
    try:
        if ENVIRONMENT.is_dir() and not ENVIRONMENT.is_symlink():
            shutil.rmtree(ENVIRONMENT)
        else:
            ENVIRONMENT.unlink()
    except OSError as error:
        again = f"If you are inside the environment, type exit. Then type {_invoke()} setup"
        raise Exit(f"{error.filename} cannot be removed. {again}") from None


def _pipenv():
    """Give the command of a pipenv that is new enough, as a list; install one where there is none."""
    installers = iter(_pipenv_installers())
    while not (pipenv := _find_pipenv()):
        if not (installer := next(installers, None)):
            raise Exit("Pipenv could not be installed. Get pipx, then type pipx install pipenv")
        print("Pipenv is missing or too old. It is installed once for this computer.")
        _run(*installer)
    return pipenv


def _find_pipenv():
    """Give the command of the first pipenv that is new enough, None where there is none."""
    # One inside .venv does not count: it goes when .venv goes.
    path = [folder for folder in os.get_exec_path() if Path(folder) != PROGRAMS]
    on_path = shutil.which("pipenv", path=os.pathsep.join(path))
    of_pipx_or_uv = shutil.which("pipenv", path=str(Path.home() / ".local" / "bin"))
    for command in [on_path], [of_pipx_or_uv], [_python(), "-m", "pipenv"]:
        if command[0] and _pipenv_version(command) >= OLDEST_PIPENV:
            return command
    return None


def _pipenv_version(command):
    """Give its year and month, (0, 0) where it does not answer."""
    try:
        answer = subprocess.check_output(
            [*command, "--version"], stderr=subprocess.DEVNULL, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    return tuple(int(number) for number in re.findall(r"\d+", answer)[:2])


def _pipenv_installers():
    """Give the commands that install pipenv to stay, the next for where the last did not help."""
    in_environment = sys.prefix != sys.base_prefix and not _is_inside()
    is_managed = Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists()
    if find_spec("pip") and not _is_throw_away() and (in_environment or not is_managed):
        pip = [_python(), "-m", "pip", "install"]
        # The second is for what an interrupted installation has left.
        return [[*pip, "--upgrade", "pipenv"], [*pip, "--ignore-installed", "pipenv"]]
    if pipx := shutil.which("pipx"):
        return [[pipx, "install", "--force", "pipenv"]]
    if uv := shutil.which("uv"):
        return [[uv, "tool", "install", "--force", "pipenv"]]
    return []


def _python():
    """Give the Python that invoke runs in; inside .venv, the one that .venv was made from."""
    return sys._base_executable if _is_inside() else sys.executable


def _is_inside():
    """Tell whether invoke itself is the one in .venv."""
    return Path(sys.prefix) == ENVIRONMENT


def _is_throw_away():
    """Tell whether invoke runs in a Python of pipx run or uvx, which is soon gone."""
    return bool({".cache", "cache", "caches"} & {*sys.prefix.lower().split(os.sep)})


def _invoke():
    """Give the word or words by which the learner calls invoke."""
    if _is_throw_away():
        return "uvx --with pipenv invoke" if find_spec("pipenv") else "pipx run invoke"
    if shutil.which("invoke"):
        return "invoke"
    return "python -m invoke" if shutil.which("python") else "python3 -m invoke"
