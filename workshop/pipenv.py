"""Finding pipenv, and installing it once for this computer."""

import functools
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from workshop import install, settings
from workshop.paths import ENVIRONMENT, PROGRAMS
from workshop.problem import ASK, Problem
from workshop.terminal import one_time_runner

# Older ones can't read a lock that names no package index.
OLDEST = (2026, 7)
# Settings that make pip install elsewhere.
ELSEWHERE = "target|prefix|root"
# If pip may not install pipenv, pipx can: how to get it, by the package manager.
PIPX = {"brew": "Type brew install pipx", "apt": "Type sudo apt install pipx"}


def find() -> list[str] | None:
    """Return the command of the first pipenv that is new enough, None if there is none."""
    # A pipenv inside .venv doesn't count, because .venv may be deleted.
    inside = os.path.realpath(PROGRAMS)
    path = [folder for folder in os.get_exec_path() if os.path.realpath(folder) != inside]
    on_path = shutil.which("pipenv", path=os.pathsep.join(path))
    of_pipx_or_uv = shutil.which("pipenv", path=os.path.expanduser("~/.local/bin"))
    programs = [[program] for program in (on_path, of_pipx_or_uv) if program]
    for command in [*programs, [_python(), "-m", "pipenv"]]:
        if version(*command) >= OLDEST:
            return command
    return None


@functools.cache
def version(*command: str) -> tuple[int, ...]:
    """Return the version of a pipenv, () if it doesn't answer."""
    environ = settings.environ(settings.FOR_INSTALLING)
    ask = [*command, "--version"]
    try:
        answer = subprocess.check_output(ask, env=environ, stderr=subprocess.DEVNULL, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(map(int, re.findall(r"\d+", answer)))


def find_or_install() -> list[str]:
    """Return the command of a pipenv that is new enough, installed if need be. Problem if that fails."""
    pipenv = find()
    if pipenv:
        return pipenv
    for typed, command in installers():
        problem = install.run("Step 0", typed, command)
        # If pip only can't uninstall the rest of an interrupted installation, the next one can help.
        if problem and "uninstall" not in problem.summary:
            break
        version.cache_clear()
        pipenv = find()
        if pipenv:
            return pipenv
    raise problem or Problem("Pipenv is installed, but it doesn't start.", ASK)


def installers() -> list[tuple[str, list[str]]]:
    """Return commands that install pipenv, as typed and as run, the next one if one doesn't help.

    Problem if there is none, or if pip would install it where Python doesn't look.
    """
    is_managed = Path(os.__file__).with_name("EXTERNALLY-MANAGED").exists()
    may_install = not is_managed or (sys.prefix != sys.base_prefix and not _invoke_is_inside())
    if find_spec("pip") and may_install and not one_time_runner():
        pip = [_python(), "-m", "pip"]
        _check_configuration(pip)
        return [
            (f"pip install {option} pipenv", [*pip, "install", option, "pipenv"])
            for option in ("--upgrade", "--ignore-installed")
        ]
    pipx, uv = shutil.which("pipx"), shutil.which("uv")
    if pipx:
        return [("pipx install pipenv", [pipx, "install", "--force", "pipenv"])]
    if uv:
        return [("uv tool install pipenv", [uv, "tool", "install", "--force", "pipenv"])]
    summary = "Pipenv is missing or too old, and pip may not install it here."
    get_pipx = [PIPX[program] for program in PIPX if shutil.which(program)]
    raise Problem(summary, f"{next(iter(get_pipx), 'Install pipx')}, then type {{invoke}} setup")


def _check_configuration(pip: list[str]) -> None:
    """Raise a Problem if a configuration file makes pip install elsewhere."""
    command = [*pip, "config", "debug"]
    environ = settings.environ(settings.FOR_INSTALLING)
    shown = subprocess.run(
        command,
        check=False,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
    ).stdout
    for file, lines in re.findall(r"^  (.*), exists: True\n((?:    .*\n)*)", shown, re.MULTILINE):
        setting = re.search(rf"(?:global|install)\.({ELSEWHERE}): ", lines)
        if setting:
            summary = f"The setting {setting[1]} in {file} makes pip install elsewhere."
            raise Problem(summary, "Remove it from that file, then type {invoke} setup")


def _python() -> str:
    """Return the Python that invoke runs in; inside .venv, the one that .venv was made from."""
    return str(vars(sys)["_base_executable"]) if _invoke_is_inside() else sys.executable


def _invoke_is_inside() -> bool:
    return os.path.realpath(sys.prefix) == os.path.realpath(ENVIRONMENT)
