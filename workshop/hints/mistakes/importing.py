"""What keeps a module, or a name in one, from being imported."""

from workshop.hints import names
from workshop.hints.lesson import IMPORT, LESSON
from workshop.hints.mistake import Mistake

MISTAKES = [
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
        "(?:ModuleNotFoundError: No module named|AttributeError: module) 'requests'",
        "What a browser sends is in request, without s: from flask import Flask, request",
        {(IMPORT, f"{IMPORT}\nimport requests\n\nname = requests.form"): 2},
        cause=r"^import requests\b.*(?=[\s\S]*\brequests\.(?:form|args|files|method|values)\b)",
    ),
    Mistake(
        r"ModuleNotFoundError: No module named 'flask\.ext",
        "Flask has no ext any more. The package is flask_{0}: write that in place of flask.ext.{0}",
        {(IMPORT, f"{IMPORT}\nfrom flask.ext.sqlalchemy import SQLAlchemy"): 2},
        cause=r"^.*flask\.ext\.(\w+).*",
    ),
    Mistake(
        r"ModuleNotFoundError: No module named '((?!server'|Flask'|FLASK'|flask\.)[\w.]+)'",
        "There is no module {0}. If it is a file of yours, put it beside server.py. If it is a package, its page "
        "says what to install.",
        {(IMPORT, f"{IMPORT}\nimport config"): 2},
    ),
    Mistake(
        r"ImportError: attempted relative import",
        "A file in this folder is imported without a dot before its name.",
        {(IMPORT, f"{IMPORT}\nfrom .config import x"): 2},
    ),
    Mistake(
        r"(?:Import|Attribute)Error: .*partially initialized module 'server'",
        "server.py is not read to its end yet when this asks for a part of it. In server.py itself, remove the line; in "
        "another file, make app in a third one, and import it in both.",
        {(IMPORT, f"{IMPORT}\nfrom server import app"): 2},
    ),
    Mistake(
        r"ImportError: cannot import name '(?=.*from '([\w.]+)')(\w+)'",
        "{0} has no {1}. Do you mean {value}?",
        {
            ("import Flask", "import flask"): 1,
            ("Flask\n", "Flask, render_templete\n"): 1,
            (IMPORT, f"{IMPORT}\nfrom random import choise"): 2,
        },
        about=names.close_in_module,
    ),
    Mistake(
        r"ImportError: cannot import name '(\w+)' from '(?:flask|werkzeug)'",
        "{0} is found elsewhere: from {value} import {0}",
        {("Flask\n", "Flask, Markup\n"): 1},
        about=names.moved,
    ),
    Mistake(
        r"(?:ImportError: cannot import name '.*' from|AttributeError: .*module) '(\w+)'",
        "A file here is called {0}.py, and is imported in place of that of Python or Flask. Rename it.",
        {},
        about=names.in_place_of_another,
    ),
    Mistake(
        r"ImportError: cannot import name '(\w+)' from '(?!server')([\w.]+)'",
        "{1} has no {0}. Is it a typo, or does it come from elsewhere?",
        {("Flask\n", "Flask, Hello\n"): 1},
    ),
    Mistake(
        "NoAppException: ",
        "server.py makes no app. Is it saved, and without # in front of app = Flask(__name__)?",
        {(LESSON, 'print("Hello World!")\n'): 0},
    ),
]
