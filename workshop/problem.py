"""What keeps a task from going on, foreseen or not."""

import functools
import sys
from io import TextIOWrapper
from typing import Any, cast

import invoke.tasks
from invoke.exceptions import Exit

from workshop.terminal import typed_invoke

ASK = "Show somebody who can help the lines of {invoke} doctor --report"


class Problem(Exit):
    """What is so, and what to type, with {invoke} for what the learner types for it.

    It ends a task with exit code 1.
    """

    def __init__(self, fact: str, cure: str) -> None:
        self.fact = fact
        self.cure = cure.replace("{invoke}", typed_invoke())
        super().__init__(f"{self.fact}\n{self.cure}")


def task(body: Any = None, **options: Any) -> Any:
    """Return invoke's task, which explains the traceback of what nobody foresaw."""
    if body is None:
        return functools.partial(task, **options)

    @functools.wraps(body)
    def explained(*args: Any, **arguments: Any) -> None:
        # A path may have letters that the terminal lacks.
        cast(TextIOWrapper, sys.stdout).reconfigure(errors="backslashreplace")
        try:
            body(*args, **arguments)
        except Exception as error:
            if not isinstance(error, Exit):
                fact = "This is a fault of the workshop, not yours."
                print(Problem(fact, f"{ASK}, and these:").message, file=sys.stderr)
            raise

    return invoke.tasks.task(explained, **options)
