"""A sandbox for server.py: what runs in it changes nothing that lasts, and asks nobody else."""

import contextlib
import os
import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest

# What Python tells an audit hook that it does, and that changes nothing outside of its process.
HARMLESS = {
    *[
        "builtins.id",
        "code.__new__",
        "compile",
        "exec",
        "function.__new__",
        "import",
        "marshal.loads",
    ],
    *["object.__delattr__", "object.__getattr__", "object.__setattr__", "sys._getframe"],
    *[
        "glob.glob",
        "os.listdir",
        "os.scandir",
        "os.walk",
        "pathlib.Path.glob",
        "pathlib.Path.rglob",
    ],
    *["socket.gethostname", "sqlite3.connect/handle"],
}
# Flags of a file that is opened for more than reading.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
READ_ONLY = "?mode=ro"

_connect, _sleep = sqlite3.connect, time.sleep
# The thread that is in the sandbox.
_inside = None


class LeadsOutside(BaseException):
    """Something was about to happen that may change what is outside of the sandbox."""


@contextlib.contextmanager
def entered():
    """Be in the sandbox, until the end of the block or what would lead outside of it."""
    global _inside
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(LeadsOutside):
        patch.setattr(sqlite3, "connect", connect_to_a_copy)
        patch.setattr(time, "sleep", sleep)
        patch.setattr(sys, "dont_write_bytecode", True)
        _inside = threading.get_ident()
        try:
            yield
        finally:
            _inside = None


def connect_to_a_copy(database, *arguments, **options):
    """Connect to a copy of a database, which is forgotten when the connection is closed."""
    copy = _connect(":memory:", *arguments, **options)
    if os.path.exists(database):
        url = Path(database).resolve().as_uri() + READ_ONLY
        with contextlib.closing(_connect(url, uri=True)) as original:
            original.backup(copy)
    return copy


def sleep(seconds):
    # Python itself says so from 3.13 on.
    sys.audit("time.sleep", seconds)
    _sleep(seconds)


def _watch(event, arguments):
    """Let nothing lead outside; Python calls this for whatever might."""
    if threading.get_ident() != _inside or event in HARMLESS:
        return
    if event == "open" and not arguments[2] & WRITING:
        return
    if event == "sqlite3.connect" and str(arguments[0]).endswith((":memory:", READ_ONLY)):
        return
    raise LeadsOutside(event)


sys.addaudithook(_watch)
