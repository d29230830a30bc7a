"""Notice what would lead out of the copy: other files, programs and networks."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop.advice.outcome import Reason

REASONS = {
    **dict.fromkeys(["socket.connect", "socket.sendto", "socket.sendmsg"], Reason.NETWORK),
    **dict.fromkeys(["os.kill", "os.killpg", "signal.pthread_kill"], Reason.SIGNAL),
    **dict.fromkeys(
        [
            *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.spawn"),
            *("os.posix_spawn", "os.startfile", "webbrowser.open", "_winapi.CreateProcess"),
        ],
        Reason.PROGRAM,
    ),
    **dict.fromkeys(
        ["winreg.CreateKey", "winreg.DeleteKey", "winreg.DeleteValue", "winreg.SetValue"],
        Reason.WRITING,
    ),
    "socket.bind": Reason.SERVER,
}
# The numbers of those arguments that are paths, and whether a link there would be followed.
CHANGES = {
    **dict.fromkeys(["os.chmod", "os.chown", "os.truncate", "os.utime"], ([0], True)),
    **dict.fromkeys(["os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"], ([0], False)),
    **dict.fromkeys(["os.link", "os.rename"], ([0, 1], False)),
    "os.symlink": ([1], False),
    "sqlite3.connect": ([0], True),
}
# Packages such as requests try out what they may, at any port of this computer alone.
PROBES = {("localhost", 0), ("127.0.0.1", 0), ("::1", 0)}
# These start a Python without an event of its own.
STARTERS = {"multiprocessing.popen_forkserver", "multiprocessing.popen_spawn_posix"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# A database in memory.
NO_FILES = {"", ":memory:"}


def watch(inside: Path, refuse: Callable[[Reason], None]) -> None:
    """Have *refuse* called with the reason before anything outside of a folder is changed."""

    def leads_out(path: Any, is_followed: bool) -> bool:
        """Return whether a path is outside; a file that is open already was judged then."""
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        name = os.fsdecode(path).removeprefix("file:").partition("?")[0]
        if name in NO_FILES or name == os.devnull:
            return False
        folder, last = os.path.split(os.path.abspath(name))
        real = (
            os.path.realpath(name) if is_followed else os.path.join(os.path.realpath(folder), last)
        )
        return not Path(real).is_relative_to(inside)

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & WRITES and leads_out(path, True):
                refuse(Reason.WRITING)
        elif event == "socket.bind" and arguments[1][:2] in PROBES:
            return
        elif event in REASONS:
            refuse(REASONS[event])
        elif event == "import" and arguments[0] in STARTERS:
            refuse(Reason.PROGRAM)
        elif event in CHANGES:
            numbers, is_followed = CHANGES[event]
            # Some are relative to another folder, which a caller such as rmtree has had judged.
            is_elsewhere = event in ("os.remove", "os.rmdir") and arguments[1] != -1
            if not is_elsewhere and any(
                leads_out(arguments[each], is_followed) for each in numbers
            ):
                refuse(Reason.WRITING)

    sys.addaudithook(look)
