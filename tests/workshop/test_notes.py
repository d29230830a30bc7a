"""What is unusual in a program that works is noted, and not called wrong.

These need Flask and pytest only.
"""

import pytest
from trials import FIRST, page, tried, with_lines, with_page

from workshop.advice import report

SETS_THE_NAME = """
@app.post("/name")
def name():
    session["name"] = 1
    return ""
"""


@pytest.mark.parametrize(
    "value",
    ["request.args['name']", "request.args.get('name')", "request.form.get('name').upper()"],
)
def test_page_that_needs_a_form_or_a_query_is_noted(tmp_path, value):
    outcome = tried(tmp_path, with_page(f"return {value}"))
    assert not outcome.is_wrong
    said = "/page couldn't be fully tested, because it needs a value from a form, "
    assert [note[: len(said)] for note in report.notes(outcome)] == [said]


def test_page_that_needs_another_before_is_noted(tmp_path):
    outcome = tried(tmp_path, with_lines(page("return session['name']") + SETS_THE_NAME))
    assert not outcome.is_wrong
    said = "it needs what another page puts into the session"
    assert report.notes(outcome) == [
        f"/page couldn't be fully tested, because {said}: see server.py, line {FIRST + 2}."
    ]


@pytest.mark.parametrize("value", ["request.args.get('name')", "session['name']"])
def test_home_page_that_needs_something_is_wrong(tmp_path, value):
    program = with_lines(SETS_THE_NAME).replace('"Hello World!"', value)
    assert tried(tmp_path, program).is_wrong


def test_route_below_the_start_is_noted(tmp_path):
    program = with_lines("")
    outcome = tried(tmp_path, program + page("return ''"))
    line = program.count("\n") + 1
    said = "It is below app.run(), so Python never gets to it. Move it up."
    assert not outcome.is_wrong
    assert report.notes(outcome) == [f"server.py, line {line}: {said}"]


def test_route_without_an_at_is_noted(tmp_path):
    outcome = tried(tmp_path, with_lines(page("return ''").removeprefix("@")))
    said = "A route without @ does nothing. Put @ in front of it."
    assert not outcome.is_wrong
    assert report.notes(outcome) == [f"server.py, line {FIRST}: {said}"]


def test_function_whose_url_another_one_has_is_noted(tmp_path):
    outcome = tried(tmp_path, with_lines(page("return ''").replace("/page", "/")))
    assert not outcome.is_wrong
    assert report.notes(outcome) == [
        "page() is never called, because another function already answers /."
    ]


def test_function_that_also_answers_forms_is_called(tmp_path):
    second = page("return ''").replace('"/page"', '"/", methods=["GET", "POST"]')
    assert report.notes(tried(tmp_path, with_lines(second))) == []
