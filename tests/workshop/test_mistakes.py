"""The mistakes of beginners in server.py, each made for real, and what the checks say of it."""

import re
import subprocess
import sys

import pytest
from learner import EDGES, ROOT
from live_server import started

pytestmark = pytest.mark.parametrize("python", EDGES)
PROGRAM = (ROOT / "server.py").read_text()
ROUTE = '@app.route("/")\n'
DEF = "def hello_world():\n"
RETURN = '    return "Hello World!"\n'
GUARD = 'if __name__ == "__main__":\n    app.run()\n'
OTHER = '@app.route("/other")\ndef other():\n'
LOST = '@app.errorhandler(404)\ndef lost(error):\n    return "Lost"'
PATH = '@app.route("/<path:name>")\ndef greet(name):\n    return name\n\n\n'
RENDER = "    from flask import render_template, render_template_string, send_file\n    return "
SUCCESS = "server.py passes all checks. Next, type invoke run and open http://localhost:5000/\n"
AGAIN = "When it is mended, and saved, type invoke test\n"
# Frames of a traceback, and words that only a maintainer knows.
NOT_FOR_LEARNERS = re.compile(
    r"Traceback|File \"|INTERNAL|site-packages|conftest|explanations|live_server|fixture|longrepr"
)

# For each check that fails: what server.py has, the mistake in its place, the number of the line
# that is shown, or None, and words of the explanation.
MISTAKES = {
    "home page is found": [
        # Python cannot read it.
        (RETURN, '    print "Hello World!"\n', 8, "type return in place of print"),
        (DEF, "def hello_world()\n", 7, "ends with a colon"),
        (RETURN, RETURN.strip(), 8, "begins four spaces further to the right"),
        (RETURN, f"{RETURN}      x = 1\n", 9, "Take spaces away"),
        (RETURN, f"        x = 1\n{RETURN}", 9, "neither exactly below the one above"),
        (RETURN, '    x = 1\n\treturn "Hello World!"\n', 9, "Tabs and spaces are mixed"),
        (RETURN, f"\tx = 1\n{RETURN}", 8, "Tabs and spaces are mixed"),
        (DEF, "", 7, "Or is a line missing there?"),
        ('"Hello World!"', "\u201cHello World!\u201d", 8, "Type it by hand"),
        ('World!"', "World!", 8, "The second one is missing"),
        ('World!"', "World!'", 8, "The second one is missing"),
        ("(__name__)", "(__name__", 3, "Every bracket that is opened is closed"),
        ("run()", "run(", 12, "Every bracket that is opened is closed"),
        ('== "__main__"', '= "__main__"', 11, "Two compare: =="),
        ("return", "Return", 8, "Python writes Return in small letters"),
        ("def ", "Def ", 7, "Python writes Def in small letters"),
        ("return", "retrun", 8, "Python knows no retrun"),
        (ROUTE, f"{ROUTE}x = 1\n", 7, "Below a routing rule comes its function"),
        ('"Hello World!"', "Hello World!", 8, "A text stands in quotes"),
        ('("/")', "(/)", 6, "The URL stands in quotes"),
        ('"/"', r'"\"', 6, "A URL has / in it"),
        ("app = ", "$ python server.py\napp = ", 3, "This line is none of Python's"),
        ("app = ", "// My server\napp = ", 3, "A note for readers begins with #"),
        ("import Flask", "import Flask, Flask Flask", 1, "Python cannot read this line"),
        ("hello_world", "hello world", 7, "A function has one word for a name"),
        ("run()", "run(debug=True port=5000)", 12, "A comma stands between two things"),
        ("app = ", "def add(a, b):\n    return a + b\n\n\napp == = ", 7, "Python cannot read this"),
        ("return", "return a + b\n\n\ndef other():\n    retrun", 12, "Python knows no retrun"),
        # Python cannot import it.
        ("import Flask", "import Flask\nimport requests", 2, "pipenv install requests"),
        ("from flask import Flask", "from Flask import flask", 1, "from flask import Flask"),
        ("import Flask", "import flask", 1, "from flask import Flask"),
        ("from flask import Flask\n", "", 2, "The first line is: from flask import Flask"),
        ("= Flask", "= flask", 3, "The class begins with a capital"),
        ("from flask import Flask\n\napp = F", "import flask\napp = f", 2, "the class in it"),
        ("Flask(__name__)", "Flask(_name_)", 3, "Two underscores stand on each side"),
        ("Flask(__name__)", "Flask", 3, "An app is made by: app = Flask(__name__)"),
        ("Flask(__name__)", "Flask()", 3, "An app is made by: app = Flask(__name__)"),
        ("app = ", "application = ", 3, "The instance of Flask is called application"),
        ("app", "application", 3, "The instance of Flask is called application"),
        ("app = Flask(__name__)\n", "", 5, "Above this line belongs: app = Flask(__name__)"),
        ("if __name__", "if _name_", 11, "Two underscores stand on each side"),
        ('"__main__"', "__main__", 11, 'with two underscores on each side: "__main__"'),
        ('route("/")', "route()", 6, "A routing rule says which URL it is for"),
        ('"/"', '"hello"', 6, '@app.route("/hello")'),
        ('"/"', '"/", methods="GET"', 6, "The methods stand in a list"),
        ('"/"', '"http://localhost:5000/"', 6, "only what stands behind the port"),
        ("app.route", "app.Route", 6, "Flask has no Route"),
        (GUARD, f"\n{ROUTE}{DEF}{RETURN}", 12, "Two functions are called hello_world"),
        (PROGRAM, 'print("Hello World!")\n', None, "server.py makes no app"),
        (GUARD, "app.run()\n", 11, "app.run() stands alone"),
        ("    app.run()", "    pass\napp.run()", 13, "app.run() is not inside the if"),
        ("app = ", "name = input()\napp = ", 3, "input() waits for somebody who types"),
        (GUARD, "exit()\n", 11, "This ends the program"),
        ("app = ", "while True:\n    pass\napp = ", 3, "goes round in circles"),
        ("app = ", "import time\ntime.sleep(99)\napp = ", 4, "Python waits here"),
        # Its app answers in another way.
        (RETURN, '    print("Hello World!")\n', 8, "Did you type print instead of return?"),
        (RETURN, '    "Hello World!"\n', 7, "The function returns nothing"),
        (RETURN, '    "Hello World!"\n    return\n', 9, "Nothing is returned"),
        (RETURN, "    return 42\n", 8, "A client can be sent a text"),
        (RETURN, '    return {"Hello World!"}\n', 8, "Return it alone, without brackets"),
        (RETURN, f"{RENDER}render_template_string('{{{{')\n", 9, "the mistake is in the template"),
        (RETURN, "    return hello_world\n", 8, "A function is returned, and no text"),
        (RETURN, "    return hello_world()\n", 8, "The function calls itself"),
        (RETURN, "    return Hello\n", 8, "or the quotes around a text?"),
        (RETURN, "    return 1 / 0\n", 8, "ZeroDivisionError: division by zero"),
        (RETURN, RETURN.replace("\n", ", 404\n"), 8, "The function itself sends this status"),
        (RETURN, f"    import time\n    time.sleep(99)\n{RETURN}", 9, "Python waits here"),
        (RETURN, "    return print('Hello World!')\n", 8, "print instead of return?"),
        (RETURN, '    return "a" + 1\n', 8, "Only texts can be added to a text"),
        (RETURN, '    return "<a href="/">Hello World!</a>"\n', 8, "The quotes inside a text"),
        (RETURN, "    return render_template()\n", 8, "import Flask, render_template"),
        ("if __name__", "app = Flask(__name__)\n\nif __name__", None, "app is made again"),
        (DEF, "def hello_world(name):\n", 7, "Nobody gives name to the function"),
        (ROUTE, "", 6, "There is no routing rule"),
        (ROUTE, f"# {ROUTE}", 7, "There is no routing rule"),
        (ROUTE + DEF + RETURN, "", None, "There is no routing rule, and no function"),
        ("@app.route", "app.route", 6, "A routing rule begins with @"),
        ('@app.route("/")', "@app.route", 6, "A routing rule says which URL it is for"),
        ('"/"', '"/hello"', 6, "The routing rule is for /hello, and the home page is /"),
        ('"/"', '"/", methods=["POST"]', 6, "A browser asks by GET"),
        (
            RETURN,
            f"{RENDER}render_template('home.html')\n",
            9,
            "There is no home.html in the folder",
        ),
    ],
    "no page fails": [
        (GUARD, f"{OTHER}    print('Other')\n\n\n{GUARD}", 13, "print instead of return?"),
        (GUARD, f"{OTHER}    return 2026\n\n\n{GUARD}", 13, "A client can be sent a text"),
    ],
    "home page is html": [
        (RETURN, '    return ["Hello World!"]\n', 8, "A list or a dict is sent as data"),
    ],
    "home page says hello world": [
        ("World", "Wold", 8, "The text is another one"),
        ("World", "world", 8, "The text is another one"),
        ("World!", "World", 8, "The text is another one"),
        ("World!", "{name}!", 8, "begins with f"),
        (DEF, f"def greet():\n    return 'Hi'\n\n\n{DEF}", 7, "This is what greet() returns"),
        (ROUTE, f'{ROUTE}\n\ndef greet():\n    return "Hi"\n\n', 9, "This is what greet() returns"),
    ],
    "other addresses are not found": [
        (ROUTE, "@app.before_request\n", 6, "This answers every request"),
        (GUARD, f"{LOST}\n\n\n{GUARD}", 11, "The number belongs behind the text"),
        (GUARD, PATH + GUARD, 11, "This rule takes every address"),
    ],
    "app is named after its file": [
        ("Flask(__name__)", 'Flask("name")', 3, "Flask finds the files of an app by this name"),
    ],
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


# For the environment's Python: for each line that it reads, the name of a file, it runs the checks
# in a process of their own with their output in that file, and prints their exit code. Python,
# Flask and pytest, which take most of the time to load, are loaded once for all.
RUN_CHECKS = """
import os, signal, sys
import flask, pytest

for name in sys.stdin:
    if not os.fork():
        signal.alarm(60)
        output = os.open(name.strip(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.exit(pytest.main())
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


@pytest.fixture
def run_checks(computer, tmp_path):
    """A function that gives the exit code and the output of the checks of a program."""
    # Without compiled files: one looks current where server.py is saved twice in a second.
    command = [".venv/bin/python", "-B", "-P", "-c", RUN_CHECKS]
    environ = {**computer.environ, "WORKSHOP_INVOKE": "invoke"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    output = tmp_path / "output"

    with subprocess.Popen(command, cwd=computer.workshop, env=environ, **pipes) as runner:

        def run_checks(program):
            (computer.workshop / "server.py").write_text(program, encoding="utf-8")
            runner.stdin.write(f"{output}\n")
            return int(runner.stdout.readline()), output.read_text()

        yield run_checks


def invoke_test(computer, program=PROGRAM):
    """Save a program as server.py, and give the process of `invoke test`, ended in a minute."""
    (computer.workshop / "server.py").write_text(program, encoding="utf-8")
    return computer.run("invoke", "test", seconds=60)


@pytest.mark.parametrize("program", [PROGRAM, PROGRAM.replace("World", "Wold")])
def test_task_says_what_the_checks_say(computer, run_checks, program):
    exit_code, output = run_checks(program)
    task = invoke_test(computer, program)
    assert task.returncode == exit_code
    assert task.stdout.endswith(output.partition("\n\n")[2])


@pytest.mark.parametrize("check", MISTAKES)
def test_mistake_is_named(run_checks, subtests, check):
    for right, wrong, line, words in MISTAKES[check]:
        with subtests.test(right=right, wrong=wrong):
            program = PROGRAM.replace(right, wrong)
            assert program != PROGRAM
            exit_code, output = run_checks(program)
            assert exit_code == 1, output
            assert not NOT_FOR_LEARNERS.search(output)
            # What one sees without scrolling.
            beginning = "".join(output.splitlines(keepends=True)[:15])
            assert f"  check:     {check}\n" in beginning
            assert words in beginning
            shown = re.findall(r"^server.py, line (\d+):  (.*)$", output, re.MULTILINE)
            assert shown == ([(str(line), program.splitlines()[line - 1].strip())] if line else [])
            assert output.count("came:") == 1
            assert output.endswith(AGAIN)


def test_each_check_fails_for_a_mistake(computer):
    collect = [".venv/bin/pytest", "--collect-only"]
    names = re.findall(r"::test_(\w+)", computer.run(*collect).stdout)
    assert {name.replace("_", " ") for name in names} == MISTAKES.keys()


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_program_that_is_not_saved_as_utf_8(computer, encoding):
    program = PROGRAM.replace("World", "W\u00f6rld").encode(encoding)
    (computer.workshop / "server.py").write_bytes(program)
    checks = computer.run("invoke", "test", seconds=60)
    assert checks.returncode == 1
    assert not NOT_FOR_LEARNERS.search(checks.stdout)
    assert "The file is not saved as UTF-8." in checks.stdout


def test_port_of_its_own_that_is_taken(computer):
    other = [sys.executable, "-m", "http.server", "5001", "--bind", "127.0.0.1"]
    with started(other, port=5001, cwd=computer.workshop):
        checks = invoke_test(computer, PROGRAM.replace("run()", "run(port=5001)"))
    assert "server.py, line 12:  app.run(port=5001)\n" in checks.stdout
    assert "Port 5001 is taken, perhaps by a server of yours. Leave the" in checks.stdout


# Learners may do all this.
RIGHT = {
    "comments": ("app = ", "# The app.\napp = "),
    "a docstring": (RETURN, f'    """Greet."""\n{RETURN}'),
    "a print": (RETURN, f'    print("asked")\n{RETURN}'),
    "type hints": (DEF, "def hello_world() -> str:\n"),
    "a hint for app": ("app = ", "app: Flask = "),
    "the package": ("from flask import Flask\n\napp = ", "import flask\n\napp = flask."),
    "a route": (GUARD, f'@app.route("/other")\ndef other():\n    return "Other"\n\n\n{GUARD}'),
    "a variable": (GUARD, f'@app.route("/<name>")\ndef hi(name):\n    return name\n\n\n{GUARD}'),
    "a page not found": (GUARD, f"{LOST}, 404\n\n\n{GUARD}"),
    "a form": ('"/"', '"/", methods=["GET", "POST"]'),
    "a short rule": ("app.route", "app.get"),
    "two rules": (ROUTE, f'{ROUTE}@app.route("/hello")\n'),
    "another name": ("hello_world", "home"),
    "a function beside": (GUARD, f'def text():\n    return "Hello"\n\n\n{GUARD}'),
    "a template": (RETURN, f'{RENDER}render_template("home.html")\n'),
    "html": ("Hello World!", "<h1>Hello World!</h1><p>Welcome.</p>"),
    "the debugger": ("run()", "run(debug=True)"),
    "the usual port": ("run()", 'run(host="127.0.0.1", port=5000)'),
    "single quotes": ('"', "'"),
    "Windows' line ends": ("\n", "\r\n"),
    "a space at the end": ("World!", "World! "),
    "a file": (RETURN, f'{RENDER}send_file("templates/home.html")\n'),
    "the time": (RETURN, '    import time\n    return f"<p>Hello World!</p>{time.time()}"\n'),
    "a byte order mark": ("from flask", "\ufefffrom flask"),
}


def test_what_is_right_gets_no_complaint(computer, run_checks, subtests):
    (computer.workshop / "templates").mkdir()
    (computer.workshop / "templates" / "home.html").write_text(
        "<!doctype html>\n<title>Home</title>\n<h1>\n  Hello World!\n</h1>\n"
    )
    for what, (old, new) in RIGHT.items():
        with subtests.test(what):
            program = PROGRAM.replace(old, new)
            assert program != PROGRAM
            exit_code, output = run_checks(program)
            assert exit_code == 0, output
            assert "\n9 passed in " in output
            assert output.endswith(f"\n{SUCCESS}")


def test_program_and_checks_may_change_together(computer):
    for path in computer.workshop.glob("tests/test_*.py"):
        path.write_text(path.read_text().replace("Hello World!", "Moin!"))
    program = PROGRAM.replace("Hello World!", "Moin!")
    assert invoke_test(computer, program).stdout.endswith(SUCCESS)
    checks = invoke_test(computer, program.replace("Moin", "Muin"))
    assert "  expected:  Moin!\n  came:      Muin!\n              ^\n" in checks.stdout


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("def test_zero(): 1 / 0\n", "line 1:  def test_zero(): 1 / 0\n"),
        ("def test_zero()\n", "line 1:  def test_zero()\n"),
        ("import nothing\n", "line 1:  import nothing\n"),
    ],
)
def test_mistake_in_a_check_of_the_learners_own(computer, code, shown):
    (computer.workshop / "tests" / "test_own.py").write_text(code)
    checks = invoke_test(computer)
    assert checks.returncode != 0
    assert not NOT_FOR_LEARNERS.search(checks.stdout)
    assert f"tests/test_own.py, {shown}" in checks.stdout


@pytest.mark.parametrize(("old", "new"), [("", ""), RIGHT["the time"]])
def test_server_that_runs_already_is_checked(computer, old, new):
    program = PROGRAM.replace(old, new)
    (computer.workshop / "server.py").write_text(program)
    with computer.started("invoke", "run") as server:
        checks = invoke_test(computer, program)
        assert server.poll() is None
    assert checks.returncode == 0
    assert "\n8 passed, 1 skipped in " in checks.stdout
    assert checks.stdout.endswith(
        "\nserver.py passes all checks, and so does your server that runs already; it was not stopped. "
        "Next, open http://localhost:5000/\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Hello World!", "Hello Moon!", "with CTRL+C in its window, and start it again"),
        ("Hello World!", "<b>Hello World!</b>", "with CTRL+C in its window, and start it again"),
        (GUARD, f'{OTHER}    return "Other"\n\n\n{GUARD}', "Stop it with CTRL+C in its window"),
        ("__main__", "main", 'server.py, line 11:  if __name__ == "main":\n'),
    ],
)
def test_server_that_runs_another_program_is_told(computer, old, new, words):
    with computer.started("invoke", "run"):
        checks = invoke_test(computer, PROGRAM.replace(old, new))
    assert checks.returncode == 1
    assert words in checks.stdout
    assert checks.stdout.count("came:") == 1
