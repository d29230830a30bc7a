"""Which environment the terminal is in, and how to leave it."""

import os
import shutil
from pathlib import Path

from workshop.paths import ENVIRONMENT

INSIDE = "inside the environment"
INSIDE_ANOTHER = "inside another environment"
OUTSIDE = "outside the environment"


def where() -> str:
    """Return where the terminal is: INSIDE this folder's environment, INSIDE_ANOTHER, or OUTSIDE."""
    # A variable may be left over from another terminal. What counts is which Python is found.
    python = shutil.which("python")
    folder = python and os.path.realpath(Path(python).parent.parent)
    if folder == os.path.realpath(ENVIRONMENT):
        return INSIDE
    virtual_env = os.environ.get("VIRTUAL_ENV")
    is_active = virtual_env and folder == os.path.realpath(virtual_env)
    return INSIDE_ANOTHER if is_active or _is_in_pipenv_shell() else OUTSIDE


def leave() -> str:
    """Return what to type to get out."""
    # Only the terminal knows whether it has a command deactivate.
    by_hand = "deactivate or, if that is not found, open a new terminal"
    return "exit" if _is_in_pipenv_shell() else by_hand


def _is_in_pipenv_shell() -> bool:
    """Return whether this is a shell of pipenv, whose folder may have been moved since."""
    return {"PIPENV_ACTIVE", "VIRTUAL_ENV"} <= os.environ.keys()
