"""A port that somebody has: what is said of it, and what the cure does."""

import contextlib
import socket
import socketserver
import ssl
import threading
import time

import pytest
from learner import ALL_PASS, OFFLINE
from live_server import SERVES, ask, wait_until


@pytest.fixture
def listener():
    """A function that listens at an address, and gives every client the same answer."""
    with contextlib.ExitStack() as stack:

        def listen(host, answer):
            class Handler(socketserver.StreamRequestHandler):
                def handle(self):
                    self.wfile.write(answer)

            class Server(socketserver.TCPServer):
                address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
                allow_reuse_address = True

            server = stack.enter_context(Server((host, 5000), Handler))
            threading.Thread(target=server.serve_forever, args=[0.01]).start()
            stack.callback(server.shutdown)

        yield listen


AIRPLAY = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nServer: AirTunes/850.31\r\n\r\n"
NGINX = b"HTTP/1.1 200 OK\r\nserver: nginx/1.2\r\n\r\n"
TURN_OFF = "Turn it off in System Settings"
SLOW = "a program that takes longer than two seconds to answer"
STOP = "Press CTRL+C in its window (after CTRL+Z, type fg there first)"


@pytest.mark.parametrize(
    ("host", "answer", "who", "cure"),
    [
        ("::1", AIRPLAY, "AirPlay Receiver on this Mac", TURN_OFF),
        ("127.0.0.1", NGINX, "another program (nginx)", ""),
        ("127.0.0.1", b"HTTP/1.1 200 OK\r\n\r\nHello", "an unknown program", ""),
        ("::1", b"SSH-2.0-OpenSSH_9.2\r\n", "an unknown program", ""),
        ("0.0.0.0", b"", "an unknown program", ""),
    ],
    ids=["AirPlay", "nginx", "nameless", "ssh", "hangs up"],
)
def test_port_that_another_program_has(computer, listener, host, answer, who, cure):
    listener(host, answer)
    assert computer.refusal("invoke", "run") == (
        f"Port 5000 is in use by {who}.\n"
        f"{cure or 'Close that program'}, or type invoke run --port 5001\n"
    )
    # What is at another address is not in the way of the tests.
    in_use = "Port 5000 is in use: stop the server there to test how server.py starts.\n"
    assert (in_use if host != "::1" else ALL_PASS) in computer.do("invoke", "test")
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
    paused = f"{SLOW}.\r\n{STOP}, or type invoke run --port 5001\r\n"
    assert paused in second.type("invoke run")
    first.type("fg", then="invoke run")
    first.type_ctrl_c()
    second.serve("invoke run")


def drip(connection):
    """Send a letter now and then, for ever."""
    while True:
        connection.sendall(b"H")
        time.sleep(0.3)


def say_nothing(connection):
    """Leave a browser waiting, as a page that takes long does."""
    connection.recv(1)


def fail_to_speak_tls(connection):
    """Hang up, as a server of https:// does."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with contextlib.suppress(ssl.SSLError):
        context.wrap_socket(connection, server_side=True)


@pytest.mark.parametrize(
    ("behave", "who"),
    [
        (drip, "an unknown program"),
        (say_nothing, SLOW),
        (fail_to_speak_tls, "an unknown program"),
    ],
)
def test_program_at_a_port_is_asked_once_and_not_for_long(computer, behave, who):
    requests = []

    def serve():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                with connection, contextlib.suppress(OSError):
                    requests.append(connection.recv(1000, socket.MSG_PEEK))
                    if behave is not fail_to_speak_tls:
                        connection.recv(1000)
                    behave(connection)

    with socket.create_server(("127.0.0.1", 5000)) as server:
        threading.Thread(target=serve, daemon=True).start()
        doctor = computer.run("invoke", "doctor", seconds=10)
        server.shutdown(socket.SHUT_RDWR)
    assert f"no  step 4  Port 5000 is in use by {who}.\n" in doctor.stdout
    assert requests == [b"GET / HTTP/1.0\r\n\r\n"]


def test_port_that_lets_nobody_in_any_more(computer):
    """As a paused server that many have asked."""
    with socket.create_server(("127.0.0.1", 5000), backlog=0), contextlib.ExitStack() as clients:
        with contextlib.suppress(TimeoutError):
            while True:
                client = socket.create_connection(("127.0.0.1", 5000), timeout=0.5)
                clients.enter_context(client)
        said = computer.refusal("invoke", "run")
        assert said.startswith(f"Port 5000 is in use by {SLOW}")


def test_port_that_the_system_keeps(computer):
    """Windows keeps some for itself, Linux those below 1024."""
    unprivileged = *OFFLINE, "unshare", "--user", "--map-root-user"
    said = computer.refusal(*unprivileged, "invoke", "run", "--port", "80")
    assert said == (
        "This computer reserves port 80.\nTo use another, type invoke run --port 5001\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "port"),
    [
        ("World!", "World! port = 25", 5000),
        ("app.run()", "number = 5001\n    app.run(port=number)", 5001),
        ("app.run()", 'app.run("127.0.0.1", 5001)', 5001),
        ("app.run()", 'options = {"port": 5001}\n    app.run(**options)', 5001),
    ],
)
def test_port_of_a_right_program_is_never_refused(computer, listener, old, new, port):
    if port != 5000:
        listener("127.0.0.1", b"SSH-2.0-OpenSSH_9.2\r\n")
    program = computer.workshop / "server.py"
    program.write_text(program.read_text().replace(old, new))
    with computer.started("invoke", "run", port=port):
        assert "Hello World!" in ask(port=port)[1]


def test_port_that_server_py_names_is_looked_at(computer, listener):
    computer.do("sed", "--in-place", "s/run()/run(port=5001)  # port=80/", "server.py")
    listener("127.0.0.1", b"SSH-2.0-OpenSSH_9.2\r\n")
    with computer.started("invoke", "run", port=5001):
        assert ask(port=5001) == (200, "Hello World!")
        said = computer.refusal("invoke", "run")
        assert said.startswith("Port 5001 is in use by a Flask server")
        assert said.endswith("or type invoke run --port 5002\n")
    # The debugger's server does not ask server.py for its port.
    assert computer.refusal("invoke", "run", "--debug").startswith("Port 5000 is in")
