"""What server.py is made of, before anybody asks for a page."""

import ast
import symtable
from http import HTTPMethod

import flask
from view_functions import instructions, own_functions

from workshop.paths import PROGRAM


def nodes():
    """Return all that server.py is made of, as Python reads it."""
    return ast.walk(ast.parse(PROGRAM.read_bytes()))


def test_app_is_found(client):
    assert client.application


def test_rules_have_functions():
    lines = [node for node in nodes() if type(node) is ast.Expr]
    calls = [line.value.func for line in lines if type(line.value) is ast.Call]
    rules = [call for call in calls if getattr(call, "attr", "") == "route"]
    assert not rules, "A rule is called, and decorates no function."


def test_rules_have_methods_of_http(app):
    for rule in app.url_map.iter_rules():
        unknown = rule.methods - {*HTTPMethod}
        assert not unknown, f"There is no method {', '.join(unknown)}."


def test_functions_know_their_names(app):
    # Some of them have no value yet, such as those that another function makes global.
    known = symtable.symtable(PROGRAM.read_bytes(), str(PROGRAM), "exec").get_identifiers()
    for function in own_functions(app).values():
        for each in instructions(function, "LOAD_GLOBAL"):
            if each.argval not in known:
                evaluate(each.argval, each.positions.lineno, function.__globals__)


def test_functions_know_their_templates_and_links(app):
    def url_for(name):
        return name in app.view_functions or name.startswith(".") or flask.url_for(name)

    known = {"render_template": app.jinja_env.get_template, "url_for": url_for}
    with app.test_request_context():
        for node in nodes():
            match node:
                case ast.Call(ast.Name(name), [ast.Constant(str(named)), *_]) if name in known:
                    evaluate(f"{name}({named!r})", node.lineno, known)


def evaluate(code, line, names):
    """Evaluate some code as if it stood on a line of server.py, which Python names in an error."""
    eval(compile("\n" * (line - 1) + code, str(PROGRAM), "eval"), {**names})
