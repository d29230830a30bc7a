"""The record of a set-up, in .venv: what is in the environment, and which files the tasks installed."""

import json
import os
from pathlib import Path
from typing import Any

NAME = "complete.json"
# server-that-passed.py is server.py as it was when the tests last passed.
NOT_COUNTED = {NAME, "server-that-passed.py"}
# Where pipenv and virtualenv put their files.
PLACES_OF_TOOLS = {
    *("bin", "include", "lib", "lib64", "share", "src", "Include", "Lib", "Scripts"),
    *(".gitignore", ".project", "CACHEDIR.TAG", "pyvenv.cfg"),
}


def read(environment: Path) -> dict[str, Any] | None:
    """Return the record in an environment, {} while it is being made, None if there is none."""
    try:
        # What a link leads to belongs to another folder.
        text = None if environment.is_symlink() else (environment / NAME).read_text()
        return None if text is None else dict(json.loads(text))
    except (OSError, TypeError, ValueError):
        return None


def write(environment: Path, found: dict[str, Any]) -> None:
    """Write the record into an environment. OSError if that fails."""
    (environment / NAME).write_text(json.dumps(found))


def own_files(environment: Path) -> set[str]:
    """Return the files in an environment that the tasks installed."""
    found = read(environment)
    if found == {}:
        return {file for file in files(environment) if Path(file).parts[0] in PLACES_OF_TOOLS}
    return {*(found or {}).get("files", [])}


def files(environment: Path) -> list[str]:
    """Return all files and links in an environment, except for records and compiled files.

    OSError if a folder cannot be read.
    """

    def fail(error: OSError) -> None:
        raise error

    paths = [
        os.path.join(folder, name)
        for folder, folders, names in os.walk(environment, onerror=fail)
        for name in [*names, *filter(lambda each: os.path.islink(f"{folder}/{each}"), folders)]
        if not name.endswith(".pyc") and name not in NOT_COUNTED
    ]
    return sorted(path.removeprefix(f"{environment}{os.sep}") for path in paths)
