"""What the functions of server.py do, also where a page needs more than its URL."""

import ast
import builtins
import contextlib
import dis
import inspect
import re
import symtable

import flask

from workshop.paths import PROGRAM

# The instructions of Python by which a function takes something from outside of it, or changes it.
OUTSIDE = {"LOAD_GLOBAL", "STORE_GLOBAL", "LOAD_DEREF", "IMPORT_NAME"}
# What it may take from there without changing anything: names, and types of other values.
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


def outside(function):
    """Return the instructions by which a function takes something from outside of it."""
    return [each for each in dis.get_instructions(function) if each.opname in OUTSIDE]


def changes_nothing(function):
    """Return whether a function certainly changes nothing outside of it, such as a database."""
    return all(
        each.argval in HARMLESS
        or (
            each.opname == "LOAD_GLOBAL"
            and isinstance(function.__globals__.get(each.argval), FIXED)
        )
        for each in outside(function)
    )


def test_rules_have_functions():
    lines = [node for node in ast.walk(ast.parse(PROGRAM.read_bytes())) if type(node) is ast.Expr]
    calls = [line.value.func for line in lines if type(line.value) is ast.Call]
    rules = [call for call in calls if getattr(call, "attr", "") == "route"]
    assert not rules, "A rule is called, and decorates no function."


def test_functions_take_what_their_urls_hold(app):
    for rule in app.url_map.iter_rules():
        function = app.view_functions[rule.endpoint]
        inspect.signature(function).bind(**dict.fromkeys(rule.arguments))


def test_functions_know_their_names(app):
    # Some of them have no value yet, such as those that another function makes global.
    known = symtable.symtable(PROGRAM.read_bytes(), str(PROGRAM), "exec").get_identifiers()
    for function in own_functions(app).values():
        for each in outside(function):
            if each.opname == "LOAD_GLOBAL" and each.argval not in known:
                # Python looks the name up as it would on its line.
                line = "\n" * (each.positions.lineno - 1) + each.argval
                eval(compile(line, str(PROGRAM), "eval"), function.__globals__)


def test_pages_with_a_variable_do_not_fail(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "TESTING", True)
    functions = own_functions(app)
    for rule in app.url_map.iter_rules():
        function = functions.get(rule.endpoint)
        if rule.arguments and function and changes_nothing(function):
            # The value may be a wrong one, but not its type.
            with contextlib.suppress(ValueError, LookupError, ArithmeticError):
                client.get(re.sub("<.*?>", "1", rule.rule))
