"""The mistakes of beginners in server.py: each example in the tables of hints is made for real."""

import ast
import re
import string
import sys
from pathlib import Path

import pytest
from learner import EDGES
from live_server import started
from programs import PROGRAM, invoke_test

from workshop.hints import mistakes, slip
from workshop.hints.lesson import GUARD, LESSON, OTHER, RENDER, RETURN
from workshop.hints.slips import SLIPS

TABLES = {"slips": SLIPS, **mistakes.TABLES}
# What each story of a mistake ends with.
AGAIN = "Fix it, save the file, then type invoke test\n"
# What takes more than another program; other checks show these.
SHOWN_ELSEWHERE = {
    "AttributeError: .*module 'flask' has no attribute '(?:request_started|g)'",
    "ModuleNotFoundError: No module named 'server'",
    ".*Nobody answers.*still importing",
    r".*Port (\d+) is in use",
    r"names in templates have two braces: : (\w+) has",
    r"templates fill blocks of their base: : (\w+) is none of (.+)\.$",
    r"templates use what they are given: : (\w+) was not given, and (\w+) is not used",
    "server answers at localhost: http://localhost:5000/: 404",
    r"loops use the names that they give: : (\w+) is nothing, and (\w+) is not used",
    r"(?:ImportError: cannot import name '.*' from|AttributeError: .*module) '((?!flask)\w+)'",
    "server answers at localhost: the server you already have running(?!.*ended before)",
}
# Right programs that few would write.
UNUSUAL = ["""x = "a"'b'""", """x = "<p>"'Hi'"</p>" """, 'x = dict(\na=1,\nb = "2"\n)']
# One Python after the other, so that what takes longest is not left for the end.
each_python = pytest.mark.parametrize("python", EDGES, scope="module")


def as_pattern(hint):
    """Return the pattern of what a hint may become."""
    parts = string.Formatter().parse(hint)
    return "".join(re.escape(text) + (".+" if field else "") for text, field, *_ in parts)


def test_lesson_is_that_of_server_py():
    assert LESSON == PROGRAM


def test_entry_has_an_example():
    without = [entry[0] for table in TABLES.values() for entry in table if not entry.examples]
    assert {*without} == SHOWN_ELSEWHERE


@each_python
@pytest.mark.parametrize("table", TABLES)
def test_example_is_told_by_its_entry_alone(run_checks, subtests, table):
    for entry in TABLES[table]:
        for (right, wrong), line in entry.examples.items():
            with subtests.test(right=right, wrong=wrong):
                program = PROGRAM.replace(right, wrong)
                assert program != PROGRAM
                exit_code, output = run_checks(program)
                assert exit_code == 1, output
                story = output.rpartition("\n\n")[2].splitlines(keepends=True)
                told = [each for each in story if not each.startswith((" ", "server.py, "))]
                assert re.fullmatch(f"{as_pattern(entry.hint)}\n{AGAIN}", "".join(told)), output
                read = program.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                code = f"server.py, line {line}:  {read.splitlines()[line - 1].strip()}\n"
                shown = [each for each in story if each.startswith("server.py, ")]
                assert shown == ([code] if line else []), output


def test_slip_is_in_no_program_that_python_can_read():
    library = Path(ast.__file__).parent.glob("*.py")
    sources = [path.read_text(encoding="utf-8") for path in library]
    for source in [*sources, *UNUSUAL]:
        assert slip.first(SLIPS, source, last_line=sys.maxsize) == [], source


@each_python
def test_program_that_is_not_saved_as_utf_8(computer):
    checks = invoke_test(computer, PROGRAM, "utf-16")
    assert checks.returncode == 1
    assert "The file is not saved as UTF-8." in checks.stdout


@each_python
def test_what_no_entry_explains(run_checks, subtests):
    """Python's own words, and the line of the lesson that is most like it."""
    for right, wrong, told in [
        (
            "@app.route",
            "@@app.route",
            'SyntaxError: invalid syntax\nThe closest line of the lesson is:\n  @app.route("/")\n',
        ),
        # What learners raise themselves, they know.
        (
            RETURN,
            '    raise ValueError("unterminated string")\n',
            "500 Internal Server Error: ValueError: unterminated string\nPython says above",
        ),
    ]:
        with subtests.test(wrong):
            exit_code, output = run_checks(PROGRAM.replace(right, wrong))
            assert exit_code == 1
            assert told in output


def test_cause_in_another_file(computer, run_checks):
    (computer.workshop / "shop.py").write_text("\ndef prices()\n    return 1\n")
    story = run_checks(f"import shop\n{PROGRAM}")[1]
    assert "\nshop.py, line 2:  def prices()\n" in story


def test_templates_that_are_named_otherwise(computer, run_checks, subtests):
    templates = computer.workshop / "templates"
    templates.mkdir()
    (templates / "home.html.txt").touch()
    (templates / "base.html").touch()
    (templates / "page.html").write_text("{% extends base.html %}")
    for name, hint in {
        "home.html": "It is called home.html.txt in the folder templates: rename it to home.html",
        "page.html": "The name of a file stands in quotes: 'base.html'",
        "bese.html": "There is no bese.html in the folder templates beside server.py. Do you mean base.html?",
    }.items():
        with subtests.test(name):
            program = PROGRAM.replace(RETURN, f"{RENDER}render_template('{name}')\n")
            assert f"\n{hint}\n{AGAIN}" in run_checks(program)[1]
    elsewhere = program.replace("bese", "base").replace("Flask(__name__)", 'Flask("flask")')
    hint = "Flask finds the folder templates by the name of the app: app = Flask(__name__)"
    assert f"\n{hint}\n{AGAIN}" in run_checks(elsewhere)[1]


@pytest.mark.parametrize(
    ("shown", "hint"),
    [
        (
            "{{ user_name }}",
            "server.py gives this template username, and it asks for user_name. Write the same name in both.",
        ),
        (
            "{ username }",
            "In a template, two braces stand on each side of a name: {{ username }}",
        ),
        (
            "<b>username[0]</b>",
            "In a template, two braces stand on each side of a name: {{ username }}",
        ),
        (
            "{% for name in [1] %}name{% endfor %}{{ username }}",
            "In a template, two braces stand on each side of a name: {{ name }}",
        ),
        (
            "{% for name in [1] %}{{ nme }}{% endfor %}{{ username }}",
            "The loop calls each entry name, and nme is nothing. Write the same name in both.",
        ),
        (
            "{% block body %}{{ username }}{% endblock %}",
            "The template that this one extends has no block body, so that nobody sees what is in it. It has: content",
        ),
    ],
)
def test_template_that_does_not_fit(computer, run_checks, shown, hint):
    (computer.workshop / "templates").mkdir()
    (computer.workshop / "templates" / "base.html").write_text("{% block content %}{% endblock %}")
    page = f"{{% extends 'base.html' %}}\n{shown}\n"
    (computer.workshop / "templates" / "home.html").write_text(page)
    given = RENDER + "render_template('home.html', username='Ann')\n"
    story = run_checks(PROGRAM.replace(RETURN, given))[1]
    assert f"\ntemplates/home.html, line 2:  {shown}\n" in story
    assert f"\n{hint}\n{AGAIN}" in story


def test_module_that_imports_server(computer, run_checks):
    page = f"from server import app\n\n\n{OTHER}    return 'Other'\n"
    (computer.workshop / "pages.py").write_text(page)
    story = run_checks(PROGRAM.replace(GUARD, f"import pages\n\n{GUARD}"))[1]
    assert "\npages.py imports server.py, which makes a second app" in story


def test_module_of_nearly_that_name(computer, run_checks):
    (computer.workshop / "helpers.py").touch()
    story = run_checks(f"import helper\n{PROGRAM}")[1]
    assert f"\nThere is no module helper. Do you mean helpers?\n{AGAIN}" in story


def test_file_that_is_called_as_a_module_of_python(computer, run_checks):
    (computer.workshop / "calendar.py").touch()
    story = run_checks(f"from calendar import month\n{PROGRAM}")[1]
    assert "\nserver.py, line 1:  from calendar import month\n" in story
    assert "\nA file here is called calendar.py, and is imported in place of" in story


def test_package_that_takes_long_to_import(computer):
    """The checks wait for it; a server has 15 seconds."""
    seconds = "1 if 'pytest' in sys.modules else 99"
    (computer.modules / "slow.py").write_text(f"import sys, time\ntime.sleep({seconds})\n")
    checks = invoke_test(computer, f"import slow\n{PROGRAM}")
    assert "server.py, line 1:  import slow\n  check:     server answers" in checks.stdout
    assert "  actual:    Nobody answers after 15 seconds. It is still importing.\n" in checks.stdout


@each_python
def test_port_of_its_own_that_is_taken(computer):
    other = [sys.executable, "-m", "http.server", "5001", "--bind", "127.0.0.1"]
    with started(other, port=5001, cwd=computer.workshop):
        checks = invoke_test(computer, PROGRAM.replace("run()", "run(port=5001)"))
    assert "server.py, line 12:  app.run(port=5001)\n" in checks.stdout
    assert "Port 5001 is taken, perhaps by a server of yours. Leave the" in checks.stdout
