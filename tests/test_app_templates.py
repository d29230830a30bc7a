"""What the templates of an app are given, and what they make of it."""

import ast
import contextlib

import pytest
from jinja2 import TemplateSyntaxError
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.nodes import Block, Extends
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
    for node in nodes():
        match node:
            case ast.Call(ast.Name("render_template"), [ast.Constant(name)]) if name in templates:
                given = {str(keyword.arg) for keyword in node.keywords}
                unused = given.difference(*map(find_undeclared_variables, templates.values()))
                for each in find_undeclared_variables(templates[name]) - given:
                    other = closest(each, unused)
                    if other:
                        said = f"{each} was not given, and {other} is not used."
                        fail_where(rf"\b{each}\b", said, app.jinja_env.get_template(name).filename)


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
