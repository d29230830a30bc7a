"""A sandbox for server.py: what runs in it changes no file, and asks nobody else.

It ends what Python tells an audit hook, and lends copies of databases.
"""

import contextlib
import logging
import os
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest

try:
    import sqlite3
except ImportError:
    # A Python may have been built without it.
    sqlite3 = None

# What Python says that it does, and that changes nothing outside of its process.
HARMLESS = {
    "builtins.id",
    "code.__new__",
    "compile",
    "exec",
    "function.__new__",
    "glob.glob",
    "glob.glob/2",
    "import",
    "marshal.loads",
    "object.__delattr__",
    "object.__getattr__",
    "object.__setattr__",
    "os.listdir",
    "os.scandir",
    "os.walk",
    "pathlib.Path.glob",
    "pathlib.Path.rglob",
    "socket.gethostname",
    "sqlite3.connect/handle",
    "sys._getframe",
    "sys._getframemodulename",
}
# Flags of a file that is opened for more than reading.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
READ_ONLY, SHARED = "?mode=ro", "?mode=memory&cache=shared"
# Modules that write files or reach a network, and that Python tells nothing of.
SILENT = {"MySQLdb", "_dbm", "_gdbm", "_mysql_connector", "cv2", "psycopg", "psycopg2"}

_connect, _sleep = getattr(sqlite3, "connect", None), time.sleep
# The thread that is in the sandbox, and whether it has tried to leave.
_inside = None
_was_left = False
# A connection to the copy of each database, by its path, which keeps the copy; each stay has its own.
_copies = {}
_stay = 0


class LeadsOutside(BaseException):
    """Something was about to happen that may change what is outside of the sandbox."""


@contextlib.contextmanager
def entered():
    """Be in the sandbox, until the end of the block or what would lead outside of it."""
    global _inside, _was_left, _stay
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(LeadsOutside):
        if sqlite3:
            patch.setattr(sqlite3, "connect", connect_to_a_copy)
        patch.setattr(time, "sleep", sleep)
        patch.setattr(sys, "dont_write_bytecode", True)
        # A log may be a file that is open already.
        patch.setattr(logging.root.manager, "disable", logging.CRITICAL)
        _inside, _was_left = threading.get_ident(), False
        _stay += 1
        while _copies:
            _copies.popitem()[1].close()
        try:
            yield
        finally:
            _inside = None


def was_left():
    """Return whether something led outside of the sandbox, the last time."""
    return _was_left


def is_tight():
    """Return whether all that would lead outside can be seen."""
    return not SILENT & sys.modules.keys()


def has_copies():
    """Return whether something has asked for a database in the sandbox, the last time."""
    return bool(_copies)


def connect_to_a_copy(database, *arguments, **options):
    """Connect to a copy of a database, which all get who ask for it during a stay."""
    if options.get("uri"):
        leave("sqlite3.connect")
    if database != ":memory:":
        database, options["uri"] = url_of_copy(Path(os.path.abspath(database))), True
    connection = _connect(database, *arguments, **options)
    connection.set_authorizer(refuse_other_files)
    return connection


def url_of_copy(database):
    """Return by which URL SQLite finds the copy of a database."""
    url = f"file:{_stay}-{zlib.crc32(bytes(database))}{SHARED}"
    if database not in _copies:
        _copies[database] = _connect(url, uri=True)
        if database.exists():
            with contextlib.closing(_connect(database.as_uri() + READ_ONLY, uri=True)) as original:
                original.backup(_copies[database])
    return url


def refuse_other_files(action, *_):
    """Keep a database from writing to another file, which it would attach."""
    global _was_left
    if action != sqlite3.SQLITE_ATTACH:
        return sqlite3.SQLITE_OK
    # SQLite takes no error from here, and raises one of its own.
    _was_left = True
    return sqlite3.SQLITE_DENY


def sleep(seconds):
    """Sleep as time.sleep does, and say so, as that does from Python 3.13 on."""
    sys.audit("time.sleep", seconds)
    _sleep(seconds)


def leave(event):
    """End what runs in the sandbox."""
    global _was_left
    _was_left = True
    raise LeadsOutside(event)


def _watch(event, arguments):
    """Let nothing lead outside; Python calls this for whatever might."""
    if threading.get_ident() != _inside or event in HARMLESS:
        return
    if event == "open" and not arguments[2] & WRITING:
        return
    if event == "sqlite3.connect" and str(arguments[0]).endswith((":memory:", READ_ONLY, SHARED)):
        return
    leave(event)


sys.addaudithook(_watch)
