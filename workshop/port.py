"""Who answers at a port of this computer."""

import ast
import contextlib
import re
import socket
from typing import NamedTuple

from workshop.paths import END_PAUSED, PROGRAM


class Server(NamedTuple):
    """A program at a port: who it is, and what ends it."""

    who: str
    cure: str


FLASK = Server("a Flask server that was started earlier", "Stop it with CTRL+C in its window")
AIRPLAY = Server("AirPlay Receiver of this Mac", "Turn it off in the System Settings")
SILENT = Server("a program that does not answer, such as a server paused with CTRL+Z", END_PAUSED)
# By what they call themselves.
SERVERS = {"Werkzeug": FLASK, "AirTunes": AIRPLAY, "": SILENT}


def parse(text: str) -> int | None:
    """Return the port that a text names, None if it names none."""
    is_port = re.fullmatch("[0-9]{1,5}", text) and 0 < int(text) < 65536
    return int(text) if is_port else None


def of_program() -> int | None:
    """Return the port that server.py starts at, None if only server.py knows."""
    with contextlib.suppress(OSError, SyntaxError, ValueError):
        for node in ast.walk(ast.parse(PROGRAM.read_bytes())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "run":
                # app.run(host, port), or by name; one without a name stands for several.
                named = [each.value for each in node.keywords if each.arg in ("port", None)]
                for option in [*node.args[1:2], *named]:
                    return parse(str(getattr(option, "value", "")))
    return 5000


def who_answers(port: int) -> Server | None:
    """Return the server at a port, None if there is none.

    PermissionError if the computer keeps the port for itself.
    """
    for host in "127.0.0.1", "::1":
        # Windows takes seconds to find that nobody is there.
        with contextlib.suppress(OSError), socket.create_connection((host, port), 0.25) as server:
            return _who_is(server)
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except PermissionError:
        raise
    except OSError:
        return SILENT
    return None


def _who_is(connection: socket.socket) -> Server:
    answer = b""
    with contextlib.suppress(OSError):
        connection.settimeout(1)
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        while b"\r\n\r\n" not in answer and len(answer) < 10_000:
            answer += connection.recv(1000) or b"\r\n\r\n"
    named = re.search(rb"^Server: *([\w.-]+)", answer, re.MULTILINE | re.IGNORECASE)
    name = named[1].decode() if named else "without a name" if answer.strip() else ""
    return SERVERS.get(name, Server(f"another program ({name})", "End that program"))
