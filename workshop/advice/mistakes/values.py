"""Mistakes with names and values."""

import ast
import builtins
import os
import re

from workshop.advice.mistakes.mistake import Failure, Found, mistake

UNKNOWN = r"NameError: name '(?P<name>\w+)' is not defined"


@mistake(
    """
    def greet():
        greeting = "Hello"
        return greeting


    @app.route("/")
    def hello_world():
        return greeting  # <-
    """
)
def name_of_another_function(failure: Failure) -> Found | None:
    """$name only exists inside $function(). Give it a value in this function too, or use what $function() returns."""
    found = failure.says(UNKNOWN)
    if not found:
        return None
    for node in failure.nodes:
        if isinstance(node, ast.FunctionDef) and found.names["name"] in _locals(node):
            return Found({**found.names, "function": node.name})
    return None


@mistake(
    """
    @app.route("/")
    def hello_world():
        return greeting  # <-
    """
)
def name_that_nothing_has(failure: Failure) -> Found | None:
    """$name doesn't exist here. Check its spelling, or create it above this line."""
    found = failure.says(UNKNOWN)
    is_there = found and failure.program_has(rf"^\s*(?:def|class) {found.names['name']}\b")
    return None if is_there else found


@mistake(
    """
    import random


    @app.route("/")
    def random():
        return random.choice(["Hello", "Hi"])  # <-
    """
)
def name_that_a_function_takes(failure: Failure) -> Found | None:
    """Here, $name is your own function on line $line. If you mean the $name that you import, rename the function."""
    name = failure.says(r"TypeError: (?P<name>\w+)\(\) takes ")
    if part := failure.says(r"AttributeError: 'function' object has no attribute '(?P<name>\w+)"):
        name = failure.line_has(rf"\b(?P<name>\w+)\.{part.names['name']}\b")
    name = name or (failure.says("RecursionError") and failure.line_has(r"(?P<name>\w+)\("))
    if not name:
        return None
    made = failure.program_has(rf"^(?:async )?def {name.names['name']}\b")
    is_imported = failure.program_has(rf"\bimport\b.*\b{name.names['name']}\b")
    return Found({**name.names, "line": str(made.line)}) if made and is_imported else None


@mistake(
    """
    @app.route("/")
    def app():
        return "Hello World!"


    app.secret_key = "secret"
    app.register_error_handler(404, str)  # <-
    """
)
def function_with_the_name_of_the_app(failure: Failure) -> Found | None:
    """From line $line on, $app is a function and not your Flask app. Rename the function."""
    made = failure.program_has(rf"^(?:async )?def {failure.source.app}\b")
    is_function = failure.says("AttributeError: 'function' object has no attribute")
    return Found({"line": str(made.line)}) if made and is_function else None


@mistake(
    """
    @app.route("/")
    def hello_world():
        return hello_world()  # <-
    """
)
def function_that_calls_itself(failure: Failure) -> Found | None:
    """This function calls itself endlessly. If you meant another function of the same name, rename this one."""
    return failure.says("RecursionError")


@mistake(
    """
    @app.route("/")
    def hello_world():
        letters = list("Hello")  # <-
        list = ["World!"]
        return letters[0] + list[0]
    """
)
def name_of_python(failure: Failure) -> Found | None:
    """This function has a variable $name of its own, so it can't call Python's $name(). Rename the variable."""
    found = failure.says(r"UnboundLocalError: .*local variable '(?P<name>\w+)'")
    return found if found and hasattr(builtins, found.names["name"]) else None


@mistake(
    """
    import os

    port = int(os.getenv("WORKSHOP_PORT"))  # <-
    """
)
def environment_variable_that_is_not_set(failure: Failure) -> Found | None:
    """The environment variable $name isn't set on this computer. In its place, use os.environ.get("$name", "...") with a value of your own."""
    found = failure.line_has(r"\b(?:getenv\(|environ\.get\(|environ\[) *[\"'](?P<name>\w+)")
    is_not_set = found and found.names["name"] not in os.environ
    return found if is_not_set and failure.says(r"(?:Type|Attribute|Key)Error") else None


@mistake(
    """
    numbers = [3, 1, 2]
    numbers = numbers.sort()
    print(numbers[0])  # <-
    """
)
def nothing_where_a_value_is_needed(failure: Failure) -> Found | None:
    """A value in this line is None. get() returns None if nothing was sent, and so does a function without a return, such as append or sort."""
    return failure.says("(?:Type|Attribute)Error: (?!.*not callable).*NoneType")


@mistake(
    """
    prices = {"tea": 2}
    print(prices["Tea"])  # <-
    """
)
def key_that_is_not_there(failure: Failure) -> Found | None:
    """There is no $key in $owner. Check its spelling and its capitals, or use get()."""
    found = failure.says("KeyError: (?P<key>.+)")
    owner = found and failure.line_has(rf"(?P<owner>[\w.]+)\[{re.escape(found.names['key'])}")
    owner = owner or (found and failure.line_has(r"(?P<owner>[\w.]+)\["))
    return Found({**found.names, **owner.names}) if found and owner else None


def _locals(function: ast.FunctionDef) -> set[str]:
    """Return the names that only exist inside a function, because it gives them their values."""
    nodes = list(ast.walk(function))
    own = [each for each in nodes if isinstance(each, ast.Name)]
    shared = {name for each in nodes if isinstance(each, ast.Global) for name in each.names}
    return {each.id for each in own if isinstance(each.ctx, ast.Store)} - shared
