"""Steps 4 and 5: the server, however it is ended, and a server.py that doesn't start."""

import signal

import pytest
from copies import ALL_PASS, PROGRAM
from learner import AS_LEARNER, EDGES
from live_server import SERVES, ask, port_is_free, wait_until

HIDES = "has the same name as a module that Flask or Python needs, and would be imported instead."
NEXT = "\nTo see what to change, type invoke test\n"


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
        assert "\x1b[31m\x1b[1mWARNING" in shown
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


@pytest.mark.parametrize("number", ["SIGTERM", "SIGKILL"])
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


def test_print_shows_at_once(computer, tmp_path):
    (computer.workshop / "server.py").write_text(
        PROGRAM.replace("    return", "    print('asked')\n    return")
    )
    output = tmp_path / "output"
    with output.open("w") as file, computer.started("invoke", "run", stdout=file):
        wait_until(lambda: "asked\n" in output.read_text())


def type_last_words(said, computer, folder=None):
    """Do as a learner who types what the message ends with."""
    computer.do("sh", "-c", said.rpartition("ype ")[2], cwd=folder)


def test_program_that_is_missing_is_looked_for(computer):
    (computer.workshop / "server.py").rename(computer.workshop / "server.py.txt")
    below = computer.workshop / "tests"
    said = computer.refusal("invoke", "run", cwd=below)
    assert said == (
        "There is no server.py in this folder.\n"
        'If server.py.txt is your program, type mv "../server.py.txt" "../server.py"\n'
    )
    assert "There is no server.py in this folder." in computer.run(".venv/bin/pytest").stdout
    type_last_words(said, computer, below)
    assert computer.serves()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("chmod a-r server.py", "server.py can't be read.\nType chmod u+r server.py\n"),
        ("touch flask.py", f'flask.py {HIDES}\nType mv "flask.py" "my_flask.py"\n'),
        ("touch typing.py", f'typing.py {HIDES}\nType mv "typing.py" "my_typing.py"\n'),
    ],
)
def test_tasks_say_what_to_type_before_they_need_server_py(computer, harm, said):
    computer.do("sh", "-c", harm)
    for task in "run", "test":
        assert computer.refusal(*AS_LEARNER, "invoke", task) == said
    assert "Step" not in computer.do("invoke", "setup")
    type_last_words(said, computer)
    assert ALL_PASS in computer.do(*AS_LEARNER, "invoke", "test")


def test_file_of_another_name_is_not_imported(computer):
    for name in "turtle.py", "test.py", "os.py", "platform.py":
        (computer.workshop / name).write_text("raise SystemExit('It ran.')\n")
    report = computer.run("invoke", "doctor", "--report").stdout
    assert "platform.py has the same name as a module that Flask or Python needs" in report
    assert "It ran." not in report
    (computer.workshop / "platform.py").unlink()
    assert computer.serves()
    assert ALL_PASS in computer.do("invoke", "test")


@pytest.mark.parametrize("options", [[], ["--port", "5001"]])
def test_program_that_python_cannot_read_is_shown_by_its_line(computer, options):
    program = PROGRAM.replace("hello_world():", "hello_world()")
    (computer.workshop / "server.py").write_text(program)
    started = computer.run("invoke", "run", *options)
    assert started.returncode == 1
    shown = "\nserver.py, line 7:  def hello_world()\n  SyntaxError: expected ':'\n"
    assert started.stdout.endswith(shown + NEXT)
    assert "Traceback" not in started.stdout


@pytest.mark.parametrize("options", [[], ["--port", "5001"]])
def test_crash_is_followed_by_what_to_type(computer, options):
    (computer.workshop / "server.py").write_text(f"{PROGRAM}\n".replace("Flask(", "Flaks("))
    started = computer.run("invoke", "run", *options)
    assert started.returncode == 1
    assert "\nNameError: name 'Flaks' is not defined" in started.stdout
    assert started.stdout.endswith(NEXT)


def test_program_sees_nothing_of_that(computer):
    lines = ["import os, sys", "print(*sys.path[:1], os.environ.get('PYTHONPATH'))", "sys.exit(3)"]
    (computer.workshop / "server.py").write_text("\n".join(lines))
    started = computer.run("invoke", "run")
    assert started.returncode == 3
    assert started.stdout.endswith(f"python server.py\n{computer.workshop} None\n")
