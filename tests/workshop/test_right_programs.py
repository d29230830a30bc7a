"""What is right in server.py, or beside it, gets no complaint, and a mistake beside it is told."""

import pytest
from learner import ALL_PASS, CHECKS, NEWEST
from programs import LOST, PROGRAM, invoke_test

from workshop.hints.lesson import DEF, GUARD, OTHER, RENDER, RETURN, ROUTE

# The oldest runs the right program in many other checks.
pytestmark = pytest.mark.parametrize("python", [NEWEST])
SUCCESS = "server.py passes all checks. Next, type invoke run and open http://localhost:5000/\n"
# Learners may do all this.
# Above the last two lines,
BESIDE = {
    "a route": f'{OTHER}    return "Other"',
    "a variable": '@app.route("/<name>")\ndef hi(name):\n    return name',
    "a variable that is to be one of some": '@app.route("/<name>")\ndef age(name):\n    return {"Ann": "7"}[name]',
    "a name that another function has made": '@app.post("/begin")\ndef begin():\n    global day\n    day = "1"\n    return day\n\n\n@app.post("/go")\ndef go():\n    return day',
    "a form that is sent": '@app.route("/form", methods=["GET", "POST"])\ndef form():\n    return "<form method=post>"',
    "a page not found": f"{LOST}, 404",
    "a page not found that says so in words alone": LOST,
    "a page for every address": '@app.route("/<path:name>")\ndef every(name):\n    return name',
    "two texts joined": '@app.route("/<a>/<b>")\ndef joined(a, b):\n    return a + b',
    "a text that may be a number": '@app.route("/<n>")\ndef doubled(n):\n    if n == "none":\n        return n\n    n = int(n) if n.isdigit() else 0\n    return str(n == 7)',
    "a list for one answer": '@app.get("/all")\ndef all_names():\n    names = []\n    names.append({"name": "Ann"})\n    return names',
    "fields with numbers": '@app.get("/quiz")\ndef quiz():\n    from flask import request\n    answers = [request.args.get("answer" + str(n), "") for n in (1, 2)]\n    return f"<form><input name=answer1><input name=answer2></form>{answers}"',
    "a list in the session": 'app.secret_key = "a"\n\n\n@app.get("/add")\ndef add():\n    from flask import session\n    texts = session.get("texts", [])\n    texts.append("a")\n    session["texts"] = texts\n    return "Added"',
    "a decorator below its rule": 'def bold(view):\n    def shown():\n        return "<b>" + view()\n    return shown\n\n\n@app.route("/a")\n@bold\ndef a():\n    return "a"',
    "a change that another function commits": 'import sqlite3\n\n\ndef done(rows):\n    rows.commit()\n    return "Added"\n\n\n@app.post("/add")\ndef add():\n    rows = sqlite3.connect("rows.db")\n    rows.execute("INSERT INTO row VALUES (1)")\n    return done(rows)',
    "a template that may get nothing": '@app.get("/newest")\ndef newest():\n    from flask import render_template_string\n    return render_template_string("{{ notes[0] }}{{ notes|first }}{{ user.name }}", notes=[], user=None)',
    "a function": 'def text():\n    return "Hello"',
}
# and in place of a part.
RIGHT = {
    "comments": ("app = ", "# The app.\napp = "),
    "a docstring": (RETURN, f'    """Greet."""\n{RETURN}'),
    "a print": (RETURN, f'    print("asked")\n{RETURN}'),
    "type hints": (DEF, "def hello_world() -> str:\n"),
    "a hint for app": ("app = ", "app: Flask = "),
    "the package": ("from flask import Flask\n\napp = ", "import flask\n\napp = flask."),
    "another page that the home page leads to": (
        f"{ROUTE}{DEF}",
        f'{ROUTE}def home():\n    from flask import redirect\n    return redirect("/hello")\n\n\n@app.route("/hello")\n{DEF}',
    ),
    "its own address": (
        RETURN,
        '    from flask import request\n    return f"<p>Hello World!</p>{request.url}"\n',
    ),
    "another name for Flask": ("Flask(__name__)", 'Flask("my_app")'),
    "bold letters": ("Hello World!", "<b>Hello</b> World!"),
    "letters as HTML has them": ("Hello World!", "Hello World&#33;"),
    "a form": ('"/"', '"/", methods=["GET", "POST"]'),
    "a short rule": ("app.route", "app.get"),
    "two rules": (ROUTE, f'{ROUTE}@app.route("/hello")\n'),
    "another name": ("hello_world", "home"),
    "a template": (RETURN, f'{RENDER}render_template("home.html")\n'),
    "html": ("Hello World!", "<h1>Hello World!</h1><p>Welcome.</p>"),
    "the debugger": ("run()", "run(debug=True)"),
    "the usual port": ("run()", 'run(host="127.0.0.1", port=5000)'),
    "single quotes": ('"', "'"),
    "Windows' line ends": ("\n", "\r\n"),
    "a space at the end": ("World!", "World! "),
    "a file": (RETURN, f'{RENDER}send_file("templates/home.html")\n'),
    "the time": (RETURN, '    import time\n    return f"<p>Hello World!</p>{time.time()}"\n'),
    "a module of one's own": (RETURN, "    from functions import hello\n    return hello()\n"),
    "a table made before the start": (
        GUARD,
        "import sqlite3\n\n\n@app.route('/rows')\ndef rows():\n    with sqlite3.connect('rows.db') as rows:\n        return list(rows.execute('SELECT * FROM row'))\n\n\nif __name__ == '__main__':\n    with sqlite3.connect('rows.db') as rows:\n        rows.execute('CREATE TABLE IF NOT EXISTS row (a)')\n    app.run()\n",
    ),
    "another name for app": ("app", "website"),
    "a byte order mark": ("from flask", "\ufefffrom flask"),
}
RIGHT |= {what: (GUARD, f"{code}\n\n\n{GUARD}") for what, code in BESIDE.items()}


def test_what_is_right_gets_no_complaint(computer, run_checks, subtests):
    (computer.workshop / "templates").mkdir()
    (computer.workshop / "templates" / "home.html").write_text(
        "<!doctype html>\n<title>Home</title>\n<h1>\n  Hello World!\n</h1>\n"
    )
    (computer.workshop / "functions.py").write_text('def hello():\n    return "Hello World!"\n')
    for what, (old, new) in RIGHT.items():
        with subtests.test(what):
            program = PROGRAM.replace(old, new)
            assert program != PROGRAM
            exit_code, output = run_checks(program)
            assert exit_code == 0, output
            assert f"\n{ALL_PASS} in " in output
            assert output.endswith(f"\n{SUCCESS}")


# What a function may do that the checks are not to bring about.
LASTING = [
    "open('kept', 'w')",
    "pathlib.Path('kept').touch()",
    "flask.g.kept.touch()",
    "keep()",
    "os.mkdir('kept')",
    "os.rename('README.md', 'kept')",
    "os.system('touch kept')",
    "subprocess.run(['touch', 'kept'])",
    "threading.Thread(target=keep).start()",
    "sqlite3.connect('kept')",
    "sqlite3.connect(':memory:').execute('VACUUM INTO \"kept\"')",
    "socket.socket(), keep()",
]
WITH_LASTING = """
import flask, functools, os, pathlib, socket, sqlite3, subprocess, threading
app = flask.Flask(__name__)
app.before_request(lambda: setattr(flask.g, "kept", pathlib.Path("kept")))
keep = functools.partial(open, "kept", "w")
@app.route("/")
def hello_world():
    return "Hello World!<form action=/keep></form><a href=/keep/Ann>Keep</a>"
@app.route("/keep")
@app.route("/keep/<name>")
def keeping(name=None):
    if name: {}
    return "Kept"
if __name__ == "__main__":
    app.run()
"""


@pytest.mark.parametrize("lasting", LASTING)
def test_nothing_that_lasts_is_brought_about(computer, run_checks, lasting):
    exit_code, output = run_checks(WITH_LASTING.format(lasting))
    assert exit_code == 0, output
    assert not (computer.workshop / "kept").exists()


def test_program_that_starts_when_it_is_imported(run_checks):
    """It shows its pages, and is told that alone."""
    program = PROGRAM.replace(GUARD, "app.run()\n")
    exit_code, output = run_checks(program)
    assert exit_code == 1
    assert f"\n1 failed, {CHECKS - 1} passed in " in output
    assert "line 11:  app.run()\n  check:     import does not start the server\n" in output


def test_program_and_checks_may_change_together(computer):
    for path in computer.workshop.glob("tests/test_*.py"):
        path.write_text(path.read_text().replace("Hello World!", "Moin!"))
    program = PROGRAM.replace("Hello World!", "Moin!")
    assert invoke_test(computer, program).stdout.endswith(SUCCESS)
    checks = invoke_test(computer, program.replace("Moin", "Muin"))
    assert "  expected:  Moin!\n  actual:    Muin!\n              ^\n" in checks.stdout


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
    assert f"tests/test_own.py, {shown}" in checks.stdout


@pytest.mark.parametrize("program", [PROGRAM, PROGRAM.replace("World", "Wold")])
def test_task_says_what_the_checks_say(computer, run_checks, program):
    exit_code, output = run_checks(program)
    task = invoke_test(computer, program)
    assert task.returncode == exit_code
    assert task.stdout.endswith(output.split("\n\n", 1)[1])
