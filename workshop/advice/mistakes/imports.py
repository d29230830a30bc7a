"""Mistakes in what a program imports."""

import sys
from pathlib import Path

from workshop.advice.mistakes.mistake import Failure, Found, mistake

# Packages that Flask programs import,
PACKAGES = {
    "bcrypt",
    "cs50",
    "email_validator",
    "flask_admin",
    "flask_bcrypt",
    "flask_bootstrap",
    "flask_caching",
    "flask_cors",
    "flask_jwt_extended",
    "flask_limiter",
    "flask_login",
    "flask_mail",
    "flask_marshmallow",
    "flask_migrate",
    "flask_moment",
    "flask_mysqldb",
    "flask_pymongo",
    "flask_restful",
    "flask_session",
    "flask_socketio",
    "flask_sqlalchemy",
    "flask_wtf",
    "gunicorn",
    "httpx",
    "markdown",
    "matplotlib",
    "numpy",
    "openai",
    "pandas",
    "passlib",
    "peewee",
    "plotly",
    "pymongo",
    "pymysql",
    "pytz",
    "requests",
    "sqlalchemy",
    "waitress",
    "wtforms",
}
# and those that pipenv knows by another name.
OTHER_NAMES = {
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "dotenv": "python-dotenv",
    "jwt": "pyjwt",
    "MySQLdb": "mysqlclient",
    "PIL": "pillow",
    "psycopg2": "psycopg2-binary",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
OF_FLASK = {"click", "flask", "itsdangerous", "jinja2", "markupsafe", "werkzeug"}
KNOWN = {*sys.stdlib_module_names, *PACKAGES, *OTHER_NAMES, *OF_FLASK}
NO_MODULE = r"ModuleNotFoundError: No module named '(?P<name>\w+)'"


@mistake("from random import choice  # <-", {"random.py": "numbers = [1, 2]\n"}, whole=True)
def file_that_hides_a_module(failure: Failure) -> Found | None:
    """Your file $name.py hides the module $name, and is imported instead. Rename your file."""
    found = failure.says(r"(?:Import|Attribute)Error: .*(?:module|from) '(?P<name>\w+)")
    is_half_read = failure.says(".*partially initialized module")
    names = [found.names["name"]] if found else []
    names += [Path(failure.outcome.file).stem] if is_half_read else []
    for name in names:
        is_there = (failure.folder / f"{name}.py").is_file()
        if is_there and name in KNOWN:
            return Found({"name": name})
    return None


@mistake(
    """
    from server import app  # <-


    @app.route("/")
    def hello_world():
        return "Hello World!"
    """,
    whole=True,
)
def program_that_imports_itself(failure: Failure) -> Found | None:
    """server.py imports itself here. Remove this line: the program has these names already."""
    found = failure.says(r"(?:Import|Attribute)Error: .*partially initialized module 'server'")
    is_here = failure.outcome.file == "server.py" and failure.line_has(r"\bserver\b")
    return found if is_here else None


@mistake(
    """
    from flask import Flask
    from shop import prices  # <-

    app = Flask(__name__)
    """,
    {"shop.py": "from server import app\n\nprices = [1, 2]\n"},
    whole=True,
)
def two_files_that_import_each_other(failure: Failure) -> Found | None:
    """$file and $name.py import each other. Move what both need into a third file, and import that in both."""
    found = failure.says(
        r"(?:Import|Attribute)Error: .*partially initialized module '(?P<name>\w+)'"
    )
    return found and Found({"name": found.names["name"], "file": failure.outcome.file})


@mistake("from flask_sqlalchemy import SQLAlchemy  # <-")
def package_that_is_not_installed(failure: Failure) -> Found | None:
    """$name isn't installed here. Type pipenv install $package"""
    found = failure.says(NO_MODULE)
    name = found.names["name"] if found else ""
    package = OTHER_NAMES.get(name) or (name.replace("_", "-") if name in PACKAGES else "")
    return Found({"name": name, "package": package}) if package else None


@mistake("import shop  # <-")
def module_that_is_not_there(failure: Failure) -> Found | None:
    """There is no module called $name. If it's a file of yours, it must be next to server.py. If it's a package, look up what to install."""
    found = failure.says(NO_MODULE)
    # Capitals count, and flask is there.
    is_there = found and found.names["name"].lower() in KNOWN
    return None if is_there else found
