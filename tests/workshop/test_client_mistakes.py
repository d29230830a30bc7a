"""The mistakes of beginners in server.py that test_client.py finds, each made for real."""

import pytest
from learner import EDGES
from programs import (
    DEF,
    GUARD,
    LOST,
    OTHER,
    PROGRAM,
    RENDER,
    RETURN,
    ROUTE,
    invoke_test,
    names_of_checks,
)

# One Python after the other, so that what takes longest is not left for the end.
pytestmark = pytest.mark.parametrize("python", EDGES, scope="module")
PATH = '@app.route("/<path:name>")\ndef greet(name):\n    return name\n\n\n'

MISTAKES = {
    "home page is found": [
        # Python cannot read it.
        (RETURN, '    print "Hello World!"\n', 8, "type return in place of print"),
        (DEF, "def hello_world()\n", 7, "ends with a colon"),
        (RETURN, RETURN.strip(), 8, "begins four spaces further to the right"),
        (RETURN, f"{RETURN}      x = 1\n", 9, "Take spaces away"),
        (RETURN, f"        x = 1\n{RETURN}", 9, "neither exactly below the one above"),
        (RETURN, '    x = 1\n\treturn "Hello World!"\n', 9, "Tabs and spaces are mixed"),
        (RETURN, f"\tx = 1\n{RETURN}", 8, "Tabs and spaces are mixed"),
        (DEF, "", 7, "Or is a line missing there?"),
        ('"Hello World!"', "\u201cHello World!\u201d", 8, "Type it by hand"),
        ('World!"', "World!", 8, "The second one is missing"),
        ('World!"', "World!'", 8, "The second one is missing"),
        ("(__name__)", "(__name__", 3, "Every bracket that is opened is closed"),
        ("run()", "run(", 12, "Every bracket that is opened is closed"),
        ('== "__main__"', '= "__main__"', 11, "Two compare: =="),
        ("return", "Return", 8, "Python writes Return in small letters"),
        ("def ", "Def ", 7, "Python writes Def in small letters"),
        ("return", "retrun", 8, "Python knows no retrun"),
        (ROUTE, f"{ROUTE}x = 1\n", 7, "Below a routing rule comes its function"),
        ('"Hello World!"', "Hello World!", 8, "A text stands in quotes"),
        ('("/")', "(/)", 6, "The URL stands in quotes"),
        ('"/"', r'"\"', 6, "A URL has / in it"),
        ("app = ", "$ python server.py\napp = ", 3, "This line is none of Python's"),
        ("app = ", "// My server\napp = ", 3, "A note for readers begins with #"),
        ("import Flask", "import Flask, Flask Flask", 1, "Python cannot read this line"),
        ("hello_world", "hello world", 7, "A function has one word for a name"),
        ("run()", "run(debug=True port=5000)", 12, "A comma stands between two things"),
        ("app = ", "def add(a, b):\n    return a + b\n\n\napp == = ", 7, "Python cannot read this"),
        ("return", "return a + b\n\n\ndef other():\n    retrun", 12, "Python knows no retrun"),
        # Python cannot import it.
        ("import Flask", "import Flask\nimport requests", 2, "pipenv install requests"),
        ("from flask import Flask", "from Flask import flask", 1, "from flask import Flask"),
        ("import Flask", "import flask", 1, "from flask import Flask"),
        ("from flask import Flask\n", "", 2, "The first line is: from flask import Flask"),
        ("= Flask", "= flask", 3, "The class begins with a capital"),
        ("from flask import Flask\n\napp = F", "import flask\napp = f", 2, "the class in it"),
        ("Flask(__name__)", "Flask(_name_)", 3, "Two underscores stand on each side"),
        ("Flask(__name__)", "Flask", 3, "An app is made by: app = Flask(__name__)"),
        ("Flask(__name__)", "Flask()", 3, "An app is made by: app = Flask(__name__)"),
        ("app = ", "application = ", 3, "The instance of Flask is called application"),
        ("app", "application", 3, "The instance of Flask is called application"),
        ("app = Flask(__name__)\n", "", 5, "Above this line belongs: app = Flask(__name__)"),
        ("if __name__", "if _name_", 11, "Two underscores stand on each side"),
        ('"__main__"', "__main__", 11, 'with two underscores on each side: "__main__"'),
        ('route("/")', "route()", 6, "A routing rule says which URL it is for"),
        ('"/"', '"hello"', 6, '@app.route("/hello")'),
        ('"/"', '"/", methods="GET"', 6, "The methods stand in a list"),
        ('"/"', '"http://localhost:5000/"', 6, "only what stands behind the port"),
        ("app.route", "app.Route", 6, "Flask has no Route"),
        (GUARD, f"\n{ROUTE}{DEF}{RETURN}", 12, "Two functions are called hello_world"),
        (PROGRAM, 'print("Hello World!")\n', None, "server.py makes no app"),
        (GUARD, "app.run()\n", 11, "app.run() stands alone"),
        ("    app.run()", "    pass\napp.run()", 13, "app.run() is not inside the if"),
        ("app = ", "name = input()\napp = ", 3, "input() waits for somebody who types"),
        (GUARD, "exit()\n", 11, "This ends the program"),
        ("app = ", "while True:\n    pass\napp = ", 3, "goes round in circles"),
        ("app = ", "import time\ntime.sleep(99)\napp = ", 4, "Python waits here"),
        # Its app answers in another way.
        (RETURN, '    print("Hello World!")\n', 8, "Did you type print instead of return?"),
        (RETURN, '    "Hello World!"\n', 7, "The function returns nothing"),
        (RETURN, '    "Hello World!"\n    return\n', 9, "Nothing is returned"),
        (RETURN, "    return 42\n", 8, "A client can be sent a text"),
        (RETURN, '    return {"Hello World!"}\n', 8, "Return it alone, without brackets"),
        (RETURN, f"{RENDER}render_template_string('{{{{')\n", 9, "the mistake is in the template"),
        (RETURN, "    return hello_world\n", 8, "A function is returned, and no text"),
        (RETURN, "    return hello_world()\n", 8, "The function calls itself"),
        (RETURN, "    return Hello\n", 8, "or the quotes around a text?"),
        (RETURN, "    return 1 / 0\n", 8, "ZeroDivisionError: division by zero"),
        (RETURN, RETURN.replace("\n", ", 404\n"), 8, "The function itself sends this status"),
        (RETURN, f"    import time\n    time.sleep(99)\n{RETURN}", 9, "Python waits here"),
        (RETURN, "    return print('Hello World!')\n", 8, "print instead of return?"),
        (RETURN, '    return "a" + 1\n', 8, "Only texts can be added to a text"),
        (RETURN, '    return "<a href="/">Hello World!</a>"\n', 8, "The quotes inside a text"),
        (RETURN, "    return render_template()\n", 8, "import Flask, render_template"),
        ("if __name__", "app = Flask(__name__)\n\nif __name__", None, "app is made again"),
        (DEF, "def hello_world(name):\n", 7, "Nobody gives name to the function"),
        (ROUTE, "", 6, "There is no routing rule"),
        (ROUTE, f"# {ROUTE}", 7, "There is no routing rule"),
        (ROUTE + DEF + RETURN, "", None, "There is no routing rule, and no function"),
        ("@app.route", "app.route", 6, "A routing rule begins with @"),
        ('@app.route("/")', "@app.route", 6, "A routing rule says which URL it is for"),
        ('"/"', '"/hello"', 6, "The routing rule is for /hello, and the home page is /"),
        ('"/"', '"/", methods=["POST"]', 6, "A browser asks by GET"),
        (
            RETURN,
            f"{RENDER}render_template('home.html')\n",
            9,
            "There is no home.html in the folder",
        ),
    ],
    "no page fails": [
        (GUARD, f"{OTHER}    print('Other')\n\n\n{GUARD}", 13, "print instead of return?"),
        (GUARD, f"{OTHER}    return 2026\n\n\n{GUARD}", 13, "A client can be sent a text"),
    ],
    "home page is html": [
        (RETURN, '    return ["Hello World!"]\n', 8, "A list or a dict is sent as data"),
    ],
    "home page says hello world": [
        ("World", "Wold", 8, "The text is another one"),
        ("World", "world", 8, "The text is another one"),
        ("World!", "World", 8, "The text is another one"),
        ("World!", "{name}!", 8, "begins with f"),
        (DEF, f"def greet():\n    return 'Hi'\n\n\n{DEF}", 7, "This is what greet() returns"),
        (ROUTE, f'{ROUTE}\n\ndef greet():\n    return "Hi"\n\n', 9, "This is what greet() returns"),
    ],
    "other addresses are not found": [
        (ROUTE, "@app.before_request\n", 6, "This answers every request"),
        (GUARD, f"{LOST}\n\n\n{GUARD}", 11, "The number belongs behind the text"),
        (GUARD, PATH + GUARD, 11, "This rule takes every address"),
    ],
    "app is named after its file": [
        ("Flask(__name__)", 'Flask("name")', 3, "Flask finds the files of an app by this name"),
    ],
}


@pytest.mark.parametrize("check", MISTAKES)
def test_mistake_is_named(assert_named, check):
    assert_named(check, MISTAKES[check])


def test_each_check_fails_for_a_mistake(computer):
    assert names_of_checks(computer, "tests/test_client.py") == MISTAKES.keys()


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_program_that_is_not_saved_as_utf_8(computer, encoding):
    checks = invoke_test(computer, PROGRAM.replace("World", "W\u00f6rld"), encoding)
    assert checks.returncode == 1
    assert "The file is not saved as UTF-8." in checks.stdout
