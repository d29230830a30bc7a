"""What is right in server.py, or beside it, gets no complaint.

These need Flask and pytest only, and port 5000.
"""

import pytest
from copies import (
    DEF,
    GUARD,
    NEXT,
    OTHER,
    PROGRAM,
    RENDER,
    RETURN,
    ROUTE,
    SUCCESS,
    copied,
    run_tests,
)

LOST = '@app.errorhandler(404)\ndef lost(error):\n    return "Lost"'
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
    "a comment of a page": ("Hello World!", "<!-- <h1>Old</h1> --> Hello World!"),
    "a space that does not break": ("Hello World!", "Hello&nbsp;World!"),
    "a title": ('"Hello World!"', "'<p title=\"a>b\">Hello World!</p>'"),
    "options of the server": ("run()", "run(threaded=True, use_reloader=False)"),
}
RIGHT |= {what: (GUARD, f"{code}\n\n\n{GUARD}") for what, code in BESIDE.items()}


@pytest.fixture
def folder(tmp_path):
    """A copy of the lesson's folder, with files that programs use."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "home.html").write_text(
        "<!doctype html>\n<title>Home</title>\n<h1>\n  Hello World!\n</h1>\n"
    )
    (tmp_path / "functions.py").write_text('def hello():\n    return "Hello World!"\n')
    return copied(tmp_path)


@pytest.mark.parametrize("what", RIGHT)
def test_what_is_right_gets_no_complaint(folder, what):
    program = PROGRAM.replace(*RIGHT[what])
    assert program != PROGRAM
    tests = run_tests(folder, program)
    assert tests.returncode == 0, tests.stdout
    assert "5 passed" in tests.stdout
    last = tests.stdout.rpartition("\n\n")[2].splitlines(keepends=True)
    assert [last[0], last[-1], len(last)] == [SUCCESS, NEXT, 3]


def test_program_that_starts_when_it_is_imported_is_told_so(folder):
    tests = run_tests(folder, PROGRAM.replace(GUARD, "app.run()\n"))
    assert tests.returncode == 0
    said = (
        'Importing server.py starts the server too. Put line 11 below if __name__ == "__main__":\n'
    )
    assert f"\n{said}{NEXT}" in tests.stdout


def test_program_and_tests_may_change_together(folder):
    path = folder / "tests" / "test_server.py"
    path.write_text(path.read_text("utf-8").replace("Hello World!", "Moin!"), "utf-8")
    program = PROGRAM.replace("Hello World!", "Moin!")
    assert SUCCESS in run_tests(folder, program).stdout
    tests = run_tests(folder, program.replace("Moin", "Muin"))
    assert "  AssertionError: assert 'Moin!' in 'Muin!'\n" in tests.stdout
