"""Replacing .venv: the old one is kept until the new one is complete, and comes back if that fails."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from workshop import record
from workshop.paths import ENVIRONMENT, ROOT
from workshop.problem import Problem

# The old environment while a new one is made.
ASIDE = ROOT / ".venv-aside"
# An environment that is being deleted. If a name is taken, here and below, a number follows it.
DISCARDED = ROOT / ".venv-discarded"
# An environment that the learner made, or put files into.
YOURS = ROOT / ".venv-yours"


@contextlib.contextmanager
def replaced() -> Iterator[None]:
    """Run a block that makes a new environment; if it raises, the old one comes back.

    Problem if the old one can't be moved, OSError if there is no room for a new one.
    """
    if os.path.lexists(ENVIRONMENT):
        _move(ENVIRONMENT, ASIDE)
    try:
        ENVIRONMENT.mkdir()
        record.write(ENVIRONMENT, {})
        yield
    except BaseException:
        if is_unfinished():
            undo()
            print("The old environment is back in .venv.", flush=True)
        raise
    finish()


def is_unfinished() -> bool:
    """Return whether a replacement is under way, or was interrupted."""
    return os.path.lexists(ASIDE)


def undo() -> None:
    """Put the old environment back. Problem if it can't be moved."""
    _put_away(ENVIRONMENT)
    _move(ASIDE, ENVIRONMENT)


def finish() -> None:
    """Keep the new environment, and of the old one what the learner put into it."""
    _put_away(ASIDE)


def delete_discarded() -> None:
    """Delete discarded environments as far as possible."""
    for folder in [DISCARDED, *ROOT.glob(f"{DISCARDED.name}[0-9]*")]:
        shutil.rmtree(folder, ignore_errors=True)


def _put_away(environment: Path) -> None:
    """Delete an environment that only the tasks wrote to; keep any other as YOURS."""
    if not os.path.lexists(environment):
        return
    target = DISCARDED if _is_made_by_tasks(environment) else YOURS
    names = (target.with_name(f"{target.name}{number or ''}") for number in count())
    unused = next(name for name in names if not os.path.lexists(name))
    # It is moved before it is deleted, so that a half-deleted one is never used.
    _move(environment, unused)
    delete_discarded()
    if target == YOURS:
        print(
            f"The old .venv has more than the tasks installed, so it was renamed to {unused.name}.",
            flush=True,
        )


def _is_made_by_tasks(environment: Path) -> bool:
    """Return whether an environment is a folder with no files but those of the tasks."""
    try:
        files = {*record.files(environment)}
        return not environment.is_symlink() and files <= record.own_files(environment)
    except OSError:
        return False


def _move(path: Path, to: Path) -> None:
    try:
        path.rename(to)
    except OSError:
        fix = "Stop your server with CTRL+C in its window, type exit if you are inside the environment"
        summary = f"{path.name} can't be moved."
        raise Problem(summary, f"{fix}, then type {{invoke}} setup") from None
