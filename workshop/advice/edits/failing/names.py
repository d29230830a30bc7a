"""A name that does not exist: a missing import, missing quotes, or another place."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing import imports
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source, last_line

UNKNOWN = re.compile(r"name '(\w+)' is not defined|local variable '(\w+)'")
CONSTANTS = {"true": "True", "false": "False", "none": "None", "null": "None"}
FILES = {"htm", "html", "json", "txt", "css"}
# What belongs to the app, and is used by itself.
OF_THE_APP = {"config", "errorhandler", "get", "post", "route", "run", "secret_key"}
# What is looked up in these, or given to these, has quotes.
ASKED = re.compile(
    r"(?:^|\.)(?:(?:session|args|form|values|cookies|config)(?:\.get)?|render_template|route|url_for)$"
)


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a NameError."""
    found = UNKNOWN.search(outcome.message)
    if not found or outcome.exception not in ("NameError", "UnboundLocalError"):
        return
    name = found[1] or found[2]
    yield from _not_assigned(source, name)
    if outcome.exception == "UnboundLocalError":
        yield from _global(source, name, outcome.line)
        return
    pattern = rf"(?<![\w.'\"]){name}\b(?!['\"])"
    for new, why, cost in _meanings(source, outcome, name):
        yield source.substitute(outcome.line, pattern, new, why, cost)
    sign = rf"(?<=[(,\s]){name} *(?:==|-) *"
    why = f"To give {name} a value, use a single =."
    yield source.substitute(outcome.line, sign, f"{name}=", why, 0.7)
    yield from imports.missing(source, name, outcome)
    yield from _without_an_app(source, name)
    for node in source.nodes_at(outcome.line):
        yield from _in_quotes(source, node, name)
        match node:
            case ast.Expr(value=ast.Name(id=here)) if here == name:
                why = "This line does nothing. Remove it."
                yield source.edit(node.lineno, node.lineno, [], why, 1.3)
    if outcome.line == 1 and re.match(r"(usr|bin)\b.*python", source.lines[0]):
        yield source.edit(1, 1, ["#!/" + source.lines[0]], "This line should begin with #!/", 0.5)


def _meanings(source: Source, outcome: Outcome, name: str) -> Iterator[tuple[str, str, float]]:
    """Yield what may be meant by a name, with the reason and the cost."""
    line = source.lines[outcome.line - 1]
    if name.lower() in CONSTANTS:
        new = CONSTANTS[name.lower()]
        yield new, f"Python spells it {new}.", 0.5
    if name.strip("_") == "name":
        yield "__name__", "This is __name__, with two underscores on each side.", 0.5
    if name.strip("_") == "main":
        new = '"__main__"' if re.search(r"==\s*_*main", line) else "__name__"
        yield new, f"This is {new}, with two underscores on each side.", 0.5
    if name in OF_THE_APP:
        yield f"{source.app}.{name}", f"{name} belongs to {source.app}.", 1
    if name == f"return{name.removeprefix('return')}" and len(name) > len("return"):
        new = f"return {name.removeprefix('return')}"
        yield new, "There must be a space after return.", 0.6
    if name == "app" and source.app_line:
        yield source.app, f"Your Flask app is called {source.app} here.", 1.2
    if re.search(rf"\breturn +{name}\s*$", line):
        for unused in _unused(source, outcome.line):
            yield unused, f"Did you mean {unused}, which is never used?", 1.3
    for start in source.names:
        rest = name.removeprefix(start).strip("_")
        if rest and name.startswith(start) and len(start) > 2:
            yield f"{start}.{rest}", "Is a dot missing?", 1.3


def _unused(source: Source, line: int) -> list[str]:
    """Return the names that are given a value at the left edge, or in the function around a line, in vain."""
    names = [node for node in ast.walk(source.tree) if isinstance(node, ast.Name)]
    used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    around = [each for each in source.functions if each.lineno <= line <= last_line(each)]
    given = [node for node in source.tree.body if isinstance(node, ast.Assign)]
    given += [node for each in around for node in ast.walk(each) if isinstance(node, ast.Assign)]
    targets = [target for node in given for target in node.targets]
    return [each.id for each in targets if isinstance(each, ast.Name) and each.id not in used][:2]


def _not_assigned(source: Source, name: str) -> Iterator[Edit]:
    """Yield a line that gives a name its value, where it only compares it, or the like."""
    for number, line in enumerate(source.lines, 1):
        new = re.sub(rf"^(\s*){name} *(?:==|[-,;:]) *(?=\S)", rf"\g<1>{name} = ", line)
        if new != line:
            why = f"To give {name} a value, use a single =."
            yield source.edit(number, number, [new], why, 0.9)


def _global(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield the declaration of a name that a function changes."""
    outside = [node for node in source.tree.body if isinstance(node, ast.Assign)]
    is_outside = any(source.segment(node.targets[0]) == name for node in outside)
    for function in source.functions:
        if is_outside and function.lineno <= line <= last_line(function):
            first = function.body[0].lineno
            why = f"{name} is made outside this function. To change it here, declare it global."
            yield source.insert(first, [f"{source.indent(first)}global {name}"], why, 1)


def _in_quotes(source: Source, node: ast.AST, name: str) -> Iterator[Edit]:
    """Yield quotes around what must be a text, or the name of a file."""
    match node:
        case ast.Attribute(value=ast.Name(id=stem), attr=ending) if ending in FILES:
            if stem == name:
                why = "The name of a file needs quotes."
                yield source.replace(why, 0.7, (node, f'"{name}.{ending}"'))
        case (
            ast.Return(value=ast.Name(id=text) as value)
            | ast.Assign(
                targets=[ast.Attribute() | ast.Subscript()], value=ast.Name(id=text) as value
            )
            | ast.Subscript(slice=ast.Name(id=text) as value)
            | ast.Call(args=[ast.Name(id=text) as value, *_])
        ) if text == name and _must_be_text(source, node, name):
            yield source.replace("If this is text, it needs quotes.", 1.2, (value, f'"{name}"'))


def _must_be_text(source: Source, node: ast.AST, name: str) -> bool:
    match node:
        case ast.Return():
            return name != name.lower()
        case ast.Subscript(value=owner):
            return bool(ASKED.search(source.segment(owner)))
        case ast.Call(func=function):
            return bool(ASKED.search(source.segment(function)))
    return True


def _without_an_app(source: Source, name: str) -> Iterator[Edit]:
    """Yield an app of the name under which it is used."""
    if name not in ("app", "application"):
        return
    if source.app_line:
        target = next(ast.iter_child_nodes(source.app_line))
        yield source.replace(f"The rest of the program calls it {name}.", 1, (target, name))
        return
    made = "flask.Flask" if "flask" in source.names else "Flask"
    added = ["", f"{name} = {made}(__name__)"]
    if made == "Flask" and "Flask" not in source.names:
        added = ["from flask import Flask", *added]
    why = f"{name} is never created."
    yield source.append(imports.last_import(source), added, why, 1)
