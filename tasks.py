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
    if not (_is_set_up() and _ask_environment(BELONGS_HERE, IS_COMPLETE, HAS_NO_MORE)[0]):
        _set_up(pipenv, "--clean")
    print(f"The environment is complete. Next, type {_invoke()} run")


@task
def shell(c):
    """Step 3: be inside the environment; exit leaves it."""
    active = os.environ.pop("PIPENV_ACTIVE", None) and os.environ.get("VIRTUAL_ENV")
    if active == str(ENVIRONMENT):
        raise Exit("You are inside the environment already. To leave it, type exit")
    if not sys.stdin.isatty():
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
    """Last: have server.py checked, as its clients see it."""
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

# Older ones cannot read a lock that names no package index.
OLDEST_PIPENV = (2026, 7)
# Pipenv is to use .venv and the Pipfile here, whatever else is active or lies above.
SETTINGS = {
    "PIPENV_IGNORE_VIRTUALENVS": "1",
    "PIPENV_NO_INHERIT": "1",
    "PIPENV_VENV_IN_PROJECT": "1",
    # Python compiles what it imports by itself: to compile all would take a third of the set-up.
    "PIP_COMPILE": "0",
}

# Programs for the environment's Python, each of which goes on where the one above it ends.
# They fail where their names are not true.
BELONGS_HERE = """
import sys
from pathlib import Path

project = Path(sys.prefix, ".project")
assert not project.exists() or project.parent.parent.samefile(project.read_text())
"""
IS_COMPLETE = """
import json, sysconfig
from importlib.metadata import distributions

import flask

for package in distributions():
    # What virtualenv has put there itself is listed less exactly.
    if package.name not in ("pip", "setuptools", "wheel"):
        for file in package.files:
            if file.suffix != ".pyc":
                assert file.size in (None, file.locate().stat().st_size), file
print(json.dumps([sys.executable, sys._base_executable, sysconfig.get_path("purelib")]))
"""
HAS_NO_MORE = """
import re

lock = json.loads(Path("Pipfile.lock").read_text())
names = {re.sub("[-_.]+", "-", package.name).lower() for package in distributions()}
assert names <= {"pip", "setuptools", "wheel", *lock["default"], *lock["develop"]}
"""

# Invoke may be called in a folder below this one.
os.chdir(ROOT)


def _hand_over_inside(program, *words):
    """Set up what is missing, then hand over to a program of the environment."""
    _set_up_if_missing()
    _say_by_hand(program, *words)
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
    """Print a command as one types it: a program on PATH without its folder."""
    name = Path(program).stem
    print("By hand:", name if shutil.which(name) else program, *words, flush=True)


def _run(*command):
    """Run the command, seen by the learner; Exit with what to do where it fails."""
    _say_by_hand(*command)
    if subprocess.call(command, env={**os.environ, **SETTINGS}) != 0:
        raise Exit(f"That did not work: see above. To try again, type {_invoke()} setup")


def _set_up_if_missing():
    if not _is_set_up():
        print("The environment is not complete yet. Setting it up can take a minute.")
        _set_up(_pipenv())


def _is_set_up():
    """Tell quickly, by the mark, whether nothing has changed since the set-up was complete."""
    try:
        state = json.loads(MARK.read_text())["state"]
        return state == _state(state["times"])
    except (OSError, ValueError, KeyError):
        return False


def _state(paths):
    """Give what the environment rests on; OSError where a part of it is missing."""
    times = {str(path): os.stat(path).st_mtime_ns for path in paths}
    return {"folder": str(ROOT), "lock": LOCK.read_text(), "times": times}


def _set_up(pipenv, *options):
    """Make .venv what the lock says, anew where it cannot be mended, and mark it complete."""
    if ENVIRONMENT.is_dir():
        MARK.unlink(missing_ok=True)
    holds, answer = _ask_environment(BELONGS_HERE)
    for _ in range(2):
        if not holds:
            _remove_environment()
        _run(*pipenv, "sync", "--dev", *options)
        holds, answer = _ask_environment(BELONGS_HERE, IS_COMPLETE)
        if holds:
            state = _state([pipenv[0], *json.loads(answer)])
            MARK.write_text(json.dumps({"pipenv": pipenv, "state": state}))
            return
    raise Exit(f"The environment is still not complete: {answer}\nType pipenv install flask")


def _ask_environment(*programs):
    """Run programs in the environment's Python: give whether they held, and their last line."""
    command = [PROGRAMS / ("python" + SUFFIX), "-I", "-c", "".join(programs)]
    try:
        answer = subprocess.run(command, capture_output=True, check=False, text=True)
    except OSError as error:
        return False, str(error)
    return answer.returncode == 0, (answer.stdout + answer.stderr).strip().rpartition("\n")[2]


def _remove_environment():
    if not os.path.lexists(ENVIRONMENT):
        return
    print("The environment in .venv is not sound. It is built anew.", flush=True)
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
            raise Exit("This Python cannot install pipenv. Get pipx, then type pipx install pipenv")
        print("Pipenv is missing or too old. It is installed once for this computer.")
        _run(*installer)
    return pipenv


def _find_pipenv():
    """Give the command of the first pipenv that is new enough, None where there is none."""
    # On PATH, where pipx and uv put it, or in the Python that invoke runs in.
    in_home = shutil.which("pipenv", path=str(Path.home() / ".local" / "bin"))
    for command in [shutil.which("pipenv")], [in_home], [_python(), "-m", "pipenv"]:
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
    managed = sys.prefix == sys.base_prefix and (
        Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists()
    )
    if find_spec("pip") and not managed and not _is_throw_away():
        pip = [_python(), "-m", "pip", "install"]
        # The second is for what an interrupted installation has left.
        return [[*pip, "--upgrade", "pipenv"], [*pip, "--ignore-installed", "pipenv"]]
    if shutil.which("pipx"):
        return [["pipx", "install", "--force", "pipenv"]]
    if shutil.which("uv"):
        return [["uv", "tool", "install", "--force", "pipenv"]]
    return []


def _python():
    """Give the Python that invoke runs in, or the one below where that is .venv's own."""
    return sys._base_executable if sys.prefix == str(ENVIRONMENT) else sys.executable


def _is_throw_away():
    """Tell whether the Python that invoke runs in is of pipx run or uvx, and soon gone."""
    return "cache" in sys.prefix.lower()


def _invoke():
    """Give the word or words by which the learner calls invoke."""
    if _is_throw_away():
        return "uvx --with pipenv invoke" if find_spec("pipenv") else "pipx run invoke"
    return "invoke" if shutil.which("invoke") else "python -m invoke"
