"""The shell of `pipenv shell`: whether it can be opened here, and becoming it."""

import contextlib
import sys

from workshop import active, paths, pipenv, settings, terminal
from workshop.problem import Problem


def check() -> None:
    """Check that a shell can be opened here."""
    if active.where() == active.INSIDE:
        raise Problem(
            "You are already inside the environment.", f"To leave it, type {active.leave()}"
        )
    # On Windows, not every terminal says that it is one.
    if not (paths.WINDOWS or sys.stdin.isatty()):
        raise Problem(
            "invoke shell needs a terminal.", "Open a terminal, and type {invoke} shell there"
        )
    bad = [each for each in str(paths.ROOT) if each in paths.NOT_IN_A_SHELL]
    if bad:
        raise Problem(
            f"pipenv shell doesn't work in a folder with {bad[0]} in its path.",
            "Move this folder, or skip step 3 and type {invoke} run",
        )
    check_env_file()


def check_env_file() -> None:
    """Raise a Problem if pipenv can't read .env, such as one that PowerShell has written."""
    with contextlib.suppress(OSError):
        try:
            paths.read(paths.ROOT / ".env").decode()
        except UnicodeDecodeError:
            summary = "pipenv shell can't read the file .env, because it isn't UTF-8."
            raise Problem(summary, "In your editor, save .env as UTF-8") from None


def become() -> None:
    """Become a shell inside the environment. Problem if there is no pipenv, and none can be installed."""
    command = [*pipenv.find_or_install(), "shell"]
    terminal.become("Step 3", terminal.as_typed(*command), command, settings.FOR_PIPENV)
