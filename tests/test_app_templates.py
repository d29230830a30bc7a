"""What the templates of an app are given, and what they make of it."""

import ast
import contextlib

import pytest
from jinja2 import TemplateSyntaxError
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.nodes import Block, CondExpr, Extends, If, Name
from source import fail_where, nodes

from workshop.hints.names import closest


@pytest.fixture
def templates(app):
    """The templates of the app that Jinja can read, by their names, as it reads them."""
    found = {}
    for name in app.jinja_env.list_templates(["html"]):
        source, _, _ = app.jinja_env.loader.get_source(app.jinja_env, name)
        with contextlib.suppress(TemplateSyntaxError):
            found[name] = app.jinja_env.parse(source, filename=name)
    return found


def test_templates_use_what_they_are_given(app, templates):
    always = {**app.jinja_env.globals}
    with app.test_request_context():
        app.update_template_context(always)
    for node in nodes():
        match node:
            case ast.Call(ast.Name("render_template"), [ast.Constant(name)]) if name in templates:
                given = {keyword.arg for keyword in node.keywords}
                if None in given:
                    # It stands for a dictionary of names.
                    continue
                unused = given.difference(*map(find_undeclared_variables, templates.values()))
                used = find_undeclared_variables(templates[name])
                lost = used - given - always.keys() - optional(templates[name])
                for each in lost:
                    close = closest(each, unused)
                    # The only ones belong together, whatever they are called.
                    other = next(iter(unused)) if len(lost) == len(unused) == 1 else close
                    if other:
                        said = f"{each} was not given, and {other} is not used."
                        fail_where(rf"\b{each}\b", said, app.jinja_env.get_template(name).filename)


def optional(template):
    """Return the names that a template asks for in case that they were given."""
    conditions = [node.test for node in template.find_all((If, CondExpr))]
    found = [[condition, *condition.find_all(Name)] for condition in conditions]
    return {node.name for nodes in found for node in nodes if type(node) is Name}


def test_templates_fill_blocks_of_their_base(app, templates):
    bases = {base for tree in templates.values() for base in find_referenced_templates(tree)}
    blocks = [tree.find_all(Block) for name, tree in templates.items() if name in bases]
    known = {block.name for found in blocks for block in found}
    for name, tree in templates.items():
        filled = {node.name for node in tree.body if type(node) is Block}
        if tree.find(Extends) and filled - known and bases <= templates.keys():
            block = filled.difference(known).pop()
            said = f"{block} is none of {', '.join(known)}."
            fail_where(rf"\b{block}\b", said, app.jinja_env.get_template(name).filename)
