"""Mistakes with names that Python does not know."""

import ast

from workshop.advice.mistakes.mistake import Failure, Found, mistake

UNKNOWN = r"NameError: name '(?P<name>\w+)' is not defined"


@mistake(
    """
    count = 0


    @app.route("/")
    def hello_world():
        count += 1  # <-
        return str(count)
    """
)
def name_from_outside_the_function(failure: Failure) -> Found | None:
    """To change the $name from outside this function, start the function with: global $name"""
    found = failure.says(r"UnboundLocalError: .*local variable '(?P<name>\w+)'")
    is_there = found and failure.program_has(rf"^{found.names['name']} *(?::.*)?=")
    return found if is_there else None


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
    print(greeting)  # <-
    greeting = "Hello"
    """
)
def name_that_is_defined_below(failure: Failure) -> Found | None:
    """$name is only defined below, on line $line. Move that above this line."""
    found = failure.says(UNKNOWN)
    if not found or failure.outcome.file != "server.py":
        return None
    name = found.names["name"]
    made = failure.program_has(
        rf"^(?:{name} *(?::.*)?=(?!=)|(?:async )?def {name}\b|class {name}\b)"
    )
    is_below = made and made.line > failure.outcome.line
    return Found({"name": name, "line": str(made.line)}) if made and is_below else None


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


def _locals(function: ast.FunctionDef) -> set[str]:
    """Return the names that only a function knows, because it gives them their values."""
    nodes = list(ast.walk(function))
    own = [each for each in nodes if isinstance(each, ast.Name)]
    shared = {name for each in nodes if isinstance(each, ast.Global) for name in each.names}
    return {each.id for each in own if isinstance(each.ctx, ast.Store)} - shared


@mistake(
    """
    @app.route("/")
    def hello_world():
        return Hello  # <-
    """
)
def unknown_name(failure: Failure) -> Found | None:
    """Nothing is called $name here. Is it misspelled, or not imported, or a text without its quotes?"""
    return failure.says(UNKNOWN)
