"""However `invoke run` is ended, no server stays behind."""

import signal
import subprocess

import pytest
from live_server import ask, port_is_free, started, wait_until

SERVES = "Press CTRL+C to quit"


@pytest.mark.parametrize("options", ["", " --debug", " --port 5000"])
def test_ctrl_c_ends_the_server_and_gives_the_shell_back(terminal, ready_folder, options):
    window = terminal(ready_folder)
    window.type(f"invoke run{options}", then=SERVES)
    wait_until(ask)
    shown = window.type_ctrl("c")
    assert "Traceback" not in shown
    assert "code 0" in window.type("echo code $?")
    assert port_is_free()


def test_server_starts_and_stops_twenty_times_in_a_row(terminal, ready_folder):
    window = terminal(ready_folder)
    for _ in range(20):
        window.type("invoke run", then=SERVES)
        assert wait_until(ask) == (200, "Hello World!")
        window.type_ctrl("c")
        assert port_is_free()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_signal_to_the_task_ends_the_server(computer, ready_folder, number):
    with started(["invoke", "run"], cwd=ready_folder, env=computer.environ) as process:
        process.send_signal(number)
        process.wait(timeout=10)
        wait_until(port_is_free)


@pytest.mark.parametrize("options", ["", " --debug"])
def test_closing_the_window_ends_the_server(terminal, ready_folder, options):
    window = terminal(ready_folder)
    window.type(f"invoke run{options}", then=SERVES)
    wait_until(ask)
    window.close()
    wait_until(port_is_free)


def test_port_can_be_chosen(terminal, ready_folder):
    window = terminal(ready_folder)
    shown = window.type("invoke run --port 5001", then=SERVES)
    assert "By hand, inside the environment: flask --app server run --port 5001" in shown
    assert wait_until(lambda: ask(port=5001)) == (200, "Hello World!")
    window.type_ctrl("c")
    assert port_is_free(5001)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "5000.0"])
def test_port_that_cannot_be_is_answered_with_one_that_can(computer, ready_folder, port):
    task = computer.run("invoke", "run", f"--port={port}", cwd=ready_folder)
    assert task.returncode == 1
    assert task.stdout == "A port is a number from 1 to 65535.\nType invoke run --port 5001\n"


def test_server_shows_colours_and_prints_in_a_terminal(terminal, folder):
    program = folder / "server.py"
    program.write_text(program.read_text().replace("    return", "    print('asked')\n    return"))
    window = terminal(folder)
    shown = window.type("invoke run", then=SERVES)
    assert "\x1b[31m\x1b[1mWARNING" in shown
    wait_until(ask)
    window.expect_exact("asked")
    window.type_ctrl("c")


def test_prints_show_at_once_without_a_terminal(computer, folder):
    program = folder / "server.py"
    program.write_text(program.read_text().replace("    return", "    print('asked')\n    return"))
    computer.run("invoke", "setup", cwd=folder)
    command = {"args": ["invoke", "run"], "cwd": folder, "env": computer.environ}
    with started(**command, stdout=subprocess.PIPE, text=True) as process:
        wait_until(lambda: process.stdout.readline() == "asked\n")
