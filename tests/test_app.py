"""What server.py is made of, before anybody asks for a page."""

import ast
import inspect
import re
import symtable
import sys
from http import HTTPMethod
from itertools import pairwise
from urllib.parse import urlsplit

import flask
from source import (
    attributes,
    evaluate,
    fail,
    files,
    instructions,
    is_own,
    nodes,
    own_functions,
    tree,
)
from visits import function_of

from workshop.paths import PROGRAM

POST_FORM = re.compile(r"<form\b[^>]*\bmethod *= *[\"']?post", re.IGNORECASE)
READS_POST = re.compile(r"request\.form\b|request\.method *== *[\"']POST")


def test_app_is_found(client):
    assert client.application


def test_rules_have_functions():
    for line, below in pairwise(tree().body):
        match line, below:
            case ast.Expr(ast.Call(ast.Attribute(attr="route"))), ast.FunctionDef():
                fail("A rule is called, and decorates no function.", line.lineno)


def test_rules_stand_above_all_else(app):
    for view in own_functions(app).values():
        # What is called so now has been made of it.
        other = view.__globals__.get(view.__name__)
        inside = [cell.cell_contents for cell in getattr(other, "__closure__", None) or ()]
        if view in inside and view in app.view_functions.values():
            fail("What stands above the rule is without effect.", view.__code__.co_firstlineno)


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


def test_rules_take_what_functions_read(app):
    has_form = [file for file in files() if POST_FORM.search(file.read_text("utf-8", "replace"))]
    for endpoint, function in own_functions(app).items() if has_form else ():
        methods = {method for rule in app.url_map.iter_rules(endpoint) for method in rule.methods}
        if not methods & {"POST", "PUT", "PATCH"} and READS_POST.search(
            inspect.getsource(function)
        ):
            fail("Nobody can send this a form by POST.", function.__code__.co_firstlineno)


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
    found = [*nodes()]
    imported = {name.asname or name.name for node in found for name in imported_by(node)}
    called = {node.func.id for node in found if type(getattr(node, "func", 0)) is ast.Name}
    for node in tree().body:
        if type(node) is ast.FunctionDef and node.name in imported & called:
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
        assert not url.startswith("/") or function_of(app, path), f"There is no {path}."

    known = {
        "render_template": app.jinja_env.get_template,
        "url_for": url_for,
        "redirect": redirect,
    }
    with app.test_request_context():
        for node in nodes():
            match node:
                case ast.Call(ast.Name(name), [ast.Constant(str(named)), *_]) if name in known:
                    evaluate(f"{name}({named!r})", known, node.lineno)


def imported_by(node):
    """Return the names that a statement imports."""
    return node.names if type(node) in (ast.Import, ast.ImportFrom) else []


def is_of_python(value):
    """Return whether a value is a module of Python's own, or a text, a number or a container."""
    if inspect.ismodule(value):
        # What these have differs between systems.
        return value.__name__ in sys.stdlib_module_names - {"os", "signal", "sys", "time"}
    return type(value) in (str, int, float, list, tuple, dict, set)
