"""The environment in .venv: checking that it is complete, and completing it."""

import json
import locale
import os
import subprocess
import zlib
from pathlib import Path
from typing import Any

from workshop import install, pipenv, record, replacement, settings, terminal
from workshop.paths import ENVIRONMENT, LOCK, PROGRAMS, ROOT, program
from workshop.problem import ASK, Problem

# What virtualenv installs besides the packages of the lock.
SEEDS = {"pip", "setuptools", "wheel"}
# What is wrong with an environment that exists but can't be used.
BROKEN = "broken, incomplete or made for another folder"


def complete(exactly: bool = False) -> None:
    """Make .venv match the lock; *exactly* also removes other packages. Problem if that fails."""
    unchanged = is_unchanged()
    if unchanged and not exactly:
        return
    replacement.delete_discarded()
    if replacement.is_unfinished():
        if _find_complete():
            replacement.finish()
        else:
            replacement.undo()
    found = _find_complete(exactly)
    try:
        if found and not unchanged:
            _write_record(found, _files_of_others())
        elif not found:
            _install(*(["--clean"] if exactly else []))
    except OSError as error:
        raise install.explain(str(error)) from None


def is_unchanged() -> bool:
    """Return whether .venv and the lock are unchanged since a set-up was complete."""
    found = recorded()
    try:
        is_same = bool(found["fingerprint"] == _fingerprint(found))
    except (OSError, KeyError):
        return False
    return is_same and not replacement.is_unfinished()


def recorded() -> dict[str, Any]:
    """Return what the last complete set-up found, {} if there was none."""
    return record.read(ENVIRONMENT) or {}


def inspect(*packages: str) -> dict[str, Any] | None:
    """Return what is in the environment, None if it is broken or was made for another folder."""
    script = Path(__file__).with_name("inspection.py")
    command = [str(program("python")), "-P", str(script), *packages]
    try:
        # Pipenv recognizes an environment by this script, and `pipenv shell` runs it. Lines that
        # the learner adds do no harm.
        is_usable = "export PATH" in (PROGRAMS / "activate").read_text("utf-8", "replace")
        # To install a package again would not bring these back.
        own = [ENVIRONMENT / file for file in recorded().get("files", [])]
        programs = [file for file in own if file.name.startswith(("activate", "python"))]
        has_all = all(file.exists() for file in programs if file.parent == PROGRAMS)
        is_here = os.path.samefile(_project(), ROOT) and not ENVIRONMENT.is_symlink()
        if is_usable and has_all and is_here:
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
    """Return the files of a folder that Python would import instead of modules of Flask and pip."""
    modules = recorded().get("imported") or locked_packages()
    try:
        names = os.listdir(folder)
    except OSError:
        # Python passes over such a folder, too.
        return []
    return [
        name
        for name in names
        if Path(name).stem in modules
        and (name.endswith(".py") or (folder / name / "__init__.py").exists())
    ]


def become(step: str, name: str, *words: str, added: dict[str, str] | None = None) -> None:
    """Become a program of the environment, with some variables added. Problem if it is not there."""
    if not program(name).exists():
        fix = terminal.as_typed(*pipenv.find() or ["pipenv"], "install", "--dev", name)
        raise Problem(f"{name} is not in the environment.", f"Type {fix}")
    # Unlike its script, the module of a package starts in any folder and on any disk. With -P, it
    # doesn't import files of the learner's.
    module = [] if name == "python" else ["-P", "-m", name]
    # What server.py prints is shown right away, even if it isn't printed to a terminal.
    environ = {"PYTHONUNBUFFERED": "1", "WORKSHOP_INVOKE": terminal.typed_invoke()}
    command = [str(program("python")), *module, *words]
    terminal.become(step, " ".join([name, *words]), command, environ | (added or {}))


def _find_complete(exactly: bool = False) -> dict[str, Any] | None:
    """Return what is in the environment, None if a package is missing, or, if *exactly*, not locked."""
    found, locked = inspect("flask", "pip"), locked_packages()
    if not found or not locked.items() <= found["packages"].items():
        return None
    others = found["packages"].keys() - locked - SEEDS
    return None if exactly and others else found


def _install(*options: str) -> None:
    """Install the locked packages. Problem if that fails, OSError if the disk is full."""
    command = pipenv.find_or_install()
    if "flask" not in locked_packages():
        fix = terminal.as_typed(*command, "install", "flask")
        raise Problem("Flask is not in Pipfile.lock.", f"Type {fix}")
    if inspect():
        if recorded():
            record.write(ENVIRONMENT, {"files": sorted(record.own_files(ENVIRONMENT))})
        if _sync(command, *options):
            return
    if os.path.lexists(ENVIRONMENT):
        print(f"The environment in .venv is {BROKEN}. It is being made again.")
    with replacement.replaced():
        if not _sync(command, *options):
            raise Problem("The environment was made again, but it is still broken.", ASK)


def _sync(command: list[str], *options: str) -> bool:
    """Install the missing packages, and return whether the environment is then complete.

    Problem if pipenv fails, OSError if the disk is full.
    """
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
    """Return the files in .venv that the tasks didn't install."""
    return {*record.files(ENVIRONMENT)} - record.own_files(ENVIRONMENT)


def _write_record(found: dict[str, Any], others: set[str]) -> None:
    """Record what is in .venv, with all files but those of others. OSError if the disk is full."""
    files = sorted({*record.files(ENVIRONMENT)} - others)
    record.write(ENVIRONMENT, {**found, "files": files, "fingerprint": _fingerprint(found)})


def _project() -> str:
    """Return the folder that pipenv made the environment for."""
    written = (ENVIRONMENT / ".project").read_bytes()
    try:
        return written.decode()
    except UnicodeDecodeError:
        # Typed by hand, pipenv uses the encoding of Windows.
        return written.decode(locale.getencoding())


def _fingerprint(found: dict[str, Any]) -> int:
    """Return a checksum of all that an environment depends on. OSError if a part is missing."""
    files = record.files(ENVIRONMENT)
    # A link may lead nowhere, such as the lock file of an editor.
    states = [os.lstat(os.path.join(ENVIRONMENT, file)) for file in files]
    states += [os.stat(LOCK), os.stat(found["python"])]
    sizes_and_times = [(state.st_size, state.st_mtime_ns) for state in states]
    return zlib.crc32(repr((ENVIRONMENT, files, sizes_and_times)).encode())
