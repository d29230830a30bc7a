"""The same app under the servers that README ends with, and what the lesson's server bears."""

import re
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from learner import ROOT
from live_server import PORT, ask, started

# What README has one type at its end.
SERVERS = re.findall(
    r"pipenv run ((?:waitress-serve|gunicorn) .*?)[\n`]", (ROOT / "README.md").read_text()
)


@pytest.mark.parametrize("command", SERVERS)
def test_server_for_visitors_loses_no_request(new_computer, folder, command):
    computer = new_computer("flask", "gunicorn", "waitress")
    options = {"cwd": folder, "env": computer.environ}
    with started(command.split(), port=8080, **options), ThreadPoolExecutor(20) as visitors:
        answers = Counter(visitors.map(lambda _: ask(port=8080), range(10_000)))
    assert answers == {(200, "Hello World!"): 10_000}


def test_readme_names_two_servers_for_visitors():
    assert [command.split()[0] for command in SERVERS] == ["waitress-serve", "gunicorn"]


MALFORMED = {
    "nothing": b"",
    "no words": b"\r\n\r\n",
    "half a request": b"GET / HT",
    "another language": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "no version": b"GET /\r\n\r\n",
    "version of the future": b"GET / HTTP/9.9\r\n\r\n",
    "unknown method": b"HELLO / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no path": b"GET  HTTP/1.1\r\n\r\n",
    "path out of the folder": b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "path that is not text": b"GET /%ff%00\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "very long path": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    "header without a colon": b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    "host that is none": b"GET / HTTP/1.1\r\nHost: [::1:5000\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 1000 + b"\r\n",
    "very long header": b"GET / HTTP/1.1\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    "length that is no number": b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\nHello",
    "length below zero": b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\nHello",
    "length that is not kept": b"POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\nHello",
    "chunks that are none": b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nHello\r\n",
}


def test_malformed_requests_do_not_stop_the_server(computer, ready_folder):
    with started(["invoke", "run"], cwd=ready_folder, env=computer.environ) as server:
        for name, request in MALFORMED.items():
            with socket.create_connection(("localhost", PORT)) as client:
                client.sendall(request)
                assert ask() == (200, "Hello World!"), f"while {name} is sent"
            assert ask() == (200, "Hello World!"), f"after {name}"
        assert server.poll() is None
