"""The functions of server.py, and what they take from outside of them."""

import builtins
import dis
import inspect

import flask

from workshop.paths import PROGRAM

# What a function may take from outside without changing anything: names, and types of others.
HARMLESS = {*vars(builtins), *vars(flask)} - {"open", "exec", "eval", "input", "__import__"}
FIXED = str | int | float | tuple


def own_functions(app):
    """Return the functions in server.py that answer requests, by their endpoints."""
    functions = {name: inspect.unwrap(each) for name, each in app.view_functions.items()}
    return {
        name: function
        for name, function in functions.items()
        if inspect.isfunction(function) and inspect.getsourcefile(function) == str(PROGRAM)
    }


def instructions(function, *kinds):
    """Return those of Python's instructions in a function that are of some kinds."""
    return [each for each in dis.get_instructions(function) if each.opname in kinds]


def changes_nothing(function):
    """Return whether a function certainly changes nothing outside of it, such as a database."""
    values = function.__globals__
    changed = instructions(function, "STORE_GLOBAL", "LOAD_DEREF", "IMPORT_NAME")
    taken = {each.argval for each in instructions(function, "LOAD_GLOBAL")}
    return not changed and all(isinstance(values.get(name), FIXED) for name in taken - HARMLESS)
