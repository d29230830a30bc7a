"""Mistakes with names and values."""

import ast

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
    """$name is only known inside $function(), which gave it its value."""
    found = failure.says(UNKNOWN)
    for node in failure.nodes if found else ():
        if isinstance(node, ast.FunctionDef) and found and found.names["name"] in _locals(node):
            return Found({**found.names, "function": node.name})
    return None


@mistake(
    """
    import random


    @app.route("/")
    def random():
        return random.choice(["Hello", "Hi"])  # <-
    """
)
def name_that_a_function_takes(failure: Failure) -> Found | None:
    """Here, $name is your function on line $line. Rename the function."""
    found = failure.says(
        "AttributeError: 'function' object has no attribute '(?P<part>(?!html).+)'"
    )
    name = found and failure.line_has(rf"\b(?P<name>\w+)\.{found.names['part']}\b")
    made = name and failure.program_has(rf"^(?:async )?def {name.names['name']}\b")
    return Found({**name.names, "line": str(made.line)}) if name and made else None


@mistake(
    """
    @app.route("/")
    def hello_world():
        return hello_world()  # <-
    """
)
def function_that_calls_itself(failure: Failure) -> Found | None:
    """Functions call each other here endlessly. If you meant another function of the same name, rename this one."""
    return failure.says("RecursionError")


@mistake(
    """
    @app.route("/")
    def hello_world():
        if request.method == "POST":
            text = "Thank you!"
        return text  # <-
    """
)
def name_without_a_value(failure: Failure) -> Found | None:
    """Nothing gave $name a value before this line was reached. Give it one at the start of the function."""
    return failure.says(r"UnboundLocalError: .*local variable '(?P<name>\w+)'")


@mistake(
    """
    numbers = [3, 1, 2]
    numbers = numbers.sort()
    print(numbers[0])  # <-
    """
)
def nothing_where_a_value_is_needed(failure: Failure) -> Found | None:
    """A value in this line is None. get() returns None if nothing was sent, and so does a function without a return, such as append or sort."""
    return failure.says("TypeError: (?!.*not callable).*NoneType")


@mistake(
    """
    import re

    number = re.search("[0-9]+", "Hello")
    print(number.group())  # <-
    """
)
def nothing_before_the_dot(failure: Failure) -> Found | None:
    """What is before .$name is None. get() returns None if nothing was sent, and so does a function without a return."""
    return failure.says("AttributeError: 'NoneType' object has no attribute '(?P<name>.+)'")


@mistake(
    '''
    PAGE = """<style>
    body {
        color: red;
    }
    </style>Hello {name}!"""


    @app.route("/")
    def hello_world():
        return PAGE.format(name="Ann")  # <-
    '''
)
def braces_of_css(failure: Failure) -> Found | None:
    """format() takes every { } for a name. In the text, type each brace of the CSS twice: {{ and }}"""
    return failure.line_has(r"\.format\(") and failure.says(r"KeyError: '\\n")


@mistake(
    """
    prices = {"tea": 2}
    print(prices["Tea"])  # <-
    """
)
def key_that_is_not_there(failure: Failure) -> Found | None:
    """There is no $key in this dict. Check the spelling, and the capitals."""
    return failure.line_has(r"\w\[") and failure.says("KeyError: (?P<key>.+)")


def _locals(function: ast.FunctionDef) -> set[str]:
    """Return the names that only a function knows, because it gives them their values."""
    nodes = list(ast.walk(function))
    own = [each for each in nodes if isinstance(each, ast.Name)]
    shared = {name for each in nodes if isinstance(each, ast.Global) for name in each.names}
    return {each.id for each in own if isinstance(each.ctx, ast.Store)} - shared
