"""Names that Python does not know."""

from workshop.hints import names
from workshop.hints.lesson import DEF, IMPORT, RENDER, RETURN, ROUTE
from workshop.hints.mistake import Mistake

MISTAKES = [
    Mistake(
        "NameError: name '_*name_*' is not defined",
        "Two underscores stand on each side of it: __name__",
        {("Flask(__name__)", "Flask(_name_)"): 3, ("if __name__", "if name"): 11},
        cause=r"^(?:.*Flask *\(|if +)(?!__name__)_*name_*\b.*",
    ),
    Mistake(
        "NameError: name '_*main_*' is not defined",
        'It is a text, with two underscores on each side: "__main__"',
        {('"__main__"', "__main__"): 11},
        cause=r"^if .*= *_*main_*\b.*",
    ),
    Mistake(
        "NameError: name '_*(?:main|app|Flask)_*' is not defined",
        "Between the parentheses belongs __name__: app = Flask(__name__)",
        {("Flask(__name__)", "Flask(__main__)"): 3},
        cause=r"^.*Flask *\( *(?!__name__)_*(?:main|app|Flask)_* *\).*",
    ),
    Mistake(
        "NameError: name 'flask' is not defined",
        "The class begins with a capital: Flask(__name__)",
        {("= Flask", "= flask"): 3},
        cause=r"^.*= *flask\(.*",
    ),
    Mistake(
        "NameError: name 'Flask' is not defined",
        "The class Flask is not imported yet. The first line is: from flask import Flask",
        {(IMPORT + "\n", ""): 2, (IMPORT, "import flask"): 3},
    ),
    Mistake(
        "NameError: name 'app' is not defined",
        "The instance of Flask is called {0} here. Call it app, on each line.",
        {("app = ", "application = "): 3},
        cause=r"^(?!app\b)(\w+)\b.*= *(?:flask\.)?Flask\(.*",
    ),
    Mistake(
        "NameError: name 'app' is not defined",
        "There is no app yet. Above this line belongs: app = Flask(__name__)",
        {("app = Flask(__name__)\n", ""): 5},
    ),
    Mistake(
        "NameError: name '(debug|host|port)' is not defined",
        "To give {0} a value, type one = and not two.",
        {("run()", "run(debug==True)"): 12},
        cause=r"^.*\.run\(.*==.*",
    ),
    Mistake(
        r"NameError: name '(?!app'|Flask')(\w+)' is not defined",
        "{value}",
        {
            ('"Hello World!"', "Hello"): 8,
            ('"Hello World!"', 'render_template("home.html")'): 8,
            ('"Hello World!"', "random.choice('ab')"): 8,
            ('"Hello World!"', "str(randint(1, 6))"): 8,
            ('"Hello World!"', "hello_word"): 8,
            ("app = ", "text = greeting\napp = "): 3,
            ("app = Flask(__name__)", "app = Flask(__name__)\ntext = greeting\ngreeting = 1"): 4,
            ("run()", "run(debug=true)"): 12,
            ("app.run", "\u0430pp.run"): 12,
            ('"Hello World!"', 'f"<style>p {color: red}</style>"'): 8,
        },
        about=names.unknown,
    ),
    Mistake(
        "UnboundLocalError: .*?local variable '(\\w+)'",
        "{0} has no value yet at this line: does it get one in each case? To change the {0} outside of the "
        "function, begin the function with: global {0}",
        {(ROUTE + DEF, f"count = 0\n\n\n{ROUTE}{DEF}    count += 1\n"): 11},
    ),
    Mistake(
        r"NameError: name '\w+' is not|AttributeError: 'function' object has no attribute 'html'",
        'The name of a template stands in quotes: render_template("{0}")',
        {
            (RETURN, f"{RENDER}render_template(home.html)\n"): 9,
            (RETURN, f"{RENDER}render_template(hello_world.html)\n"): 9,
        },
        cause=r"^.*render_template\((\w+\.html)\b.*",
    ),
    Mistake(
        "NameError: name 'render' is not defined",
        "Its name has an underscore: render_template",
        {(RETURN, f"{RENDER}render-template('home.html')\n"): 9},
        cause=r"^.*render-template.*",
    ),
]
