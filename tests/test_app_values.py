"""What the functions of server.py make of the values that they have."""

import ast
import re

import pytest
from source import fail, files, nodes, own_functions
from values import SENT, Function

from workshop.paths import PROGRAM

# Names that stand for numbers or their sum, tags of a form that ask for one, and a + between two.
FOR_NUMBERS = re.compile(r"[abmnxyz]\d?|num\w*")
OF_A_SUM = re.compile(r"sum|summe|suma|somma|somme|soma|total")
PLUS = re.compile(r">\s*\+\s*<")
NUMBER_FIELD = re.compile(r"<input\b(?=[^>]*\btype=[\"']?number)[^>]*\bname=[\"']?(\w+)")
# What changes a database once it is committed.
CHANGE = re.compile(
    r".*\.execute(?:many)?\(f?['\"]+(?:\\n)?\s*(?:insert|update|delete|replace)\b|.*\.session\.(?:add|delete)",
    re.IGNORECASE,
)
COMMITS = re.compile(r"commit|isolation_level")
LOOPS = ast.For, ast.While, ast.ListComp


@pytest.fixture
def own(app):
    """The functions of server.py, with what is certain of the names outside of them."""
    around = {}
    for function in own_functions(app).values():
        around |= function.__globals__
    found = [Function(node, around) for node in nodes() if type(node) is ast.FunctionDef]
    in_session = {}
    for function in found:
        for name in function.changed:
            if type(function.value(ast.Name(name))) is not int:
                around.pop(name, None)
        for node in function.nodes:
            match node:
                case ast.Assign([ast.Subscript(ast.Name("session")) as place], value):
                    in_session.setdefault(ast.unparse(place), []).append(function.value(value))
    for place, values in in_session.items():
        if {*map(type, values)} == {int}:
            around[place] = 0
    return found


@pytest.fixture
def written():
    """All that pages are written in."""
    return "".join(file.read_text("utf-8", "replace") for file in files())


def test_names_in_braces_are_replaced(own):
    if re.search(r"\.(?:format|format_map|replace)\b", PROGRAM.read_text("utf-8", "replace")):
        return
    for function in own:
        known = {getattr(node, "id", "") or getattr(node, "arg", "") for node in function.nodes}
        # A text with f has values, and braces that stay; a docstring is nobody's to see.
        other = [part for node in function.nodes for part in getattr(node, "values", [])]
        other += [node.value for node in function.nodes if type(node) is ast.Expr]
        for text in [each for each in function.nodes if type(each) is ast.Constant]:
            for name in re.findall(r"(?<![${])\{(\w+)\}(?!\})", str(text.value)):
                if name in known and text not in other and "<script" not in text.value:
                    place = "text" if text.lineno >= function.tree.lineno else "URL"
                    fail(f"{{{name}}} stands in a {place} as it is.", text.lineno)


def test_files_are_sent_and_not_their_names(own):
    for node in [node for function in own for node in function.nodes]:
        match node:
            case ast.Return(ast.Constant(str(name))) if re.fullmatch(r"[\w/-]+\.html", name):
                fail(f"{name}.", node.lineno)


def test_loops_go_on(own):
    for loop in [node for function in own for node in function.nodes if type(node) is ast.For]:
        grown = set()
        for node in loop.body:
            match node:
                case ast.AugAssign(ast.Name(name)):
                    grown.add(name)
                case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), "append"))):
                    grown.add(name)
                case ast.Return() if grown & {getattr(each, "id", "") for each in ast.walk(node)}:
                    fail("The loop ends here in its first round.", node.lineno)


def test_texts_are_compared_with_texts(own):
    for function in own:
        value = function.value
        for node in function.nodes:
            match node:
                case ast.Compare(left, [ast.Eq() | ast.NotEq()], [right]):
                    is_wrong = {type(value(left)), type(value(right))} in ({str, int}, {str, float})
                case ast.Compare(text, [ast.In() | ast.NotIn()], [among]):
                    is_wrong = type(value(text)) is str and has_numbers(value(among))
                case ast.Subscript(among, text) | ast.Call(ast.Attribute(among, "get"), [text, *_]):
                    is_dict = type(value(among)) is dict
                    is_wrong = is_dict and type(value(text)) is str and has_numbers(value(among))
                case _:
                    continue
            if is_wrong:
                fail("A text is compared with a number.", node.lineno)


def test_sums_are_of_numbers(own, written):
    fields = NUMBER_FIELD.findall(written)

    def is_meant_as_number(function, node):
        sent = SENT.fullmatch(function.code(node))
        is_named_so = type(node) is ast.Name and FOR_NUMBERS.fullmatch(node.id)
        is_field = sent and ((sent[1] or sent[2]) in fields or PLUS.search(written))
        return function.value(node) == "" and (is_named_so or is_field)

    for function in own:
        for node in function.nodes:
            match node:
                case ast.Assign([ast.Name(name)], ast.BinOp(left, ast.Add(), right)):
                    is_sum = OF_A_SUM.fullmatch(name)
                    is_wrong = is_sum and function.value(left) == function.value(right) == ""
                case ast.BinOp(left, ast.Add(), right) if is_meant_as_number(function, left):
                    is_wrong = is_meant_as_number(function, right)
                case ast.BinOp(left, ast.Mult(), right) if is_meant_as_number(function, left):
                    is_wrong = type(function.value(right)) is int
                case _:
                    continue
            if is_wrong:
                fail("Texts are put one after the other.", node.lineno)


def test_nothing_begins_anew(own):
    for function in own:
        names = [node.id for node in function.nodes if type(node) is ast.Name]
        loops = [node for node in function.nodes if type(node) in LOOPS]
        repeated = [node for loop in loops for node in ast.walk(loop)]
        # What is only made, changed and returned.
        made = {}
        for node in function.nodes:
            match node:
                case ast.Assign([ast.Name(name)], ast.List([]) | ast.Constant(0)):
                    if names.count(name) == 3 and node in function.tree.body:
                        made[name] = node.lineno
                case ast.Call(ast.Attribute(ast.Name(name), "append"), [added]) if name in made:
                    is_sent = function.value(added) == "" or type(added) in (ast.Dict, ast.Tuple)
                    if is_sent and node not in repeated:
                        fail(f"{name} is a list.", made[name])
                case ast.AugAssign(ast.Name(name)) if name in made and node in function.tree.body:
                    fail(f"{name} is a number.", made[name])


def test_changes_of_a_database_are_committed(own):
    commit = {function.tree.name for function in own if COMMITS.search(function.text)}
    is_never = not COMMITS.search(PROGRAM.read_text("utf-8", "replace"))
    for function in own:
        # A block that begins with with may commit at its end, and so may who gets the connection.
        given = [
            name for name, value in function.assigned.items() if "connect(" in ast.unparse(value)
        ]
        may_commit = commit & {*re.findall(r"\w+", function.text)} or re.search(
            rf"with |:memory:|return (?:{'|'.join(given)})$", function.text, re.MULTILINE
        )
        if not may_commit and (is_never or "connect(" in function.text):
            for node in function.nodes:
                if type(node) is ast.Call and CHANGE.match(ast.unparse(node)):
                    fail("Nothing commits this change.", node.lineno)


def test_changes_of_a_session_are_kept(own):
    if "flask_session" in PROGRAM.read_text("utf-8", "replace"):
        return
    for function in own:
        # What is stored only if nothing is there does not count.
        text = re.sub(r"if .* not in session:\n +session\[.*", "", function.text)
        is_told = re.search(r"session\[.*\] \+?= |session\.modified", text)
        for node in [] if is_told else function.nodes:
            match node:
                case ast.Call(ast.Attribute(changed, "append" | "extend" | "insert" | "remove")):
                    if re.fullmatch(r"session(?:\[.*\]|\.get\(.*\))", function.code(changed)):
                        fail("The session does not notice this change.", node.lineno)


def has_numbers(value):
    """Return whether a container has numbers alone, as the keys of a dict or otherwise."""
    return type(value) in (dict, list, set, tuple) and {*map(type, value)} == {int}
