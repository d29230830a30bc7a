"""The mistakes that show when server.py is imported, asked or started."""

from workshop.hints import names
from workshop.hints.lesson import DEF, GUARD, IMPORT, LESSON, RETURN, ROUTE
from workshop.hints.mistake import Mistake

OTHER = '@app.route("/other")\ndef other():\n'
NAMED = 'from flask import Flask\n\napp = Flask("name")\n'
RENDER = "    from flask import render_template, render_template_string, url_for\n    return "

SYNTAX = [
    Mistake(
        "(?:TabError|IndentationError: unindent)",
        "Tabs and spaces are mixed. Begin each line with spaces only, four for each step.",
        {(RETURN, f"    x = 1\n\t{RETURN.strip()}\n"): 9, (RETURN, f"\tx = 1\n{RETURN}"): 8},
        source=r"^ *\t.*",
    ),
    Mistake(
        "IndentationError: unindent",
        "This line begins in a column in which no line above it begins. Compare the spaces before both.",
        {(RETURN, f"        x = 1\n{RETURN}"): 9},
    ),
    Mistake(
        "IndentationError: unexpected indent",
        "This line begins further to the right than the one above it. Let both begin in the same column, or add "
        "the line that is missing in between.",
        {(RETURN, f"{RETURN}      x = 1\n"): 9, ("app = ", "  app = "): 3},
    ),
    Mistake(
        "SyntaxError: .*(?:null bytes|'utf-8' codec|Non-UTF-8)",
        "The file is not saved as UTF-8. Choose that encoding in the editor, and save it again.",
        {("World", "W\udcf6rld"): 8},
    ),
    Mistake(
        "SyntaxError: 'return' outside function",
        "A return belongs inside a function: begin its line four spaces further to the right than the def.",
        {(RETURN, f"    x = 1\n{RETURN.strip()}\n"): 9},
    ),
    Mistake(
        "SyntaxError: invalid syntax. Maybe you meant '=='",
        "One = gives a name to something. To compare, type two: ==",
        {('__name__ == "__main__"', '(__name__ = "__main__")'): 11},
    ),
    Mistake(
        "SyntaxError: f-string",
        "In a text that begins with f, {{ and }} hold Python code: each {{ needs its }}, and quotes in between "
        "are other ones than around the text.",
        {('"Hello World!"', 'f"Hello {app"'): 8, ('"Hello World!"', 'f"Hello {}"'): 8},
    ),
    Mistake(
        "SyntaxError: unexpected character after line continuation",
        "A backslash stands only at the end of a line. A URL has / in it.",
        {("app = ", "app = \\ "): 3},
    ),
    Mistake(
        "SyntaxError: invalid decimal literal",
        "A name cannot begin with a digit, and a text stands in quotes.",
        {("app = ", "1st = "): 3},
    ),
    Mistake(
        "SyntaxError: positional argument follows keyword argument",
        "In parentheses, what has no name= comes first.",
        {("run()", "run(debug=True, 5000)"): 12},
    ),
    Mistake(
        "SyntaxError: invalid syntax. Perhaps you forgot a comma",
        "Between two things in parentheses there is a comma, and around a text there are quotes.",
        {("run()", "run(debug=True port=5000)"): 12},
    ),
    Mistake(
        "SyntaxError: cannot assign to function call",
        'To set an entry, use square brackets: app.config["..."] = ...',
        {("app = Flask(__name__)", 'app = Flask(__name__)\napp.config("DEBUG") = True'): 4},
        source=r"^.*config\(.*= *.*",
    ),
    Mistake(
        "SyntaxError: cannot assign to",
        "On the left of = there is a name. If this is to compare, type two: ==",
        {("app = ", "app() = "): 3},
    ),
    Mistake(
        "SyntaxError: invalid (?:non-printable )?character",
        "A character in this line was copied from elsewhere, and Python cannot read it. Type it by hand.",
        {("app = ", "app \u2212 "): 3},
    ),
]

IMPORTING = [
    Mistake(
        "ModuleNotFoundError: No module named '(Flask|FLASK)'",
        "The package is called flask, and the class in it Flask: from flask import Flask",
        {("from flask", "from Flask"): 1, (IMPORT, "from Flask import flask"): 1},
    ),
    Mistake(
        r"ModuleNotFoundError: No module named '((?!Flask'|FLASK')[\w.]+)'",
        "There is no module {0}. Do you mean {value}?",
        {("flask", "flaks"): 1, (IMPORT, f"{IMPORT}\nimport ramdom"): 2},
        about=names.close_module,
    ),
    Mistake(
        r"ModuleNotFoundError: No module named '((?!flask\.ext)[\w.]+)'",
        "{0} is not installed here. Type pipenv install {value}",
        {
            (IMPORT, f"{IMPORT}\nimport requests"): 2,
            (IMPORT, f"{IMPORT}\nfrom flask_sqlalchemy import SQLAlchemy"): 2,
        },
        about=names.package,
    ),
    Mistake(
        r"ModuleNotFoundError: No module named 'flask\.ext",
        "Flask has no ext any more. The package is flask_{0}: write that in place of flask.ext.{0}",
        {(IMPORT, f"{IMPORT}\nfrom flask.ext.sqlalchemy import SQLAlchemy"): 2},
        source=r"^.*flask\.ext\.(\w+).*",
    ),
    Mistake(
        r"ModuleNotFoundError: No module named '((?!server'|Flask'|FLASK'|flask\.)[\w.]+)'",
        "There is no module {0}. If it is a file of yours, put it beside server.py. If it is a package, its page "
        "says what to install.",
        {(IMPORT, f"{IMPORT}\nimport config"): 2},
    ),
    Mistake(
        "ModuleNotFoundError: No module named 'server'",
        "There is no server.py in this folder. Is it saved, under exactly that name?",
        {},
    ),
    Mistake(
        r"ImportError: attempted relative import",
        "A file in this folder is imported without a dot before its name.",
        {(IMPORT, f"{IMPORT}\nfrom .config import x"): 2},
    ),
    Mistake(
        r"(?:Import|Attribute)Error: .*partially initialized module 'server'",
        "server.py imports itself here. Remove this line.",
        {(IMPORT, f"{IMPORT}\nfrom server import app"): 2},
    ),
    Mistake(
        r"ImportError: cannot import name '(\w+)' from '(?:flask|werkzeug)'",
        "Flask has no {0}. Do you mean {value}?",
        {("import Flask", "import flask"): 1, ("Flask\n", "Flask, render_templete\n"): 1},
        about=names.close_in_flask,
    ),
    Mistake(
        r"ImportError: cannot import name '(\w+)' from '(?:flask|werkzeug)'",
        "{0} is found elsewhere: from {value} import {0}",
        {("Flask\n", "Flask, Markup\n"): 1},
        about=names.moved,
    ),
    Mistake(
        r"ImportError: cannot import name '(\w+)' from '(?!server')([\w.]+)'",
        "{1} has no {0}. Is it a typo, or does it come from elsewhere?",
        {("Flask\n", "Flask, Hello\n"): 1},
    ),
    Mistake(
        "ImportError: cannot import name 'app' from 'server'",
        "The instance of Flask is called {0} here. Call it app, on each line: others look for that.",
        {("app", "application"): 3},
        source=r"^(\w+)\b.*= *(?:flask\.)?Flask\(.*",
    ),
    Mistake(
        "ImportError: cannot import name 'app' from 'server'",
        "server.py makes no app. Is it saved, and without # in front of app = Flask(__name__)?",
        {(LESSON, 'print("Hello World!")\n'): 0},
    ),
]

NAMES = [
    Mistake(
        "NameError: name '_*name_*' is not defined",
        "Two underscores stand on each side of it: __name__",
        {("Flask(__name__)", "Flask(_name_)"): 3, ("if __name__", "if name"): 11},
        source=r"^(?:.*Flask\(|if +)(?!__name__)_*name_*\b.*",
    ),
    Mistake(
        "NameError: name '_*main_*' is not defined",
        'It is a text, with two underscores on each side: "__main__"',
        {('"__main__"', "__main__"): 11},
        source=r"^if .*= *_*main_*\b.*",
    ),
    Mistake(
        "NameError: name '_*(?:main|app|Flask)_*' is not defined",
        "Between the parentheses belongs __name__: app = Flask(__name__)",
        {("Flask(__name__)", "Flask(__main__)"): 3},
        source=r"^.*Flask\((?!__name__)_*(?:main|app|Flask)_*\).*",
    ),
    Mistake(
        "NameError: name 'flask' is not defined",
        "The class begins with a capital: Flask(__name__)",
        {("= Flask", "= flask"): 3},
        source=r"\A(?=[\s\S]*import Flask[\s\S]*= *flask\()",
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
        source=r"^(?!app\b)(\w+)\b.*= *(?:flask\.)?Flask\(.*",
    ),
    Mistake(
        "NameError: name 'app' is not defined",
        "There is no app yet. Above this line belongs: app = Flask(__name__)",
        {("app = Flask(__name__)\n", ""): 5},
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
        },
        about=names.unknown,
    ),
    Mistake(
        "UnboundLocalError: .*?local variable '(\\w+)'",
        "{0} has no value yet at this line: does it get one in each case? To use a {0} from outside of the "
        "function, begin the function with: global {0}",
        {(ROUTE + DEF, f"count = 0\n\n\n{ROUTE}{DEF}    count += 1\n"): 11},
    ),
]

CALLING = [
    Mistake(
        r"AttributeError: 'Flask' object has no attribute '(?!before_first)(\w+)'",
        "Flask has no {0}. Do you mean {value}?",
        {("app.route", "app.Route"): 6, ("app.route", "app.rout"): 6, ("app.run", "app.Run"): 12},
        about=names.close_in_app,
    ),
    Mistake(
        r"AttributeError: 'Flask' object has no attribute '(?!before_first)(\w+)'",
        "An app of Flask has no {0}. Compare this line with README.",
        {("app.route", "app.page"): 6},
    ),
    Mistake(
        r"AttributeError: 'Flask' object has no attribute 'before_first_request'",
        "Flask no longer has it. Call the function once, below app = Flask(__name__)",
        {(GUARD, f"@app.before_first_request\ndef begin():\n    pass\n\n\n{GUARD}"): 11},
    ),
    Mistake(
        "AttributeError: 'function' object has no attribute '(?!html')",
        "This function is called app too, and takes the place of the Flask app. Rename it.",
        {("hello_world", "app"): 7},
        source=r"^(?:async )?def app\(.*",
    ),
    Mistake(
        r"NameError: name '\w+' is not|AttributeError: 'function' object has no attribute 'html'",
        'The name of a template stands in quotes: render_template("{0}")',
        {
            (RETURN, f"{RENDER}render_template(home.html)\n"): 9,
            (RETURN, f"{RENDER}render_template(hello_world.html)\n"): 9,
        },
        source=r"^.*render_template\((\w+\.html)\b.*",
    ),
    Mistake(
        "NameError: name 'render' is not defined",
        "Its name has an underscore: render_template",
        {(RETURN, f"{RENDER}render-template('home.html')\n"): 9},
        source=r"^.*render-template.*",
    ),
    Mistake(
        "AttributeError: 'function' object has no attribute '(?!html')",
        "This function has the name of the module {0}, and hides it. Rename the function.",
        {(DEF + RETURN, "def random():\n    return random.choice('ab')\n"): 7},
        source=r"^(?:async )?def (?!app\b)(\w+)\(.*(?=[\s\S]*\b\1\.\w+)",
    ),
    Mistake(
        "AttributeError: 'function' object has no attribute '(?!html')",
        "{0} is a function, and not called. Parentheses call it: app = {0}()",
        {
            (
                "app = Flask(__name__)",
                "def create_app():\n    return Flask(__name__)\n\n\napp = create_app",
            ): 7
        },
        source=r"^app *= *(\w+) *$",
    ),
    Mistake(
        r"AttributeError: (\w+)(?:$|\.)",
        "flask has no {0}. Do you mean flask.{value}?",
        {("from flask import Flask\n\napp = F", "import flask\n\napp = flask.f"): 3},
        about=names.close_in_flask,
    ),
    Mistake(
        r"AttributeError: module '(\w+)' has no attribute '(\w+)'",
        "{0} has no {1}. Do you mean {0}.{value}?",
        {
            (RETURN, "    import random\n    return random.choise('ab')\n"): 9,
            (RETURN, "    import datetime\n    return str(datetime.now())\n"): 9,
        },
        about=names.close_in_module,
    ),
    Mistake(
        "AttributeError: .*module 'flask' has no attribute 'request_started'",
        "A file here is called flask.py, and is imported in place of Flask. Rename it.",
        {},
    ),
    Mistake(
        r"AttributeError: module '(\w+)' has no attribute '(?!request_started)(\w+)'",
        "{0} has no {1}. Is it a typo, or does it come from elsewhere?",
        {(RETURN, "    import random\n    return random.number()\n"): 9},
    ),
    Mistake(
        r"AttributeError: '(\w+)' object has no attribute '(?:test_client|route|run|import_name)'",
        "app is made a {0} here, and is the Flask app no longer. Choose another name.",
        {("if __name__", 'app = "My app"\n\nif __name__'): 11},
        source=r"^app *= *+(?!.*Flask\()(?!\w+ *$).*",
    ),
    Mistake(
        r"AttributeError: '(str|int|list|dict|tuple)' object has no attribute '(\w+)'",
        "What stands before the dot is a {0}, and has no {1}. Do you mean {value}?",
        {('World!"', 'World!".uper()'): 8},
        about=names.close_in_type,
    ),
    Mistake(
        "TypeError: 'module' object is not callable",
        "flask is the package, and Flask the class in it: from flask import Flask",
        {(IMPORT + "\n\napp = F", "import flask\n\napp = f"): 3},
        source=r"^.*= *flask\(.*",
    ),
    Mistake(
        r"TypeError: (?:Flask\.)?__init__\(\) missing 1 required",
        "An app is made by: app = Flask(__name__)",
        {("Flask(__name__)", "Flask()"): 3},
    ),
    Mistake(
        r"TypeError: .*missing 1 required .*'rule'|AttributeError: .* attribute '_check_setup",
        "An app is made by: app = Flask(__name__)",
        {("Flask(__name__)", "Flask"): 3},
        source=r"^app\b.*= *(?:flask\.)?Flask *$",
    ),
    Mistake(
        "TypeError: .*missing 1 required .*'rule'",
        'A routing rule says which URL it is for: @app.route("/")',
        {('route("/")', "route()"): 6},
    ),
    Mistake(
        r"AttributeError: \w+(?:$|\.)",
        "A routing rule begins with the name of the app: @app.route",
        {("@app.route", "import flask\n\n\n@flask.route"): 9},
        source=r"^@flask\.\w+\(.*",
    ),
    Mistake(
        r"TypeError: Rule\.__init__\(\) got an unexpected keyword argument '(\w+)'",
        'A routing rule knows no {0}. Do you mean methods, as in methods=["GET"]?',
        {('"/"', '"/", method=["GET"]'): 6},
    ),
    Mistake(
        r"TypeError: (?:run_simple|Flask\.run)\(\) got an unexpected keyword argument '(\w+)'",
        "app.run() knows no {0}. Its names are host, port and debug.",
        {("run()", "run(prot=5000)"): 12},
    ),
    Mistake(
        r"TypeError: (?:got an unexpected keyword|missing a required) argument",
        "The routing rule has <{0}>, and the function below has no name for it: def ...({0}):",
        {(GUARD, f'@app.route("/hello/<name>")\ndef hello():\n    return "Hi"\n\n\n{GUARD}'): 11},
        source=r"^@.*<(?:\w+:)?(\w+)>.*(?=\n(?:@.*\n)*(?:async )?def \w+\((?!.*\b\1\b))",
    ),
    Mistake(
        "TypeError: Allowed methods must be a list",
        'The methods stand in a list, as in methods=["GET"]. This rule needs none.',
        {('"/"', '"/", methods="GET"'): 6},
    ),
    Mistake(
        r"ValueError: URL rule '\w+:",
        'A routing rule has only what stands after the port: @app.route("/")',
        {('"/"', '"http://localhost:5000/"'): 6},
    ),
    Mistake(
        r"ValueError: URL rule ' *((?!\w+:).*)' must start with a slash",
        'The URL in a routing rule begins with a slash, as in @app.route("/{0}")',
        {('"/"', '"hello"'): 6},
    ),
    Mistake(
        "ValueError: malformed url rule",
        'In a URL, < and > stand around a name: @app.route("/<name>")',
        {('"/"', '"/<name"'): 6},
    ),
    Mistake(
        r"LookupError: the converter '(\w+)' does not exist",
        "A URL knows no {0}: write <name> for a text, <int:name> for a number.",
        {('"/"', '"/<str:name>"'): 6},
    ),
    Mistake(
        "View function mapping is overwriting an existing endpoint function: (.+)",
        "Two functions are called {0}. Give each a name of its own.",
        {(GUARD, f'\n@app.route("/other")\n{DEF}{RETURN}'): 12},
    ),
    Mistake(
        "(?:OSError: pytest: )?.*(?:reading from stdin|EOF when reading)",
        "input() waits for somebody to type. A server has nobody there: leave it out.",
        {("app = ", "name = input()\napp = "): 3},
    ),
    Mistake(
        "SystemExit",
        "This ends the program. Leave it out: CTRL+C ends the server.",
        {(GUARD, "exit()\n"): 11},
    ),
    Mistake(
        "TypeError: unsupported operand .* 'str' and 'str'",
        "Inside a text, use other quotes than those around it: \"... '...' ...\"",
        {('"Hello World!"', '"<a href="/">Hello World!</a>"'): 8},
        source=r"^(?!@).*\"/\".*",
    ),
    Mistake(
        "TypeError: can only concatenate str",
        'Only a text can be added to a text: "..." + str(...)',
        {('"Hello World!"', '"a" + 1'): 8},
    ),
    Mistake(
        r"TypeError: render_template\(\) missing",
        'It needs the name of a file in the folder templates: render_template("home.html")',
        {(RETURN, f"{RENDER}render_template()\n"): 9},
    ),
    Mistake(
        r"TypeError: (\w+)\(\) missing \d required positional arguments?: '(\w+)'",
        "{value}",
        {
            (DEF, "def hello_world(name):\n"): 7,
            (f"{DEF}{RETURN}", 'def hello_world(name):\n    return "Hello " + name\n'): 7,
        },
        source=r"^(?:async )?def .*",
        about=names.missing_argument,
    ),
    Mistake(
        r"TypeError: (\w+)\(\) takes (\d+) positional arguments? but (\d+)",
        "{0} is called with {2} values in its parentheses, and its def has names for {1}.",
        {(RETURN, "    return text(1)\n\n\ndef text():\n    return 'Hi'\n"): 8},
    ),
    Mistake(
        r"TypeError: \w+\.\w+\(\) missing \d required positional arguments?: 'self'",
        "A function with a routing rule stands outside of a class, and has no self.",
        {(ROUTE + DEF + RETURN, f"class Home:\n    {ROUTE}    def home(self):\n    {RETURN}"): 8},
        source=r"^[ \t]+def \w+\(self.*",
    ),
    Mistake(
        "TypeError: '(\\w+)' object is not callable",
        "What stands before the parentheses is no function ({0}). Is its name used twice, or is a comma missing "
        "before them?",
        {(RETURN, '    text = "Hello World!"\n    return text()\n'): 9},
    ),
    Mistake(
        "ProgrammingError: SQLite objects created in a thread",
        "Flask answers each request in a thread of its own: connect to the database inside the function.",
        {
            (
                ROUTE + DEF,
                f"import sqlite3\n\nd = sqlite3.connect(':memory:')\n\n\n{ROUTE}{DEF}    d.execute('SELECT 1')\n",
            ): 13
        },
    ),
    Mistake(
        "ValueError: I/O operation on closed file",
        "The file is closed already: move this line into the with block.",
        {
            (
                RETURN,
                "    with open('server.py') as file:\n        pass\n    return file.read()\n",
            ): 10
        },
    ),
    Mistake(
        "IndexError: (\\w+) index out of range",
        "This {0} has no entry of that number: the first is 0, and an empty one has none.",
        {('"Hello World!"', "[][0]"): 8},
    ),
    Mistake(
        "KeyError: (.+)",
        "There is no {0} in it. Is it a typo? Capitals count.",
        {('"Hello World!"', '{"a": "b"}["A"]'): 8},
    ),
    Mistake(
        "RecursionError",
        "The function calls itself, again and again. Return the text.",
        {('"Hello World!"', "hello_world()"): 8},
    ),
    Mistake(
        r"KeyError: '(.+)'",
        'There is no environment variable {0}: write os.environ.get("{0}", "...")',
        {("app = ", 'import os\n\nkey = os.environ["SECRET"]\napp = '): 5},
        source=r"^.*environ\[.*",
    ),
    Mistake(
        r"KeyError: '(.+)'",
        'session has no {0} until a page puts it there: write session.get("{0}")',
        {
            (RETURN, "    from flask import session\n    return session['name']\n"): 9,
        },
        source=r"^.*session\[.*",
    ),
    Mistake(
        "RuntimeError: The session is unavailable because no secret key was set",
        'A session needs a secret. Below app = Flask(__name__) write: app.secret_key = "..."',
        {(RETURN, "    from flask import session\n    session['a'] = 1\n" + RETURN): 9},
    ),
    Mistake(
        "RuntimeError: Working outside of (?:application|request) context",
        "This works only while a request is answered: move it into a function below a routing rule.",
        {("app = ", "from flask import request\n\nname = request.args\nprint(name)\napp = "): 5},
    ),
    Mistake(
        r"BuildError: Could not build url for endpoint '([\w.]+)'(?!.*Did you mean '(?!static))",
        "url_for takes the name of a function that has a routing rule, and a value for each <name> in that rule.",
        {(RETURN, f"{RENDER}url_for('xyz')\n"): 9},
    ),
    Mistake(
        r"BuildError: Could not build url for endpoint '([\w.]+)'.*Did you mean '(?!static)([\w.]+)'",
        "url_for takes the name of a function. There is no {0}. Do you mean {1}?",
        {(RETURN, f"{RENDER}url_for('hello_word')\n"): 9},
    ),
    Mistake(
        r"FileNotFoundError: .*'(.*)'",
        "There is no {0}. A file without a folder before its name is looked for beside server.py.",
        {(RETURN, "    return open('x.html').read()\n"): 8},
    ),
    Mistake(
        r"OperationalError: no such table: (\w+)",
        "The database has no table {0} yet: make it first, with CREATE TABLE.",
        {
            (
                RETURN,
                "    import sqlite3\n    return str(sqlite3.connect(':memory:').execute('SELECT * FROM a'))\n",
            ): 9
        },
    ),
    Mistake(
        "TemplateNotFound: (.*)",
        "{value}",
        {
            (RETURN, f"{RENDER}render_template('home.html')\n"): 9,
            (RETURN, f"{RENDER}render_template('templates/home.html')\n"): 9,
            (RETURN, f"{RENDER}render_template('README.md')\n"): 9,
            (LESSON, f"{NAMED}{ROUTE}{DEF}{RENDER}render_template('a.html')\n"): 7,
        },
        about=names.missing_template,
    ),
    Mistake(
        "TemplateSyntaxError: (.*)",
        "server.py is right here: Jinja cannot read the template.",
        {(RETURN, f"{RENDER}render_template_string('{{{{')\n"): 9},
    ),
    Mistake(
        "UndefinedError: '(\\w+)' is undefined",
        "The template uses {0}, which it was not given: render_template(..., {0}=...)",
        {(RETURN, f"{RENDER}render_template_string('{{{{ user.name }}}}')\n"): 9},
    ),
]

PAGE = "home page is found: GET /"
VALID = "TypeError: (?:.* )?The view function (?:for '.*' )?did not return a valid response. "

ANSWERING = [
    Mistake(
        PAGE + ": 404",
        "app is made again below the routing rules, and loses them. Make it once.",
        {("if __name__", "app = Flask(__name__)\n\nif __name__"): 11},
        source=r"^@app\.[\s\S]*?^(?P<at>app\b.*Flask\(.*)",
    ),
    Mistake(
        PAGE + ": 404",
        'A routing rule begins with @, as in @app.route("/")',
        {("@app.route", "app.route"): 6},
        source=r"^app\.route\(.*(?=\n+def )",
    ),
    Mistake(
        PAGE + ": 404",
        'A routing rule says which URL it is for: @app.route("/")',
        {('@app.route("/")', "@app.route"): 6},
        source=r"^@app\.route *$",
    ),
    Mistake(
        PAGE + ": 404",
        'This routing rule is for {0}. The home page is /, as in @app.route("/")',
        {('"/"', '"/hello"'): 6, ('"/"', '"/<name>"'): 6},
        source=r"\A(?![\s\S]*^@app\.[\s\S]*^app\b.*Flask\()[\s\S]*?(?P<at>^@app\.\w+\([\"'](.+?)[\"'].*)",
    ),
    Mistake(
        PAGE + ": 404",
        'There is no routing rule. Right above this line: @app.route("/")',
        {(ROUTE, ""): 6, (ROUTE, f"# {ROUTE}"): 7},
        source=r"\A(?![\s\S]*^@?app\.)[\s\S]*?(?P<at>^(?:async )?def .*)",
    ),
    Mistake(
        PAGE + ": 404",
        'There is no routing rule and no function. README has both, from @app.route("/") on.',
        {(ROUTE + DEF + RETURN, ""): 0},
    ),
    Mistake(
        PAGE + r"(?: by \w+)?: 405",
        "A browser asks by GET, and this rule takes other methods only.",
        {('"/"', '"/", methods=["POST"]'): 6},
        source=r"^@app\.\w+\([\"']/[\"'].*",
    ),
    Mistake(
        PAGE + r" by \w+: (?!400)[1-5]\d\d [^:]+$",
        "The function itself sends this status. Return the text alone.",
        {(RETURN, RETURN.replace("\n", ", 404\n")): 8},
        source=r"^[ \t]+(?:return|abort)\b.*",
    ),
    Mistake(
        PAGE + r" by \w+: 0$",
        "Only one text can be returned. Join two by +",
        {('"Hello World!"', '"Hello", "World!"'): 8},
        source=r"^[ \t]+return\b.*",
    ),
    Mistake(
        PAGE + r" by \w+: 400",
        "A browser that opens this page sends no {1}: write request.{0}.get({1})",
        {(RETURN, "    from flask import request\n    return request.args['name']\n"): 9},
        source=r"^.*request\.(form|args|values)\[(.*?)\].*",
    ),
    Mistake(
        VALID + "The function either returned None",
        "Did you type print instead of return? What is printed goes to the terminal, what is returned to "
        "the browser.",
        {
            (RETURN, '    print("Hello World!")\n'): 8,
            (RETURN, "    return print('Hello World!')\n"): 8,
            (GUARD, f"{OTHER}    print('Other')\n\n\n{GUARD}"): 13,
        },
        source=r"^[ \t]+(?:return +)?print\(.*",
    ),
    Mistake(
        VALID + "The function either returned None",
        'Nothing is returned here. What to send stands after it: return "..."',
        {(RETURN, '    "Hello World!"\n    return\n'): 9},
        source=r"\A(?![\s\S]*print\()[\s\S]*?(?P<at>^[ \t]+return *$)",
    ),
    Mistake(
        VALID + "The function either returned None",
        'The function ends without a return. Its last line: return "Hello World!"',
        {(RETURN, '    "Hello World!"\n'): 7},
        source=r"^(?:async )?def (?![\s\S]*(?:print\(|^[ \t]+return *$)).*",
    ),
    Mistake(
        VALID + r".*it was an? \w*(?:function|method)\w*\.$",
        "A function is returned in place of a text. Call it with (), or return a text in quotes.",
        {('"Hello World!"', "hello_world"): 8},
        source=r"^[ \t]+return\b.*",
    ),
    Mistake(
        VALID + r".*it was an? (?!\w*(?:function|method))(\w+)\.$",
        "A browser is sent a text, and this is none ({0}). Return a text in quotes, without other brackets.",
        {
            ('"Hello World!"', "42"): 8,
            ('"Hello World!"', '{"Hello World!"}'): 8,
            (GUARD, f"{OTHER}    return 2026\n\n\n{GUARD}"): 13,
        },
        source=r"^[ \t]+return\b.*",
    ),
    Mistake(
        r"home page says hello world: GET / by \w+: ",
        'For {{ }} in a text to show what a name holds, the text begins with f: f"..."',
        {("World!", "{name}!"): 8},
        source=r"^[ \t]+return +[\"'].*\{\w+\}.*",
    ),
    Mistake(
        r"home page says hello world: GET / by \w+: [\[{]",
        "A list or a dict is sent as data. Return the text alone, without brackets.",
        {('"Hello World!"', '["Hello World!"]'): 8},
        source=r"^[ \t]+return\b.*",
    ),
    Mistake(
        r"home page says hello world: GET / by \w+: (?![\[{])",
        "The text is another one: letters, capitals, spaces and marks count. If you mean it, change it in "
        "tests/test_text.py too.",
        {
            ("World", "Wold"): 8,
            ("World", "world"): 8,
            ("World!", "World"): 8,
            ('hello_world():\n    return "Hello', 'home():\n    return "Hi'): 8,
        },
        source=r"^[ \t]+return\b(?! +[\"'].*\{\w+\}).*",
    ),
    Mistake(
        r"home page says hello world: GET / by (?!hello_world:)(\w+): ",
        "The routing rule stands above {0}(), so this is what it returns. It belongs right above hello_world().",
        {
            (DEF, f"def greet():\n    return 'Hi'\n\n\n{DEF}"): 7,
            (ROUTE, f'{ROUTE}\n\ndef greet():\n    return "Hi"\n\n'): 9,
        },
        source=r"^(?:async )?def .*",
        about=lambda program, *_: "" if "\ndef hello_world" in program else None,
    ),
    Mistake(
        "home page says hello world",
        "The text is another one: letters, capitals, spaces and marks count. If you mean it, change it in "
        "tests/test_text.py too.",
        {(ROUTE + DEF + RETURN, 'app.add_url_rule("/", view_func=lambda: "Hi")\n'): 0},
    ),
    Mistake(
        r"TypeError: (\w+)\(\) takes 0 positional arguments but 1 was given",
        "Flask gives an error handler the error: def {0}(error):",
        {(GUARD, f"@app.errorhandler(404)\ndef lost():\n    return 'Lost'\n\n\n{GUARD}"): 12},
        source=r"^@app\.errorhandler\b.*\n(?P<at>(?:async )?def .*)",
    ),
    Mistake(
        "import does not start the server",
        "The if does not hold app.run(), so that whoever imports server.py starts the server. Begin the line "
        "with four spaces, right below the if.",
        {("    app.run()", "    pass\napp.run()"): 13},
        source=r"^if __name__[\s\S]*?(?P<at>^app\.run\(.*)",
    ),
    Mistake(
        "import does not start the server",
        "Your server works, but whoever imports server.py starts it, too. Above this line belongs: "
        'if __name__ == "__main__":',
        {(GUARD, "app.run()\n"): 11},
        source=r"\A(?![\s\S]*^if __name__)[\s\S]*?(?P<at>^.*app\.run\(.*)",
    ),
    Mistake(
        ".*: It still goes on",
        "Python waits here, or goes round in circles, and nobody gets an answer.",
        {
            ("app = ", "while True:\n    pass\napp = "): 3,
            ("app = ", "import time\ntime.sleep(99)\napp = "): 4,
            (RETURN, f"    import time\n    time.sleep(99)\n{RETURN}"): 9,
        },
    ),
]

ENDED = "server answers at localhost: .*ended before it answered"

SERVING = [
    Mistake(
        ENDED + r"\.$",
        "Without parentheses, it is named and not called: app.run()",
        {("app.run()", "app.run"): 12},
        source=r"^[ \t]*app\.run *$",
    ),
    Mistake(
        ENDED + r"\.$",
        "These lines belong to the function above them. Begin the if without spaces.",
        {(f"\n\n{GUARD}", f"    {GUARD.replace('    ', '        ')}"): 9},
        source=r"^[ \t]+if .*__main__.*",
    ),
    Mistake(
        ENDED + r"\.$",
        "Below this line, app.run() is missing, four spaces further to the right.",
        {("    app.run()", "    pass"): 11, ("    app.run()", "    # app.run()\n    pass"): 11},
        source=r"^if (?![\s\S]*app\.run).*",
    ),
    Mistake(
        ENDED + r"\.$",
        'At the end, two lines are missing: if __name__ == "__main__": and below it, four spaces in, app.run()',
        {(GUARD, ""): 0},
        source=r"\A(?![\s\S]*(?:app\.run|^if ))",
    ),
    Mistake(
        ENDED + r"\.$",
        'This is never true, so nothing starts. Exactly: if __name__ == "__main__":',
        {('"__main__"', '"main"'): 11, ("if __name__", 'if "__name__"'): 11},
        source=(
            r"^if (?=[\s\S]*app\.run\()(?!\(?__name__ *== *[\"']__main__[\"']\)? *:).*(?:name|main).*"
        ),
    ),
    Mistake(
        ENDED + r"\.$",
        'This is never reached. Above it belongs: if __name__ == "__main__":',
        {(GUARD, "def main():\n    app.run()\n"): 12},
        source=r"\A(?![\s\S]*^[ \t]*if )[\s\S]*?(?P<at>^[ \t]+app\.run\(.*)",
    ),
    Mistake(
        r".*Port (\d+) is in use",
        "Port {0} is taken, perhaps by a server of yours. Leave the parentheses empty for 5000.",
        {},
        source=r"^.*app\.run\(.*port.*",
    ),
    Mistake(
        ENDED + r"\. (?:(?:Attribute|Type|Value|Overflow)Error|(?!\w*Error\b)\S)",
        "The server cannot start with what is in these parentheses. Leave them empty.",
        {
            ("run()", "run(5001)"): 12,
            ("run()", 'run(host="no.such.host")'): 12,
            ("run()", 'run(port="x")'): 12,
        },
        source=r"^.*app\.run\(.+\).*",
    ),
    Mistake(
        r".*somewhere else.*//(?:127\.0\.0\.1|localhost):(\d+)",
        "The server listens at port {0}. Leave the parentheses empty for 5000.",
        {("run()", "run(port=5001)"): 12},
        source=r"^.*app\.run\(.*",
    ),
    Mistake(
        r".*somewhere else.*//((?!127\.0\.0\.1:|localhost:)\S+)",
        "The server listens at {0}. Leave the parentheses empty for localhost.",
        {("run()", 'run(host="127.0.0.2")'): 12},
        source=r"^.*app\.run\(.*",
    ),
    Mistake(
        ".*Nobody answers.*still importing",
        "Python still imports what this line names, which can take long the first time. Try again.",
        {},
    ),
    Mistake(
        ".*Nobody answers(?!.*still importing)",
        "The program runs, and opens no port: it waits here. A server waits in app.run() only.",
        {("    app.run()", "    import time\n    time.sleep(99)"): 13},
    ),
    Mistake(
        r"server answers at localhost: http\S+: ",
        "app.run() knows only the routing rules above it. Move it to the end, with its if.",
        {(ROUTE, f"{GUARD}\n\n{ROUTE}"): 7, (GUARD, f"{GUARD}\n\n{OTHER}{RETURN}"): 12},
        source=r"^.*app\.run\(.*(?=[\s\S]*^@app\.)",
    ),
    Mistake(
        "server answers at localhost: the server you already have running(?!.*ended before)",
        "It does not show what server.py says now. Stop it with CTRL+C in its window, and start it again.",
        {},
    ),
    Mistake(
        "other computers do not reach the server",
        "Everybody in the network reaches this server. Leave out the host.",
        {("run()", 'run(host="0.0.0.0")'): 12},
        source=r"^.*app\.run\(.*",
    ),
    Mistake(
        "ctrl c stops the server: .*: nothing",
        "The program goes on after CTRL+C, perhaps because of this.",
        {("    app.run()", "    while True:\n        app.run()"): 12},
        source=r"^[ \t]*(?:while|except|signal)\b.*",
    ),
    Mistake(
        "ctrl c stops the server: .*: nothing",
        "The program goes on after CTRL+C. Does app.run() stand there twice?",
        {("app.run()", "app.run()\n    app.run()"): 0},
    ),
]

# By where they show.
TABLES = {
    "SYNTAX": SYNTAX,
    "IMPORTING": IMPORTING,
    "NAMES": NAMES,
    "CALLING": CALLING,
    "ANSWERING": ANSWERING,
    "SERVING": SERVING,
}
MISTAKES = [mistake for table in TABLES.values() for mistake in table]
