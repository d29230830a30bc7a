"""The environment in .venv: whether it is whole and of this folder, and making it so."""

import json
import locale
import os
import subprocess
import zlib
from pathlib import Path
from typing import Any

from workshop import install, pipenv, replacement, settings, terminal
from workshop.paths import ENVIRONMENT, LOCK, PROGRAMS, ROOT, program
from workshop.problem import ASK, Problem
from workshop.replacement import RECORD

# What virtualenv puts in beside the packages of the lock.
SEEDS = {"pip", "setuptools", "wheel"}
# What is wrong with an environment that is there and does not do.
BROKEN = "broken, unfinished or not made for this folder"


def complete(exactly: bool = False) -> None:
    """Make .venv match the lock: with no other packages, if exactly. Problem if it cannot be done."""
    if is_unchanged() and not exactly:
        return
    replacement.delete_discarded()
    found = _find_complete(exactly)
    if replacement.is_unfinished():
        if found:
            replacement.finish()
        else:
            replacement.undo()
            found = _find_complete(exactly)
    try:
        if found:
            _write_record(found, _files_of_others())
        else:
            _install(*(["--clean"] if exactly else []))
    except OSError as error:
        raise install.explain(str(error)) from None


def is_unchanged() -> bool:
    """Whether nothing that the environment rests on has changed since a set-up was complete."""
    found = record()
    try:
        is_same = bool(found["fingerprint"] == _fingerprint(found))
    except (OSError, KeyError):
        return False
    return is_same and not replacement.is_unfinished()


def record() -> dict[str, Any]:
    """Return what was found when a set-up was complete, nothing if none was."""
    try:
        # What a link leads to belongs to another place.
        return {} if ENVIRONMENT.is_symlink() else dict(json.loads(RECORD.read_text()))
    except (OSError, ValueError):
        return {}


def inspect(*packages: str) -> dict[str, Any] | None:
    """Return what the environment holds, None if it is broken or of another folder."""
    script = Path(__file__).with_name("inspection.py")
    command = [str(program("python")), "-P", str(script), *packages]
    try:
        # Pipenv takes a folder for an environment by this script, and `pipenv shell` runs it. What
        # the learner has added to it does no harm.
        is_active = "export PATH" in (PROGRAMS / "activate").read_text("utf-8", "replace")
        has_all = {*record().get("programs", [])} <= {*_programs()}
        is_here = os.path.samefile(_project(), ROOT) and not ENVIRONMENT.is_symlink()
        if is_active and has_all and is_here:
            environ = settings.environ()
            output = subprocess.check_output(command, env=environ, stderr=subprocess.DEVNULL)
            return dict(json.loads(output))
    except (OSError, ValueError, subprocess.CalledProcessError):
        pass
    return None


def locked_packages() -> dict[str, str]:
    """Return the packages in the lock, with their versions."""
    lock = json.loads(LOCK.read_text())
    packages = lock.get("develop", {}) | lock.get("default", {})
    return {name: each.get("version", "").removeprefix("==") for name, each in packages.items()}


def hiding_modules(folder: Path) -> list[str]:
    """Return what in a folder Python would import in place of a module that Flask and pip need."""
    modules = record().get("imported") or locked_packages()
    names = os.listdir(folder) if folder.is_dir() and os.access(folder, os.R_OK) else []
    return [
        name
        for name in names
        if Path(name).stem in modules
        and (name.endswith(".py") or (folder / name / "__init__.py").exists())
    ]


def become(step: str, name: str, *words: str) -> None:
    """Become a program of the environment. Problem if it is not there."""
    if not program(name).exists():
        cure = terminal.as_typed(*pipenv.find() or ["pipenv"], "install", "--dev", name)
        raise Problem(f"The environment has no {name}.", f"Type {cure}")
    # The script of a package does not start in each folder, nor on each disk, but its module does.
    # It is not to take files of the learner's for its own.
    module = [] if name == "python" else ["-P", "-m", name]
    # What server.py prints shows at once, also where it is not printed to a terminal.
    environ = {"PYTHONUNBUFFERED": "1", "WORKSHOP_INVOKE": terminal.typed_invoke()}
    command = [str(program("python")), *module, *words]
    terminal.become(step, " ".join([name, *words]), command, environ)


def become_shell() -> None:
    """Become a shell inside the environment. Problem if there is no pipenv to open one."""
    command = [*pipenv.find_or_install(), "shell"]
    terminal.become("Step 3", terminal.as_typed(*command), command, settings.FOR_PIPENV)


def _find_complete(exactly: bool) -> dict[str, Any] | None:
    """Return what the environment holds, None if it lacks a package, or has another, if exactly."""
    found, locked = inspect("flask", "pip"), locked_packages()
    if not found or not locked.items() <= found["packages"].items():
        return None
    others = found["packages"].keys() - locked - SEEDS
    return None if exactly and others else found


def _install(*options: str) -> None:
    """Have pipenv install what the lock says. Problem if that fails, OSError if the disk is full."""
    command = pipenv.find_or_install()
    if "flask" not in locked_packages():
        cure = terminal.as_typed(*command, "install", "flask")
        raise Problem("Pipfile.lock has no Flask.", f"Type {cure}")
    if inspect():
        if record():
            RECORD.write_text(json.dumps({"files": record()["files"]}))
        if _sync(command, *options):
            return
    if os.path.lexists(ENVIRONMENT):
        print(f"The environment in .venv is {BROKEN}. It is being made again.")
    with replacement.replaced():
        if not _sync(command, *options):
            raise Problem("The environment was made again, and is still broken.", ASK)


def _sync(command: list[str], *options: str) -> bool:
    """Have pipenv install what is missing, and record what is then found, if it is whole."""
    others = _files_of_others()
    command = [*command, "sync", "--dev", *options]
    problem = install.run("Step 2", terminal.as_typed(*command), command)
    if problem:
        raise problem
    found = inspect("flask", "pip")
    if found:
        _write_record(found, others)
    return found is not None


def _files_of_others() -> set[str]:
    """Return the files in .venv that no set-up has brought."""
    known = record()
    is_new = RECORD.exists() and not known
    return set() if is_new else {*replacement.files(ENVIRONMENT)} - {*known.get("files", [])}


def _write_record(found: dict[str, Any], others: set[str]) -> None:
    files = sorted({*replacement.files(ENVIRONMENT)} - others)
    found |= {"files": files, "programs": _programs(), "fingerprint": _fingerprint(found)}
    RECORD.write_text(json.dumps(found))


def _project() -> str:
    """Return the folder that pipenv made the environment for."""
    written = (ENVIRONMENT / ".project").read_bytes()
    try:
        return written.decode()
    except UnicodeDecodeError:
        # By hand, pipenv writes it as Windows does.
        return written.decode(locale.getencoding())


def _fingerprint(found: dict[str, Any]) -> int:
    """Return a number for all that the environment rests on. OSError if a part is missing."""
    files = [os.path.join(ENVIRONMENT, file) for file in replacement.files(ENVIRONMENT)]
    files += [str(LOCK), found["python"]]
    states = [(state.st_size, state.st_mtime_ns) for state in map(os.stat, files)]
    return zlib.crc32(repr((files, states)).encode())


def _programs() -> list[str]:
    """Return the names of Python and of what activates the environment, which no package can put back."""
    files = [*PROGRAMS.glob("activate*"), *PROGRAMS.glob("python*")]
    return [file.name for file in files if file.exists()]
