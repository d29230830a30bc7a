"""The outcome of a trial, written down at each step, because any step may be the last."""

import ast
import contextlib
import dataclasses
import json
import os
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from workshop.advice import close_names
from workshop.advice.outcome import Outcome, Reason
from workshop.advice.text import Function, first_line, parsed, read

# What belongs to the lesson.
NOT_THE_LEARNERS = {"tasks.py", "tests", "workshop"}


class Record:
    """The outcome so far, in a file of its own."""

    def __init__(self, folder: Path, file: Path) -> None:
        self.folder = folder
        self.outcome = Outcome()
        self.is_trusted = False
        # The current page, and whether it is done.
        self.page = ""
        self.page_is_over = threading.Event()
        self._file = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        # A program may replace these.
        self._write, self._exit = os.write, os._exit

    def note(self, is_finished: bool = False, **changes: Any) -> None:
        """Change the outcome, and write it down."""
        self.outcome = dataclasses.replace(self.outcome, **changes)
        values = {
            "outcome": dataclasses.asdict(self.outcome),
            "page": self.page,
            "is_finished": is_finished,
        }
        with contextlib.suppress(OSError):
            self._write(self._file, json.dumps(values).encode() + b"\n")

    def finish(self, **changes: Any) -> NoReturn:
        """Write down the last changes, and end the process before anything else can happen."""
        for stream in sys.stdout, sys.stderr:
            # A program may have replaced them by anything.
            with contextlib.suppress(Exception):
                stream.flush()
        self.note(is_finished=True, **changes)
        self._exit(0)

    def fail(self, error: BaseException, **changes: Any) -> NoReturn:
        """Finish with the exception that ended the program."""
        self.finish(**self.described(error), **changes)

    def described(self, error: BaseException) -> dict[str, Any]:
        """Return the parts of an outcome that describe an exception."""
        file, line = self.place_of(error)
        return {
            "exception": type(error).__name__,
            "message": _message(error),
            "file": file,
            "line": line,
            "raised": self._raises(error, file),
            "close": close_names.closest(error),
            "homes": self._homes(error),
        }

    @contextlib.contextmanager
    def trusted(self) -> Iterator[None]:
        """Allow in a block what a program must not do."""
        self.is_trusted = True
        try:
            yield
        finally:
            self.is_trusted = False

    def add_note(self, reason: str) -> None:
        """Add what is unusual about the current page."""
        self.note(notes=(*self.outcome.notes, (self.page, reason)))

    def was_left_out(self, url: str) -> bool:
        """Return whether a page was left out."""
        return any(url == page for page, _ in self.outcome.notes)

    def leave_out(self, reason: Reason) -> None:
        """Stop before the program does something that leaves the copy.

        A page only stops its own thread.
        """
        if self.is_trusted:
            return
        if not self.page:
            file, line = self.place_in(sys._getframe())
            self.finish(stopped=reason, file=file, line=line)
        thread = threading.current_thread().name
        if not thread.startswith("page ") or thread == f"page {self.page}":
            # A thread of an earlier page says nothing about this one.
            self.add_note(reason)
            self.page_is_over.set()
        threading.Event().wait()

    def place_in(self, frame: FrameType | None) -> tuple[str, int]:
        """Return the learner's file and line where a stack is."""
        while frame:
            if name := self.name_of(frame.f_code.co_filename):
                return name, frame.f_lineno
            frame = frame.f_back
        return "", 0

    def place_of(self, error: BaseException) -> tuple[str, int]:
        """Return the learner's file and line that an exception comes from."""
        if isinstance(error, SyntaxError) and (name := self.name_of(error.filename or "")):
            # At the end of the file there is nothing to see, but the message may name a line.
            named = re.search(r" on line (\d+)$", error.msg or "")
            is_at_the_end = named and not (error.text or "").strip()
            return name, int(named[1]) if named and is_at_the_end else error.lineno or 0
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if name := self.name_of(frame.filename):
                return name, frame.lineno or 0
        return "", 0

    def def_line(self, view: Any) -> tuple[str, int]:
        """Return the file and line of the `def` of a function, "" and 0 if it is not the learner's."""
        code = getattr(view, "__code__", None)
        name = self.name_of(code.co_filename) if code else ""
        if not (code and name):
            return "", 0
        nodes = ast.walk(parsed(read(self.folder / name)))
        functions = [each for each in nodes if isinstance(each, Function)]
        same = [each.lineno for each in functions if first_line(each) == code.co_firstlineno]
        return name, same[0] if same else code.co_firstlineno

    def name_of(self, path: str) -> str:
        """Return the learner's name for a file, "" if it is not the learner's."""
        file = Path(os.path.normpath(path))
        if not file.is_relative_to(self.folder):
            return ""
        name = file.relative_to(self.folder)
        return "" if not name.parts or name.parts[0] in NOT_THE_LEARNERS else name.as_posix()

    def files(self, *endings: str) -> list[Path]:
        """Return the learner's files with one of some endings."""
        found = [path for path in self.folder.rglob("*.*") if path.suffix in endings]
        return [path for path in found if self.name_of(str(path))]

    def _homes(self, error: BaseException) -> tuple[str, ...]:
        with self.trusted():
            return close_names.homes(error)

    def _raises(self, error: BaseException, file: str) -> bool:
        """Return whether the learner raises the exception in this line."""
        stack = traceback.extract_tb(error.__traceback__)
        if not (stack and file and self.name_of(stack[-1].filename) == file):
            return False
        return bool(re.match(r"(?:raise|assert)\b", stack[-1].line or ""))


def _message(error: BaseException) -> str:
    """Return what an exception says, without guesses of Python's, which nobody has tried."""
    try:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:  # noqa: BLE001
        # A class of the program's own may do anything.
        return ""
    # Python also says where a module is, and None for exit().
    added = r"\. Did you mean '\w+'\?$|^None$"
    if isinstance(error, ImportError):
        added = r" \([^()]*\.py\)$"
    return re.sub(added, "", " ".join(said.split()))
