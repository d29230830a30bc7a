"""The real server, as its clients and its terminal see it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time

PORT = 5000

if os.name == "nt":
    # Windows passes CTRL+C to a whole console only, CTRL+BREAK to a process group too.
    CTRL_C, STOPPED = signal.CTRL_BREAK_EVENT, 0xC000013A
    OWN_GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    CTRL_C, STOPPED = signal.SIGINT, 0
    OWN_GROUP = {"start_new_session": True}


def ask(path="/", port=PORT):
    """Give the status and the text that localhost answers, None where it does not."""
    connection = http.client.HTTPConnection("localhost", port, timeout=5)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    except OSError:
        return None
    finally:
        connection.close()


def port_is_free(port=PORT):
    """Tell whether nobody accepts connections to *port* on this computer."""
    for host in "127.0.0.1", "::1":
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=5):
            return False
    return True


def wait_until(condition, seconds=10):
    """Give the first true answer of *condition*; TimeoutError after *seconds*."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"still not so after {seconds} seconds")
        time.sleep(0.005)
    return answer


@contextlib.contextmanager
def started(args, port=PORT, seconds=10, **options):
    """Start a command, wait until it answers, give its process, and in the end stop all of it.

    AssertionError where the port is in use or the command ends, TimeoutError after *seconds*.
    """
    assert port_is_free(port), f"Port {port} is in use. Stop the other program that serves there."
    process = subprocess.Popen(args, **OWN_GROUP, **options)
    try:
        wait_until(lambda: ask(port=port) or process.poll() is not None, seconds)
        assert process.poll() is None, "The program ended before it answered."
        yield process
    finally:
        if os.name == "nt":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
