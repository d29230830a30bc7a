"""What a check that fails tells a learner, in place of pytest's own report.

MISTAKES has the explanations. What stands below it finds the one that fits, and tells it.
"""

import contextlib
import http.client
import inspect
import os
import re
import runpy
import sys
import textwrap
import threading
import traceback
from pathlib import Path

import pytest
from live_server import PORT, ask, pages, port_is_free

# {symptom: {cause: explanation}}. A symptom is searched in "check: asked by view: came", a cause in
# server.py: in the view that answered, or at the line that Python cannot read, where there is one.
# The first pair that is found is told, with {0}, {1} for the groups of both. Its line is that of
# the cause, or of the error where the cause is found without a line.
MISTAKES = {
    # The home page is another one. These come first: what is on a page is no other symptom.
    r"^home page is html: GET": {
        r"^[ \t]+return\b.*": "A list or a dict is sent as data. Return the text alone, without brackets.",
    },
    r"^home page says [\w ]+: GET / by (\w+): ": {
        r"^[ \t]+return +[\"'].*\{.*": 'A text that has {{ }} in it, for a variable, begins with f: f"..."',
        r"^(?:async )?def (?!hello_world\b).*": (
            "This is what {0}() returns. Is the text another one, "
            "or does the routing rule stand above another function than is meant?"
        ),
        r"^[ \t]+return\b.*": (
            "The text is another one: letters, capitals, spaces and marks count. "
            "If you mean it, change it in tests/ too."
        ),
    },
    "^home page says": {
        "": "The text is another one: letters, capitals, spaces and marks count.",
    },
    # Python cannot read server.py.
    "TabError|unindent": {
        r"^ *\t.*": "Tabs and spaces are mixed. Begin each line with spaces only, four for each step.",
    },
    "unexpected indent": {
        "": (
            "Take spaces away, until the line begins exactly below the one above it. "
            "Or is a line missing there?"
        ),
    },
    "expected an indented block after (.*) on line": {
        "": "What belongs to the {0} above begins four spaces further to the right.",
    },
    "IndentationError": {
        "": "The line begins neither exactly below the one above it nor below an earlier one.",
    },
    "import server: .*(?:null bytes|'utf-8' codec|Non-UTF-8)": {
        "": "The file is not saved as UTF-8. Choose that encoding in the editor, and save it again.",
    },
    "invalid (?:non-printable )?character": {
        "": 'A character here only looks like the right one. Type it by hand: quotes are "',
    },
    "unterminated": {
        r"^.*[\"']\\[\"'].*": "A URL has / in it, and not \\",
        "": "A text begins and ends with the same quote, on the same line. The second one is missing.",
    },
    "expected ':'": {
        "": "A line that begins with def or if ends with a colon, and nothing else.",
    },
    "was never closed|unmatched '.'|closing parenthesis": {
        "": "Every bracket that is opened is closed, and no other. Count them.",
    },
    "Maybe you meant '=='": {
        "": "One = gives a name to something. Two compare: ==",
    },
    "call to 'print'": {
        "": "What is printed goes to the terminal. For the client, type return in place of print.",
    },
    "Perhaps you forgot a comma": {
        "": "A comma stands between two things in parentheses, and quotes around a text.",
    },
    "TemplateSyntaxError": {
        r"^.*render_template\w*\(.*": "Here server.py is right: the mistake is in the template.",
    },
    r"\bSyntaxError": {
        r"^[ \t]*(Def|Return|If|From|Import)\b.*": "Python writes {0} in small letters.",
        r"^[ \t]*(?:[$>`*]|(?:cd|python|pip|pipenv|invoke) ).*": (
            "This line is none of Python's: take it out of server.py."
        ),
        r"^[ \t]*//.*": "A note for readers begins with #",
        r"^def +(?!\w+\().*": "A function has one word for a name, and parentheses behind it.",
        r"(?=^@.*\n+(?![\s@]|def |async |class ).+)": (
            "Below a routing rule comes its function at once: def hello_world():"
        ),
        r"^[ \t]+(?!return\b|if\b)([a-z]+) +[\"'].*": "Python knows no {0}. Do you mean return?",
        r"^@app\.(?:route|get|post)\([^\"'\n].*": 'The URL stands in quotes: @app.route("/")',
        r"^[ \t]*return +[^\"'\s]+ [^\"'\n]*$": 'A text stands in quotes: return "Hello World!"',
        "": "Python cannot read this line, or the end of the one above. Compare both with README.",
    },
    # Python cannot import server.py.
    "No module named 'server'": {
        "": "There is no server.py in this folder. Is it saved, under exactly that name?",
    },
    "No module named 'Flask'|cannot import name 'flask'": {
        "": "The package is flask, and the class in it Flask: from flask import Flask",
    },
    "No module named '(.+)'": {
        "": "Python finds no {0}. If that is no typo but a package, type pipenv install {0}",
    },
    "cannot import name 'app'": {
        r"^(\w+)\b.*= *(?:flask\.)?Flask\(.*": (
            "The instance of Flask is called {0} here. Call it app, on each line: others look for that."
        ),
        "": "server.py makes no app. Is it saved, and without # in front of app = Flask(__name__)?",
    },
    "import server: app.run.. was reached": {
        r"\A(?=[\s\S]*^if __name__)": (
            "app.run() is not inside the if, so whoever imports server.py waits for ever. "
            "Begin its line with four spaces, right below the if."
        ),
        "": (
            "app.run() stands alone, so whoever imports server.py waits for ever. "
            'Above it belongs: if __name__ == "__main__":'
        ),
    },
    "name '_*name_*' is not defined": {
        r"^(?:.*Flask\(|if +)(?!__name__)_*name_*\b.*": "Two underscores stand on each side of it: __name__",
    },
    "name '_*main_*' is not defined": {
        r"^if .*= *_*main_*\b.*": 'It is a text, with two underscores on each side: "__main__"',
    },
    "name 'flask' is not defined": {
        r"\A(?=[\s\S]*import Flask)": "The class begins with a capital: Flask(__name__)",
    },
    "name 'Flask' is not defined": {
        "": "Flask is not imported yet. The first line is: from flask import Flask",
    },
    "name 'app' is not defined": {
        r"^(?!app\b)(\w+)\b.*= *(?:flask\.)?Flask\(.*": (
            "The instance of Flask is called {0} here. Call it app, on each line."
        ),
        "": "There is no app yet. Above this line belongs: app = Flask(__name__)",
    },
    "name '(true|false|none)' is not defined": {
        "": "Python writes it with a capital: True, False, None.",
    },
    "name '(render_template|request|redirect|url_for|session|abort|jsonify)' is not defined": {
        "": "Flask brings it along. The first line: from flask import Flask, {0}",
    },
    "name '(.+?)' is not defined": {
        "": "Python knows no {0}. Is it a typo, or is an import missing, or the quotes around a text?",
    },
    "'module' object is not callable": {
        r"^.*= *flask\(.*": "flask is the package, and Flask the class in it: from flask import Flask",
    },
    "missing 1 required .*'(?:import_name|rule)'|_check_setup_finished": {
        r"^app\b.*= *(?:flask\.)?Flask(?:\( *\))? *$": "An app is made by: app = Flask(__name__)",
        "": 'A routing rule says which URL it is for: @app.route("/")',
    },
    "URL rule '\\w+:": {
        "": 'A routing rule has only what stands behind the port: @app.route("/")',
    },
    "URL rule ' *(.*)' must start with a slash": {
        "": 'The URL in a routing rule begins with a slash, as in @app.route("/{0}")',
    },
    "Allowed methods must be a list": {
        "": 'The methods stand in a list, as in methods=["GET"]. This rule needs none.',
    },
    "overwriting an existing endpoint function: (.+)": {
        "": "Two functions are called {0}. Give each a name of its own.",
    },
    "'Flask' object has no attribute '(.+?)'": {
        "": "Flask has no {0}. Is it a typo? Capitals count: app.route, app.run",
    },
    "reading from stdin|EOF when reading": {
        "": "input() waits for somebody who types. A server answers by itself.",
    },
    "SystemExit": {
        "": "This ends the program. Leave it out: CTRL+C ends the server.",
    },
    "unsupported operand .* 'str' and 'str'": {
        "": """The quotes inside a text are others than those around it: "... '...' ...\"""",
    },
    "can only concatenate str": {
        "": 'Only texts can be added to a text: "..." + str(...)',
    },
    "It still goes on": {
        "": "Python waits here, or goes round in circles, and nobody gets an answer.",
    },
    # A client gets no home page.
    "GET /: 404": {
        r"\A(?=[\s\S]*^@app\.[\s\S]*^app\b.*Flask\()": (
            "app is made again below the routing rules, which are lost by that. Make it once."
        ),
        r"^app\.\w+\(.*(?=\n+def )": 'A routing rule begins with @, as in @app.route("/")',
        r"^@app\.route *$": 'A routing rule says which URL it is for: @app.route("/")',
        r"^@app\.\w+\([\"'](.+?)[\"'].*": (
            'The routing rule is for {0}, and the home page is /, as in @app.route("/")'
        ),
        r"^(?:async )?def .*": 'There is no routing rule. Right above this line: @app.route("/")',
        "": 'There is no routing rule, and no function. README has both, from @app.route("/") on.',
    },
    "GET /: 405": {
        r"^@app\.\w+\([\"']/[\"'].*": "A browser asks by GET, and this rule takes other methods only.",
    },
    r"GET / by \w+: [1-5]\d\d [^:]+$": {
        r"^[ \t]+(?:return|abort)\b.*": "The function itself sends this status. Return the text alone.",
    },
    "either returned None": {
        r"^[ \t]+(?:return +)?print\(.*": (
            "Did you type print instead of return? "
            "What is printed goes to the terminal, what is returned to the client."
        ),
        r"^[ \t]+return *$": 'Nothing is returned. What to send stands behind it: return "..."',
        r"^(?:async )?def .*": 'The function returns nothing. Its last line: return "Hello World!"',
    },
    r"missing \d required positional argument": {
        r"^(?:async )?def .*\((.+)\).*": (
            "Nobody gives {0} to the function. Leave its parentheses empty."
        ),
    },
    r"it was an? \w*(?:function|method)\w*\.$": {
        r"^[ \t]+return\b.*": (
            "A function is returned, and no text. Call it with (), or return a text in quotes."
        ),
    },
    r"but it was an? (\w+)\.$": {
        r"^[ \t]+return *[{\[(].*": "A client can be sent a text. Return it alone, without brackets.",
        r"^[ \t]+return\b.*": "A client can be sent a text, and this is none ({0}). Put quotes around it.",
    },
    "RecursionError": {
        "": "The function calls itself, again and again. Return the text.",
    },
    "TemplateNotFound: (.*)": {
        r"^.*render_template\(.*": "There is no {0} in the folder templates beside server.py.",
    },
    "other addresses are not found": {
        r"^@app\.before_request.*": 'This answers every request. A routing rule: @app.route("/")',
        r"^@app\.errorhandler.*": "The number belongs behind the text: return ..., 404",
        r"^@.*<path:.*": "This rule takes every address. If you want that, take the check out of test_client.py.",
    },
    "app is named after": {
        r"^app\b.*": "Flask finds the files of an app by this name: app = Flask(__name__)",
    },
    # The program does not serve, or not as it should.
    r"ended before it answered\.$": {
        r"^[ \t]*app\.run *$": "Without parentheses, it is named, and not called: app.run()",
        r"^[ \t]+if .*__main__.*": "The line belongs to the function above it. Begin it without spaces.",
        r"^if (?![\s\S]*app\.run).*": "Below this line, app.run() is missing, four spaces further in.",
        r"\A(?![\s\S]*app\.run)": (
            'app.run() is missing at the end, and above it: if __name__ == "__main__":'
        ),
        r"^if (?!\(?__name__ *== *[\"']__main__[\"']\)? *:).*(?:name|main).*": (
            'This is never true, so that nothing starts. Exactly: if __name__ == "__main__":'
        ),
        r"^[ \t]+app\.run\(.*": 'This is never reached. Above it belongs: if __name__ == "__main__":',
    },
    r"ended before it answered.* (\d+) is in use": {
        r"^.*app\.run\(.*port.*": "Port {0} is taken, perhaps by a server of yours. Leave the parentheses empty for 5000.",
    },
    r"ended before it answered\. (?:AttributeError: 'int' object|(?!\w*Error\b))": {
        r"^.*app\.run\(.+\).*": "It cannot start with what is in the parentheses. Leave them empty.",
    },
    r"somewhere else.*//(?:127\.0\.0\.1|localhost):(\d+)": {
        r"^.*app\.run\(.*": "The server listens at port {0}. Leave the parentheses empty for 5000.",
    },
    r"somewhere else.*//(\S+)": {
        r"^.*app\.run\(.*": "The server listens at {0}. Leave the parentheses empty for localhost.",
    },
    "Nobody answers": {
        "": "The program runs, and opens no port. Does it wait for something before app.run()?",
    },
    "your server that runs already": {
        r"^.*app\.run\(.*(?=[\s\S]*^@app\.)": (
            "app.run() knows only the routing rules above it. Move it, with its if, to the end. "
            "Then stop your server with CTRL+C in its window, and start it again."
        ),
        "": (
            "It does not show what server.py says now. "
            "Stop it with CTRL+C in its window, and start it again."
        ),
    },
    "server answers at localhost": {
        r"^.*app\.run\(.*(?=[\s\S]*^@app\.)": (
            "app.run() knows only the routing rules above it. Move it, with its if, to the end."
        ),
    },
    "other computers do not reach": {
        r"^.*app\.run\(.*": "Everybody in the network reaches this server. Leave out the host.",
    },
    "ctrl c stops the server: .*: nothing": {
        r"^[ \t]*(?:while|except|signal)\b.*": "The program goes on after CTRL+C, perhaps because of this.",
        "": "The program goes on after CTRL+C. Does app.run() stand there twice?",
    },
}

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "server.py"
# As the learner calls it.
INVOKE = os.environ.get("WORKSHOP_INVOKE", "invoke")
# For an import or an answer of server.py, in seconds.
TIME_LIMIT = 5

SUCCESS = f"server.py passes all checks. Next, type {INVOKE} run and open http://localhost:{PORT}/"
OWN_SUCCESS = (
    "server.py passes all checks, and so does your server that runs already; it was not stopped. "
    f"Next, open http://localhost:{PORT}/"
)

# What the first check that failed has to tell.
STORY = pytest.StashKey()
# Whether a server of the learner's runs already.
OWN_SERVER = pytest.StashKey()
# What the check that runs has asked, compared and met with.
_seen = {}


class AppRan(Exception):
    """app.run() was called where it must not serve."""


def pytest_runtest_setup(item):
    """Let only the first mistake be told."""
    if STORY in item.config.stash:
        pytest.skip("An earlier check has failed.")


@pytest.fixture(autouse=True)
def observed(request, monkeypatch):
    """Note what the app is asked and raises, and let it neither serve nor wait for ever."""
    import flask

    def refuse(*_, **__):
        raise AppRan("app.run() was reached.")

    monkeypatch.setattr(flask.Flask, "run", refuse)

    def note_error(app, exception, **_):
        _seen["error"] = exception

    def note_request(app, response, **_):
        _seen["asked"] = f"{flask.request.method} {flask.request.path}"
        _seen["endpoint"] = flask.request.endpoint
        _seen["view"] = app.view_functions.get(flask.request.endpoint)
        # A stream can be read only once.
        if flask.request.path == "/" and response.is_sequence:
            _seen["home page"] = response.get_data(as_text=True)

    _seen.clear()
    timer = threading.Timer(TIME_LIMIT, _give_up, [request.node])
    timer.start()
    with (
        flask.got_request_exception.connected_to(note_error),
        flask.request_finished.connected_to(note_request),
    ):
        yield
    timer.cancel()


@pytest.fixture
def own_server_runs(request, app, client):
    """Tell whether a Flask server runs already, which is taken for the learner's own.

    Fails where another program is at the port, and where server.py is no longer what is served.
    """
    server = _server_at_port()
    if server is None:
        return False
    if server != "Werkzeug":
        who, cure = _tasks()._describe(server)
        pytest.fail(f"Port {PORT} is in use by {who}.\n{cure}, then type {INVOKE} test")
    with contextlib.suppress(AppRan):
        runpy.run_path(str(PROGRAM), run_name="__main__")
        raise AssertionError("The program ended before it answered.")
    request.config.stash[OWN_SERVER] = True
    for page in pages(app):
        assert ask(page)[0] == client.get(page).status_code
    home_page = client.get("/").text
    # One that shows the time, or counts visits, cannot be compared.
    if home_page == client.get("/").text:
        assert ask()[1] == home_page
    return True


def pytest_assertrepr_compare(config, op, left, right):
    """Note what is compared, and leave its report to pytest."""
    came, expected = (right, left) if op == "in" else (left, right)
    _seen["compared"] = _as_text(came), ("not " if op == "!=" else "") + _as_text(expected)


def pytest_exception_interact(node, call, report):
    """Tell the story of a check that failed in place of pytest's report."""
    report.longrepr = _story(node, call.excinfo.value, report)
    node.config.stash.setdefault(STORY, report.longrepr)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session):
    """End with the story, or with what comes next."""
    session.config.option.no_summary = True
    yield
    stash = session.config.stash
    success = OWN_SUCCESS if OWN_SERVER in stash else SUCCESS
    passed = "passed" in session.config.pluginmanager.get_plugin("terminalreporter").stats
    last = stash.get(STORY, success if passed and session.exitstatus == 0 else None)
    if last:
        session.config.get_terminal_writer().line(f"\n{last}")


def _tasks():
    """Give the module of the tasks, by whose words the checks say who is at a port."""
    path = sys.path[:]
    import tasks

    # Tasks are not to import files of the learner's, but the checks are.
    sys.path[:] = path
    return tasks


def _server_at_port():
    """Give how the server at the port calls itself, None where there is none."""
    return None if port_is_free() else _tasks()._server_at(PORT)


def _give_up(item):
    """End the checks where server.py goes on for ever, which nothing else could end."""
    stack = traceback.extract_stack(sys._current_frames()[threading.main_thread().ident])
    if _last_line(PROGRAM, stack):
        try:
            story = _tell(
                item, *_asked(item, "call"), f"It still goes on after {TIME_LIMIT} seconds.", stack
            )
            capture = item.config.pluginmanager.get_plugin("capturemanager")
            with capture.global_and_fixture_disabled():
                print(f"\n\n{story}", flush=True)
        finally:
            os._exit(1)


def _story(node, error, report):
    """Give the lines for the learner about a check that failed with *error*."""
    if isinstance(error, pytest.fail.Exception) and report.when == "setup":
        return str(error)
    if report.when == "collect":
        error = error.__cause__ or error
    asked, expected = _asked(node, report.when)
    came = []
    if "compared" in _seen:
        compared, expected = _seen["compared"]
        came.append(compared)
    # What Flask has caught comes before what came of it.
    problem = _seen.get("error", error)
    if problem is not error or not came:
        came.append(_message(problem))
    stack = [*traceback.extract_tb(problem.__traceback__)]
    if isinstance(problem, SyntaxError) and problem.filename:
        stack.append(traceback.FrameSummary(problem.filename, problem.lineno, ""))
        # Python stops at the mistake, or on the line below it.
        _seen["lines"] = max(problem.lineno - 1, 1), problem.lineno
    # What a server that was started has printed.
    log = "".join(text for name, text in report.sections if "stderr" in name)
    telling = re.findall(r"^\w+Error\b.*", log, re.MULTILINE)
    if report.when == "setup":
        telling = telling or re.findall(r"Running on .*", log) or log.splitlines()
    came += telling[-1:]
    for file, line in re.findall(r'File "(.+)", line (\d+)', log):
        stack.append(traceback.FrameSummary(file, int(line), ""))
    return _tell(node, asked, expected, ": ".join(came).replace(".:", "."), stack)


def _tell(node, asked, expected, came, stack):
    """Give the lines of a story: where to look, what happened, and what was probably meant."""
    check = node.name.removeprefix("test_").replace("_", " ")
    by = f" by {_seen['endpoint']}" if _seen.get("endpoint") else ""
    meant, line = _explain(f"{check}: {asked}{by}: {came}", _source())
    line = line or _last_line(PROGRAM, stack)
    file = PROGRAM
    if not line and not ("compared" in _seen and meant):
        file, line = node.path, _last_line(node.path, stack)
    lines = []
    if line:
        code = file.read_text("utf-8-sig", "replace").split("\n")[line - 1].strip()
        lines.append(f"{file.relative_to(ROOT)}, line {line}:  {code}")
    came = textwrap.shorten(came, 100)
    facts = {"check": check, "asked": asked, "expected": expected, "came": came}
    lines += [f"  {name + ':':11}{fact}" for name, fact in facts.items() if fact]
    same = len(os.path.commonprefix([expected, came]))
    if same and "compared" in _seen:
        # Below the first letter that differs.
        lines.append(" " * (13 + same) + "^")
    lines.append(meant)
    if OWN_SERVER not in node.config.stash and _is_stale():
        lines.append(
            "Then stop your server that runs already with CTRL+C in its window, and start it again: "
            "it does not show what server.py says now."
        )
    lines.append(f"When it is mended, and saved, type {INVOKE} test")
    return "\n".join(filter(None, lines))


def _is_stale():
    """Tell whether a server that runs already shows another home page than server.py has now."""
    if "home page" not in _seen or _server_at_port() != "Werkzeug":
        return False
    return ask() != (200, _seen["home page"])


def _asked(node, when):
    """Give what a check does to server.py, as a learner would, and what it expects of that."""
    fixtures = getattr(node, "fixturenames", [])
    if "server" in fixtures and OWN_SERVER in node.config.stash:
        return "your server that runs already", ""
    if when == "setup" and "server" in fixtures:
        return "python server.py", f"a server at http://localhost:{PORT}/"
    if when == "setup" and "app" in fixtures:
        return "import server", "an app"
    if "process" in fixtures:
        return "the exit code after CTRL+C", ""
    if "server" in fixtures:
        return f"http://localhost:{PORT}/", ""
    return _seen.get("asked", ""), ""


def _explain(symptom, source):
    """Give what MISTAKES says of a symptom, and the line that it found in *source*, or 0."""
    for came, causes in MISTAKES.items():
        found = re.search(came, symptom)
        for has, meant in causes.items() if found else ():
            cause = re.search(has, source, re.MULTILINE)
            if cause:
                line = source.count("\n", 0, cause.start()) + 1 if cause[0] else 0
                return meant.format(*found.groups(), *cause.groups()), line
    return "", 0


def _source():
    """Give the part of server.py that a cause is searched in, on its lines, without comments."""
    source = PROGRAM.read_text("utf-8-sig", "replace") if PROGRAM.exists() else ""
    lines = re.sub("#.*", "", source).split("\n")
    first, last = 1, len(lines)
    # Some views have no source, or theirs is in another file.
    with contextlib.suppress(OSError, TypeError):
        if inspect.getsourcefile(_seen.get("view")) == str(PROGRAM):
            view, first = inspect.getsourcelines(_seen["view"])
            last = first + len(view) - 1
    first, last = _seen.get("lines", (first, last))
    return "\n" * (first - 1) + "\n".join(lines[first - 1 : last])


def _last_line(file, stack):
    """Give the number of the last line of *file* in a stack, 0 where there is none."""
    return next((frame.lineno for frame in reversed(stack) if Path(frame.filename) == file), 0)


def _as_text(value):
    """Give what was compared as a learner knows it."""
    if isinstance(value, int) and value in http.client.responses:
        return f"{value} {http.client.responses[value]}"
    if isinstance(value, list | tuple):
        return " ".join(map(_as_text, value))
    return "nothing" if value is None else " ".join(str(value).split())


def _message(error):
    """Give what Python says last of an error; of one by the checks, only its words."""
    if isinstance(error, AssertionError | TimeoutError | AppRan):
        return str(error)
    if isinstance(error, pytest.FixtureLookupError):
        return f"There is no fixture called {error.argname}."
    said = traceback.format_exception_only(error)[-1].strip()
    # Without the path of a module, and the code of an exit that has none.
    return re.sub(r" \(.*\.py\)$|: None$", "", said)
