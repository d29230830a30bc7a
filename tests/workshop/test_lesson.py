"""The tests of server.py, as a learner runs them, and what they print.

These need Flask and pytest only, and port 5000.
"""

import http.server
import os
import re
import shutil
import signal
import subprocess
import threading
import time
import xml.etree.ElementTree as ET

import pytest
from copies import NEXT, PROGRAM, SUCCESS, command_of_tests, copied, environ, run_tests
from live_server import port_is_free, wait_until

AGAIN = "Fix it, save the file, then type invoke test\n"
PAGE = '@app.route("/page")\ndef page():\n    '
END = '\n\n\nif __name__ == "__main__":\n    app.run()\n'


@pytest.fixture
def folder(tmp_path):
    """A copy of the lesson's folder."""
    return copied(tmp_path)


def with_page(code):
    """Return the lesson's program with one more page."""
    return PROGRAM.replace(END, f"\n\n\n{PAGE}{code}{END}")


def test_right_program_passes(folder):
    tests = run_tests(folder)
    assert tests.returncode == 0
    assert tests.stdout.endswith(f"\n\n{SUCCESS}Pages: /\n{NEXT}")


def test_tests_need_no_advice(folder):
    shutil.rmtree(folder / "workshop")
    conftest = folder / "tests" / "conftest.py"
    lines = conftest.read_text("utf-8").splitlines(keepends=True)
    conftest.write_text("".join(line for line in lines if "pytest_plugins" not in line), "utf-8")
    assert "5 passed" in run_tests(folder).stdout


def test_tests_are_short(folder):
    lines = [line for path in (folder / "tests").glob("*.py") for line in path.open()]
    assert len(lines) <= 160


def test_pages_are_named(folder):
    tests = run_tests(folder, with_page("return ''"))
    assert f"\n{SUCCESS}Pages: / and /page\n{NEXT}" in tests.stdout


def test_line_is_suggested_as_it_was_when_the_tests_passed(folder):
    (folder / ".venv").mkdir()
    run_tests(folder)
    tests = run_tests(folder, PROGRAM.replace("Flask(__name__)", "Flask(7, 'static')"))
    assert (
        "line 3:  app = Flask(7, 'static')\nChange it to:       app = Flask(__name__)\n"
        in tests.stdout
    )


@pytest.mark.parametrize("options", [["-k", "home"], ["tests/test_server.py"]])
def test_only_all_tests_are_called_all(folder, options):
    tests = run_tests(folder, None, *options)
    assert tests.returncode == 0
    assert SUCCESS not in tests.stdout


WRONG = {
    "read": (
        PROGRAM.replace("():", "()"),
        (
            "server.py, line 7:  def hello_world()\nChange it to:       def hello_world():\n"
            "  SyntaxError: expected ':'\n  This line must end with a colon.\n"
        ),
    ),
    "a page": (
        with_page("raise ValueError('No.')"),
        "server.py, line 13:  raise ValueError('No.')\n  The page /page fails. ValueError: No.\n",
    ),
    "another port": (
        PROGRAM.replace("run()", "run(port=5001)"),
        (
            "server.py, line 12:  app.run(port=5001)\n"
            "  This server is at port 5001. The tests look for it at 5000: remove the port.\n"
        ),
    ),
    "any host": (
        PROGRAM.replace("run()", "run(host='0.0.0.0')"),
        (
            "server.py, line 12:  app.run(host='0.0.0.0')\n"
            "  Other computers in your network can reach this server. Remove the host.\n"
        ),
    ),
    "a start that waits": (
        f"import time\ntime.sleep(99)\n{PROGRAM}",
        (
            "server.py, line 2:  time.sleep(99)\n"
            "  server.py was tried only to this line, because it takes too long.\n"
        ),
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_no_test_runs_a_program_that_does_not_work(folder, what):
    program, report = WRONG[what]
    file = folder / "junit.xml"
    tests = run_tests(folder, program, f"--junitxml={file}")
    assert tests.returncode == 1
    assert "4 skipped, 1 error" in tests.stdout
    assert tests.stdout.endswith(f"\n\n{report}{AGAIN}")
    # An editor shows what this file has.
    assert ET.parse(file).find(".//error").text == (report + AGAIN).rstrip("\n")


@pytest.mark.parametrize("code", ["", "from server import app\n"])
def test_program_that_never_ends_ends_the_tests(folder, code):
    (folder / "tests" / "test_own.py").write_text(f"{code}def test_one():\n    print('It ran.')\n")
    tests = run_tests(folder, f"while True:\n    pass\n{PROGRAM}", "-s")
    assert tests.returncode == 1
    assert "\n\nserver.py, line 2:  pass\n  This line never finishes.\n" in tests.stdout.replace(
        "line 1:  while True:", "line 2:  pass"
    )
    assert "It ran." not in tests.stdout


def test_home_page_of_another_text_is_told_with_its_line(folder):
    tests = run_tests(folder, PROGRAM.replace("World", "Wold"))
    assert tests.returncode == 1
    assert "1 failed, 1 passed, 3 skipped" in tests.stdout
    start, told = tests.stdout.split('server.py, line 8:  return "Hello Wold!"\n')
    assert start.endswith("\n\n")
    assert re.fullmatch(
        r'tests/test_server.py, line \d+:  assert "Hello World!" in shown\(response.text\)\n'
        rf"  AssertionError: assert 'Hello World!' in 'Hello Wold!'\n{AGAIN}",
        told,
    )


@pytest.mark.parametrize(
    ("code", "report"),
    [
        (
            "def test_one():\n    assert 1 == 2\n",
            "line 2:  assert 1 == 2\n  AssertionError: assert 1 == 2\n",
        ),
        ("def test_one()\n", "line 1:  def test_one()\n  SyntaxError: expected ':'\n"),
        (
            "import nothing\n",
            "line 1:  import nothing\n  ModuleNotFoundError: No module named 'nothing'\n",
        ),
        (
            "def test_one(clent):\n    pass\n",
            "line 1:  def test_one(clent):\n  There is no fixture called clent.\n",
        ),
        (
            "def test_one():\n    text()\n",
            "line 2:  text()\n  NameError: name 'text' is not defined\n",
        ),
    ],
)
def test_mistake_in_a_test_of_the_learners_own(folder, code, report):
    (folder / "tests" / "test_own.py").write_text(code)
    tests = run_tests(folder)
    assert tests.returncode == 1
    assert tests.stdout.endswith(f"\n\ntests/test_own.py, {report}{AGAIN}")


def test_response_is_compared_with_a_text(folder):
    code = 'def test_one(client):\n    assert client.get("/") == "Hello World!"\n'
    (folder / "tests" / "test_own.py").write_text(code)
    assert "\n    This compares a response. Its text is response.text\n" in run_tests(folder).stdout


def test_test_of_a_page_that_fails_has_the_line_of_server_py(folder):
    code = 'def test_one(client):\n    assert client.get("/hello/Ann").text == "Hello Ann!"\n'
    (folder / "tests" / "test_own.py").write_text(code)
    program = PROGRAM.replace(
        END, f'\n\n\n@app.route("/hello/<name>")\ndef hello(name):\n    return 1 / 0{END}'
    )
    report = "server.py, line 13:  return 1 / 0\n  ZeroDivisionError: division by zero\n"
    assert f"\n\n{report}" in run_tests(folder, program).stdout


def test_program_is_executed_three_times(folder):
    program = f"open('starts', 'a').write('x')\nprint('Started.')\n{PROGRAM}"
    assert run_tests(folder, program).returncode == 0
    # The first time, in a copy.
    assert (folder / "starts").read_text() == "xx"


def test_pages_are_visited_in_a_copy(folder):
    (folder / "kept").write_text("kept")
    assert (
        run_tests(folder, with_page("import os; os.remove('kept')\n    return ''")).returncode == 0
    )
    assert (folder / "kept").read_text() == "kept"


@pytest.mark.parametrize("name", ["visits", "source", "values", "loading", "sandbox", "watch"])
def test_module_of_the_learners_may_have_any_name(folder, name):
    (folder / f"{name}.py").write_text("text = 'Hello World!'\n")
    program = f"from {name} import text\n{PROGRAM}".replace('"Hello World!"', "text")
    assert run_tests(folder, program).returncode == 0


class Visited(http.server.BaseHTTPRequestHandler):
    """Counts its visits."""

    visits = 0

    def do_GET(self):
        Visited.visits += 1

    do_HEAD = do_POST = do_OPTIONS = do_GET


def test_other_server_at_the_port_is_left_alone(folder):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 5000), Visited) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tests = run_tests(folder)
        server.shutdown()
    assert tests.returncode == 0
    assert "2 passed, 3 skipped" in tests.stdout
    assert tests.stdout.endswith(
        "\n\nserver.py passes the other tests.\n"
        "Port 5000 is in use: stop the server there to test how server.py starts.\n"
        "Then type invoke test\n"
    )
    assert Visited.visits == 0


STREAM = PROGRAM.replace(
    '    return "Hello World!"',
    "    def letters():\n        while True:\n            yield 'x'\n    return letters()",
)


def test_stream_without_an_end_ends(folder):
    started = time.monotonic()
    tests = run_tests(folder, STREAM)
    assert tests.returncode == 1
    assert "The answer of the home page has no end in sight" in tests.stdout
    assert time.monotonic() - started < 30


@pytest.mark.weekly
def test_page_that_is_never_there_ends(folder):
    """It takes a minute."""
    waits = PROGRAM.replace("    return", "    __import__('time').sleep(9999)\n    return")
    tests = run_tests(folder, waits)
    assert tests.returncode == 1
    assert tests.stdout.endswith(
        "The tests have taken longer than 60 seconds.\n"
        "Pages: /\n/ could not be tried to the end, because it takes too long.\n" + AGAIN
    )
    assert port_is_free()


SLOW = PROGRAM.replace("    return", "    __import__('time').sleep(2)\n    return")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("run", ["run()", "run(debug=True)"])
def test_server_does_not_outlive_the_tests(folder, number, run):
    (folder / "server.py").write_text(SLOW.replace("run()", run))
    with subprocess.Popen(
        command_of_tests("-k", "localhost"), cwd=folder, env=environ(), stdout=subprocess.DEVNULL
    ) as tests:
        wait_until(lambda: not port_is_free())
        tests.send_signal(getattr(signal, number))
        tests.wait(timeout=10)
    wait_until(port_is_free)


def test_server_ends_with_a_test_that_fails(folder):
    code = "def test_one(server):\n    assert 0\n"
    (folder / "tests" / "test_own.py").write_text(code)
    assert run_tests(folder).returncode == 1
    assert port_is_free()
