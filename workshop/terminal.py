"""How a command is typed here, and becoming one."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from invoke.exceptions import Exit

from workshop import settings
from workshop.paths import ROOT, WINDOWS, name_of


def as_typed(program: str, *words: str) -> str:
    """Return a command as one types it: the program without its folder if PATH leads to it."""
    name = name_of(program)
    if one_time_runner() and Path(program).is_relative_to(sys.prefix):
        # PATH leads there for this one time only.
        return " ".join(["uvx", name, *words])
    found = shutil.which(name)
    if found and Path(found) == Path(program):
        program = name
    return " ".join([f'"{program}"' if " " in program else program, *words])


def one_time_runner() -> str:
    """Return what made the Python that runs here for this one time, "" if it is there to stay."""
    parent = Path(sys.prefix).parent.name
    if Path(sys.prefix, "pipx_metadata.json").exists() and parent != "venvs":
        return "pipx run"
    return "uvx --with pipenv" if re.fullmatch(r"[a-z]+-v\d+", parent) else ""


def typed_invoke() -> str:
    """Return the words by which the learner calls invoke."""
    if one_time_runner():
        return f"{one_time_runner()} invoke"
    return "invoke" if shutil.which("invoke") else as_typed(sys.executable, "-m", "invoke")


def become(step: str, typed: str, command: list[str], added: dict[str, str]) -> NoReturn:
    """Show a step of the lesson as typed, and become its command, in the folder of the lesson.

    The command has the terminal, and what ends the task ends the command. Some variables are added
    to its environment.
    """
    print(f"{step:7}  {typed}", flush=True)
    os.chdir(ROOT)
    environ = settings.environ(added)
    if not WINDOWS:
        os.execve(command[0], command, environ)
    # Windows cannot do that. There CTRL+C reaches both: it is the command's to answer.
    signal.signal(signal.SIGINT, lambda *_: None)
    raise Exit(code=subprocess.call(command, env=environ))
