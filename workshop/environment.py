"""The environment in .venv: whether it is whole and of this folder, and making it so."""

import json
import locale
import os
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

from workshop import install, pipenv, terminal
from workshop.paths import ENVIRONMENT, LOCK, PROGRAMS, ROOT, program
from workshop.problem import ASK, Problem

# What was found when a set-up was complete. It is written last: without it, or if it is no longer
# true, the environment is not complete.
RECORD = ENVIRONMENT / "complete.json"
# What virtualenv puts in beside the packages of the lock.
SEEDS = {"pip", "setuptools", "wheel"}


def complete(thoroughly: bool = False) -> None:
    """Make .venv match the lock; thoroughly, exactly. Problem if it cannot be done."""
    unchanged = is_unchanged()
    if unchanged and not thoroughly:
        return
    command = pipenv.find_or_install()
    found = inspect("flask", "pip") if unchanged else None
    if not found or found["packages"].keys() - locked_packages() - SEEDS:
        _set_up(command, *(["--clean"] if thoroughly else []))


def is_unchanged() -> bool:
    """Whether nothing that the environment rests on has changed since a set-up was complete."""
    found = record()
    try:
        return bool(found["fingerprint"] == _fingerprint(found))
    except (OSError, KeyError):
        return False


def record() -> dict[str, Any]:
    """Return what was found when a set-up was complete, nothing if none was."""
    try:
        return dict(json.loads(RECORD.read_text()))
    except (OSError, ValueError):
        return {}


def inspect(*packages: str) -> dict[str, Any] | None:
    """Return what the environment holds, None if it is broken or of another folder."""
    script = Path(__file__).with_name("inspection.py")
    command = [str(program("python")), "-I", str(script), *packages]
    try:
        # Without a script to activate it, there is no environment for pipenv.
        is_here = (PROGRAMS / "activate").exists() and os.path.samefile(_project(), ROOT)
        if is_here and record().get("sizes", {}).items() <= _sizes().items():
            return dict(json.loads(subprocess.check_output(command, stderr=subprocess.DEVNULL)))
    except (OSError, ValueError, subprocess.CalledProcessError):
        pass
    return None


def locked_packages() -> set[str]:
    """Return the names of the packages in the lock."""
    lock = json.loads(LOCK.read_text())
    return {*lock.get("default", {}), *lock.get("develop", {})}


def become(step: str, name: str, *words: str) -> None:
    """Become a program of the environment. Problem if it is not there."""
    if not program(name).exists():
        cure = terminal.as_typed(*record()["pipenv"], "install", "--dev", name)
        raise Problem(f"The environment has no {name}.", f"Type {cure}")
    # The script of a package does not start in each folder, nor on each disk, but its module does.
    # It is not to take files of the learner's for its own.
    module = [] if name == "python" else ["-P", "-m", name]
    # What server.py prints shows at once, also where it is not printed to a terminal.
    environ = {"PYTHONUNBUFFERED": "1", "WORKSHOP_INVOKE": terminal.typed_invoke()}
    command = [str(program("python")), *module, *words]
    terminal.become(step, " ".join([name, *words]), command, environ)


def become_shell() -> None:
    """Become a shell inside the environment."""
    command = [*record()["pipenv"], "shell"]
    # If these are set, even by another folder's environment, pipenv opens no shell.
    for name in "PIPENV_ACTIVE", "VIRTUAL_ENV":
        os.environ.pop(name, None)
    terminal.become("Step 3", terminal.as_typed(*command), command, install.SETTINGS)


def _set_up(command: list[str], *options: str) -> None:
    """Have pipenv install what the lock says, and record what is then found."""
    if "flask" not in locked_packages():
        cure = terminal.as_typed(*command, "install", "flask")
        raise Problem("Pipfile.lock has no Flask.", f"Type {cure}")
    found = inspect() and _sync(command, *options)
    # What a sync does not make whole is made anew, once.
    if not found:
        _remove()
        found = _sync(command, *options)
    if not found:
        raise Problem("The environment was made again, and is still broken.", ASK)
    found |= {"pipenv": command, "sizes": _sizes()}
    found["fingerprint"] = _fingerprint(found)
    try:
        RECORD.write_text(json.dumps(found))
    except OSError as error:
        raise install.explain(str(error)) from None


def _sync(command: list[str], *options: str) -> dict[str, Any] | None:
    RECORD.unlink(missing_ok=True)
    command = [*command, "sync", "--dev", *options]
    problem = install.run("Step 2", terminal.as_typed(*command), command)
    if problem:
        raise problem
    return inspect("flask", "pip")


def _project() -> str:
    """Return the folder that pipenv made the environment for."""
    written = (ENVIRONMENT / ".project").read_bytes()
    try:
        return written.decode()
    except UnicodeDecodeError:
        # By hand, pipenv writes it as Windows does.
        return written.decode(locale.getencoding())


def _remove() -> None:
    if not os.path.lexists(ENVIRONMENT):
        return
    print("What is in .venv is broken, unfinished or from another folder. It is being made again.")
    try:
        if ENVIRONMENT.is_dir() and not ENVIRONMENT.is_symlink():
            shutil.rmtree(ENVIRONMENT)
        else:
            ENVIRONMENT.unlink()
    except OSError as error:
        cure = "Stop your server with CTRL+C in its window, type exit if you are inside the environment"
        fact = f"{error.filename} cannot be removed."
        raise Problem(fact, f"{cure}, then type {{invoke}} setup") from None


def _fingerprint(found: dict[str, Any]) -> int:
    """Return a number for all that the environment rests on. OSError if a part is missing."""
    files = [str(LOCK), found["pipenv"][0], found["python"]]
    for folder, folders, names in os.walk(ENVIRONMENT):
        # What Python compiles comes and goes.
        folders[:] = sorted({*folders} - {"__pycache__"})
        files += [os.path.join(folder, name) for name in sorted({*names} - {RECORD.name})]
    states = [(state.st_size, state.st_mtime_ns) for state in map(os.stat, files)]
    return zlib.crc32(repr((files, states)).encode())


def _sizes() -> dict[str, int]:
    """Return the size of each file of the environment's own, which no package can put back."""
    files = [*PROGRAMS.glob("activate*"), *PROGRAMS.glob("python*"), ENVIRONMENT / "pyvenv.cfg"]
    # Of a link, whose Python may be upgraded, that of the link.
    return {file.name: file.lstat().st_size for file in files}
