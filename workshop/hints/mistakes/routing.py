"""What is wrong with the app, its routing rules or the functions below them."""

from workshop.hints import names
from workshop.hints.lesson import DEF, GUARD, IMPORT, RETURN, ROUTE
from workshop.hints.mistake import Mistake

METHOD = r"[\"'](?i:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[\"']"

MISTAKES = [
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
        "NoAppException|AttributeError: 'function' object has no attribute '(?!html')",
        "This function is called app too, and takes the place of the Flask app. Rename it.",
        {("hello_world", "app"): 7},
        cause=r"^(?:async )?def app\(.*",
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
        cause=r"^app *= *(\w+) *$",
    ),
    Mistake(
        r"AttributeError: (\w+)(?:$|\.)",
        "flask has no {0}. Do you mean {value}?",
        {("from flask import Flask\n\napp = F", "import flask\n\napp = flask.f"): 3},
        about=lambda program, name: names.close_in_module(program, "flask", name),
    ),
    Mistake(
        r"NoAppException|AttributeError: '\w+' object has no attribute '(?:route|run)'",
        "app is made something else here, and is the Flask app no longer. Choose another name.",
        {("if __name__", 'app = "My app"\n\nif __name__'): 11},
        cause=r"^app *= *+(?!.*Flask\()(?!\w+ *$).*",
    ),
    Mistake(
        "home page: GET /: 404",
        "Without an @ before it, this line does nothing, and the function below has no URL.",
        {
            ("@app.route", "app.route"): 6,
        },
        cause=r"^\w+\.route\(.*",
    ),
    Mistake(
        "TypeError: 'module' object is not callable",
        "flask is the package, and Flask the class in it: from flask import Flask",
        {(IMPORT + "\n\napp = F", "import flask\n\napp = f"): 3},
        cause=r"^.*= *flask\(.*",
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
        cause=r"^app\b.*= *(?:flask\.)?Flask *$",
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
        cause=r"^@flask\.\w+\(.*",
    ),
    Mistake(
        r"TypeError: \w+\.route\(\) takes 2 positional",
        'What follows the URL has a name: methods=["GET", "POST"]',
        {('"/"', '"/", ["GET"]'): 6},
    ),
    Mistake(
        "home page: GET /: 405",
        'The methods stand in quotes, with commas: methods=["GET", "POST"]',
        {
            ('"/"', '"/", methods=["GET" "POST"]'): 6,
        },
        cause=(rf"^@.*methods *=(?! *[\[(] *{METHOD}(?: *, *{METHOD})*[ ,]*[\])]).*"),
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
        r"TypeError: \w+\(\) (?:got an unexpected keyword|missing a required) argument",
        "The routing rule has <{0}>, and the function below has no name for it: def ...({0}):",
        {(GUARD, f'@app.route("/hello/<name>")\ndef hello():\n    return "Hi"\n\n\n{GUARD}'): 11},
        cause=r"^@.*<(?:\w+:)?(\w+)>.*(?=\n(?:@.*\n)*(?:async )?def \w+\((?!.*\b\1\b))",
    ),
    Mistake(
        r"TypeError: \w+\(\) missing a required argument: '(\w+)'",
        "The function takes {0}, and the routing rule has no <{0}>. Add it there, or leave it out of the parentheses.",
        {
            (
                GUARD,
                f'@app.route("/<a>")\ndef hello(a, b):\n    return "Hi"\n\n\n{GUARD}',
            ): 12
        },
    ),
    Mistake(
        "TypeError: Allowed methods must be a list",
        'The methods stand in a list: methods=["GET", "POST"]',
        {('"/"', '"/", methods="GET"'): 6},
    ),
    Mistake(
        r"ValueError: URL rule '\w+:",
        'A routing rule has only what stands after the port: @app.route("/")',
        {('"/"', '"http://localhost:5000/"'): 6},
    ),
    Mistake(
        r"ValueError: URL rule ' *((?!\w+:)[^\\]*)' must start with a slash",
        'The URL in a routing rule begins with a slash, as in @app.route("/{0}")',
        {('"/"', '"hello"'): 6},
    ),
    Mistake(
        r"ValueError: URL rule '.*\\.*' must start with a slash",
        "A URL has / in it, and no backslash.",
        {('"/"', r'"\\"'): 6},
    ),
    Mistake(
        r"ValueError: malformed url rule: .*<(\w*:?) +(\w+)",
        "In a URL, no space stands between < and >: {value}",
        {('"/"', '"/<int: number>"'): 6, ('"/"', '"/<int number>"'): 6, ('"/"', '"/< name>"'): 6},
        about=lambda program, kind, name: f"<{kind.rstrip(':')}:{name}>" if kind else f"<{name}>",
    ),
    Mistake(
        r"ValueError: malformed url rule: (?!.*<\w*:? +\w)",
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
        "View function mapping is overwriting an existing endpoint function: (.+)",
        "Each function that this returns is called {0}. To keep their own names, write above it: @functools.wraps({1})",
        {
            (
                GUARD,
                f"def bold(view):\n    def shown():\n        return '<b>' + view()\n    return shown\n\n\n@app.route('/a')\n@bold\ndef a():\n    return 'a'\n\n\n@app.route('/b')\n@bold\ndef b():\n    return 'b'\n\n\n{GUARD}",
            ): 12
        },
        cause=r"^def \w+\((\w+)\).*\n(?P<at>[ \t]+def (\w+)\((?=[\s\S]*^[ \t]+return \3\b).*)",
        about=lambda program, name, argument, inner: "" if inner == name else None,
    ),
    Mistake(
        r"TypeError: (\w+)\(\) missing \d required positional arguments?: (.+)",
        "{value}",
        {
            (DEF, "def hello_world(name):\n"): 7,
            (GUARD, f'@app.route("/:name")\ndef hi(name):\n    return name\n\n\n{GUARD}'): 12,
            (f"{DEF}{RETURN}", 'def hello_world(name):\n    return "Hello " + name\n'): 7,
        },
        cause=r"^(?:async )?def .*",
        about=names.missing_argument,
    ),
    Mistake(
        r"TypeError: \w+\.\w+\(\) missing \d required positional arguments?: 'self'",
        "A function with a routing rule stands outside of a class, and has no self.",
        {(ROUTE + DEF + RETURN, f"class Home:\n    {ROUTE}    def home(self):\n    {RETURN}"): 8},
        cause=r"^[ \t]+def \w+\(self.*",
    ),
]
