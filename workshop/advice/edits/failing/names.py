"""A name that Python does not know: a typo, a missing import, missing quotes, or the wrong place."""

import ast
import difflib
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing import imports
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source, last_line

UNKNOWN = re.compile(r"name '(\w+)' is not defined|local variable '(\w+)'")
CONSTANTS = {"true": "True", "false": "False", "none": "None", "null": "None"}
FILES = {"htm", "html", "json", "txt", "css"}
# What a program may use as if it were a function of its own.
OF_THE_APP = {"config", "errorhandler", "get", "post", "route", "run", "secret_key"}


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a NameError."""
    found = UNKNOWN.search(outcome.message)
    if not found or outcome.exception not in ("NameError", "UnboundLocalError"):
        return
    if outcome.exception == "UnboundLocalError":
        yield from _not_assigned(source, found[1] or found[2])
        yield from _global(source, found[1] or found[2], outcome.line)
        return
    name = found[1]
    here = [each for each in source.nodes_at(outcome.line) if isinstance(each, ast.Name)]
    nodes = [each for each in here if each.id == name and source.segment(each) == name]
    for new, why, cost in _replacements(source, outcome, name):
        if nodes:
            yield source.replace(why, cost, *((node, new) for node in nodes))
        else:
            # Python does not say where a name is in an f-string.
            line = source.lines[outcome.line - 1]
            after = re.sub(rf"\b{name}\b", new.replace("\\", ""), line)
            yield source.edit(outcome.line, outcome.line, [after], why, cost)
    yield from imports.missing(source, name, outcome)
    yield from _quoted(source, outcome.line, name)
    yield from _equals(source, outcome.line, name)
    yield from _without_an_app(source, name)
    yield from _not_assigned(source, name)
    if outcome.line == 1 and re.match(r"(usr|bin)\b.*python", source.lines[0]):
        yield source.edit(1, 1, ["#!/" + source.lines[0]], "This line should begin with #!/", 0.5)


def _replacements(source: Source, outcome: Outcome, name: str) -> Iterator[tuple[str, str, float]]:
    """Yield what may be meant by a name, with the reason and the cost."""
    nothing = f"Nothing in this file is called {name}."
    if name.lower() in CONSTANTS:
        yield CONSTANTS[name.lower()], f"Python writes it {CONSTANTS[name.lower()]}.", 0.5
    core = name.strip("_")
    if core in ("name", "main"):
        is_compared = any(
            isinstance(node, ast.Compare) and source.segment(node.left) != name
            for node in source.nodes_at(outcome.line)
        )
        new = '"__main__"' if is_compared else "__name__"
        yield new, "It needs two underscores on each side.", 0.5
    for number, close in enumerate(outcome.close):
        said = f"{nothing} Did you mean {close}?"
        # Flase is rather False than Flask.
        is_same = sorted(close.lower()) == sorted(name.lower())
        likeness = difflib.SequenceMatcher(None, close.lower(), name.lower()).ratio()
        yield close, said, (0.8 if is_same else 1.6 - 0.75 * likeness) + 0.4 * number
    if name in OF_THE_APP:
        yield f"{source.app}.{name}", f"{name} belongs to {source.app}.", 1
    app = source.app
    if name == "app" and app != "app":
        yield app, f"Your Flask app is called {app} here.", 1.2
    if re.search(rf"\breturn +{name}\s*$", source.lines[outcome.line - 1]):
        for unused in _unused(source, outcome.line):
            yield unused, f"{nothing} Did you mean {unused}, which is never used?", 1.4
    for known in sorted(source.names, key=len, reverse=True):
        rest = name.removeprefix(known).strip("_")
        if rest and name.startswith(known) and len(known) > 2:
            yield f"{known}.{rest}", f"Nothing is called {name}. Is a dot missing?", 1.3


def _unused(source: Source, line: int) -> list[str]:
    """Return the names that get a value in the function at a line, or outside of all, and are never used."""
    around = [each for each in source.functions if each.lineno <= line <= last_line(each)]
    names = [node for node in ast.walk(source.tree) if isinstance(node, ast.Name)]
    used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    given = [*ast.walk(around[-1])] if around else []
    given += [
        target
        for node in source.tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
    ]
    found = [node.id for node in given if isinstance(node, ast.Name) and node.id not in used]
    return list(dict.fromkeys(found))[:2]


def _not_assigned(source: Source, name: str) -> Iterator[Edit]:
    """Yield a line that gives a name its value, where it only compares it, or the like."""
    for number, line in enumerate(source.lines, 1):
        new = re.sub(rf"^(\s*){name} *(?:==|[-,;:]) *(?=\S)", rf"\g<1>{name} = ", line)
        if new != line:
            said = f"To give {name} a value, use a single =."
            yield source.edit(number, number, [new], said, 0.9)


def _global(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield the declaration of a name that a function changes."""
    outside = [node for node in source.tree.body if isinstance(node, ast.Assign)]
    is_outside = any(source.segment(node.targets[0]) == name for node in outside)
    for function in reversed(source.functions) if is_outside else ():
        if function.lineno <= line <= last_line(function) and function.body:
            first = function.body[0].lineno
            said = f"{name} is made outside this function. To change it here, declare it global."
            yield source.insert(first, [f"{source.indent(first)}global {name}"], said, 1)
            return


def _quoted(source: Source, line: int, name: str) -> Iterator[Edit]:
    """Yield quotes around what may be a text or the name of a file."""
    for node in source.nodes_at(line):
        match node:
            case ast.Attribute(value=ast.Name(id=stem), attr=ending) if (
                stem == name and ending in FILES
            ):
                said = "The name of a file needs quotes."
                yield source.replace(said, 0.7, (node, f'"{name}.{ending}"'))
            case ast.Expr(value=ast.Name(id=found)) if found == name:
                said = f"Nothing is called {name}, and this line does nothing. Remove it."
                yield source.edit(line, line, [], said, 2.5)
            case ast.Return(value=ast.Name(id=found) as value) if found == name != name.lower():
                said = f"Nothing is called {name}. If it is text, it needs quotes."
                yield source.replace(said, 1.5, (value, f'"{name}"'))
            case ast.Assign(
                targets=[ast.Attribute() | ast.Subscript()], value=ast.Name(id=found)
            ) if found == name:
                said = f"Nothing is called {name}. If it is text, it needs quotes."
                yield source.replace(said, 1.5, (node.value, f'"{name}"'))
            case ast.Call(args=[*given]):
                for each in given:
                    if isinstance(each, ast.Name) and each.id == name:
                        said = f"Nothing is called {name}. If it is text, it needs quotes."
                        yield source.replace(said, 2, (each, f'"{name}"'))


def _equals(source: Source, line: int, name: str) -> Iterator[Edit]:
    """Yield the = of an argument that has another sign in its place."""
    for node in source.nodes_at(line):
        for given in node.args if isinstance(node, ast.Call) else []:
            match given:
                case (
                    ast.Compare(left=ast.Name(id=left), comparators=[value])
                    | ast.BinOp(left=ast.Name(id=left), op=ast.Sub(), right=value)
                ) if left == name:
                    said = f"To give {name} a value, use a single =."
                    yield source.replace(said, 0.7, (given, f"{name}={source.segment(value)}"))


def _without_an_app(source: Source, name: str) -> Iterator[Edit]:
    """Yield an app of the name under which it is used."""
    if name not in ("app", "application"):
        return
    if source.app_line and source.app != name:
        said = f"The rest of the program calls it {name}."
        target = next(ast.iter_child_nodes(source.app_line))
        yield source.replace(said, 1, (target, name))
    if source.app_line:
        return
    made = "flask.Flask" if "flask" in source.names else "Flask"
    last = imports.last_import(source)
    added = ["", f"{name} = {made}(__name__)"]
    if made == "Flask" and "Flask" not in source.names:
        added = ["from flask import Flask", *added]
    yield source.append(last, added, f"{name} is never created.", 1)
