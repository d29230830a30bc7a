"""The mistakes of beginners in server.py: each example in the tables of hints is made for real.

These need Flask and pytest only.
"""

import ast
import re
import string
import sys
from pathlib import Path

import pytest

from workshop.advice import report
from workshop.advice.trial import trial
from workshop.hints import mistakes, slip
from workshop.hints.lesson import GUARD, LESSON, RENDER, RETURN
from workshop.hints.slips import SLIPS

PROGRAM = (Path(__file__).parent.parent.parent / "server.py").read_text("utf-8")
TABLES = {"slips": SLIPS, **mistakes.TABLES}
ENTRIES = [entry for table in TABLES.values() for entry in table]
EXAMPLES = [
    pytest.param(entry, *change, line, id=f"{table}-{change[1][:40]!r}")
    for table, entries in TABLES.items()
    for entry in entries
    for change, line in entry.examples.items()
]
# What takes another file than server.py; another test shows it.
SHOWN_ELSEWHERE = {
    r"(?:ImportError: cannot import name '.*' from|AttributeError: .*module) '(\w+)'",
}
# Right programs that few would write.
UNUSUAL = ["""x = "a"'b'""", """x = "<p>"'Hi'"</p>" """, 'x = dict(\na=1,\nb = "2"\n)']


def as_pattern(hint):
    """Return the pattern of what a hint may become."""
    parts = string.Formatter().parse(hint)
    return "".join(re.escape(text) + (".+" if field else "") for text, field, *_ in parts)


def advised(folder, program):
    """Return the advice on a program in a folder."""
    (folder / "server.py").write_text(program, "utf-8", "surrogateescape")
    [advice] = report.advice(folder, trial(folder, patience=1))
    return advice


def test_lesson_is_that_of_server_py():
    assert LESSON == PROGRAM


def test_entry_has_an_example():
    assert {entry[0] for entry in ENTRIES if not entry.examples} == SHOWN_ELSEWHERE


@pytest.mark.parametrize(("entry", "right", "wrong", "line"), EXAMPLES)
def test_example_is_told_by_its_entry_alone(tmp_path, entry, right, wrong, line):
    (tmp_path / "Pipfile").write_text("A template, to one example.")
    program = PROGRAM.replace(right, wrong)
    assert program != PROGRAM
    advice = advised(tmp_path, program)
    _, hint = advice.message.split("\n", 1)
    assert re.fullmatch(as_pattern(entry.hint), hint)
    assert (advice.file, advice.line) == ("server.py", line)


def test_slip_is_in_no_program_that_python_can_read():
    library = Path(ast.__file__).parent.glob("*.py")
    sources = [path.read_text(encoding="utf-8") for path in library]
    for source in [*sources, *UNUSUAL]:
        assert slip.first(SLIPS, source, last_line=sys.maxsize) == [], source


def test_program_that_is_not_saved_as_utf_8(tmp_path):
    (tmp_path / "server.py").write_text(PROGRAM, "utf-16")
    [advice] = report.advice(tmp_path, trial(tmp_path))
    assert "The file is not saved as UTF-8." in advice.message


def test_what_no_entry_explains_has_the_line_of_the_lesson_that_is_most_like_it(tmp_path):
    advice = advised(tmp_path, PROGRAM.replace("@app.route", "@@app.route"))
    assert advice.message == (
        'SyntaxError: invalid syntax\nThe closest line of the lesson is:\n  @app.route("/")'
    )


def test_what_learners_raise_themselves_they_know(tmp_path):
    raising = PROGRAM.replace(RETURN, '    raise ValueError("unterminated string")\n')
    said = "The page / fails. ValueError: unterminated string"
    assert advised(tmp_path, raising).message == said


def test_cause_in_another_file(tmp_path):
    (tmp_path / "shop.py").write_text("\ndef prices()\n    return 1\n")
    advice = advised(tmp_path, f"import shop\n{PROGRAM}")
    assert (advice.file, advice.line, advice.before) == ("shop.py", 2, "def prices()")


@pytest.mark.parametrize(
    ("name", "hint"),
    {
        "home.html": "It is called home.html.txt in the folder templates: rename it to home.html",
        "page.html": "The name of a file stands in quotes: 'base.html'",
        "bese.html": "There is no bese.html in the folder templates beside server.py. Do you mean base.html?",
    }.items(),
)
def test_template_that_is_named_otherwise(tmp_path, name, hint):
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "home.html.txt").touch()
    (templates / "base.html").touch()
    (templates / "page.html").write_text("{% extends base.html %}")
    program = PROGRAM.replace(RETURN, f"{RENDER}render_template('{name}')\n")
    assert advised(tmp_path, program).message.endswith(f"\n{hint}")


def test_template_of_an_app_of_another_name(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").touch()
    program = PROGRAM.replace(RETURN, f"{RENDER}render_template('base.html')\n")
    advice = advised(tmp_path, program.replace("Flask(__name__)", 'Flask("flask")'))
    hint = "Flask finds the folder templates by the name of the app: app = Flask(__name__)"
    assert advice.message.endswith(f"\n{hint}")


def test_module_of_nearly_that_name(tmp_path):
    (tmp_path / "helpers.py").touch()
    advice = advised(tmp_path, f"import helper\n{PROGRAM}")
    assert advice.message.endswith("\nThere is no module helper. Do you mean helpers?")


@pytest.mark.parametrize(("name", "imported"), [("wave", "open"), ("flask", "Flask")])
def test_file_that_is_called_as_a_module(tmp_path, name, imported):
    (tmp_path / f"{name}.py").write_text("print('mine')\n")
    advice = advised(tmp_path, f"from {name} import {imported}\n{PROGRAM}")
    assert advice.line == 1
    assert f"\nA file here is called {name}.py, and is imported in place of" in advice.message


def test_program_that_starts_nothing_is_told_where(tmp_path):
    advice = advised(tmp_path, PROGRAM.replace(GUARD, ""))
    assert advice.message.startswith("python server.py ends at once")


def test_function_without_a_body_at_the_end(tmp_path):
    advice = advised(tmp_path, "from flask import Flask\n\napp = Flask(__name__)\n\ndef page():\n")
    assert (advice.line, advice.before) == (5, "def page():")
