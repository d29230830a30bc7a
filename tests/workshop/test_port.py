"""A port that somebody has: who that is, what is said of it, and that doing so helps."""

import contextlib
import socket
import ssl
import threading
import time

import pytest
from copies import ALL_PASS, PROGRAM
from live_server import SERVES, ask, wait_until

from workshop import check, port
from workshop.problem import Problem

AIRPLAY = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nServer: AirTunes/850.31\r\n\r\n"
SLOW = "a program that doesn't answer within two seconds"


def drip(connection):
    """Send a letter now and then, for ever."""
    while True:
        connection.sendall(b"H")
        time.sleep(0.1)


def say_nothing(connection):
    """Leave a browser waiting, as a page that takes long does."""
    connection.recv(1)


def fail_to_speak_tls(connection):
    """Hang up, as a server of https:// does."""
    with contextlib.suppress(ssl.SSLError):
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).wrap_socket(connection, server_side=True)


def serve(server, answer, requests):
    """Note what each visitor asks, and answer with a text or behave in another way."""
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection, contextlib.suppress(OSError):
                requests.append(connection.recv(1000, socket.MSG_PEEK))
                if answer is not fail_to_speak_tls:
                    connection.recv(1000)
                answer(connection) if callable(answer) else connection.sendall(answer)


@contextlib.contextmanager
def listening(answer, host="127.0.0.1", number=0):
    """Answer at a port, and yield its number and what is asked there."""
    requests = []
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, number), family=family) as server:
        threading.Thread(target=serve, args=[server, answer, requests], daemon=True).start()
        yield server.getsockname()[1], requests
        # The thread waits for a visitor, which keeps the port.
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)


@pytest.fixture(autouse=True)
def forget(monkeypatch):
    """Have no earlier answer, and little patience."""
    port.who_answers.cache_clear()
    monkeypatch.setattr(port, "PATIENCE", 0.5)


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        (b"HTTP/1.1 200 OK\r\nserver: nginx/1.2\r\n\r\n", "another program (nginx)"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "an unknown program"),
        (drip, "an unknown program"),
        (fail_to_speak_tls, "an unknown program"),
        (say_nothing, SLOW),
    ],
)
def test_program_at_a_port_is_asked_once_and_not_for_long(answer, who):
    started = time.monotonic()
    with listening(answer) as (number, requests):
        assert port.who_answers(number).name == who
        assert time.monotonic() - started < 2
        assert requests == [b"GET / HTTP/1.0\r\n\r\n"]


def test_port_that_the_system_reserves(monkeypatch):
    """Windows keeps some for itself, Linux those below 1024."""

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(Problem) as problem:
        check.free_port(80)
    assert problem.value.summary == "This computer reserves port 80."


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("World!", "World! port = 25", 5000),
        ("app =", "import subprocess\nsubprocess.run([], 5)\napp =", 5000),
        ("run()", "run(port=5001)  # port=80", 5001),
        ("run()", 'run("127.0.0.1", "5001")', 5001),
        ("run()", "run(port=number)", None),
        ("run()", "run(**options)", None),
        ("run()", "run(", 5000),
    ],
)
def test_port_that_server_py_names(tmp_path, monkeypatch, old, new, number):
    monkeypatch.setattr(port, "PROGRAM", tmp_path / "server.py")
    port.PROGRAM.write_text(PROGRAM.replace(old, new))
    assert port.of_program() == number


def test_airplay_is_in_the_way_of_the_lessons_port_alone(computer):
    with listening(AIRPLAY, "::1", 5000):
        assert computer.refusal("invoke", "run") == (
            "Port 5000 is in use by AirPlay Receiver on this Mac.\n"
            "Turn it off in System Settings, or type invoke run --port 5001\n"
        )
        assert ALL_PASS in computer.do("invoke", "test")
        assert computer.serves(port=5001)
        computer.do("sed", "--in-place", "s/run()/run(**{'port': 5002})/", "server.py")
        with computer.started("invoke", "run", port=5002):
            assert ask(port=5002) == (200, "Hello World!")


def test_port_that_an_earlier_server_has(computer, terminal):
    first, second = terminal(computer), terminal(computer)
    first.type("invoke run", then=SERVES)
    wait_until(ask)
    assert (
        "Port 5000 is in use by a Flask server that was started earlier.\r\n"
        "Stop it with CTRL+C in its window, or type invoke run --port 5001\r\n"
    ) in second.type("invoke run")
    second.type("invoke run --port 5001", then=SERVES)
    assert "or type invoke run --port 5002" in terminal(computer).type("invoke run --port 5001")
    second.type_ctrl_c()
    first.type_ctrl("z")
    stop = "Press CTRL+C in its window (after CTRL+Z, type fg there first)"
    assert f"{SLOW}.\r\n{stop}, or type invoke run --port 5001\r\n" in second.type("invoke run")
    first.type("fg", then="invoke run")
    first.type_ctrl_c()
    second.serve("invoke run")
