"""Steps 4 and 5: the server, however it is ended, and a server.py that cannot be started."""

import signal

import pytest
from copies import ALL_PASS
from learner import AS_LEARNER, COMPLETE, EDGES
from live_server import SERVES, ask, port_is_free, wait_until

PRINT = ["sed", "--in-place", "s/return/print('asked'); return/", "server.py"]


@pytest.mark.parametrize("python", EDGES)
def test_ctrl_c_ends_the_server(computer, terminal):
    window = terminal(computer)
    by_hand = "flask --app server run --host 127.0.0.1 --port"
    for options, port, typed in [
        ("", 5000, "python server.py"),
        (" --debug", 5000, f"{by_hand} 5000 --debug"),
        (" --port 5001", 5001, f"{by_hand} 5001"),
    ]:
        shown, after = window.serve(f"invoke run{options}", port=port)
        assert f"Step 4   {typed}\r\n" in shown
        assert "Traceback" not in after
        assert "code 0" in window.type("echo code $?")


@pytest.mark.weekly
@pytest.mark.parametrize("options", ["", "debug=True"])
def test_server_starts_and_stops_twenty_times_in_a_row(computer, options):
    """The reloader's second process holds the port a moment longer than the first lives."""
    computer.do("sed", "--in-place", f"s/run()/run({options})/", "server.py")
    for _ in range(20):
        with computer.started(".venv/bin/python", "server.py"):
            pass
        assert port_is_free()


@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_signal_to_the_task_ends_the_server(computer, number):
    with computer.started("invoke", "run") as process:
        process.send_signal(getattr(signal, number))
        process.wait(timeout=10)
        wait_until(port_is_free)


@pytest.mark.parametrize("options", ["", " --debug"])
def test_closing_the_window_ends_the_server(computer, terminal, options):
    window = terminal(computer)
    window.type(f"invoke run{options}", then=SERVES)
    wait_until(ask)
    window.close()
    wait_until(port_is_free)


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


def type_last_words(said, computer, **options):
    """Do as a learner who types what the message ends with."""
    computer.do("sh", "-c", said.rpartition("ype ")[2], **options)


@pytest.mark.parametrize("python", EDGES)
def test_program_that_is_missing_is_looked_for(computer):
    (computer.workshop / "server.py").rename(computer.workshop / "server.py.txt")
    below = computer.workshop / "tests"
    for task in "run", "test":
        said = computer.refusal("invoke", task, cwd=below)
        assert said == (
            "There is no server.py in this folder.\n"
            'If server.py.txt is your program, type mv "../server.py.txt" "../server.py"\n'
        )
    assert "There is no server.py in this folder." in computer.run(".venv/bin/pytest").stdout
    type_last_words(said, computer, cwd=below)
    assert computer.serves()


def test_program_that_cannot_be_read(computer):
    computer.do("chmod", "a-r", "server.py")
    said = "server.py can't be read.\nType chmod u+r server.py\n"
    assert computer.refusal(*AS_LEARNER, "invoke", "run") == said
    type_last_words(said, computer)
    assert ALL_PASS in computer.do(*AS_LEARNER, "invoke", "test")


@pytest.mark.parametrize("python", EDGES)
@pytest.mark.parametrize("name", ["flask.py", "typing.py"])
def test_file_that_stands_in_the_way_of_a_module(computer, name):
    (computer.workshop / name).write_text("print('mine')\n")
    for task in "run", "test":
        said = computer.refusal("invoke", task)
        assert said == (
            f"{name} has the same name as a module that Flask or Python needs, and would be imported instead.\n"
            f'Type mv "{name}" "my_{name}"\n'
        )
    assert computer.do("invoke", "setup") == COMPLETE
    type_last_words(said, computer)
    assert computer.serves()


def test_file_of_another_name_is_not_imported(computer):
    for name in "turtle.py", "test.py", "os.py", "platform.py":
        (computer.workshop / name).write_text("raise SystemExit('It ran.')\n")
    report = computer.run("invoke", "doctor", "--report").stdout
    assert "platform.py has the same name as a module that Flask or Python needs" in report
    assert "It ran." not in report
    (computer.workshop / "platform.py").unlink()
    assert computer.serves()
    assert ALL_PASS in computer.do("invoke", "test")
