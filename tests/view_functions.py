"""The functions of server.py, and what they take from outside of them."""

import builtins
import dis
import inspect

import flask

from workshop.paths import PROGRAM

# What a function may take from outside without changing anything, by its id or its type.
HARMLESS = {
    id(value)
    for value in [*vars(builtins).values(), *vars(flask).values()]
    if not inspect.ismodule(value)
} - {*map(id, [open, exec, eval, input, __import__])}
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
    if instructions(function, "STORE_GLOBAL", "LOAD_DEREF", "IMPORT_NAME"):
        return False
    known = vars(builtins) | function.__globals__
    taken = [known.get(each.argval) for each in instructions(function, "LOAD_GLOBAL")]
    return all(id(value) in HARMLESS or isinstance(value, FIXED) for value in taken)
