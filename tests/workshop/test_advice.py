"""How far a program gets, and that trying it changes nothing and accuses nobody who is right.

These need Flask and pytest only.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from workshop.advice.outcome import Outcome, Reason, Stage
from workshop.advice.trial import trial

ROOT = Path(__file__).parent.parent.parent
# With less patience, these take less time.
PATIENCE = 1
BEGIN = """\
import atexit, io, math, os, pathlib, pickle, random, shutil, sqlite3, subprocess, sys, threading, time
from flask import Flask, jsonify, redirect, render_template, request, session

app = Flask(__name__)
app.secret_key = "secret"


@app.route("/")
def hello_world():
    return "Hello World!"


"""
END = """

if __name__ == "__main__":
    app.run()
"""
PAGE = '@app.route("/page")\ndef page():\n    '


def files(folder):
    """Return all that is in a folder."""
    return {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def tried(folder, program, patience=PATIENCE):
    """Return the outcome of a trial that leaves no file behind and changes none."""
    (folder / "server.py").write_text(program, "utf-8")
    before = files(folder)
    outcome = trial(folder, patience=patience)
    assert files(folder) == before
    return outcome


@pytest.fixture(autouse=True)
def scratch(tmp_path_factory, monkeypatch):
    """An empty folder for temporary files, which is empty after the test as well."""
    folder = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert files(folder) == {}


RIGHT = {
    "three slow pages": "".join(
        f"@app.route('/{each}')\ndef page_{each}():\n    time.sleep(0.5)\n    return 'slow'\n"
        for each in "abc"
    ),
    "a slow import": "time.sleep(1)",
    "300 links": PAGE + "return ''.join(f'<a href=/page/{n}>' for n in range(300))",
    "a pickle": f"class Note:\n    pass\n{PAGE}return type(pickle.loads(pickle.dumps(Note()))).__name__",
    "another folder": f"os.mkdir('data')\nos.chdir('data')\n{PAGE}open('a', 'w').close()\n    return os.getcwd()",
    "text that documents a rule": PAGE + "return '/hello/{name} {{ \"<b>\" }} &lt;b&gt;'",
    "a form for a script": PAGE
    + "return '<form method=post><script>addEventListener(0)</script></form>'",
    "what only newer Pythons have": "if hasattr(math, 'sumprod'):\n    math.sumprod([1], [1])",
    "what only Windows has": "if sys.platform == 'win32':\n    subprocess.CREATE_NO_WINDOW",
    "chance": "number = random.choice([1, 2])",
    "the debugger": PAGE + "return str(app.debug)",
    "another output": "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')\nprint('\u2713')",
    "its own path": "assert pathlib.Path(__file__).name == 'server.py'\nassert pathlib.Path('server.py').exists()",
    "its arguments": "assert sys.argv == ['server.py'] and sys.path[0] == os.path.dirname(__file__)",
    "a database": f"d = sqlite3.connect('rows.db')\nd.execute('CREATE TABLE a (b)')\nd.commit()\n{PAGE}sqlite3.connect('rows.db').execute('INSERT INTO a VALUES (1)')\n    return 'x'",
    "a file emptied by a page": PAGE + "open('kept.txt', 'w').close()\n    return ''",
    "a file removed by a page": PAGE + "os.remove('kept.txt')\n    return ''",
    "a folder removed by a page": PAGE + "shutil.rmtree('kept')\n    return ''",
    "a file written at the end": "atexit.register(lambda: open('end.txt', 'w').write('x'))",
    "a file written by a thread": "threading.Thread(target=lambda: open('end.txt', 'w').write('x')).start()",
    "a temporary file": "import tempfile\ntempfile.NamedTemporaryFile()\ntempfile.mkdtemp()",
    "a stream without an end": PAGE
    + "def numbers():\n        while True:\n            yield 'x' * 1000\n    return numbers(), {'Content-Type': 'text/plain'}",
    "a redirect": PAGE
    + "return redirect('/hello/Ann')\n\n@app.route('/hello/<name>')\ndef hello(name):\n    return 1 / 0",
    "a form": "@app.post('/add')\ndef add():\n    os.remove('kept.txt')\n    return ''",
    "an answer to OPTIONS": "@app.route('/note', methods=['DELETE', 'OPTIONS'])\ndef note():\n    os.remove('kept.txt')\n    return ''",
    "a page that asks for a query": PAGE + "return request.args['name']",
    "a page that is not to be found": "@app.errorhandler(404)\ndef lost(error):\n    return 'Lost'",
    "a 500 on purpose": PAGE + "return 'This is what an error looks like', 500",
    "the address of a page": PAGE + "return request.url",
    "a start below a function": "def main():\n    app.run(debug=True)\n\nif __name__ == '__main__':\n    main()",
    "a start in a thread": "threading.Thread(target=app.run, kwargs={'use_reloader': False}).start()\ntime.sleep(1)",
    "a port": "app.run('localhost', '5001', load_dotenv=False, threaded=True)",
    "much output": "print('x' * 10_000_000)",
    "two visits": PAGE + "session['n'] = session.get('n', 0) + 1\n    return str(session['n'])",
    "a name for the app of another function": "def create_app():\n    return app",
    "a name that another page sets": f"{PAGE}return session['name']\n\n@app.post('/name')\ndef name():\n    session['name'] = 1\n    return ''",
    "its own thread for each page": f"d = sqlite3.connect('a.db', check_same_thread=False)\n{PAGE}return str(d.execute('SELECT 1'))",
}


@pytest.mark.parametrize("what", RIGHT)
def test_right_program_is_not_accused_and_changes_nothing(tmp_path, what):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept.txt").write_text("kept")
    outcome = tried(tmp_path, BEGIN + RIGHT[what] + END)
    assert not outcome.is_wrong, outcome
    assert outcome.stage == Stage.HOME, outcome
    assert ("/", 200) in outcome.pages


@pytest.mark.parametrize(
    "name",
    ["visits", "source", "values", "record", "outcome", "pages", "guard", "trial", "child"],
)
def test_module_of_the_learners_may_have_any_name(tmp_path, name):
    (tmp_path / f"{name}.py").write_text("mine = 'Mine'\n")
    program = f"from {name} import mine\n{BEGIN}{PAGE}return mine{END}"
    assert tried(tmp_path, program).stage == Stage.HOME


def test_file_that_hides_a_module_of_python_is_imported_as_by_hand(tmp_path):
    (tmp_path / "json.py").touch()
    outcome = tried(tmp_path, BEGIN + END)
    assert (outcome.stage, outcome.line) == (Stage.READ, 2)
    assert outcome.exception in ("AttributeError", "ImportError")


LEADS_OUT = {
    "import socket\nsocket.create_connection(('127.0.0.1', 9))": Reason.NETWORK,
    "import socket\nsocket.socket().bind(('127.0.0.1', 0))": Reason.SERVER,
    "subprocess.run(['touch', OUT])": Reason.PROGRAM,
    "os.system(f'touch {OUT}')": Reason.PROGRAM,
    "import multiprocessing as m\nm.get_context('spawn').Process().start()": Reason.PROGRAM,
    "t = threading.Thread(target=os.system, args=[f'touch {OUT}'])\nt.start()\nt.join()": Reason.PROGRAM,
    "open(OUT, 'w')": Reason.WRITING,
    "os.mkdir(OUT)": Reason.WRITING,
    "os.remove(MINE)": Reason.WRITING,
    "os.rename(MINE, 'taken')": Reason.WRITING,
    "os.symlink(MINE, 'a')\nopen('a', 'w')": Reason.WRITING,
    "shutil.rmtree(os.path.dirname(MINE))": Reason.WRITING,
    "sqlite3.connect(OUT)": Reason.WRITING,
    "os.kill(os.getppid(), 15)": Reason.SIGNAL,
    "os._exit(0)": Reason.ENDED,
}


@pytest.mark.parametrize(("code", "reason"), LEADS_OUT.items())
def test_what_leads_out_ends_the_trial_without_an_accusation(tmp_path, code, reason):
    if os.name == "nt" and "symlink" in code:
        pytest.skip("Windows keeps its links for few.")
    (tmp_path / "mine").mkdir()
    mine = tmp_path / "mine" / "file"
    mine.touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    names = f"\nOUT, MINE = {str(tmp_path / 'out')!r}, {str(mine)!r}\n"
    at_start = tried(folder, BEGIN + names + code + END)
    assert (at_start.stopped, at_start.is_wrong) == (reason, False)
    inside = PAGE + code.replace("\n", "\n    ") + "\n    return 'done'"
    in_a_page = tried(folder, BEGIN + names + inside + END)
    assert ("/page", reason) in in_a_page.notes
    assert not in_a_page.is_wrong
    assert mine.exists()
    assert not (tmp_path / "out").exists()


def test_several_apps_in_one_are_started_and_not_visited(tmp_path):
    several = (
        "from werkzeug.middleware.dispatcher import DispatcherMiddleware\n"
        "from werkzeug.serving import run_simple\n"
        "run_simple('localhost', 5000, DispatcherMiddleware(app, {}))"
    )
    outcome = tried(tmp_path, BEGIN + several)
    assert (outcome.stage, outcome.stopped) == (Stage.STARTED, Reason.SERVER)


# The line that is found is marked.
WRONG = {
    "@app.route('/a'  # <-": (Stage.NOTHING, "SyntaxError"),
    "print(x)  # <-": (Stage.READ, "NameError"),
    "name = input()  # <-": (Stage.READ, "EOFError"),
    "sys.exit()  # <-": (Stage.READ, "SystemExit"),
    "app.run(prt=5000)  # <-": (Stage.READ, "TypeError"),
    "app.run(port='x')  # <-": (Stage.READ, "ValueError"),
    "del app": (Stage.IMPORTED, "NoAppException"),
    PAGE + "1 / 0  # <-": (Stage.STARTED, "ZeroDivisionError"),
    PAGE.replace("page():", "page():  # <-") + "print('x')": (Stage.STARTED, "TypeError"),
    PAGE.replace("page():", "page():  # <-") + "return 1": (Stage.STARTED, "TypeError"),
    PAGE + "sys.exit()  # <-": (Stage.STARTED, "SystemExit"),
    PAGE + "return session['name']  # <-": (Stage.STARTED, "KeyError"),
    PAGE + "app.debug = True\n    return x  # <-": (Stage.STARTED, "NameError"),
    PAGE + "return render_template('no.html')  # <-": (Stage.STARTED, "TemplateNotFound"),
    PAGE + "def numbers():\n        yield 'x'\n        yield 1 / 0  # <-\n    return numbers()": (
        Stage.STARTED,
        "ZeroDivisionError",
    ),
}


@pytest.mark.parametrize("code", WRONG)
def test_mistake_is_found_at_its_line(tmp_path, code):
    end = "" if code == "del app" else END
    program = BEGIN + code + end
    outcome = tried(tmp_path, program)
    marked = [number for number, line in enumerate(program.split("\n"), 1) if "# <-" in line]
    assert (outcome.stage, outcome.exception) == WRONG[code], outcome
    assert [outcome.line] == (marked or [0])
    assert outcome.is_wrong
    assert str(tmp_path) not in outcome.file


def test_page_that_lacks_what_a_form_sends_is_noted(tmp_path):
    for value in "request.form.get('name').upper()", "request.args.get('name')":
        page = tried(tmp_path, f"{BEGIN}{PAGE}return {value}{END}")
        assert not page.is_wrong
        assert page.notes[0][1].startswith(Reason.INPUT)
        assert tried(tmp_path, BEGIN.replace('"Hello World!"', value) + END).is_wrong


def test_route_without_effect_is_noted(tmp_path):
    below = f"\n\n{PAGE}return ''\n"
    outcome = tried(tmp_path, BEGIN + END + below)
    assert [line for line, _ in outcome.unreached] == [len(f"{BEGIN}{END}".split("\n")) + 2]
    without_at = PAGE.replace("@", "")
    outcome = tried(tmp_path, f"{BEGIN}{without_at}return ''{END}")
    assert [reason for _, reason in outcome.unreached] == ["Without an @, it does nothing."]
    assert not outcome.is_wrong
    assert not tried(tmp_path, f"{BEGIN}{PAGE}return ''{END}").unreached


def test_page_that_needs_another_before_is_noted(tmp_path):
    other = "\n\n@app.post('/name')\ndef name():\n    session['name'] = 1\n    return ''"
    page = tried(tmp_path, f"{BEGIN}{PAGE}return session['name']{other}{END}")
    note = f"{Reason.SESSION}: see server.py, line 15"
    assert (page.is_wrong, page.notes) == (False, (("/page", note),))
    home = BEGIN.replace('"Hello World!"', "session['name']")
    assert tried(tmp_path, f"{home}{other}{END}").is_wrong


@pytest.mark.parametrize("methods", ["['GET']", "['GET', 'POST']"])
def test_function_whose_url_another_one_has_is_noted(tmp_path, methods):
    second = f"@app.route('/', methods={methods})\ndef second():\n    return ''"
    outcome = tried(tmp_path, f"{BEGIN}{second}{END}")
    assert outcome.hidden == ((("second", "/"),) if "POST" not in methods else ())
    assert not outcome.is_wrong


def test_program_without_a_home_page(tmp_path):
    outcome = tried(tmp_path, BEGIN.replace('"/"', '"/hello"') + END)
    assert (outcome.stage, outcome.page, outcome.message) == (Stage.PAGES, "/", "404 Not Found")
    assert outcome.is_wrong


def test_cause_in_another_file(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("\n{{ name.first.second }}\n")
    (tmp_path / "shop.py").write_text("\ndef prices()\n    pass\n")
    template = tried(tmp_path, f"{BEGIN}{PAGE}return render_template('page.html'){END}")
    assert (template.file, template.line) == ("templates/page.html", 2)
    module = tried(tmp_path, f"import shop\n{BEGIN}{END}")
    assert (module.file, module.line, module.exception) == ("shop.py", 2, "SyntaxError")


LOOPS = [
    "while True:\n        pass",
    "re.match('(a+)+b', 'a' * 40)",
    "while True:\n        print('x' * 99)",
]


@pytest.mark.parametrize("code", LOOPS)
def test_endless_loop_is_found_at_its_line(tmp_path, code):
    at_start = tried(tmp_path, f"import re\n{BEGIN}if True:\n    {code}{END}", 0.5)
    assert at_start.is_wrong
    assert at_start.line in (15, 16), at_start
    in_a_page = tried(tmp_path, f"import re\n{BEGIN}{PAGE}{code}\n    return ''{END}", 0.5)
    # What prints may wait for the terminal most of the time.
    if "print" in code and not in_a_page.is_wrong:
        assert in_a_page.notes == (("/page", Reason.TIME),)
        return
    assert in_a_page.is_wrong
    assert (in_a_page.page, in_a_page.line in (16, 17)) == ("/page", True), in_a_page


@pytest.mark.parametrize("step", ["pass", "time.sleep(0.1)"])
def test_stream_is_not_wrong(tmp_path, step):
    stream = f"def letters():\n        while True:\n            {step}\n            yield 'x'\n    return letters()"
    outcome = tried(tmp_path, f"{BEGIN}{PAGE}{stream}{END}")
    assert (outcome.stage, outcome.notes) == (Stage.HOME, (("/page", Reason.STREAM),))


def test_slow_is_not_wrong(tmp_path):
    page = tried(tmp_path, f"{BEGIN}{PAGE}time.sleep(99){END}")
    assert (page.stage, page.notes) == (Stage.HOME, (("/page", Reason.TIME),))
    start = tried(tmp_path, f"{BEGIN}time.sleep(99){END}")
    assert (start.stopped, start.line, start.is_wrong) == (Reason.TIME, 13, False)


@pytest.mark.parametrize(
    "guard", ["if __name__ == '__main__':\n    app.run(port=5001)", "app.run(port=5001)"]
)
def test_start_is_noted(tmp_path, guard):
    run = tried(tmp_path, BEGIN + guard).run
    assert (run.port, run.debug, run.guarded) == (5001, False, "name" in guard)


def test_program_is_executed_once(tmp_path):
    outcome = tried(tmp_path, f"print('Once.')\n{BEGIN}{END}")
    assert outcome.printed == "Once.\n"


def test_paths_are_the_learners_own(tmp_path):
    outcome = tried(tmp_path, f"print(__file__)\nopen(__file__ + 'x')\n{BEGIN}{END}")
    assert outcome.printed == f"{tmp_path}/server.py\n".replace("/", os.sep)
    assert repr(str(tmp_path / "server.pyx")) in outcome.message


@pytest.mark.skipif(
    os.name == "nt", reason="Windows has no pipes in folders, and keeps its links for few."
)
def test_pipes_and_links_of_the_folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("kept")
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to(outside / "file")
    (folder / "folder").symlink_to(outside)
    (folder / "itself").symlink_to(folder)
    (folder / "nowhere").symlink_to("nothing")
    (folder / "zeros").symlink_to("/dev/zero")
    (folder / "server.py").write_text(
        f"{BEGIN}assert open('link').read() == 'kept'\nopen('link', 'w')\nopen('folder/file', 'w'){END}"
    )
    assert trial(folder).stage == Stage.HOME
    assert (outside / "file").read_text() == "kept"
    (folder / "server.py").unlink()
    os.mkfifo(folder / "server.py")
    assert trial(folder).message == "server.py is not a file."


def test_program_that_must_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "server.py").touch()
    # Root may read each file.
    monkeypatch.setattr("os.access", lambda *_: False)
    assert trial(tmp_path).message == "server.py cannot be opened: you have no permission."


def test_disk_without_room(tmp_path, monkeypatch):
    (tmp_path / "server.py").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert trial(tmp_path).stopped == Reason.ROOM


def test_folder_that_is_too_big_is_only_read(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.advice.folder.MOST_FILES", 1)
    (tmp_path / "other").touch()
    outcome = tried(tmp_path, f"{BEGIN}1 / 0")
    assert (outcome.stage, outcome.stopped) == (Stage.READ, Reason.SIZE)
    assert tried(tmp_path, f"{BEGIN}1 /").exception == "SyntaxError"


def test_change_is_tried_on_the_copy_alone(tmp_path):
    (tmp_path / "server.py").write_text("x")
    better = trial(tmp_path, {"server.py": BEGIN + END})
    assert better.stage == Stage.HOME
    assert (tmp_path / "server.py").read_text() == "x"
    assert better.progress > trial(tmp_path).progress


def test_outcomes_can_be_compared():
    assert Outcome(stage=Stage.READ) == Outcome(stage=Stage.READ)
    assert Outcome(stage=Stage.PAGES).progress > Outcome(stage=Stage.READ).progress
    assert Outcome(line=1).progress == Outcome(line=2).progress


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_nothing_is_left_if_the_trial_is_ended(tmp_path, scratch, number):
    (tmp_path / "server.py").write_text(
        f"{BEGIN}print(os.getpid(), flush=True)\ntime.sleep(99){END}"
    )
    code = "import pathlib; from workshop.advice.trial import trial; trial(pathlib.Path('.'))"
    environ = {**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environ, stderr=-3
    ) as process:
        wait_until(lambda: [*scratch.glob("*/record")])
        process.send_signal(getattr(signal, number))
        process.wait()
    wait_until(lambda: not any(scratch.iterdir()))


def wait_until(condition, seconds=10):
    """Wait until a condition is true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def advised(folder, program, *options):
    """Return the process of the program that gives advice."""
    (folder / "server.py").write_text(program)
    return subprocess.run(
        [sys.executable, "-m", "workshop.advice", *options],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": tempfile.gettempdir()},
        capture_output=True,
        text=True,
    )


def test_report_of_a_right_program(tmp_path):
    report = advised(tmp_path, BEGIN + PAGE + "return ''" + END)
    assert (report.returncode, report.stdout) == (0, "server.py works. Pages: / and /page\n")
    assert advised(tmp_path, BEGIN + END, "--json").stdout == "[]\n"


def test_report_of_a_program_that_cannot_be_read(tmp_path):
    report = advised(tmp_path, BEGIN.replace("():", "()") + END)
    assert report.returncode == 1
    message = "SyntaxError: expected ':'\nThis line must end with a colon."
    assert report.stdout == (
        "server.py, line 9:  def hello_world()\n"
        "Change it to:       def hello_world():\n"
        "  SyntaxError: expected ':'\n"
        "  This line must end with a colon.\n"
    )
    [entry] = json.loads(advised(tmp_path, BEGIN.replace("():", "()"), "--json").stdout)
    assert entry == {
        "file": "server.py",
        "line": 9,
        "before": "def hello_world()",
        "after": "def hello_world():",
        "message": f"{message}\nAfter that, there is another mistake to fix.",
    }


def test_report_of_a_page_that_fails(tmp_path):
    report = advised(tmp_path, BEGIN + PAGE + "raise ValueError('No.')" + END)
    assert report.stdout == (
        "server.py, line 15:  raise ValueError('No.')\n  The page /page fails. ValueError: No.\n"
    )


def test_report_of_a_program_that_was_not_tried_further(tmp_path):
    report = advised(tmp_path, f"import os\nos.system('exit')\n{BEGIN}{END}")
    assert (report.returncode, report.stdout) == (
        0,
        (
            "server.py, line 2:  os.system('exit')\n"
            "  server.py was tried only to this line, because it starts another program.\n"
        ),
    )
