"""However `invoke run` is ended, no server stays behind."""

import signal

import pytest
from learner import EDGES
from live_server import SERVES, ask, port_is_free, wait_until


@pytest.mark.parametrize("python", EDGES)
@pytest.mark.parametrize(
    ("options", "port", "by_hand"),
    [
        ("", 5000, "python server.py"),
        (" --debug", 5000, "flask --app server run --host 127.0.0.1 --port 5000 --debug"),
        (" --port 5001", 5001, "flask --app server run --host 127.0.0.1 --port 5001"),
    ],
)
def test_ctrl_c_ends_the_server(computer, terminal, options, port, by_hand):
    window = terminal(computer)
    shown, after = window.serve(f"invoke run{options}", port=port)
    assert f"Step 4   {by_hand}\r\n" in shown
    assert "Traceback" not in after
    assert "code 0" in window.type("echo code $?")


def test_server_starts_and_stops_twenty_times_in_a_row(computer, terminal):
    window = terminal(computer)
    for _ in range(20):
        window.serve("invoke run")


def test_stopped_server_with_a_reloader_has_left_the_port(computer):
    """Its second process holds the port a moment longer than the first lives."""
    computer.do("sed", "--in-place", "s/run()/run(debug=True)/", "server.py")
    for _ in range(20):
        with computer.started(".venv/bin/python", "server.py"):
            pass
        assert port_is_free()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_signal_to_the_task_ends_the_server(computer, number):
    with computer.started("invoke", "run") as process:
        process.send_signal(number)
        process.wait(timeout=10)
        wait_until(port_is_free)


@pytest.mark.parametrize("options", ["", " --debug"])
def test_closing_the_window_ends_the_server(computer, terminal, options):
    window = terminal(computer)
    window.type(f"invoke run{options}", then=SERVES)
    wait_until(ask)
    window.close()
    wait_until(port_is_free)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "5000.0", ""])
def test_port_that_cannot_be_is_answered_with_one_that_can(computer, port):
    assert computer.refusal("invoke", "run", f"--port={port}") == (
        "A port is a number from 1 to 65535.\nType invoke run --port 5001\n"
    )


PRINT = ["sed", "--in-place", "s/return/print('asked'); return/", "server.py"]


def test_server_shows_colours_and_prints_in_a_terminal(computer, terminal):
    computer.do(*PRINT)
    window = terminal(computer)
    assert "\x1b[31m\x1b[1mWARNING" in window.type("invoke run", then=SERVES)
    wait_until(ask)
    window.expect_exact("asked")
    window.type_ctrl_c()


def test_prints_show_at_once_without_a_terminal(computer, tmp_path):
    computer.do(*PRINT)
    output = tmp_path / "output"
    with output.open("w") as file, computer.started("invoke", "run", stdout=file):
        wait_until(lambda: "asked\n" in output.read_text())
