"""The real server, as its clients and its terminal see it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time

from workshop import port as computer

PORT = 5000
# What each client here says of itself.
HEADERS = {"User-Agent": "The checks of server.py"}
# What a server of Flask shows when it waits for visitors.
SERVES = "Press CTRL+C to quit"

if os.name == "nt":
    # Windows passes CTRL+C to a whole console only, CTRL+BREAK to a process group too.
    STOPPED = 0xC000013A
    OWN_GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
else:
    STOPPED = 0
    OWN_GROUP = {"start_new_session": True}


def ask(path="/", port=PORT, host=None, method="GET"):
    """Return the status and the text of the answer, None if nobody answers."""
    connection = http.client.HTTPConnection(host or computer.host(), port, timeout=5)
    try:
        connection.request(method, path, headers=HEADERS)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def address_in_the_network():
    """Return the address that other computers have for this one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # This sends nothing: it only looks up the way to an address kept for examples.
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            # Without a network, another name for this computer that `localhost` does not include.
            return "127.0.0.2"


def port_is_free(port=PORT):
    """Return whether nobody accepts connections to *port* on this computer."""
    for host in "127.0.0.1", "::1":
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return False
    return True


def wait_until(condition, seconds=10, otherwise="This is still not so"):
    """Return the first true answer of *condition*; TimeoutError after *seconds*."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"{otherwise} after {seconds} seconds.")
        time.sleep(0.02)
    return answer


@contextlib.contextmanager
def started(args, port=PORT, seconds=15, **options):
    """Start a command, wait until it answers, give its process, and in the end stop all of it.

    AssertionError if the port is in use, or the command ends or serves somewhere else, TimeoutError
    if nobody answers for *seconds*.
    """
    assert port_is_free(port), f"Port {port} is in use. Stop the other program that serves there."
    pipe = {"stderr": subprocess.PIPE, "text": True, "errors": "replace"}
    environ = os.environ | {"PYTHONFAULTHANDLER": "1"}
    process = subprocess.Popen(args, **OWN_GROUP, **pipe | {"env": environ} | options)
    process.log = _Log(process.stderr or ())

    def has_turned_out():
        # Flask listens before it says so.
        serves_elsewhere = process.log.starts() and port_is_free(port)
        return serves_elsewhere or process.poll() is not None or ask(port=port)

    try:
        try:
            wait_until(has_turned_out, seconds, "Nobody answers")
        except TimeoutError:
            show_where(process)
            raise
        assert process.poll() is None, "The program ended before it answered."
        assert not port_is_free(port), "The program serves somewhere else."
        yield process
    finally:
        stop(process)
        # The reloader's second process holds the port a moment longer than the first lives.
        wait_until(lambda: port_is_free(port), otherwise=f"Port {port} is still in use")
        process.log.show()


class _Log(threading.Thread):
    """Reads what a program prints while it runs."""

    def __init__(self, stream):
        super().__init__(daemon=True)
        self.stream = stream
        self.lines = []
        self.start()

    def run(self):
        for line in self.stream:
            self.lines.append(line)

    def starts(self):
        """Return how often a server has started."""
        return sum(SERVES in line for line in self.lines)

    def show(self):
        """Print all that a program that has ended had printed."""
        self.join(timeout=5)
        print(*self.lines, sep="", end="", file=sys.stderr)


def press_ctrl_c(process):
    """Do to a program that was started what CTRL+C does to all that runs in a terminal."""
    if os.name == "nt":
        process.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        _signal_group(process, signal.SIGINT)


def show_where(process):
    """End a program that was started, and have it print at which line it is, if it can."""
    # Windows has no signal at which Python prints that.
    if os.name != "nt":
        process.send_signal(signal.SIGABRT)
        process.wait()


def stop(process):
    """Stop a program that was started, and all that it has started."""
    if os.name == "nt":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=False, capture_output=True)
    else:
        _signal_group(process, signal.SIGKILL)
    process.wait()


def _signal_group(process, number):
    # Where all of it has ended, macOS calls that a lack of permission.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def exit_code_after_ctrl_c(process, seconds=3):
    """Return the exit code of a server, None if it, or what it started, goes on after CTRL+C.

    On Windows, CTRL+BREAK ends a program that does not handle it itself. So there, this finds a
    server that goes on because it does, and not one that goes on after a KeyboardInterrupt.
    """
    # Python may lose the first CTRL+C, if it comes at the moment that a request does.
    for _ in range(2):
        press_ctrl_c(process)
        with contextlib.suppress(subprocess.TimeoutExpired, TimeoutError):
            process.wait(seconds)
            wait_until(port_is_free, seconds)
            process.log.show()
            # The second CTRL+C may have stopped another server.
            return process.returncode if process.log.starts() < 2 else None
    return None
