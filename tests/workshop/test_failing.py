"""The fixes of programs that Python can read, and that do not work."""

import pytest
from trials import followed

from workshop.advice import advise, repair
from workshop.advice.trial import trial

PROGRAM = """\
import datetime
from random import randint
from flask import Flask, redirect, render_template, request, session, url_for

app = Flask(__name__)
app.secret_key = "secret"
students = ["Ada", "Bob"]
count = 0
STYLE = '''<style>
p {{
    color: red;
}}
</style>
<p>{number} {}</p>'''


@app.route("/")
def home():
    return "Hello World!"


@app.route("/dice", methods=["GET"])
def dice():
    number = randint(1, 6)
    return "You rolled " + str(number) + STYLE.format(".", number=number)


@app.route("/class")
def school():
    return render_template("class.html", students=students)


@app.route("/say/<name>")
def say(name):
    return "Hello " + name


@app.route("/count")
def counted():
    global count
    count += 1
    session["count"] = str(count)
    return str(datetime.datetime.now()) + session["count"] + url_for("home")


@app.route("/twice")
@app.route("/twice/<number>")
def twice(number="..."):
    text = ""
    if number.isdigit():
        text = number * 2
    return text + session.get("count", "")


@app.route("/link")
@app.route("/link/<text>")
def link(text="..."):
    return "<a href='/'>Home</a>"


@app.route("/back")
def back():
    return redirect("/")


@app.route("/form", methods=["GET", "POST"])
def form():
    text = request.args.get("text", "").upper()
    price = open("templates/price.txt").read()
    return render_template("form.html", text=text) + price


if __name__ == "__main__":
    app.run(debug=True)
"""
CLASS = """\
{% include "base.html" %}
{% for each in [1] %}
  {% if true == 1 %}
  {{ students[0].upper()|title }}
  {% endif %}
{% endfor %}
<a href="{{ url_for('home') }}">{{ students|length }}</a>
<link href="{{ url_for('static', filename='class.css') }}">
<p>{{ request.path }}</p>
"""
FORM = "<form method='post'><input value='{{ text.title() }}'></form>\n"
FILES = {
    "server.py": PROGRAM,
    "templates/class.html": CLASS,
    "templates/base.html": "<html></html>\n",
    "templates/form.html": FORM,
    "templates/price.txt": "2",
}
# What is right, and what beginners write in its place. The fix is what is right.
LINES = {
    "import datetime\n": [""],
    "import randint": ["import randit"],
    "from flask": ["from Flask", "from flaks"],
    "import Flask": ["import flask"],
    "Flask(__name__)": ["Flask()", "flask(__name__)"],
    "app = Flask(__name__)": ["application = Flask(__name__)"],
    '@app.route("/")': ['app.route("/")', "@app.route", ""],
    '"/dice", methods': ['"dice", methods', '"/dice", method'],
    "def dice": ["def home"],
    "str(number)": ["number", "str(nurbem)"],
    '    return "Hello World!"': ['    print("Hello World!")', '    "Hello World!"'],
    'return "Hello World!"': ['return print("Hello World!")', 'return {"Hello World!"}'],
    '"class.html"': ['"clas.html"', '"class"'],
    '"form.html"': ["form.html"],
    "students=students": ["students"],
    "/<name>": ["/<nam>", "/< name >", "/{name}"],
    "say(name)": ["say()"],
    '(number="...")': ["(number)"],
    '(text="...")': ["()"],
    '    text = ""\n    if': ["    if"],
    "home()": ["home(name)"],
    "    global count\n": [""],
    "datetime.datetime.now": ["datetime.now", "datetime.datetime.datetime.now"],
    'url_for("home")': ['url_for("hoem")', "url_for(home)", 'url_for("/")'],
    'methods=["GET", "POST"]': ['methods="GET" "POST"'],
    "request.args": ["requests.args", "request.GET"],
    "__name__ ==": ["name =="],
    '"__main__"': ['" __main__"', "__main__"],
    "app.run(": ["run("],
    '\n\nif __name__ == "__main__":\n    app': ['    if __name__ == "__main__":\n        app'],
    "debug=True": ["debug=true"],
    '"base.html"': ["base.html"],
    "{% endfor %}": ["{% endif %}{% endfor %}"],
    "students[0]": ["studnets[0]"],
    "p {{\n    color: red;\n}}": ["p {\n    color: red;\n}"],
    '"templates/price.txt"': ['"prices/price.txt"'],
    "'home')": ["home)", "\u2018home\u2019)"],
    "{% if true == 1 %}": ["{% if true == 1 % }"],
    "{% endif %}": ["{% edif %}", "endif %}"],
    "  {% endif %}\n{% endfor": ["{% endfor"],
    "filename='class.css'": ["'class.css'"],
    "request.path ": ["request.path() "],
    '+ session["count"]': ["+ session.count"],
    "href='/'": ['href="/"'],
    'redirect("/")': ['render_template("/")'],
    "students|length": ["len(students)"],
}
PAIRS = [(right, wrong) for right, slips in LINES.items() for wrong in slips]


def lines(files):
    """Return the lines of files that are not empty, with one kind of quotes."""
    text = "\n".join(files.values()).replace("'", '"')
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(("right", "wrong"), PAIRS)
def test_line_becomes_the_right_one(tmp_path, right, wrong):
    files = {name: text.replace(right, wrong, 1) for name, text in FILES.items()}
    (tmp_path / "templates").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")

    [advice] = advise.advice(tmp_path, trial(tmp_path, patience=2))

    fixed = {**files, advice.file: followed(advice, files[advice.file])}
    assert lines(fixed) == lines(FILES)


def test_crash_of_the_advice_is_not_blamed_on_the_learner(tmp_path, monkeypatch):
    monkeypatch.setattr(repair, "fixes", lambda folder, outcome: 1 / 0)
    (tmp_path / "server.py").write_text("1 / 0\n")
    [advice] = advise.advice(tmp_path, trial(tmp_path))
    said = "No fix was found: there is a bug in the workshop, not your mistake."
    assert advice.message == f"ZeroDivisionError: division by zero\n{said}"
