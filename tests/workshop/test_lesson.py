"""The tests of server.py, as a learner runs them, and what they print."""

import re
import shutil
import xml.etree.ElementTree as ET

import pytest
from copies import AGAIN, ALL_PASS, EITHER, NEXT, PROGRAM, SUCCESS, run_tests, with_page


def test_right_program_passes(folder):
    tests = run_tests(folder)
    assert tests.returncode == 0
    assert ALL_PASS in tests.stdout
    assert tests.stdout.endswith(f"\n\n{SUCCESS}Pages: /\n{NEXT}")


def test_tests_need_no_advice(folder):
    shutil.rmtree(folder / "workshop")
    conftest = folder / "tests" / "conftest.py"
    lines = conftest.read_text("utf-8").splitlines(keepends=True)
    conftest.write_text("".join(line for line in lines if "pytest_plugins" not in line), "utf-8")
    assert ALL_PASS in run_tests(folder).stdout


def test_lesson_needs_no_more_than_flask_and_pytest(new_computer):
    computer = new_computer("flask", "pytest")
    for folder in [], ["tests"]:
        assert ALL_PASS in computer.do("pytest", *folder)


def test_tests_are_short(folder):
    lines = [line for path in (folder / "tests").glob("*.py") for line in path.open()]
    assert len(lines) <= 160


def test_line_is_suggested_as_it_was_when_the_tests_passed(folder):
    (folder / ".venv").mkdir()
    run_tests(folder)
    tests = run_tests(folder, PROGRAM.replace("Flask(__name__)", "Flask(7, 'static')"))
    change = "line 3:  app = Flask(7, 'static')\nChange it to:       app = Flask(__name__)\n"
    assert change in tests.stdout


def test_what_no_test_shows_is_told_after_the_tests(folder):
    tests = run_tests(folder, with_page("f'Hi {name}'", "/<name>", "say(name)"))
    assert tests.returncode == 0
    after = tests.stdout.partition(f"{SUCCESS}Pages: / and /<name>\n")[2]
    assert after.startswith(
        "There is one thing that no test shows:\nserver.py, line 13:  f'Hi {name}'"
    )
    assert after.endswith(AGAIN)


def test_only_all_tests_are_called_all(folder):
    tests = run_tests(folder, None, "tests/test_server.py")
    assert tests.returncode == 0
    assert SUCCESS not in tests.stdout


@pytest.mark.parametrize(
    ("program", "report"),
    [
        (
            PROGRAM.replace("():", "()"),
            (
                "line 7:  def hello_world()\nChange it to:       def hello_world():\n"
                "  SyntaxError: expected ':'\n  This line must end with a colon.\n"
            ),
        ),
        (
            with_page("raise ValueError('No.')"),
            "line 13:  raise ValueError('No.')\n  The page /page fails. ValueError: No.\n",
        ),
        (
            PROGRAM.replace("run()", "run(port=5001)"),
            (
                "line 12:  app.run(port=5001)\n"
                "  This server is on port 5001. The tests look for it on 5000: remove the port.\n"
            ),
        ),
        (
            PROGRAM.replace("run()", "run(host='0.0.0.0')"),
            (
                "line 12:  app.run(host='0.0.0.0')\n"
                "  Other computers in your network can reach this server. Remove the host.\n"
            ),
        ),
    ],
    ids=["cannot be read", "a page fails", "another port", "any host"],
)
def test_no_test_runs_a_program_that_does_not_work(folder, program, report):
    file = folder / "junit.xml"
    tests = run_tests(folder, program, f"--junitxml={file}")
    assert tests.returncode == 1
    assert "skipped, 1 error" in tests.stdout
    assert tests.stdout.endswith(f"\n\nserver.py, {report}{AGAIN}")
    # An editor shows what this file has.
    assert ET.parse(file).find(".//error").text == f"server.py, {report}{AGAIN}".rstrip("\n")


def test_home_page_of_another_text_is_told_with_its_line(folder):
    tests = run_tests(folder, PROGRAM.replace("World", "Wold"))
    assert tests.returncode == 1
    assert "1 failed, 1 passed, " in tests.stdout
    start, told = tests.stdout.split('server.py, line 8:  return "Hello Wold!"\n')
    assert start.endswith("\n\n")
    assert re.fullmatch(
        r'tests/test_server.py, line \d+:  assert "Hello World!" in shown\(response.text\)\n'
        rf"  AssertionError: assert 'Hello World!' in 'Hello Wold!'\n{EITHER}",
        told,
    )


# Tests of the learner's own, and what is said of them.
COMPARES = 'def test_one(client):\n    assert client.get("/") == "Hello World!"\n'
OWN = {
    "def test_one():\n    assert 1 == 2\n": "2:  assert 1 == 2\n  AssertionError: assert 1 == 2\n",
    "def test_one()\n": "1:  def test_one()\n  SyntaxError: expected ':'\n",
    "import nothing\n": "1:  import nothing\n  ModuleNotFoundError: No module named 'nothing'\n",
    "def test_one(clent):\n    pass\n": (
        "1:  def test_one(clent):\n  There is no fixture called clent.\n"
    ),
    "def test_one():\n    text()\n": "2:  text()\n  NameError: name 'text' is not defined\n",
    COMPARES: (
        '2:  assert client.get("/") == "Hello World!"\n'
        "  AssertionError: assert <WrapperTestResponse streamed [200 OK]> == 'Hello World!'\n"
        "    This compares the whole response. Its text is response.text\n"
    ),
}


@pytest.mark.parametrize("code", OWN)
def test_mistake_in_a_test_of_the_learners_own(folder, code):
    (folder / "tests" / "test_own.py").write_text(code)
    tests = run_tests(folder)
    assert tests.returncode == 1
    assert tests.stdout.endswith(f"\n\ntests/test_own.py, line {OWN[code]}{AGAIN}")


def test_file_that_is_no_test_is_named(folder):
    (folder / "tests" / "hello.py").write_text(COMPARES)
    said = "tests/hello.py isn't run: its name must start with test_ and end with .py\n"
    (folder / "test_two.py").write_text(COMPARES)
    said += "test_two.py isn't run: move it into the folder tests\n"
    assert run_tests(folder).stdout.endswith(f"Pages: /\n{said}{NEXT}")


def test_test_of_a_page_that_fails_has_the_line_of_server_py(folder):
    (folder / "tests" / "test_own.py").write_text(COMPARES.replace("/", "/hello/Ann"))
    program = with_page("return 1 / 0", rule="/hello/<name>", function="hello(name)")
    report = "server.py, line 13:  return 1 / 0\n  ZeroDivisionError: division by zero\n"
    assert f"\n\n{report}" in run_tests(folder, program).stdout
