"""The mistakes of beginners in server.py that test_live.py finds, each made for real."""

import sys

import pytest
from learner import EDGES
from live_server import started
from programs import GUARD, OTHER, PROGRAM, RETURN, ROUTE, invoke_test, names_of_checks

# One Python after the other, so that what takes longest is not left for the end.
pytestmark = pytest.mark.parametrize("python", EDGES, scope="module")

# For each check that fails, mistakes as `assert_named` takes them.
MISTAKES = {
    "server answers at localhost": [
        ("app.run()", "app.run", 12, "it is named, and not called: app.run()"),
        ("    app.run()", "    pass", 11, "Below this line, app.run() is missing"),
        ("    app.run()", "    # app.run()\n    pass", 11, "Below this line, app.run() is missing"),
        (GUARD, "", None, "app.run() is missing at the end"),
        ('"__main__"', '"main"', 11, "This is never true"),
        ("if __name__", 'if "__name__"', 11, "This is never true"),
        (f"\n\n{GUARD}", f"    {GUARD.replace('    ', '        ')}", 9, "Begin it without spaces"),
        (GUARD, "def main():\n    app.run()\n", 12, "This is never reached"),
        ("app.run", "app.Run", 12, "Flask has no Run"),
        ("    app.run()", "    open('x')\n    app.run(debug=True)", 12, "FileNotFoundError"),
        ("run()", "run(debug=true)", 12, "Python writes it with a capital: True"),
        ("run()", "run(port=5001)", 12, "The server listens at port 5001"),
        ("run()", "run(5001)", 12, "It cannot start with what is in the parentheses"),
        ("run()", 'run(host="127.0.0.2")', 12, "The server listens at 127.0.0.2:5000"),
        ("run()", 'run(host="no.such.host")', 12, "It cannot start with what is in the"),
        ("    app.run()", "    import time\n    time.sleep(99)", None, "opens no port"),
        (ROUTE, f"{GUARD}\n\n{ROUTE}", 7, "app.run() knows only the routing rules above it"),
        (GUARD, f"{GUARD}\n\n{OTHER}{RETURN}", 12, "app.run() knows only the routing rules above"),
    ],
    "other computers do not reach the server": [
        ("run()", 'run(host="0.0.0.0")', 12, "Everybody in the network reaches this server"),
    ],
    "ctrl c stops the server": [
        ("    app.run()", "    while True:\n        app.run()", 12, "goes on after CTRL+C"),
        ("app.run()", "app.run()\n    app.run()", None, "Does app.run() stand there twice?"),
        ("app.run()", "app.run()\n    print(bye)", 13, "Python knows no bye"),
    ],
}


@pytest.mark.parametrize("check", MISTAKES)
def test_mistake_is_named(assert_named, check):
    assert_named(check, MISTAKES[check])


def test_each_check_fails_for_a_mistake(computer):
    assert names_of_checks(computer, "tests/test_live.py") == MISTAKES.keys()


def test_port_of_its_own_that_is_taken(computer):
    other = [sys.executable, "-m", "http.server", "5001", "--bind", "127.0.0.1"]
    with started(other, port=5001, cwd=computer.workshop):
        checks = invoke_test(computer, PROGRAM.replace("run()", "run(port=5001)"))
    assert "server.py, line 12:  app.run(port=5001)\n" in checks.stdout
    assert "Port 5001 is taken, perhaps by a server of yours. Leave the" in checks.stdout
