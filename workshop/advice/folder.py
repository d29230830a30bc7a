"""A copy of the learner's folder, to try programs in."""

import os
import shutil
import stat
from pathlib import Path

# What no program needs to run, and what may be big.
LEFT_OUT = {".git", ".venv", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
MOST_BYTES = 100_000_000
MOST_FILES = 10_000


class TooBig(Exception):
    """A folder has more than can be copied quickly."""


def copy(folder: Path, target: Path) -> None:
    """Copy a folder, with what its links lead to in place of the links.

    Raise TooBig if there is too much in it. What cannot be read, and what is not a file or a folder,
    such as a pipe, is left out.
    """
    _copy(folder, target, frozenset(), _Room())


class _Room:
    """What may still be copied."""

    def __init__(self) -> None:
        self.bytes = MOST_BYTES
        self.files = MOST_FILES

    def take(self, size: int) -> None:
        self.bytes -= size
        self.files -= 1
        if self.bytes < 0 or self.files < 0:
            raise TooBig


def _copy(folder: Path, target: Path, above: frozenset[str], room: _Room) -> None:
    real = os.path.realpath(folder)
    # A link that leads to a folder around it would never end.
    if real in above:
        return
    target.mkdir()
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name in LEFT_OUT:
            continue
        try:
            found = (folder / name).stat()
        except OSError:
            continue
        if stat.S_ISDIR(found.st_mode):
            if (folder / name / "pyvenv.cfg").exists():
                # It is an environment of another name.
                continue
            room.take(0)
            _copy(folder / name, target / name, above | {real}, room)
        elif stat.S_ISREG(found.st_mode):
            room.take(found.st_size)
            try:
                shutil.copyfile(folder / name, target / name)
            except OSError:
                continue
