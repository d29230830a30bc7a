"""What server.py is made of, before anybody asks for a page."""

import ast
import inspect
import symtable
import sys
from http import HTTPMethod
from itertools import pairwise
from urllib.parse import urlsplit

import flask
from source import attributes, evaluate, fail, instructions, is_own, nodes, own_functions, tree
from visits import function_of, request_context

from workshop.paths import PROGRAM


def test_app_is_found(client):
    assert client.application


def test_rules_have_functions():
    for line, below in pairwise(tree().body):
        match line, below:
            case ast.Expr(ast.Call(ast.Attribute(attr="route"))), ast.FunctionDef():
                fail("A rule is called, and decorates no function.", line.lineno)


def test_rules_are_reached():
    for function in nodes():
        for line, below in pairwise(function.body) if type(function) is ast.FunctionDef else ():
            match line, below:
                case ast.Return(), ast.FunctionDef(decorator_list=[rule, *_]):
                    fail("The function around it has ended here.", rule.lineno)


def test_rules_stand_above_all_else(app):
    for view in own_functions(app).values():
        # A decorator above the rule has wrapped the function, and the app has it without that.
        wrapper = view.__globals__.get(view.__name__)
        wrapped = inspect.isfunction(wrapper) and inspect.getclosurevars(wrapper).nonlocals
        if wrapped and view in wrapped.values() and view in app.view_functions.values():
            fail("This decorator does nothing for the page.", view.__code__.co_firstlineno)


def test_rules_have_methods_of_http(app):
    for rule in app.url_map.iter_rules():
        unknown = rule.methods - {*HTTPMethod}
        assert not unknown, f"There is no method {', '.join(unknown)}."


def test_methods_are_those_that_browsers_send():
    for node in nodes():
        match node:
            case ast.Compare(
                ast.Attribute(ast.Name("request"), "method"), _, [ast.Constant(str(name))]
            ):
                if name not in {*HTTPMethod} and name.upper() in {*HTTPMethod}:
                    fail(f"No browser sends {name}.", node.lineno)


def test_no_rule_hides_another(app):
    endpoints, functions = {}, own_functions(app)
    for rule in app.url_map.iter_rules():
        function = functions.get(rule.endpoint)
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            first = endpoints.setdefault((rule.rule, method), rule.endpoint)
            if function and first != rule.endpoint:
                said = f"{rule.rule} has a function already, which answers always."
                fail(said, function.__code__.co_firstlineno)


def test_functions_take_what_their_urls_hold(app):
    for rule in app.url_map.iter_rules():
        function = app.view_functions.get(rule.endpoint)
        # Pages without a variable are visited: test_no_page_fails.
        if is_own(function) and (rule.arguments or "GET" not in rule.methods):
            take = inspect.signature(function, follow_wrapped=False).bind
            call = f"take(**{dict.fromkeys(rule.arguments)})"
            evaluate(call, {"take": take}, function.__code__.co_firstlineno)


def test_functions_know_their_names(app):
    # Some of them have no value yet, such as those that another function makes global.
    known = symtable.symtable(PROGRAM.read_bytes(), str(PROGRAM), "exec").get_identifiers()
    for function in own_functions(app).values():
        for each in instructions(function.__code__, "LOAD_GLOBAL"):
            if each.argval not in known:
                evaluate(each.argval, function.__globals__, each.positions.lineno)


def test_functions_hide_nothing_that_is_used():
    imported, called, imported_inside = set(), set(), set()
    for node in tree().body:
        imported |= imported_by(node)
        for inside in ast.walk(node) if type(node) is ast.FunctionDef else ():
            imported_inside |= imported_by(inside)
            called.add(getattr(getattr(inside, "func", None), "id", ""))
    for node in tree().body:
        if type(node) is ast.FunctionDef and node.name in imported & called - imported_inside:
            fail(f"{node.name} is imported too.", node.lineno)


def test_names_have_what_functions_take_from_them(app):
    changing = {name for node in nodes() if type(node) is ast.Global for name in node.names}
    taken = [node for node in nodes() if type(node) is ast.Attribute]
    given = {node.attr for node in taken if type(node.ctx) is ast.Store}
    with flask.Flask(__name__).test_request_context():
        for function in own_functions(app).values():
            for name, attribute, line in attributes(function):
                value = function.__globals__.get(name)
                is_known = value is flask.request or is_of_python(value)
                if is_known and name not in changing and attribute not in {*dir(value), *given}:
                    evaluate(f"{name}.{attribute}", {name: value}, line)


def test_functions_know_their_templates_and_links(app):
    def url_for(name):
        return name in app.view_functions or name.startswith(".") or flask.url_for(name)

    def redirect(url):
        path = urlsplit(url).path
        if url.startswith("/") and not function_of(app, path):
            methods = app.url_map.bind("localhost").allowed_methods(path)
            assert not methods, f"{path} takes no GET."
            raise AssertionError(f"There is no {path}.")

    known = {
        "render_template": app.jinja_env.get_template,
        "url_for": url_for,
        "redirect": redirect,
    }
    with request_context(app):
        for node in nodes():
            match node:
                case ast.Call(ast.Name(name), [ast.Constant(str(named)), *_]) if name in known:
                    evaluate(f"{name}({named!r})", known, node.lineno)


def imported_by(node):
    """Return the names that a statement imports."""
    is_import = type(node) in (ast.Import, ast.ImportFrom)
    return {name.asname or name.name for name in node.names} if is_import else set()


def is_of_python(value):
    """Return whether a value is a module of Python's own, or a text, a number or a container."""
    if inspect.ismodule(value):
        # What these have differs between systems.
        return value.__name__ in sys.stdlib_module_names - {"os", "signal", "sys", "time"}
    return type(value) in (str, int, float, list, tuple, dict, set)
