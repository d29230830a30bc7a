"""However a program behaves, the tests of server.py end, and leave nothing behind."""

import os
import signal
import socket
import subprocess

import pytest
from copies import AGAIN, PROGRAM, SUCCESS, command_of_tests, run_tests, with_page
from live_server import port_is_free, wait_until


@pytest.fixture
def impatient(folder):
    """The copy of the lesson's folder, where the advice waits a fifth of the time."""
    trial = folder / "workshop" / "advice" / "trial.py"
    trial.write_text(trial.read_text("utf-8").replace("PATIENCE = 5", "PATIENCE = 1"), "utf-8")
    return folder


def test_pages_are_visited_in_a_copy_and_the_program_runs_twice_here(folder):
    (folder / "kept").write_text("kept")
    # The tests have a file of that name, too.
    (folder / "watch.py").write_text("open('starts', 'a').write('x')\n")
    program = with_page("import os; os.remove('kept')\n    return ''")
    tests = run_tests(folder, f"import watch\n{program}")
    assert f"{SUCCESS}Pages: / and /page\n" in tests.stdout
    assert (folder / "kept").read_text() == "kept"
    assert (folder / "starts").read_text() == "xx"


def test_other_server_at_the_port_is_left_alone(folder):
    with socket.create_server(("127.0.0.1", 5000)) as server:
        tests = run_tests(folder)
        visitor, _ = server.accept()
        with visitor:
            assert visitor.recv(1000) == b""
    assert tests.returncode == 0
    assert tests.stdout.endswith(
        "\n\nserver.py passes the tests that could run.\n"
        "Port 5000 is in use: press CTRL+C there to test how server.py starts.\n"
        "Then type invoke test\n"
    )


STREAM = "return iter(lambda: 'x', 'y')"


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (f"while True:\n    pass\n{PROGRAM}", "This line never finishes."),
        (
            PROGRAM.replace('return "Hello World!"', STREAM),
            "The answer of the home page has no end",
        ),
    ],
    ids=["loop", "stream"],
)
def test_no_test_runs_a_program_that_never_ends(impatient, program, said):
    (impatient / "tests" / "test_own.py").write_text("def test_one():\n    print('It ran.')\n")
    tests = run_tests(impatient, program, "-s")
    assert tests.returncode == 1
    assert said in tests.stdout
    assert "It ran." not in tests.stdout


@pytest.mark.weekly
def test_page_that_is_never_there_ends(folder):
    """It takes a minute."""
    waits = PROGRAM.replace("    return", "    __import__('time').sleep(9999)\n    return")
    tests = run_tests(folder, waits)
    assert tests.returncode == 1
    assert tests.stdout.endswith(
        "The tests have taken longer than 60 seconds.\n"
        "Pages: /\n/ couldn't be fully tested, because it takes too long.\n" + AGAIN
    )
    assert port_is_free()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")
@pytest.mark.parametrize(
    ("number", "run"),
    [
        ("SIGINT", "run()"),
        ("SIGKILL", "run()"),
        ("SIGHUP", "run()"),
        ("SIGTERM", "run(debug=True)"),
    ],
)
def test_server_does_not_outlive_the_tests(folder, number, run):
    slow = PROGRAM.replace("    return", "    __import__('time').sleep(2)\n    return")
    (folder / "server.py").write_text(slow.replace("run()", run))
    with subprocess.Popen(
        command_of_tests("-k", "localhost"), cwd=folder, stdout=subprocess.DEVNULL
    ) as tests:
        wait_until(lambda: not port_is_free(), seconds=20)
        tests.send_signal(getattr(signal, number))
        tests.wait(timeout=10)
    wait_until(port_is_free)
