"""How far a trial says that a program gets, and at which line it fails."""

import os

import pytest
from trials import FIRST, page, tried, with_lines, with_page

from workshop.advice.outcome import Reason, Stage
from workshop.advice.trial import PATIENCE

# The lines of a page that is added.
DEF, BODY = FIRST + 1, FIRST + 2


@pytest.mark.parametrize(
    ("line", "stage", "exception"),
    [
        ("@app.route('/a'", Stage.NOTHING, "SyntaxError"),
        ("print(x)", Stage.READ, "NameError"),
        ("sys.exit()", Stage.READ, "SystemExit"),
        ("app.run(prt=5000)", Stage.READ, "TypeError"),
        ("app.run(port='x')", Stage.READ, "ValueError"),
    ],
)
def test_mistake_at_the_start_is_found_at_its_line(tmp_path, line, stage, exception):
    outcome = tried(tmp_path, with_lines(line))
    assert outcome.is_wrong
    assert (outcome.stage, outcome.exception) == (stage, exception)
    assert (outcome.file, outcome.line) == ("server.py", FIRST)


def test_guesses_of_newer_pythons_are_left_out(tmp_path):
    """They say "Did you mean: 'request'?", and haven't tried it."""
    outcome = tried(tmp_path, with_lines("from flask import rqeuest"))
    assert outcome.said == "ImportError: cannot import name 'rqeuest' from 'flask'"
    outcome = tried(tmp_path, with_lines("page = lambda end: ''\npage(ed='')"))
    assert outcome.said.endswith("got an unexpected keyword argument 'ed'")


STREAM_THAT_FAILS = """
def numbers():
    yield "x"
    yield 1 / 0
return numbers()
"""


@pytest.mark.parametrize(
    ("code", "line", "exception"),
    [
        ("1 / 0", BODY, "ZeroDivisionError"),
        ("sys.exit()", BODY, "SystemExit"),
        ("return session['name']", BODY, "KeyError"),
        ("return render_template('no.html')", BODY, "TemplateNotFound"),
        ("app.debug = True\nreturn x", BODY + 1, "NameError"),
        (STREAM_THAT_FAILS, BODY + 2, "ZeroDivisionError"),
        # Flask only complains once the function has ended.
        ("print('x')", DEF, "TypeError"),
    ],
)
def test_mistake_in_a_page_is_found_at_its_line(tmp_path, code, line, exception):
    outcome = tried(tmp_path, with_page(code))
    assert outcome.is_wrong
    assert (outcome.stage, outcome.page) == (Stage.STARTED, "/page")
    assert (outcome.exception, outcome.line) == (exception, line)


def test_mistake_in_another_file_is_found_there(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("\n{{ name.first.second }}\n")
    template = tried(tmp_path, with_page("return render_template('page.html')"))
    assert (template.file, template.line) == ("templates/page.html", 2)

    (tmp_path / "shop.py").write_text("\ndef prices()\n    pass\n")
    module = tried(tmp_path, with_lines("import shop"))
    assert (module.file, module.line, module.exception) == ("shop.py", 2, "SyntaxError")


def test_program_without_a_home_page_is_wrong(tmp_path):
    outcome = tried(tmp_path, with_lines("").replace('"/"', '"/hello"'))
    assert (outcome.stage, outcome.page, outcome.message) == (Stage.PAGES, "/", "404 Not Found")
    assert outcome.is_wrong


def test_file_that_hides_a_module_of_python_is_imported_as_by_hand(tmp_path):
    (tmp_path / "json.py").touch()
    outcome = tried(tmp_path, with_lines(""))
    assert (outcome.stage, outcome.line) == (Stage.READ, 2)
    assert outcome.exception in ("AttributeError", "ImportError")


LOOPS = ["while True:\n    pass", "re.match('(a+)+b', 'a' * 40)"]


@pytest.mark.parametrize("loop", LOOPS)
def test_endless_loop_at_the_start_is_found_at_its_line(tmp_path, loop):
    outcome = tried_until_found(tmp_path, with_lines(loop), [FIRST, FIRST + 1])
    assert outcome.is_wrong
    assert outcome.line in (FIRST, FIRST + 1)


def test_endless_loop_in_a_page_is_found_at_its_line(tmp_path):
    outcome = tried_until_found(tmp_path, with_page(LOOPS[0]), [BODY, BODY + 1])
    assert (outcome.is_wrong, outcome.page) == (True, "/page")
    assert outcome.line in (BODY, BODY + 1)


def tried_until_found(folder, program, lines):
    """Return the outcome of a trial with as little patience as it takes to find one of the lines.

    While other programs keep the computer busy, a short trial may not even come to its loop.
    """
    for patience in 0.3, 1, PATIENCE:
        outcome = tried(folder, program, patience)
        if outcome.is_wrong and outcome.line in lines:
            break
    return outcome


def test_endless_output_ends_the_trial(tmp_path):
    """It may wait for the terminal most of the time, so it may count as slow."""
    loop = "while True:\n    print('x' * 99)"
    at_the_start = tried(tmp_path, with_lines(loop), 0.5)
    assert at_the_start.is_wrong or at_the_start.stopped == Reason.TIME
    assert at_the_start.line in (FIRST, FIRST + 1)

    in_a_page = tried(tmp_path, with_page(loop), 0.5)
    assert in_a_page.is_wrong or in_a_page.notes == (("/page", Reason.TIME),)
    assert in_a_page.line in ((BODY, BODY + 1) if in_a_page.is_wrong else (0,))


def test_slow_program_is_not_wrong(tmp_path):
    pages = [page("time.sleep(0.5)\nreturn ''", name) for name in ("one", "two", "three")]
    outcome = tried(tmp_path, with_lines("time.sleep(1)\n" + "".join(pages)))
    assert (outcome.stage, outcome.notes) == (Stage.HOME, ())


def test_program_that_waits_too_long_is_not_wrong(tmp_path):
    in_a_page = tried(tmp_path, with_page("time.sleep(99)"), 0.5)
    assert (in_a_page.stage, in_a_page.notes) == (Stage.HOME, (("/page", Reason.TIME),))

    at_the_start = tried(tmp_path, with_lines("time.sleep(99)"), 0.5)
    assert (at_the_start.stopped, at_the_start.line) == (Reason.TIME, FIRST)
    assert not at_the_start.is_wrong


STREAM = """
def letters():
    while True:
        {wait}
        yield "x" * {length}
return letters(), {{"Content-Type": "text/plain"}}
"""


def test_stream_is_not_wrong(tmp_path):
    slow = page(STREAM.format(wait="time.sleep(0.1)", length=1), "slow")
    busy = page(STREAM.format(wait="pass", length=1), "busy")
    big = page(STREAM.format(wait="pass", length=1_000_000), "big")
    outcome = tried(tmp_path, with_lines(slow + busy + big))
    assert outcome.stage == Stage.HOME
    assert dict(outcome.notes) == dict.fromkeys(["/slow", "/busy", "/big"], Reason.STREAM)


@pytest.mark.parametrize(
    "start",
    [
        "app.run('localhost', '5001', load_dotenv=False, threaded=True)",
        "threading.Thread(target=app.run, args=['localhost', 5001]).start()\ntime.sleep(9)",
        "if __name__ == '__main__':\n    app.run(port=5001)",
    ],
)
def test_start_is_noted(tmp_path, start):
    outcome = tried(tmp_path, with_lines(start))
    assert outcome.stage == Stage.HOME
    assert (outcome.run.port, outcome.run.debug) == (5001, False)
    assert outcome.run.guarded == ("__name__" in start)


def test_several_apps_in_one_are_started_and_not_visited(tmp_path):
    several = """
        from werkzeug.middleware.dispatcher import DispatcherMiddleware
        from werkzeug.serving import run_simple
        run_simple("localhost", 5000, DispatcherMiddleware(app, {}))
    """
    outcome = tried(tmp_path, with_lines(several))
    assert (outcome.stage, outcome.stopped) == (Stage.STARTED, Reason.SERVER)


def test_program_is_executed_once_and_paths_are_the_learners_own(tmp_path):
    outcome = tried(tmp_path, with_lines("print(__file__)\nopen(__file__ + 'x')"))
    assert outcome.printed == f"{tmp_path}/server.py\n".replace("/", os.sep)
    assert repr(str(tmp_path / "server.pyx")) in outcome.message
