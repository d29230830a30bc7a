"""Servers as their visitors see them, and programs that serve."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time

from workshop.advice.process import OWN_GROUP, end

PORT = 5000
# What a server of Flask shows when it waits for visitors.
SERVES = "Press CTRL+C to quit"

if os.name == "nt":
    # Windows passes CTRL+C to a whole console only, CTRL+BREAK to a process group too.
    CTRL_C, STOPPED = signal.CTRL_BREAK_EVENT, 0xC000013A
else:
    CTRL_C, STOPPED = signal.SIGINT, 0


def ask(port=PORT, host="127.0.0.1"):
    """Return the status and the text of the answer, None if nobody answers."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/")
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def port_is_free(port=PORT):
    """Return whether nobody accepts connections to a port of this computer."""
    for host in "127.0.0.1", "::1":
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return False
    return True


def wait_until(condition, seconds=10):
    """Return the first true answer of *condition*; TimeoutError after some seconds."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"This is still not so after {seconds} seconds.")
        time.sleep(0.02)
    return answer


@contextlib.contextmanager
def started(command, port=PORT, seconds=60, **options):
    """Start a command, wait until it answers, yield its process, and stop all of it in the end."""
    assert port_is_free(port), f"Port {port} is in use. Stop the other program that serves there."
    process = subprocess.Popen(command, **OWN_GROUP, **options)
    try:
        wait_until(lambda: process.poll() is not None or ask(port=port), seconds)
        assert process.poll() is None, "The program ended before it answered."
        yield process
    finally:
        end(process)
        # The reloader's second process holds the port a moment longer than the first lives.
        wait_until(lambda: port_is_free(port))


def exit_code_after_ctrl_c(process):
    """Return the exit code of a server that CTRL+C stops; TimeoutExpired if it goes on."""
    # Python may lose the first one, if it comes at the moment that a request does.
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.send_signal(CTRL_C)
        return process.wait(timeout=3)
    process.send_signal(CTRL_C)
    return process.wait(timeout=10)
