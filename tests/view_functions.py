"""The functions of server.py, and what they take from outside of them."""

import builtins
import dis
import inspect
import json
from itertools import pairwise

import flask

from workshop.paths import PROGRAM

# What leads outside, or to what another function has put there.
LEADING_OUTSIDE = [
    *[open, exec, eval, input, __import__, globals, vars, getattr, breakpoint],
    *[flask.g, flask.current_app],
]
# What a function may take from outside without changing anything there: these,
HARMLESS = {
    id(value)
    for value in [*vars(builtins).values(), *vars(flask).values()]
    if value is not None and not inspect.ismodule(value)
} - {*map(id, LEADING_OUTSIDE)}
# and what is in these modules.
HARMLESS_MODULES = {"datetime", "html", "json", "math", "random", "re", "secrets", "string", "uuid"}
# The same, taken from flask or a request by its name.
NAMES_LEADING_OUTSIDE = {"files", "g", "current_app"}


def own_functions(app):
    """Return the functions in server.py that answer requests, by their endpoints."""
    functions = {name: inspect.unwrap(each) for name, each in app.view_functions.items()}
    return {name: function for name, function in functions.items() if is_own(function)}


def is_own(function):
    """Return whether something is a function in server.py."""
    return inspect.isfunction(function) and inspect.getsourcefile(function) == str(PROGRAM)


def instructions(code, *kinds):
    """Return the instructions of some kinds in a code object, and in all code inside it."""
    found = [each for each in dis.get_instructions(code) if each.opname in kinds]
    for inner in filter(inspect.iscode, code.co_consts):
        found += instructions(inner, *kinds)
    return found


def attributes(function):
    """Return each name.attribute that a function takes from outside: name, attribute and line."""
    taken = pairwise(dis.get_instructions(function))
    return [
        (name.argval, attribute.argval, name.positions.lineno)
        for name, attribute in taken
        if name.opname == "LOAD_GLOBAL" and attribute.opname in ("LOAD_ATTR", "LOAD_METHOD")
    ]


def stays_inside(function, callers=()):
    """Return whether a function certainly changes nothing outside of the program, such as a file."""
    if function in callers:
        return True
    code = function.__code__
    named = {each.argval for each in instructions(code, "LOAD_ATTR", "IMPORT_FROM")}
    imported = {each.argval for each in instructions(code, "IMPORT_NAME")}
    if named & NAMES_LEADING_OUTSIDE or imported - HARMLESS_MODULES - {"flask"}:
        return False
    if function.__closure__ or function.__defaults__:
        return False
    known = vars(builtins) | function.__globals__
    taken = [known.get(each.argval) for each in instructions(code, "LOAD_GLOBAL")]
    return all(is_harmless(value, (*callers, function)) for value in taken)


def is_harmless(value, callers):
    """Return whether nothing outside of the program can be changed by a value."""
    if is_own(value):
        return stays_inside(value, callers)
    module = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", "")
    return id(value) in HARMLESS or module in HARMLESS_MODULES or is_plain(value)


def is_plain(value):
    """Return whether a value is made of nothing but texts, numbers, lists and dictionaries."""
    if value is None:
        return False
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True
