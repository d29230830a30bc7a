"""Programs that Python cannot read: the line that was meant is suggested."""

import itertools

import pytest

from workshop.advice.edits.unreadable.search import search
from workshop.advice.text import lines_of

PROGRAM = """\
from flask import Flask, request

app = Flask(__name__)
names = ["Ann", "Bob"]


@app.route("/")
def hello_world():
    name = request.args.get("name", "you")
    if name == "you":
        return "<h1>Hello World!</h1>"
    elif name == "me" and names:
        return name
    for each in names:
        name = name + "<p>" + each
    return "<a href='/x'>" + name


if __name__ == "__main__":
    app.run(debug=True)
"""
# A line of the program, what a beginner has typed, and the line that is suggested if it is another one.
TYPED = [
    # Words
    ("from flask import Flask, request", "fro flask import Flask, request"),
    ("from flask import Flask, request", "import Flask, request from flask"),
    ("from flask import Flask, request", "from flask import Flask request"),
    ("def hello_world():", "Def hello_world():"),
    ("def hello_world():", "hello_world():"),
    ("def hello_world():", "function hello_world() {"),
    ("    for each in names:", "    for each names:"),
    ("from flask import Flask, request", "flask import Flask, request"),
    ("from flask import Flask, request", "from flask from Flask, request"),
    ("def hello_world():", "def def hello_world():", "def  hello_world():"),
    ("    app.run(debug=True)", "    app.run(debug=bool 1)", "    app.run(debug=bool(1))"),
    # Names
    ('@app.route("/")', '@approute.("/")'),
    ("app = Flask(__name__)", "app = Flask__name__)"),
    ("def hello_world():", "def hello-world():"),
    ("def hello_world():", "def hello_world(<name>):", "def hello_world(name):"),
    ("def hello_world():", "def hello_world:"),
    ("def hello_world():", 'def hello_world("name"):', "def hello_world(name):"),
    # Signs
    ("def hello_world():", "def hello_world()"),
    ("def hello_world():", "def hello_world(:"),
    ('    if name == "you":', '    if name = "you":'),
    ('        name = name + "<p>" + each', '        name + = "<p>" + each', '        name += "<p>" + each'),
    ("    app.run(debug=True)", "    app.run(de;bug=True)"),
    ("    app.run(debug=True)", "    app.run(debug=True)x"),
    ("    app.run(debug=True)", "    app.run(debug:True)"),
    ('names = ["Ann", "Bob"]', 'names = ["Ann", "Bob"'),
    ('names = ["Ann", "Bob"]', 'names = ["Ann", "Bob")'),
    ('    if name == "you":', '    if name = "you"'),
    ('        return "<h1>Hello World!</h1>"', "        return 'It's me!'", '        return "It\'s me!"'),
    ('    if name == "you":', '    if name == "you" then:'),
    ('    elif name == "me" and names:', '    else if name == "me" and names:'),
    ('    elif name == "me" and names:', '    elif name == "me" && names:'),
    ("    for each in names:", "    foreach each in names:"),
    ("    for each in names:", "    for each of names:"),
    ('names = ["Ann", "Bob"]', 'var names = ["Ann", "Bob"]'),
    ('@app.route("/")', '@app.route("/"):'),
    ("        return name", '        names.get("n", 0) += 1', '        names["n"] = names.get("n", 0) + 1'),
    # Quotes
    ('names = ["Ann", "Bob"]', 'names = ["Ann, "Bob"]'),
    ('names = ["Ann", "Bob"]', 'names = ["Ann", Bob"]'),
    ('@app.route("/")', "@app.route(/)"),
    ('@app.route("/")', "@app.route(\N{LEFT DOUBLE QUOTATION MARK}/\N{RIGHT DOUBLE QUOTATION MARK})"),
    ('        return "<h1>Hello World!</h1>"', "        return <h1>Hello World!</h1>"),
    ('        return "<h1>Hello World!</h1>"', '        return "<h1>Hello World!</h1>'),
    ("    return \"<a href='/x'>\" + name", '    return "<a href="/x">" + name'),
    ('        name = name + "<p>" + each', '        name = name + "<p> + each', '        name = name + "<p>" + each'),
    ("    return \"<a href='/x'>\" + name", '    return "<p> + name + "</p>"', '    return "<p>" + name + "</p>"'),
    # Indentation
    ('        return "<h1>Hello World!</h1>"', '    return "<h1>Hello World!</h1>"'),
    ("def hello_world():", "    def hello_world():"),
    ("    app.run(debug=True)", "app.run(debug=True)"),
    ("    return \"<a href='/x'>\" + name", "     return \"<a href='/x'>\" + name"),
    # What was pasted along
    ("app = Flask(__name__)", ">>> app = Flask(__name__)"),
    ("app = Flask(__name__)", "app = Flask(**name**)"),
]  # fmt: skip
# What a beginner has typed in place of a line, and why another one is suggested.
REASONS = [
    ("def hello_world():", "def hello_world()", "This line must end with a colon."),
    ("    app.run(debug=True)", "app.run(debug=True)", "Indent this line: it belongs to the line above that ends with a colon."),
    ("    app.run(debug=True)", "     app.run(debug=True", ") is missing here."),
    ('names = ["Ann", "Bob"]', 'names = ["Ann" "Bob]', "A quote is missing here."),
    ('names = ["Ann", "Bob"]', 'names = ["Ann" "Bob"]]', "] doesn't belong here."),
    ("app = Flask(__name__)", "app = Flask{__name__)", "Use ( instead of {"),
    ("    for each in names:", "    fro each in names:", "Python doesn't know fro. Did you mean for?"),
    ("from flask import Flask, request", "from flask Flask, request", "The word import is missing."),
]  # fmt: skip
# Lines of the program, what they have become, and the lines that are suggested.
BLOCKS = [
    (
        '@app.route("/")\ndef hello_world():',
        'def hello_world():\n@app.route("/")',
        '@app.route("/")\ndef hello_world():',
    ),
    ('@app.route("/")\ndef ', '@app.route("/")\nclass ', "def hello_world():"),
    ("def hello_world():\n", "", '@app.route("/")\ndef page():'),
    ("    app.run(debug=True)\n", "", 'if __name__ == "__main__":\n    app.run()'),
    (
        '        name = name + "<p>" + each\n',
        "    # Later\n\n",
        "    for each in names:\n        pass",
    ),
    ("debug=True)", "debug=True\n    port=80\n    threaded=True)", "    app.run(debug=True,"),
]


def first_edit(program):
    """Return the first edit of the most likely way to make a program readable."""
    with pytest.raises(SyntaxError):
        compile(program, "server.py", "exec")
    return next(search(lines_of(program)))[0]


@pytest.mark.parametrize(("right", "typed", "suggested"), [(*each, each[0])[:3] for each in TYPED])
def test_line_that_was_meant_is_suggested(right, typed, suggested):
    edit = first_edit(PROGRAM.replace(right, typed))
    assert (edit.before, edit.after) == ((typed,), (suggested,))


@pytest.mark.parametrize(("right", "typed", "why"), REASONS)
def test_reason_is_given(right, typed, why):
    assert first_edit(PROGRAM.replace(right, typed)).why == why


@pytest.mark.parametrize(("right", "typed", "suggested"), BLOCKS)
def test_lines_that_were_meant_are_suggested(right, typed, suggested):
    edit = first_edit(PROGRAM.replace(right, typed))
    assert "\n".join(edit.after) == suggested


def test_one_of_two_versions_is_kept():
    conflict = "<<<<<<< HEAD\nnames = [1]\n=======\nnames = [2]\n>>>>>>> origin"
    edit = first_edit(PROGRAM.replace('names = ["Ann", "Bob"]', conflict))
    assert edit.after == ("names = [1]",)


def test_page_that_is_only_printed_is_returned():
    page = '@app.route("/")\ndef page():\n    print "Hi"\n'
    assert first_edit(page).after == ('    return "Hi"',)
    assert first_edit(f"{page}    return 'Bye'\n").after == ('    print("Hi")',)


def test_text_in_three_quotes_ends_on_its_line():
    broken = PROGRAM.replace("\"<a href='/x'>\" + name", '"""<p>Bye</p>')
    assert first_edit(broken).after == ('    return """<p>Bye</p>"""',)


def test_text_ends_before_the_program_goes_on():
    broken = PROGRAM.replace('names = ["Ann", "Bob"]', 'names = """\nAnn\nBob\n')
    assert first_edit(broken).after == ('Bob"""',)


def test_name_that_nothing_has_is_not_suggested():
    # Without its last quote, this would be a name.
    broken = PROGRAM.replace('== "you":', '== you":')
    assert first_edit(broken).after == ('    if name == "you":',)


def test_tabs_among_spaces_become_spaces():
    edit = first_edit(PROGRAM.replace("        return", "\t\treturn", 1))
    assert edit.after == ('        return "<h1>Hello World!</h1>"',)


def test_two_mistakes_are_found_one_after_the_other():
    broken = PROGRAM.replace("def hello_world():", "def hello_world()").replace("True)", "True")
    assert [edit.line for edit in next(search(lines_of(broken)))] == [8, 20]


def test_first_of_many_mistakes_is_found():
    pages = "".join(f'@app.route("/{n}")\ndef page{n}():\n\n\n' for n in range(5))
    assert first_edit(PROGRAM.replace("if __", f"{pages}if __")).after[0] == "def page0():"


def test_bracket_is_found_above_which_is_another_mistake():
    broken = PROGRAM.replace("def hello_world():", "de hello_world() ret 1").replace(
        "True)", "True]"
    )
    assert first_edit(broken).after == ("    app.run(debug=True)",)


def test_mistake_in_a_long_program_is_found():
    functions = [f"def page{number}():\n    return {number}\n\n\n" for number in range(1000)]
    functions[500] = functions[500].replace("():", "()")
    assert first_edit("".join(functions)).after == ("def page500():",)


def test_what_nobody_can_guess_has_no_edit():
    assert not list(itertools.islice(search(lines_of(") ( ] if = (\n")), 1))
