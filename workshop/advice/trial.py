"""Try how far server.py gets, on a copy of its folder and in a process of its own."""

import dataclasses
import json
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from workshop.advice import folder as folders
from workshop.advice import process
from workshop.advice.outcome import Outcome, Reason, Stage, from_json
from workshop.advice.text import PROGRAM

ROOT = Path(__file__).parent.parent.parent
# How many seconds a page may take. The other limits are multiples of this.
PATIENCE = 5
# In a terminal, these may be left over, and would change how the program starts.
NOT_PASSED_ON = re.compile(
    r"PYTEST_|COV_|FLASK_RUN_|WERKZEUG_|PYTHON(?:STARTUP|INSPECT|WARNINGS)", re.IGNORECASE
)
# With -P, the learner's folder is not in the path until the trial puts it there. Nothing of what the
# program imports is written in compiled form, which could be outside of the copy.
START = """
import sys
sys.path.insert(0, sys.argv[1])
from workshop.advice import child
sys.dont_write_bytecode = True
child.main()
"""


def trial(
    folder: Path, changes: Mapping[str, str] | None = None, patience: float = PATIENCE
) -> Outcome:
    """Return how far server.py gets in a folder, with other texts in some of its files.

    Nothing in the folder changes, and nothing is left of the trial.
    """
    program, changes = folder / PROGRAM, changes or {}
    if PROGRAM not in changes and not program.is_file():
        is_there = os.path.lexists(program)
        said = f"{PROGRAM} is not a file." if is_there else f"There is no {PROGRAM} in this folder."
        return Outcome(message=said)
    if PROGRAM not in changes and not os.access(program, os.R_OK):
        return Outcome(message=f"{PROGRAM} cannot be opened: you have no permission.")
    try:
        with tempfile.TemporaryDirectory(prefix="trial-", ignore_cleanup_errors=True) as scratch:
            # On macOS, the path of a temporary folder has a link in it.
            real = Path(os.path.realpath(scratch))
            return _outcome_in(real, folder.absolute(), changes, patience)
    except OSError:
        return Outcome(stopped=Reason.ROOM)


def _outcome_in(
    scratch: Path, folder: Path, changes: Mapping[str, str], patience: float
) -> Outcome:
    """Return the outcome of a trial of a folder in the folder *scratch*."""
    copy, temporary = scratch / "copy", scratch / "temporary"
    copy.mkdir()
    temporary.mkdir()
    is_whole = True
    try:
        folders.copy(folder, copy)
    except folders.TooBig:
        is_whole = False
        if PROGRAM not in changes:
            (copy / PROGRAM).write_bytes((folder / PROGRAM).read_bytes())
    for name, text in changes.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text, "utf-8", "surrogateescape", newline="")
    kept = {name: value for name, value in os.environ.items() if not NOT_PASSED_ON.match(name)}
    environment = {
        **kept,
        **dict.fromkeys(["TMPDIR", "TEMP", "TMP"], str(temporary)),
        # Unlike a terminal, the pipe would refuse some letters.
        "PYTHONIOENCODING": "utf-8:backslashreplace",
    }
    asked = {"is_whole": is_whole, "patience": patience}
    command = [sys.executable, "-P", "-c", START, str(ROOT), json.dumps(asked)]
    # The process ends itself earlier, unless something keeps it from that.
    printed = process.run(command, copy, environment, 15 * patience)
    outcome = dataclasses.replace(_recorded(scratch), printed=printed)

    def as_the_learners(text: str) -> str:
        # In quotes, Python doubles the backslashes of Windows.
        quoted, own_quoted = (repr(str(path))[1:-1] for path in (copy, folder))
        return text.replace(str(copy), str(folder)).replace(quoted, own_quoted)

    return dataclasses.replace(
        outcome,
        message=as_the_learners(outcome.message),
        printed=as_the_learners(outcome.printed),
    )


def _recorded(scratch: Path) -> Outcome:
    """Return the last outcome that the process has recorded, and what its end means."""
    try:
        lines = (scratch / "record").read_text("utf-8").split("\n")
    except OSError:
        lines = []
    # The last line is empty, or incomplete.
    if len(lines) < 2:
        return Outcome(stopped=Reason.ENDED)
    last = json.loads(lines[-2])
    outcome = from_json(last["outcome"])
    if last["is_finished"]:
        return outcome
    # If something blocks all of Python, only its own dump can say where.
    dump = (scratch / "dump").read_text("utf-8", "replace")
    for file, line in re.findall(r'File "(.+)", line (\d+)', dump):
        if Path(file).is_relative_to(scratch / "copy"):
            name = Path(file).relative_to(scratch / "copy").as_posix()
            page = last["page"]
            return dataclasses.replace(
                outcome, message="This line never finishes.", file=name, line=int(line), page=page
            )
    if last["page"] and outcome.stage < Stage.PAGES:
        notes = (*outcome.notes, (last["page"], Reason.ENDED))
        return dataclasses.replace(outcome, stopped=Reason.ENDED, notes=notes)
    return dataclasses.replace(outcome, stopped=Reason.ENDED)
