"""Where in a learner's files something has happened."""

import re
import traceback
from collections.abc import Sequence
from pathlib import Path

from workshop.paths import ROOT

NOT_OF_THE_LEARNER = {".venv", "tests", "workshop"}

Stack = Sequence[traceback.FrameSummary]


def stack_of(error: BaseException, log: str, dump: str) -> Stack:
    """Return the lines that led to an error, in the checks, then in the server they started."""
    stack = [*traceback.extract_tb(error.__traceback__), *_printed_in(log)]
    # A dump begins with the innermost line.
    stack += reversed(_printed_in(dump))
    if isinstance(error, SyntaxError) and error.filename:
        stack.append(traceback.FrameSummary(error.filename, error.lineno or 1, ""))
    return stack


def learners_line(stack: Stack) -> traceback.FrameSummary | None:
    """Return the last line in a stack that is in a file of the learner's, None if none is."""
    return next((frame for frame in reversed(stack) if is_learners(Path(frame.filename))), None)


def is_learners(file: Path) -> bool:
    """Whether a file is the learner's."""
    parts = file.relative_to(ROOT).parts if file.is_relative_to(ROOT) else ()
    return file.is_file() and parts != () and parts[0] not in NOT_OF_THE_LEARNER


def is_raised(stack: Stack) -> bool:
    """Whether a stack ends where the learner raises an error."""
    return learners_line(stack[-1:]) is not None and (stack[-1].line or "").startswith("raise")


def last_line(file: Path, stack: Stack) -> int:
    """Return the number of the last line of *file* in a stack, 0 if there is none."""
    lines = [frame.lineno or 0 for frame in stack if Path(frame.filename) == file]
    return lines[-1] if lines else 0


def is_importing(stack: Stack) -> bool:
    """Whether a line of a file that a learner wrote imports a package, as the last thing."""
    line = learners_line(stack)
    after = stack[stack.index(line) :] if line else []
    return any("importlib" in frame.filename for frame in after)


def _printed_in(log: str) -> list[traceback.FrameSummary]:
    """Return the lines of files that a program has printed when it ended."""
    found = re.findall(r'File "(.+)", line (\d+)', log)
    return [traceback.FrameSummary(file, int(line), "") for file, line in found]
