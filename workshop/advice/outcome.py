"""How far a program gets: a value that two trials can be compared by."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any


class Stage(enum.IntEnum):
    """What a program has reached. Each stage needs the one before it."""

    NOTHING = 0
    # Python can compile it.
    READ = 1
    # Its lines were executed, to app.run() or to the end.
    IMPORTED = 2
    # app.run() was called, or Flask finds the app.
    STARTED = 3
    # No page without a variable fails.
    PAGES = 4
    # There is a page at /.
    HOME = 5


class Reason(enum.StrEnum):
    """Why a trial stopped, or left out a page, without a mistake in the program."""

    NETWORK = "it connects to a network"
    PROGRAM = "it starts another program"
    SIGNAL = "it ends a program"
    WRITING = "it changes files outside of this folder"
    SERVER = "it starts a server other than Flask's"
    SIZE = "this folder is too big to copy"
    ROOM = "there is no room for a copy of this folder"
    TIME = "it takes too long"
    SESSION = "it only works after another page has put something into the session"
    INPUT = "it only works with a value from a form, from its URL after ?, or from a cookie"
    STREAM = "its answer has no end in sight"
    FAULT = "there is a bug in the workshop, not your mistake"
    ENDED = "it ends Python itself"


@dataclass(frozen=True)
class Run:
    """A call of app.run(): its arguments, its line, and whether only `python server.py` calls it."""

    host: str
    port: int
    debug: bool
    line: int
    guarded: bool


@dataclass(frozen=True)
class Outcome:
    """The outcome of a trial. Files are relative to the learner's folder, and a line of 0 is unknown."""

    stage: Stage = Stage.NOTHING
    # The exception that ended it, in Python's own words.
    exception: str = ""
    message: str = ""
    file: str = ""
    line: int = 0
    # Whether the line itself raises the exception on purpose.
    raised: bool = False
    # The names that Python knows in the place of one that it does not know, the most like it first.
    close: tuple[str, ...] = ()
    # The modules that have that name.
    homes: tuple[str, ...] = ()
    # The page that failed, and its view function.
    page: str = ""
    function: str = ""
    # The routes of the app, but for its static files.
    routes: tuple[str, ...] = ()
    # The functions that are never called, each with its URL, which another function has.
    hidden: tuple[tuple[str, str], ...] = ()
    # Each page that was asked for, with its status.
    pages: tuple[tuple[str, int], ...] = ()
    run: Run | None = None
    # Why it was not tried further. Then the program isn't called wrong.
    stopped: Reason | None = None
    # Pages that work but are unusual, each with the reason.
    notes: tuple[tuple[str, str], ...] = ()
    printed: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something is certainly wrong."""
        return not self.stopped and (self.stage < Stage.HOME or not self.run)

    @property
    def is_latent(self) -> bool:
        """Whether a program that works has a mistake that no visit shows."""
        return self.stage == Stage.HOME and bool(self.message)

    @property
    def has_mistake(self) -> bool:
        """Whether there is something to change, shown by a visit or not."""
        return self.is_wrong or self.is_latent

    @property
    def is_unreadable(self) -> bool:
        """Whether Python cannot read server.py, or a module that it imports."""
        is_python = self.file.endswith(".py")
        return is_python and self.exception in ("SyntaxError", "IndentationError", "TabError")

    @property
    def is_stuck(self) -> bool:
        """Whether it may never come to its end when another program imports it."""
        return self.stage < Stage.STARTED and self.stopped in (Reason.TIME, Reason.SERVER)

    @property
    def depth(self) -> int:
        """How late a page failed: in its function, in its template, or after its function ended."""
        if "a valid response" in self.message:
            return 4
        if self.file.startswith("templates/"):
            # Jinja reads all of it before any of it is shown.
            return 2 if self.exception == "TemplateSyntaxError" else 3
        return 1 if self.exception in ("TemplateNotFound", "BuildError") else 0

    @property
    def said(self) -> str:
        """Python's words: the type of the exception and its message."""
        return ": ".join(filter(None, [self.exception, self.message]))

    @property
    def progress(self) -> tuple[int, bool, int, bool]:
        """How far the program got: the greater, the further."""
        answered = [status for url, status in self.pages if status < HTTPStatus.BAD_REQUEST]
        return self.stage, self.run is not None, len(answered), not self.is_latent


def from_json(values: Mapping[str, Any]) -> Outcome:
    """Return an outcome from its values, which JSON has made lists of."""
    given = {name: _tuples(value) for name, value in values.items()}
    given["stage"] = Stage(given["stage"])
    given["stopped"] = given["stopped"] and Reason(given["stopped"])
    given["run"] = given["run"] and Run(**given["run"])
    return Outcome(**given)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
