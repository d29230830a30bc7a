"""Invoke's decorator for a task, which also explains a crash of the task."""

import functools
import sys
from io import TextIOWrapper
from typing import Any, cast

import invoke.tasks
from invoke.exceptions import Exit

from workshop.problem import ASK, Problem


def task(body: Any = None, **options: Any) -> Any:
    """Return a task, as the decorator of invoke does."""
    if body is None:
        return functools.partial(task, **options)

    @functools.wraps(body)
    def explained(*args: Any, **arguments: Any) -> None:
        # A path may have letters that the terminal can't show.
        cast(TextIOWrapper, sys.stdout).reconfigure(errors="backslashreplace")
        try:
            body(*args, **arguments)
        except KeyboardInterrupt:
            raise Problem(
                "\nInterrupted.", f"To continue, type {{invoke}} {body.__name__}"
            ) from None
        except Exception as error:
            if not isinstance(error, Exit):
                summary = "This is a bug in the workshop, not your mistake."
                print(Problem(summary, f"{ASK}, and the lines below:").message, file=sys.stderr)
            raise

    return invoke.tasks.task(explained, **options)
