"""The ways to get the application of server.py."""

import contextlib
import importlib
import runpy
import sys
from pathlib import Path

import pytest

from workshop.hints.where import is_learners
from workshop.paths import PROGRAM


class Started(BaseException):
    """The application is about to be started."""


def imported_app():
    """Return the application that server.py has when it is imported, as Flask itself finds it."""
    # A file of the learner's may be called flask.py.
    from flask.cli import find_best_app

    with forgotten_modules():
        return find_best_app(importlib.import_module("server"))


def started_app():
    """Return the application that server.py starts when it is run, None if it does not come so far.

    It is not started; whoever asks again gets another one.
    """
    started = []

    def run(app, *_, **__):
        started.append(app)
        raise Started

    with (
        forgotten_modules(),
        pytest.MonkeyPatch.context() as patch,
        contextlib.suppress(Started, Exception, SystemExit),
    ):
        patch.setattr("flask.Flask.run", run)
        runpy.run_path(str(PROGRAM), run_name="__main__")
    return started[0] if started else None


@contextlib.contextmanager
def forgotten_modules():
    """Have the modules of the learner's imported once more, where they are."""
    with pytest.MonkeyPatch.context() as patch:
        for name, module in [*sys.modules.items()]:
            if is_learners(Path(getattr(module, "__file__", None) or "")):
                patch.delitem(sys.modules, name)
        yield
