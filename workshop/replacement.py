"""Replacing .venv: the old one is kept until the new one is whole, and comes back if that fails."""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from workshop.paths import ENVIRONMENT, ROOT
from workshop.problem import Problem

# What was found in an environment when its set-up was complete, or nothing while it is being made.
RECORD = ENVIRONMENT / "complete.json"
# The old environment while a new one is made.
ASIDE = ROOT / ".venv-aside"
# An environment that is being deleted: no part of it is looked at any more.
DISCARDED = ROOT / ".venv-discarded"
# An environment that the learner has made, or put files in; a number follows where there are more.
YOURS = ROOT / ".venv-yours"


@contextlib.contextmanager
def replaced() -> Iterator[None]:
    """Have a new environment made in the block; an old one comes back if that raises.

    Problem if the old one cannot be moved, OSError if there is no room for a new one.
    """
    if os.path.lexists(ENVIRONMENT):
        _move(ENVIRONMENT, ASIDE)
    try:
        ENVIRONMENT.mkdir()
        RECORD.write_text("{}")
        yield
    except BaseException:
        if is_unfinished():
            undo()
            print("The old environment is back in .venv.", flush=True)
        raise
    finish()


def is_unfinished() -> bool:
    """Whether a replacement is going on, or was interrupted."""
    return os.path.lexists(ASIDE)


def undo() -> None:
    """Put the old environment back. Problem if it cannot be moved."""
    _put_away(ENVIRONMENT)
    _move(ASIDE, ENVIRONMENT)


def finish() -> None:
    """Leave only the new environment, and what the learner had in the old one."""
    _put_away(ASIDE)


def delete_discarded() -> None:
    """Delete what is no environment any more, as far as the system lets it."""
    shutil.rmtree(DISCARDED, ignore_errors=True)


def _put_away(environment: Path) -> None:
    """Delete an environment that can be made again, and keep any other under a name that says so."""
    if not os.path.lexists(environment):
        return
    if _can_be_made_again(environment):
        # It is moved first, so that none that is half deleted is ever taken for one.
        delete_discarded()
        _move(environment, DISCARDED)
        delete_discarded()
    else:
        names = (YOURS.with_name(f"{YOURS.name}{number or ''}") for number in count())
        kept = next(name for name in names if not os.path.lexists(name))
        _move(environment, kept)
        said = f"The tasks did not make all of the old .venv, so it is kept as {kept.name}."
        print(said, flush=True)


def _can_be_made_again(environment: Path) -> bool:
    """Whether set-ups have brought all that is in an environment, or were still making it."""
    try:
        found = json.loads((environment / RECORD.name).read_text())
        has_no_others = not found or {*files(environment)} <= {*found["files"]}
    except (OSError, ValueError, KeyError):
        return False
    return has_no_others and not environment.is_symlink()


def files(environment: Path) -> list[str]:
    """Return the paths of all files in an environment, but for what Python compiles.

    OSError if a folder cannot be read.
    """

    def fail(error: OSError) -> None:
        raise error

    return sorted(
        os.path.join(folder, name).removeprefix(f"{environment}{os.sep}")
        for folder, _, names in os.walk(environment, onerror=fail)
        for name in names
        if not name.endswith(".pyc") and name != RECORD.name
    )


def _move(path: Path, to: Path) -> None:
    try:
        path.rename(to)
    except OSError:
        fact = f"{path.name} cannot be moved: something uses it."
        cure = "Stop your server with CTRL+C in its window, type exit if you are inside the environment"
        raise Problem(fact, f"{cure}, then type {{invoke}} setup") from None
