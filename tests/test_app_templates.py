"""What the templates of an app are given, and what they make of it."""

import ast
import contextlib
import re

import pytest
from jinja2 import TemplateSyntaxError
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.nodes import Block, CondExpr, Extends, Filter, For, If, Name, TemplateData
from source import fail, fail_where, nodes, place_of
from visits import request_context

from workshop.hints.names import closest

# What stands behind a name for a part of it.
PART = r"(?:\.\w+|\[.*?\])"


class Template:
    """A template: the file that it is in, and what Jinja reads there."""

    def __init__(self, environment, name):
        source, self.file, _ = environment.loader.get_source(environment, name)
        self.tree = environment.parse(source)
        self.names = find_undeclared_variables(self.tree)

    def needed(self):
        """Return the names that it has from outside, but for those that it could do without."""
        conditions = [node.test for node in self.tree.find_all((If, CondExpr))]
        conditions += [node for node in self.tree.find_all(Filter) if node.name in ("d", "default")]
        found = [name for node in conditions for name in (node, *node.find_all(Name))]
        return self.names - {node.name for node in found if type(node) is Name}

    def idle_loops(self):
        """Return the loops that do not use the name that they give to each entry."""
        return [
            loop
            for loop in self.tree.find_all(For)
            if type(loop.target) is Name and loop.target.name not in names_in(loop)
        ]


@pytest.fixture(scope="module")
def templates(app):
    """The templates of the app that Jinja can read, by their names."""
    found = {}
    for name in app.jinja_env.list_templates(["html", "txt"]):
        with contextlib.suppress(TemplateSyntaxError):
            found[name] = Template(app.jinja_env, name)
    return found


@pytest.fixture(scope="module")
def always(app, templates):
    """The names that each template is given."""
    names = {**app.jinja_env.globals}
    with request_context(app), contextlib.suppress(Exception):
        app.update_template_context(names)
        return names.keys()
    # The learner's own names need what only a real request has: they may be any.
    return {name for template in templates.values() for name in template.names}


@pytest.fixture(scope="module")
def unused(templates):
    """For each template that gets something which no template uses: it, and what it gets."""
    used = {name for template in templates.values() for name in template.names}
    found = []
    for node in nodes():
        match node:
            case ast.Call(ast.Name("render_template"), [ast.Constant(name)]) if name in templates:
                given = {keyword.arg for keyword in node.keywords}
                # None stands for a dictionary of names.
                if given - used and None not in given:
                    found.append((templates[name], given, given - used))
    return found


def test_names_in_templates_have_two_braces(templates, unused):
    # What is there, and how it stands as a word where a value was meant.
    idle = [(template, name, PART) for template, _, names in unused for name in names]
    for template in templates.values():
        for loop in template.idle_loops():
            texts = [each.data for part in loop.body for each in part.find_all(TemplateData)]
            if re.search(rf"\b{loop.target.name}\b", "".join(texts)):
                idle.append((template, loop.target.name, f"(?:{PART})?"))
    for template, name, part in idle:
        one = rf"(?<![{{$%])\{{ *{name} *\}}(?!\}})"
        none = rf"(?m)(?:[>}}]|^)[ \t]*{name}{part}\s*(?:[<{{]|$)"
        place = place_of(f"{none}|{one}", template.file)
        if place:
            fail(f"{name} has too few braces.", *place)


def test_templates_use_what_they_are_given(always, unused):
    for template, given, names in unused:
        lost = template.needed() - given - always
        for each in lost:
            # The only ones belong together, whatever they are called.
            are_only = len(lost) == len(names) == 1
            other = next(iter(names)) if are_only else closest(each, names)
            if other:
                said = f"{each} was not given, and {other} is not used."
                fail_where(rf"\{{[^}}]*\b{each}\b", said, template.file)


def test_loops_use_the_names_that_they_give(always, templates):
    calls = [node for node in nodes() if type(node) is ast.Call]
    given = {keyword.arg for call in calls for keyword in call.keywords}
    # None stands for a dictionary of names.
    idle = [(each, loop) for each in templates.values() for loop in each.idle_loops()]
    for template, loop in [] if None in given else idle:
        lost = names_in(loop) & template.needed() - given - always
        if len(lost) == 1:
            said = f"{min(lost)} is nothing, and {loop.target.name} is not used."
            fail_where(rf"\{{[^}}]*\b{min(lost)}\b", said, template.file)


def test_templates_fill_blocks_of_their_base(templates):
    trees = {name: template.tree for name, template in templates.items()}
    bases = {base for tree in trees.values() for base in find_referenced_templates(tree)}
    blocks = {block.name for base in bases & trees.keys() for block in trees[base].find_all(Block)}
    for name, tree in trees.items():
        lost = {node.name for node in tree.body if type(node) is Block} - blocks
        if lost and tree.find(Extends) and bases <= trees.keys():
            said = f"{min(lost)} is none of {', '.join(blocks)}."
            fail_where(rf"\b{min(lost)}\b", said, templates[name].file)


def names_in(loop):
    """Return the names that the body of a loop uses."""
    return {node.name for part in loop.body for node in part.find_all(Name)}
