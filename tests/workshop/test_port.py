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
SSH = b"SSH-2.0-OpenSSH_9.2\r\n"


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
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with contextlib.suppress(ssl.SSLError):
        context.wrap_socket(connection, server_side=True)


@pytest.fixture
def listen():
    """A function that answers at a port, or behaves in another way, and returns what it was asked."""
    with contextlib.ExitStack() as stack:

        def listen(answer, host="127.0.0.1", number=0):
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            server = stack.enter_context(socket.create_server((host, number), family=family))
            # It would go on to wait for a visitor.
            stack.callback(shut_down, server)
            requests = []
            threading.Thread(target=serve, args=[server, answer, requests], daemon=True).start()
            return server.getsockname()[1], requests

        yield listen


def shut_down(server):
    with contextlib.suppress(OSError):
        server.shutdown(socket.SHUT_RDWR)


def serve(server, answer, requests):
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection, contextlib.suppress(OSError):
                requests.append(connection.recv(1000, socket.MSG_PEEK))
                if answer is not fail_to_speak_tls:
                    connection.recv(1000)
                answer(connection) if callable(answer) else connection.sendall(answer)


NAMELESS = "another program (without a name)"
SLOW = "a program that takes longer than two seconds to answer"


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        (AIRPLAY, "AirPlay Receiver of this Mac"),
        (b"HTTP/1.1 200 OK\r\nserver: nginx/1.2\r\n\r\n", "another program (nginx)"),
        (b"HTTP/1.1 200 OK\r\n\r\nHello", NAMELESS),
        (SSH, NAMELESS),
        (b"", NAMELESS),
        (drip, NAMELESS),
        (say_nothing, SLOW),
        (fail_to_speak_tls, NAMELESS),
    ],
)
def test_program_at_a_port_is_asked_once_and_not_for_long(listen, monkeypatch, answer, who):
    monkeypatch.setattr(port, "PATIENCE", 0.5)
    port.who_answers.cache_clear()
    number, requests = listen(answer)
    started = time.monotonic()
    assert port.who_answers(number).who == who
    assert time.monotonic() - started < 2
    assert requests == [b"GET / HTTP/1.0\r\n\r\n"]


def refuse(error):
    def refuse(*_):
        raise error

    return refuse


def test_port_that_lets_nobody_in_any_more(listen, monkeypatch):
    """As a paused server that many have asked."""
    port.who_answers.cache_clear()
    number, _ = listen(SSH)
    monkeypatch.setattr(socket, "create_connection", refuse(TimeoutError()))
    assert port.who_answers(number).who == SLOW


def test_port_that_the_system_keeps(monkeypatch):
    """Windows keeps some for itself, Linux those below 1024."""
    port.who_answers.cache_clear()
    monkeypatch.setattr(socket, "create_connection", refuse(ConnectionRefusedError()))
    monkeypatch.setattr(socket, "create_server", refuse(PermissionError()))
    with pytest.raises(Problem) as problem:
        check.free_port(80)
    assert problem.value.fact == "This computer reserves port 80."


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("World!", "World! port = 25", 5000),
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


def test_port_of_airplay_is_not_in_the_way_of_the_tests(computer, listen):
    listen(AIRPLAY, "::1", 5000)
    assert computer.refusal("invoke", "run") == (
        "Port 5000 is in use by AirPlay Receiver of this Mac.\n"
        "Turn it off in the System Settings, or type invoke run --port 5001\n"
    )
    assert ALL_PASS in computer.do("invoke", "test")
    assert computer.serves(port=5001)


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


def test_port_that_server_py_chooses_is_never_refused(computer, listen):
    listen(SSH, number=5000)
    computer.do("sed", "--in-place", "s/run()/run(**{'port': 5001})/", "server.py")
    assert computer.run("invoke", "run", "--debug").returncode == 1
    with computer.started("invoke", "run", port=5001):
        assert ask(port=5001) == (200, "Hello World!")
