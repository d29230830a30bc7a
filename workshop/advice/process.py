"""A process that ends with all that it started. What differs between systems is here."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

# CTRL+C in the terminal interrupts only this process, which then ends the other.
OWN_GROUP: dict[str, Any]
if sys.platform == "win32":
    OWN_GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    OWN_GROUP = {"start_new_session": True}
# How many bytes of the output are kept.
KEPT = 20_000


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float
) -> str:
    """Run a command in a folder, and return the end of what it printed.

    It is ended after *seconds*. Its input stays open until then, so that it can notice when this
    process is gone.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **OWN_GROUP,
    )
    output = _Output(process.stdout)
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    finally:
        end(process)
        if process.stdin:
            process.stdin.close()
    # A process that made itself independent may keep the output open.
    output.join(timeout=1)
    return bytes(output.kept).decode("utf-8", "replace").replace("\r\n", "\n")


def end_with_parent(scratch: Path) -> None:
    """End this process and remove its files when its parent is gone.

    Its input is open as long as the parent runs; the program gets an empty input instead.
    """
    parent = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    exit_now = os._exit

    def wait() -> None:
        with contextlib.suppress(OSError):
            os.read(parent, 1)
        shutil.rmtree(scratch, ignore_errors=True)
        exit_now(1)

    threading.Thread(target=wait, daemon=True).start()


def end(process: subprocess.Popen[Any]) -> None:
    """End a process and all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(command, check=False, capture_output=True)
    else:
        # If all of it has ended, macOS calls that a lack of permission.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class _Output(threading.Thread):
    """A thread that reads all output, and keeps its end."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        self.stream = stream
        self.kept = bytearray()
        self.start()

    def run(self) -> None:
        while self.stream and (some := os.read(self.stream.fileno(), 65536)):
            self.kept = (self.kept + some)[-KEPT:]
