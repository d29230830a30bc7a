"""Finding pipenv, and installing it once for this computer."""

import functools
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from workshop import install
from workshop.paths import ENVIRONMENT, PROGRAMS
from workshop.problem import ASK, Problem
from workshop.terminal import one_time_runner

# An older one cannot read a lock that names no package index.
OLDEST = (2026, 7)
# What else can install it if pip may not, by the program that can install that.
PIPX = {"brew": "Type brew install pipx", "apt": "Type sudo apt install pipx"}


def find() -> list[str] | None:
    """Return the command of the first pipenv that is new enough, None if there is none."""
    # One inside .venv does not count: it goes when .venv goes.
    path = [folder for folder in os.get_exec_path() if Path(folder).resolve() != PROGRAMS.resolve()]
    on_path = shutil.which("pipenv", path=os.pathsep.join(path))
    of_pipx_or_uv = shutil.which("pipenv", path=str(Path.home() / ".local" / "bin"))
    programs = [[program] for program in (on_path, of_pipx_or_uv) if program]
    for command in [*programs, [_python(), "-m", "pipenv"]]:
        if version(*command) >= OLDEST:
            return command
    return None


@functools.cache
def version(*command: str) -> tuple[int, ...]:
    """Return the version of a pipenv, () if it does not answer."""
    environ = {**os.environ, **install.SAFE_PATH}
    ask = [*command, "--version"]
    try:
        answer = subprocess.check_output(ask, env=environ, stderr=subprocess.DEVNULL, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(map(int, re.findall(r"\d+", answer)))


def find_or_install() -> list[str]:
    """Return the command of a pipenv that is new enough. Problem if there can be none."""
    pipenv = find()
    if pipenv:
        return pipenv
    installers = _installers()
    if not installers:
        fact = "Pipenv is missing or too old, and pip may not install it here."
        get_pipx = [PIPX[program] for program in PIPX if shutil.which(program)]
        raise Problem(fact, f"{[*get_pipx, 'Install pipx'][0]}, then type {{invoke}} setup")
    for typed, command in installers:
        problem = install.run("Step 0", typed, command)
        # What an interrupted installation has left only keeps pip from taking it out.
        if problem and "uninstall" not in problem.fact:
            break
        version.cache_clear()
        pipenv = find()
        if pipenv:
            return pipenv
    raise problem or Problem("Pipenv is installed, and does not start.", ASK)


def _installers() -> list[tuple[str, list[str]]]:
    """Return what installs pipenv to stay, as typed and as run: the next if one does not help."""
    is_managed = Path(os.__file__).with_name("EXTERNALLY-MANAGED").exists()
    may_install = not is_managed or (sys.prefix != sys.base_prefix and not _invoke_is_inside())
    if find_spec("pip") and may_install and not one_time_runner():
        return [
            (f"pip install {option} pipenv", [_python(), "-m", "pip", "install", option, "pipenv"])
            for option in ("--upgrade", "--ignore-installed")
        ]
    pipx, uv = shutil.which("pipx"), shutil.which("uv")
    if pipx:
        return [("pipx install pipenv", [pipx, "install", "--force", "pipenv"])]
    return [("uv tool install pipenv", [uv, "tool", "install", "--force", "pipenv"])] if uv else []


def _python() -> str:
    """Return the Python that invoke runs in; inside .venv, the one that .venv was made from."""
    return str(vars(sys)["_base_executable"]) if _invoke_is_inside() else sys.executable


def _invoke_is_inside() -> bool:
    return Path(sys.prefix).resolve() == ENVIRONMENT.resolve()
