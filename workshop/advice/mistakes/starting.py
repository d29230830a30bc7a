"""Mistakes that keep the server from starting."""

import ast

from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.outcome import Stage
from workshop.advice.text import PROGRAM


@mistake(
    """
    @app.route("/")
    def hello_world():
        return "Gr\udcfc\udcdfe"  # <-
    """
)
def file_is_not_utf_8(failure: Failure) -> Found | None:
    """This file isn't saved as UTF-8. Choose that encoding in your editor, and save the file again."""
    return failure.says(r"(?:Syntax|Value)Error: .*(?:'utf-8' codec|Non-UTF-8|null bytes)")


@mistake("# from flask import Flask", whole=True)
def empty_program(failure: Failure) -> Found | None:
    """There is no program in server.py. Did you save it?"""
    lines = failure.source.lines
    is_empty = not any(line.partition("#")[0].strip() for line in lines)
    return Found() if is_empty and failure.outcome.stage >= Stage.READ else None


@mistake('print("Hello World!")', whole=True)
def no_app(failure: Failure) -> Found | None:
    """server.py makes no app. Below the imports, write: app = Flask(__name__)"""
    found = failure.says("NoAppException: Failed to find Flask application")
    return None if failure.program_has(r"^[^#\n]*\bFlask *\(") else found


@mistake(
    """
    name = input("Who? ")  # <-
    """
)
def input_waits_for_nobody(failure: Failure) -> Found | None:
    """input() waits for somebody at the terminal, and a web server has nobody there. Remove it."""
    return failure.says("EOFError")


@mistake(
    """
    number = 1
    while number < 10: number * 2  # <-
    """
)
def endless_loop(failure: Failure) -> Found | None:
    """This while loop never ends. Change its condition, or leave it with break."""
    line, file = failure.outcome.line, failure.outcome.file
    if not failure.says("This line never finishes") or file != PROGRAM:
        return None
    loops = [node for node in failure.nodes if isinstance(node, ast.While)]
    is_in_one = any(loop.lineno <= line <= (loop.end_lineno or 0) for loop in loops)
    return Found() if is_in_one else None


@mistake(
    """
    session["name"] = "Ann"  # <-
    """
)
def request_while_nobody_visits(failure: Failure) -> Found | None:
    """This only works while a page is being made. Move it into a function that has a route."""
    outside = r"RuntimeError: (?:Working outside of|Unable to build URLs outside)"
    return None if failure.line_has(r"\bsession\(") else failure.says(outside)


@mistake(
    """
    @app.before_first_request  # <-
    def prepare():
        print("Hello World!")
    """
)
def name_that_flask_had(failure: Failure) -> Found | None:
    """Flask no longer has before_first_request. Call the function above app.run() instead."""
    return failure.says("AttributeError: .*'before_first_request'")
