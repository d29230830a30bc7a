"""Who answers at a port of this computer."""

import ast
import contextlib
import functools
import re
import socket
import time
from typing import NamedTuple

from workshop.paths import PROGRAM, STOP, read


class Server(NamedTuple):
    """A program at a port: who it is, and what ends it."""

    who: str
    cure: str


FLASK = Server("a Flask server that was started earlier", "Stop it with CTRL+C in its window")
AIRPLAY = Server("AirPlay Receiver of this Mac", "Turn it off in the System Settings")
SLOW = Server("a program that takes longer than two seconds to answer", STOP)
# By what they call themselves.
SERVERS = {"Werkzeug": FLASK, "AirTunes": AIRPLAY}
# How long to wait for an answer, in seconds.
PATIENCE = 2


def parse(text: str) -> int | None:
    """Return the port that a text names, None if it names none."""
    is_port = re.fullmatch("[0-9]{1,5}", text) and 0 < int(text) < 65536
    return int(text) if is_port else None


def of_program() -> int | None:
    """Return the port that server.py starts at, None if only server.py knows."""
    with contextlib.suppress(OSError, SyntaxError, ValueError):
        for node in ast.walk(ast.parse(read(PROGRAM))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "run":
                # app.run(host, port), or by name; one without a name stands for several.
                named = [each.value for each in node.keywords if each.arg in ("port", None)]
                for option in [*node.args[1:2], *named]:
                    return parse(str(getattr(option, "value", "")))
    return 5000


def host() -> str:
    """Return what leads to a server here: localhost, or its number where that name does not."""
    try:
        addresses = {address[0] for *_, address in socket.getaddrinfo("localhost", None)}
    except OSError:
        addresses = set()
    return "localhost" if "127.0.0.1" in addresses else "127.0.0.1"


def own_server() -> str:
    """Return the URL of a Flask server at the port of server.py, taken for the learner's, or ""."""
    number = of_program()
    with contextlib.suppress(PermissionError):
        if number and who_answers(number) == FLASK:
            return f"http://{host()}:{number}/"
    return ""


@functools.cache
def who_answers(port: int) -> Server | None:
    """Return the server at a port, None if there is none.

    PermissionError if the computer keeps the port for itself.
    """
    for address in "127.0.0.1", "::1":
        # Windows takes seconds to find that nobody is there.
        with (
            contextlib.suppress(OSError),
            socket.create_connection((address, port), 0.25) as server,
        ):
            return _who_is(server)
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except PermissionError:
        raise
    except OSError:
        return SLOW
    return None


def _who_is(connection: socket.socket) -> Server:
    """Return the server at the other end, by what it says of itself when it is asked for a page."""
    answer = b""
    end = time.monotonic() + PATIENCE
    try:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        # It may go on for ever, or send a byte now and then.
        while b"\r\n\r\n" not in answer and (left := end - time.monotonic()) > 0:
            connection.settimeout(left)
            part = connection.recv(1000)
            if not part:
                break
            answer += part
    except TimeoutError:
        if not answer:
            return SLOW
    except OSError:
        # One that speaks something else than HTTP may hang up.
        pass
    head = answer.partition(b"\r\n\r\n")[0]
    named = re.search(rb"^Server: *([\w.-]+)", head, re.MULTILINE | re.IGNORECASE)
    name = named[1].decode() if named else "without a name"
    return SERVERS.get(name, Server(f"another program ({name})", "End that program"))
