"""What the functions of server.py make of the values that they have."""

import ast
import re

import pytest
from source import fail, program, sources
from values import SENT, functions, has_numbers

# Names of functions that calculate, of their numbers, and of a sum.
CALCULATES = re.compile(r"add\b|addi|sum|plus|calc|rechn|math")
NUMBER = re.compile(r"[abmnxyz]\d?|num\w*")
SUM = re.compile(r"sum|summe|suma|somma|somme|soma|total")
# Tags of a form that ask for a number, and two with a + between them.
NUMBER_FIELD = re.compile(r"<input\b(?=[^>]*\btype=[\"']?number)[^>]*\bname=[\"']?(\w+)")
PLUS = re.compile(r"<input\b[^>]*>\s*\+\s*<input\b")
FORM_BY_POST = re.compile(r"<form\b[^>]*\bmethod *= *[\"']?post", re.IGNORECASE)
# What changes a database once it is committed.
CHANGE = re.compile(
    r".*\.execute(?:many)?\(f?['\"]+(?:\\n)?\s*(?:insert|update|delete|replace)\b|.*\.session\.(?:add|delete)\(",
    re.IGNORECASE,
)
COMMITS = re.compile(r"commit|isolation_level", re.IGNORECASE)
LOOPS = ast.For, ast.While, ast.ListComp


@pytest.fixture(scope="module")
def own(app):
    """The functions of server.py."""
    return functions(app)


def test_rules_take_what_functions_read(app, own):
    if not FORM_BY_POST.search(sources()):
        return
    methods = {}
    for rule in app.url_map.iter_rules():
        name = getattr(app.view_functions.get(rule.endpoint), "__name__", "")
        methods[name] = methods.get(name, set()) | rule.methods
    for function in own:
        reads = re.search(r"request\.form\b|request\.method == 'POST'", function.text)
        taken = methods.get(function.tree.name, {"POST"})
        if reads and not taken & {"POST", "PUT", "PATCH"}:
            beginning = [*function.tree.decorator_list, function.tree]
            fail("Its rule takes no POST.", beginning[0].lineno)


def test_names_in_braces_are_replaced(own):
    if re.search(r"\.(?:format|format_map|replace)\b", program()):
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
    answering = [function for function in own if function.tree.decorator_list]
    for node in [node for function in answering for node in function.nodes]:
        match node:
            case ast.Return(ast.Constant(str(name))) if re.fullmatch(r"[\w/-]+\.html", name):
                fail(f"It is {name} that is sent.", node.lineno)


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
            is_wrong = False
            match node:
                case ast.Compare(left, [ast.Eq() | ast.NotEq()], [right]):
                    is_wrong = {type(value(left)), type(value(right))} in ({str, int}, {str, float})
                case ast.Compare(text, [ast.In() | ast.NotIn()], [among]):
                    is_wrong = function.is_sent(text) and has_numbers(value(among))
                case ast.Subscript(among, text) | ast.Call(ast.Attribute(among, "get"), [text, *_]):
                    is_dict = type(value(among)) is dict
                    is_wrong = is_dict and function.is_sent(text) and has_numbers(value(among))
            if is_wrong:
                fail("A text is compared with a number.", node.lineno)


def test_sums_are_of_numbers(own):
    fields, has_plus = NUMBER_FIELD.findall(sources()), PLUS.search(sources())

    def is_number_field(function, node):
        sent = SENT.fullmatch(function.code(node))
        return sent and (sent[1] or sent[2]) in fields

    def is_summand(function, node):
        is_named_so = type(node) is ast.Name and NUMBER.fullmatch(node.id)
        is_meant = has_plus or (is_named_so and CALCULATES.search(function.tree.name))
        return function.is_sent(node) and (is_meant or is_number_field(function, node))

    for function in own:
        for node in function.nodes:
            said = ""
            match node:
                case ast.Assign([ast.Name(name)], ast.BinOp(left, ast.Add(), right)):
                    if SUM.fullmatch(name) and function.is_sent(left) and function.is_sent(right):
                        said = "'1' + '2' is '12'."
                case ast.BinOp(left, ast.Add(), right):
                    if is_summand(function, left) and is_summand(function, right):
                        said = "'1' + '2' is '12'."
                case ast.BinOp(left, ast.Mult(), ast.Constant(int())):
                    if is_number_field(function, left):
                        said = "'1' * 2 is '11'."
            if said:
                fail(said, node.lineno)


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
                    parts = [added, *getattr(added, "values", []), *getattr(added, "elts", [])]
                    is_sent = any(map(function.is_sent, parts)) and "'POST'" in function.text
                    if is_sent and node not in repeated:
                        fail(f"The list {name} is made anew by each request.", made[name])
                case ast.AugAssign(ast.Name(name), _, ast.Constant()) if name in made:
                    if node in function.tree.body:
                        fail(f"The number {name} begins anew with each request.", made[name])


def test_changes_of_a_database_are_committed(own):
    nothing_commits = not COMMITS.search(program())
    commit = [function for function in own if COMMITS.search(function.text)]
    later = [function for function in commit if re.search("after_request|teardown", function.text)]
    # A connection that all functions share shows them their changes.
    is_shared = not re.search(r"^ .*sqlite3\.connect\(|SQLAlchemy\(", program(), re.MULTILINE)
    connect = [f"{each.tree.name}()" for each in own if "sqlite3.connect(" in each.text]
    for function in [] if later or is_shared else own:
        codes = {name: ast.unparse(value) for name, value in function.assigned.items()}
        connections = [
            name
            for name, code in codes.items()
            if code.startswith("sqlite3.connect(") or code in connect
        ]
        called = {*re.findall(r"\w+", function.text)}
        # A block that begins with with may commit at its end, and so may who gets the connection.
        passed_on = rf"with |:memory:|return (?:{'|'.join(connections)})$"
        may_commit = re.search(passed_on, function.text, re.MULTILINE) or any(
            each.tree.name in called for each in commit
        )
        if not may_commit and (nothing_commits or connections):
            for node in function.nodes:
                if type(node) is ast.Call and CHANGE.match(ast.unparse(node)):
                    fail("Nothing commits this change.", node.lineno)


def test_changes_of_a_session_are_kept(own):
    if re.search(r"flask_session|session\.(?:modified|update|setdefault)", program()):
        return
    for function in own:
        # What is stored only if nothing is there does not count.
        text = re.sub(r"if .* not in session:\n +session\[.*", "", function.text)
        passed_on = {
            ast.unparse(each)
            for node in function.nodes
            if type(node) is ast.Call
            for each in node.args
        }
        for node in [] if re.search(r"session\[.*\] \+?= ", text) else function.nodes:
            match node:
                case ast.Call(ast.Attribute(changed, "append" | "extend" | "insert" | "remove")):
                    is_of_session = re.fullmatch(
                        r"session(?:\[.*\]|\.get\(.*\))", function.code(changed)
                    )
                    if is_of_session and ast.unparse(changed) not in passed_on:
                        place = "in the session" if type(changed) is not ast.Name else "on its own"
                        fail(f"{ast.unparse(changed)} is changed {place}.", node.lineno)
