"""Mistakes in what a program imports."""

from pathlib import Path

from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.packages import INSTALLED, PACKAGES, close_modules

NO_MODULE = r"ModuleNotFoundError: No module named '(?P<name>\w+)'"
# What Python had until version 3 or later.
GONE = {"cgi", "ConfigParser", "distutils", "imghdr", "imp", "StringIO", "urllib2", "urlparse"}


@mistake("from random import choice  # <-", {"random.py": "numbers = [1, 2]\n"}, whole=True)
def file_that_hides_a_module(failure: Failure) -> Found | None:
    """Your file $name.py and the module $name have the same name, and Python imports only one of them. Rename your file."""
    found = failure.says(r"(?:Import|Attribute)Error: .*(?:module|from) '(?P<name>\w+)")
    names = [found.names["name"]] if found else []
    if failure.says(".*partially initialized module"):
        names.append(Path(failure.outcome.file).stem)
    for name in names:
        if (failure.folder / f"{name}.py").is_file() and name in {*INSTALLED, *PACKAGES}:
            return Found({"name": name})
    return None


@mistake("from fastapi import FastAPI  # <-", whole=True)
def another_framework(failure: Failure) -> Found | None:
    """This program is for $name, and this lesson is about Flask. README.md shows a program for Flask."""
    return failure.says(r"ModuleNotFoundError: No module named '(?P<name>bottle|django|fastapi)'")


@mistake("from flask.ext.sqlalchemy import SQLAlchemy  # <-")
def extension_of_an_old_flask(failure: Failure) -> Found | None:
    """Flask has no flask.ext any more. Write flask_$name in its place."""
    found = failure.says(r"ModuleNotFoundError: No module named 'flask.ext'")
    return failure.line_has(r"\bflask\.ext(?:\.| +import +)(?P<name>\w+)") if found else None


@mistake(
    """
    @app.route("/")
    async def hello_world():  # <-
        return "Hello World!"
    """
)
def async_view_without_its_package(failure: Failure) -> Found | None:
    """Flask needs another package for an async function. Type pipenv install asgiref"""
    return failure.says("RuntimeError: Install Flask with the 'async' extra")


@mistake("from flask_sqlalchemy import SQLAlchemy  # <-")
def package_that_is_not_installed(failure: Failure) -> Found | None:
    """$name isn't installed. Type pipenv install $package"""
    found = failure.says(NO_MODULE)
    if not found or found.names["name"] not in PACKAGES:
        return None
    return Found({**found.names, "package": PACKAGES[found.names["name"]]})


@mistake("import requsts  # <-")
def package_that_is_misspelled(failure: Failure) -> Found | None:
    """Did you mean $close? Then also type pipenv install $package"""
    found = failure.says(NO_MODULE)
    close = close_modules(found.names["name"], {*PACKAGES}) if found else []
    return Found({"close": close[0], "package": PACKAGES[close[0]]}) if close else None


@mistake("import urllib2  # <-\n\nprint(urllib2)")
def module_that_python_had(failure: Failure) -> Found | None:
    """Newer versions of Python have no module $name. Use another one, or remove this line and what needs it."""
    found = failure.says(NO_MODULE)
    return found if found and found.names["name"] in GONE else None


@mistake("import shop  # <-\n\nprint(shop.price)")
def module_that_is_not_there(failure: Failure) -> Found | None:
    """There is no $name.py next to server.py, and no package called $name is installed. Create the file, or remove this line if you don't need it."""
    found = failure.says(NO_MODULE)
    # Capitals count, and flask is there.
    return None if found and found.names["name"].lower() in INSTALLED else found
