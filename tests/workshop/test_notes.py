"""What is unusual in a program that works is noted, and not called wrong."""

import pytest
from copies import GUARD
from trials import FIRST, followed, page, tried, with_lines, with_page

from workshop.advice import advise, report

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
    said = "/page couldn't be fully tested, because it only works with a value from a form, "
    assert [note[: len(said)] for note in report.notes(outcome)] == [said]


def test_page_that_needs_another_before_is_noted(tmp_path):
    outcome = tried(tmp_path, with_lines(page("return session['name']") + SETS_THE_NAME))
    assert not outcome.is_wrong
    said = "it only works after another page has put something into the session"
    assert report.notes(outcome) == [
        f"/page couldn't be fully tested, because {said}: see server.py, line {FIRST + 2}."
    ]


@pytest.mark.parametrize("key", ["NAME", "request.path"])
def test_what_another_page_may_put_into_the_session_is_no_mistake(tmp_path, key):
    given = SETS_THE_NAME.replace('session["name"] = 1', f"session[{key}] = 1, 2")
    outcome = tried(tmp_path, with_lines(page("return session['name']") + given))
    assert not outcome.is_wrong
    assert outcome.notes


def test_count_that_no_page_begins_is_wrong(tmp_path):
    assert tried(tmp_path, with_page("session['number'] += 1\nreturn ''")).is_wrong


@pytest.mark.parametrize("value", ["request.args.get('name')", "session['name']"])
def test_home_page_that_needs_something_is_wrong(tmp_path, value):
    program = with_lines(SETS_THE_NAME).replace('"Hello World!"', value)
    assert tried(tmp_path, program).is_wrong


# A page with a form, and the start of the function that gets it.
FORM = (
    page("return '<form method=post action=/say><input name=title>'")
    + "@app.post('/say')\ndef say():\n    "
)
# The code between the app and its start, and what a part of it becomes, "" where no edit says it.
LATENT = [
    ("@app.post('/say')\ndef say():\n    return redirect('/')", "session", "session, redirect"),
    ("@app.post('/say')\ndef say():\n    return jsonify(1)", "session", "session, jsonify"),
    ("@app.post('/say')\ndef say():\n    return os.getcwdd()", "getcwdd", "getcwd"),
    ("@app.post('/say')\ndef say():\n    return url_for('hello_wolrd')", "wolrd", "world"),
    (
        "from flask import jsonify\n@app.post('/say')\ndef say():\n    jsonify(1)\n    return ''",
        "    jsonify",
        "    return jsonify",
    ),
    ("@app.post('/say')\ndef say():\n    return request.fom['name']", "fom", "form"),
    (
        page("return '<form method=post action=/say>'")
        + "@app.route('/say', methods=['GET', 'POST'])\ndef say():\n"
        + "    if request.method == 'POST':\n        text = 'Hi'\n    else:\n        return ''",
        "'Hi'",
        "'Hi'\n        return text",
    ),
    ("@app.get('/<name>')\ndef say(name):\n    f'Hi {name}'", "    f'", "    return f'"),
    ("@app.get('/<name>')\ndef say(name):\n    return render_template('say.html')", "", ""),
    ("app.get('/say')\ndef say():\n    return 'Hi'", "app.get", "@app.get"),
    ("def say():\n    return 'Hi'", "def say", '@app.route("/say")\ndef say'),
    (f"{FORM}return request.form['titel']", "titel", "title"),
    (page("return '<form method=post>'"), '"/page"', '"/page", methods=["GET", "POST"]'),
    (page("return '<form method=post action=/send>'"), "", ""),
    (
        "@app.post('/say')\ndef say():\n    session['a'] = 1\n    return ''",
        "__)",
        '__)\napp.secret_key = "change this"',
    ),
]


@pytest.mark.parametrize(("code", "before", "after"), LATENT)
def test_mistake_that_no_visit_shows_is_noted(tmp_path, code, before, after):
    program = with_lines(code)
    outcome = tried(tmp_path, program)
    assert outcome.is_latent
    [advice] = advise.advice(tmp_path, outcome)
    if after:
        assert followed(advice, program) == program.replace(before, after)


def test_mistakes_that_no_visit_shows_are_told_one_after_the_other(tmp_path):
    program = with_lines("@app.post('/say')\ndef say():\n    return redirect(jsonify(1))")
    for name in "redirect", "jsonify":
        [advice] = advise.advice(tmp_path, tried(tmp_path, program))
        program = followed(advice, program)
        assert advice.after.endswith(f", {name}")


def test_route_below_the_start_is_noted(tmp_path):
    program = with_lines("")
    outcome = tried(tmp_path, program + page("return ''"))
    [advice] = advise.advice(tmp_path, outcome)
    assert not outcome.is_wrong
    assert "There is no page at /page: " in advice.message
    assert followed(advice, program + page("return ''")).rstrip().endswith(GUARD.rstrip())


# Lines of pages that only a form opens.
UNUSUAL_LINES = [
    "__import__('flask').abort(404)",
    "return request.htmx",
    "return render_template(f'{request.path}.html')",
    "return render_template({'/page': 'a.html'}[request.path])",
    "return url_for('ho' + request.path)",
    "try:\n    return unicode('')\nexcept Exception:\n    return ''",
    "try:\n    return render_template('say.html')\nexcept:\n    return ''",
    "return unicode('') if sys.version_info < (3,) else ''",
    "if os.name != 'nt':\n    return ''\nos.startfile('')\nreturn ''",
    "open('templates/made.html', 'w').write('')\nreturn render_template('made.html')",
    "if hasattr(time, 'clock'):\n    return time.clock()\nreturn ''",
    "import xml.dom\nreturn xml.dom.__name__",
    "fail()",
    "while True:\n    return ''",
    "if request.method == 'GET':\n    pass\nelse:\n    return ''",
    "if request.form:\n    return ''",
    "sys.exit()",
    "app.config['SECRET_KEY'] = 'a'\nsession['a'] = 1\nreturn ''",
]
# The code between the app and its start.
UNUSUAL_CODE = [
    "globals()['made'] = 1\n@app.post('/say')\ndef say():\n    return made",
    "def begin():\n    global made\n    made = 1\n@app.post('/say')\ndef say():\n    begin()\n    return made",
    "@app.before_request\ndef begin():\n    request.fo = 1\n@app.post('/say')\ndef say():\n    return request.fo",
    "try:\n    from nothing import made\nexcept ImportError:\n    pass\n@app.post('/say')\ndef say():\n    return made",
    "def hi():\n    return 'Hi'\napp.add_url_rule('/hi', view_func=hi)",
    "def hi():\n    return 'Hi'\n__all__ = ['hi']",
    "def hi(*names, sep=' '):\n    return 'Hi'",
    "def say(name: 'Name') -> 'Page':\n    return 'Hi'\nsay",
    "@app.errorhandler(404)\ndef lost(error):\n    return ''\n"
    + page("return '<form method=post action=/say>'"),
    f"{FORM}return request.form['text'] if 'text' in request.form else ''",
    f"{FORM}if request.form.get('from') == 'phone':\n        return request.form['text']\n    return ''",
    f"{FORM}with contextlib.suppress(KeyError):\n        return request.form['text']\n    return ''",
    "def redirect(url):\n    __import__('flask').abort(404)\n"
    + page("redirect('/')", "<name>").replace("def <name>()", "def say(name)"),
    "@app.errorhandler(LookupError)\ndef lost(error):\n    return ''\n"
    + "@app.post('/say')\ndef say():\n    return render_template('say.html')",
    "def greeting():\n    return 'Hi'\napp.context_processor(lambda: globals())",
    FORM.replace("return '", "return f'").replace("title", "{request.method}")
    + "return request.form['POST']",
    page("return '<form method=post action=/say>'")
    + "@app.post('/say/')\ndef say():\n    return 'Hi'",
]
# The forms of pages.
UNUSUAL_FORMS = [
    "<form method=post><script src=send.js></script>",
    "<form method=post action=https://example.com/page>",
    "<form method=post action=/{request.host}>",
    "<form method=post><button formaction=/>",
    "<form method=post onsubmit='send()'>",
    "<form method=post @submit.prevent='send()'>",
    "<noscript><form method=post></noscript>",
    "<form method=post action=#>",
    "<!-- <form method=post> -->",
]
UNUSUAL = [
    "".join(page(code, f"page{n}") for n, code in enumerate(UNUSUAL_LINES)).replace(
        "route", "post"
    ),
    "".join(page(f'return f"{form}"', f"page{n}") for n, form in enumerate(UNUSUAL_FORMS)),
    *UNUSUAL_CODE,
]


@pytest.mark.parametrize("code", UNUSUAL)
def test_what_is_only_unusual_is_not_a_mistake(tmp_path, code):
    outcome = tried(tmp_path, "def fail():\n    raise ValueError\n" + with_lines(code))
    assert outcome.routes
    assert outcome.message == ""


def test_function_whose_url_another_one_has_is_noted(tmp_path):
    outcome = tried(tmp_path, with_lines(page("return ''").replace("/page", "/")))
    assert not outcome.is_wrong
    assert report.notes(outcome) == [
        "page() is never called, because another function already answers /. Change one of their URLs."
    ]


def test_function_that_also_answers_forms_is_called(tmp_path):
    second = page("return ''").replace('"/page"', '"/", methods=["GET", "POST"]')
    assert report.notes(tried(tmp_path, with_lines(second))) == []
