"""How to type a command in this terminal, and becoming one."""

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
    """Return a command as you type it: the program without its folder, if PATH leads there."""
    name = name_of(program)
    if one_time_runner() and Path(program).is_relative_to(sys.prefix):
        # PATH leads there only this one time.
        return " ".join(["uvx", name, *words])
    found = shutil.which(name)
    if found and Path(found) == Path(program):
        program = name
    return " ".join([f'"{program}"' if " " in program else program, *words])


def one_time_runner() -> str:
    """Return what made this Python for one run only, "" if it is here to stay."""
    parent = Path(sys.prefix).parent.name
    if Path(sys.prefix, "pipx_metadata.json").exists() and parent != "venvs":
        return "pipx run"
    return "uvx --with pipenv" if re.fullmatch(r"[a-z]+-v\d+", parent) else ""


def typed_invoke() -> str:
    """Return what the learner types for invoke."""
    if one_time_runner():
        return f"{one_time_runner()} invoke"
    return "invoke" if shutil.which("invoke") else as_typed(sys.executable, "-m", "invoke")


def become(step: str, typed: str, command: list[str], added: dict[str, str]) -> NoReturn:
    """Show the command of a step as typed, and become it, in the folder of the lesson.

    The command takes over the terminal, and what ends the task ends the command.
    """
    print(f"{step:7}  {typed}", flush=True)
    os.chdir(ROOT)
    environ = settings.environ(added)
    if not WINDOWS:
        os.execve(command[0], command, environ)
    # Windows can't do that. There CTRL+C reaches both, and the command answers it.
    signal.signal(signal.SIGINT, lambda *_: None)
    raise Exit(code=subprocess.call(command, env=environ))
