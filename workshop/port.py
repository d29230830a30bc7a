"""Who answers at a port of this computer."""

import ast
import contextlib
import functools
import re
import socket
import time
import warnings
from typing import NamedTuple

from workshop.paths import PROGRAM, STOP, read


class Server(NamedTuple):
    """A program at a port: what it is, and how to end it."""

    name: str
    fix: str


FLASK = Server("a Flask server that was started earlier", "Stop it with CTRL+C in its window")
AIRPLAY = Server("AirPlay Receiver on this Mac", "Turn it off in System Settings")
SLOW = Server("a program that doesn't answer within two seconds", STOP)
CLOSE = "Close that program"
UNKNOWN = Server("an unknown program", CLOSE)
# By the name in their answer.
SERVERS = {"Werkzeug": FLASK, "AirTunes": AIRPLAY}
# The call that starts the server, whatever the app is called.
RUN = re.compile(r"(?!subprocess\.).*\.run", re.DOTALL)
# How long to wait for an answer, in seconds.
PATIENCE = 2


def parse(text: str) -> int | None:
    """Return the port that a text names, None if it names none."""
    is_port = re.fullmatch("[0-9]{1,5}", text) and 0 < int(text) < 65536
    return int(text) if is_port else None


def of_program() -> int | None:
    """Return the port that server.py starts at, None if only server.py knows."""
    with warnings.catch_warnings(), contextlib.suppress(OSError, SyntaxError, ValueError):
        warnings.simplefilter("ignore")
        for node in ast.walk(ast.parse(read(PROGRAM))):
            if isinstance(node, ast.Call) and RUN.fullmatch(ast.unparse(node.func)):
                # app.run(host, port), or by name; one without a name stands for several.
                by_name = [each.value for each in node.keywords if each.arg in ("port", None)]
                for option in [*node.args[1:2], *by_name]:
                    return parse(str(getattr(option, "value", "")))
    return 5000


def host() -> str:
    """Return the name of this computer: localhost, or its address if that name doesn't lead to it."""
    with contextlib.suppress(OSError):
        if "127.0.0.1" in {address[0] for *_, address in socket.getaddrinfo("localhost", None)}:
            return "localhost"
    return "127.0.0.1"


def own_server() -> str:
    """Return the URL of a Flask server at the port of server.py, presumably the learner's, or ""."""
    number = of_program()
    with contextlib.suppress(PermissionError):
        if number and who_answers(number) == FLASK:
            return f"http://{host()}:{number}/"
    return ""


@functools.cache
def who_answers(port: int) -> Server | None:
    """Return the server at a port, None if there is none.

    PermissionError if the system reserves the port.
    """
    for address in "127.0.0.1", "::1":
        # Windows needs seconds to find that nobody answers.
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
    """Return the server at the other end, by the name in its answer to GET /."""
    answer = b""
    end = time.monotonic() + PATIENCE
    try:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        # It may send a byte now and then, for ever.
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
        # A program that doesn't speak HTTP may hang up.
        pass
    head = answer.partition(b"\r\n\r\n")[0]
    named = re.search(rb"^Server: *([\w.-]+)", head, re.MULTILINE | re.IGNORECASE)
    if not named:
        return UNKNOWN
    name = named[1].decode()
    return SERVERS.get(name, Server(f"another program ({name})", CLOSE))
