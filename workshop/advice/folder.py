"""A copy of the learner's folder, to try programs in."""

import contextlib
import os
import shutil
from pathlib import Path

# What no program needs to run, and what may be big.
LEFT_OUT = {".git", ".venv", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
MOST_BYTES = 100_000_000
MOST_FILES = 10_000


class TooBig(Exception):
    """A folder has more than can be copied quickly."""


def copy(folder: Path, target: Path) -> None:
    """Copy a folder into another one, with what its links lead to in place of the links.

    Raise TooBig if there is too much in it. What cannot be read, and what is not a file or a folder,
    such as a pipe, is left out.
    """
    files = size = 0

    def left_out(inside: str, names: list[str]) -> set[str]:
        nonlocal files
        # Links may lead around for ever.
        files += len(names)
        if files > MOST_FILES:
            raise TooBig
        return {name for name in names if name in LEFT_OUT or _is_no_part(inside, name)}

    def copy_file(source: str, to: str) -> None:
        nonlocal size
        size += os.path.getsize(source)
        if size > MOST_BYTES:
            raise TooBig
        shutil.copyfile(source, to)

    with contextlib.suppress(shutil.Error):
        shutil.copytree(folder, target, False, left_out, copy_file, dirs_exist_ok=True)


def _is_no_part(folder: str, name: str) -> bool:
    """Return whether a name is not copied: an environment, a folder around this one, or no file."""
    path = os.path.join(folder, name)
    if not os.path.isdir(path):
        return not os.path.isfile(path)
    around = [os.path.realpath(each) for each in Path(path).parents]
    is_around = os.path.realpath(path) in around
    return is_around or os.path.exists(os.path.join(path, "pyvenv.cfg"))
