"""Where files are, and the names and commands that differ on Windows."""

import os
import sys
from pathlib import Path

WINDOWS = sys.platform == "win32"

ROOT = Path(__file__).absolute().parent.parent
PROGRAM = ROOT / "server.py"
PIPFILE = ROOT / "Pipfile"
LOCK = ROOT / "Pipfile.lock"
ENVIRONMENT = ROOT / ".venv"
CRASH = ROOT / "workshop" / "crash"
PROGRAMS = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")

# How to stop a server. Only on other systems, CTRL+Z may have paused it.
STOP = "Press CTRL+C in its window" + ("" if WINDOWS else " (after CTRL+Z, type fg there first)")
# How to make a file readable.
LET_READ = "Close the program that uses it" if WINDOWS else "Type chmod u+r"
# With these characters in the path, virtualenv doesn't write the activate.bat that pipenv needs.
NOT_IN_A_PATH = "&!^" if WINDOWS else ""
# `pipenv shell` can't pass these characters of a path to a shell; on Windows, it passes none.
NOT_IN_A_SHELL = "" if WINDOWS else "!\"'*;<>?\\^`{|"


def program(name: str) -> Path:
    """Return the path of a program in the environment."""
    return PROGRAMS / (f"{name}.exe" if WINDOWS else name)


def name_of(program: str) -> str:
    """Return what to type for a program in a folder of PATH."""
    return Path(program).stem if WINDOWS else Path(program).name


def renaming(name: str, new_name: str) -> str:
    """Return the command that renames a file of this folder, as typed where the terminal is."""
    old = Path(os.path.relpath(ROOT / name))
    return f'ren "{old}" "{new_name}"' if WINDOWS else f'mv "{old}" "{old.with_name(new_name)}"'


def unsetting(variable: str) -> str:
    """Return the command that removes an environment variable from a terminal."""
    return f"set {variable}=" if WINDOWS else f"unset {variable}"


def read(file: Path) -> bytes:
    """Return what is in a file. OSError if it is missing, unreadable, or anything but a file."""
    # Opening a named pipe would wait for ever.
    if not file.is_file():
        raise FileNotFoundError(file)
    return file.read_bytes()
