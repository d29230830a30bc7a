"""Mistakes that keep the server from starting."""

import ast

from workshop.advice.edit import PROGRAM
from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.outcome import Stage


@mistake("# from flask import Flask app = Flask(__name__)  # <-", whole=True)
def program_in_a_comment(failure: Failure) -> Found | None:
    """The whole program is on one line, and Python ignores that line, because it starts with #. Paste it again, with its line breaks."""
    found = failure.says("NoAppException")
    return found and failure.program_has(r"^#.*\bimport Flask\b.*\bFlask *\(")


@mistake("# from flask import Flask", whole=True)
def empty_program(failure: Failure) -> Found | None:
    """There is no program in server.py. Did you save it?"""
    lines = failure.program.splitlines()
    is_empty = not any(line.partition("#")[0].strip() for line in lines)
    return Found() if is_empty and failure.outcome.stage >= Stage.READ else None


@mistake(
    """
    from flask import Flask

    shop = Flask(__name__)
    blog = Flask(__name__)
    """,
    whole=True,
)
def several_apps(failure: Failure) -> Found | None:
    """server.py makes several apps. Keep one of them, and use it for every route."""
    return failure.says("NoAppException: Detected multiple Flask applications")


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
    exit()  # <-
    """
)
def program_that_ends_itself(failure: Failure) -> Found | None:
    """This line ends the program. Remove it: CTRL+C stops the server."""
    return failure.says("SystemExit") and failure.line_has(r"\b(?:exit|quit)\(")


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
    if __name__ == "__main__":
        app.run(host="192.0.2.1")  # <-
    """
)
def address_of_another_computer(failure: Failure) -> Found | None:
    """This computer doesn't have that address. Remove the host."""
    return failure.says(r"(?:OSError|gaierror): ") and failure.line_has(r"\.run\(.*\bhost *=")


@mistake(
    """
    session["name"] = "Ann"  # <-
    """
)
def request_while_nobody_visits(failure: Failure) -> Found | None:
    """This only works while a page is being made. Move it into a function that has a route."""
    return failure.says("RuntimeError: Working outside of request context")


@mistake(
    """
    print(url_for("static", filename="a.css"))  # <-
    """
)
def app_that_is_not_active(failure: Failure) -> Found | None:
    """This only works for a page, or below this line: with app.app_context():"""
    return failure.says(
        "RuntimeError: (?:Working outside of application context|Unable to build URLs outside)"
    )


@mistake(
    """
    import os

    key = os.environ["SHOP_KEY"]  # <-
    """
)
def environment_variable_that_is_not_set(failure: Failure) -> Found | None:
    """There is no environment variable called $name. Say what to use without it: os.environ.get("$name", "...")"""
    return failure.line_has(r"\benviron\[") and failure.says("KeyError: '(?P<name>.+)'")


@mistake(
    """
    from flask import Flask

    website = Flask(__name__)


    @website.route("/")
    def hello_world():
        return "Hello World!"
    """,
    whole=True,
)
def nothing_starts_the_server(failure: Failure) -> Found | None:
    """Nothing starts the server. At the end, write if __name__ == "__main__": and below it, four spaces in, $app.run()"""
    is_there = failure.program_has(r"^[^#\n]*\.run\b")
    return Found() if _does_not_start(failure) and not is_there else None


@mistake(
    """
    from flask import Flask

    app = Flask(__name__)


    @app.route("/")
    def hello_world():
        return "Hello World!"


    def main():
        app.run()  # <-
    """,
    whole=True,
)
def start_that_is_not_reached(failure: Failure) -> Found | None:
    """Python never comes to this line. Is it in a function that nobody calls, or below an if that isn't true?"""
    start = failure.program_has(r"^[ \t]+[^#\n]*\.run\(")
    return start if _does_not_start(failure) else None


def _does_not_start(failure: Failure) -> bool:
    outcome = failure.outcome
    return not outcome.run and outcome.stage == Stage.HOME
