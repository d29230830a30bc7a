"""A name that does not exist: a missing import, missing quotes, or another place."""

import ast
import builtins
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing import imports
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import first_line, last_line

CONSTANTS = {"true": "True", "false": "False", "none": "None", "null": "None"}
FILES = r"(?:html?|json|txt|css)"
# Parts of the app that beginners use without it.
OF_THE_APP = {"config", "errorhandler", "get", "post", "route", "run", "secret_key"}
# The keys and arguments of these are strings.
ASKS = r"(?:(?:session|args|form|values|cookies|config)(?:\.get)?|render_template|route|url_for)"
EQUALS = "To give NAME a value, use a single =."
QUOTES = "If this is text, it needs quotes."
# A pattern with NAME for the name, what to put in its place, why, and the cost.
REPLACEMENTS = [
    (r"^(usr|bin)\b(?=.*python)", r"#!/\1", "This line should begin with #!/", 0.5),
    (rf"\bNAME\.{FILES}\b", r'"\g<0>"', "The name of a file needs quotes.", 0.7),
    (r"([(,] *)NAME *(?:==|-) *", r"\1NAME=", EQUALS, 0.7),
    (rf"(\b{ASKS}[\[(])NAME\b", r'\1"NAME"', QUOTES, 1.2),
    (r"(\w\[)NAME\]", r"\1'NAME']", QUOTES, 1.25),
    (r"^(.*(?:\.\w+|\]) *= *)NAME\s*$", r'\1"NAME"', QUOTES, 1.2),
    (r"^(\s*return +)(?=[A-Z])NAME\s*$", r'\1"NAME"', QUOTES, 1.35),
]


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a NameError."""
    found = re.search(r"name '(\w+)' is not defined|local variable '(\w+)'", outcome.message)
    if not found or outcome.exception not in ("NameError", "UnboundLocalError"):
        return
    name, line = found[1] or found[2], outcome.line
    yield from _not_assigned(source, name)
    yield from _too_early(source, name, line)
    if outcome.exception == "UnboundLocalError":
        yield from _first_value(source, name, line)
        return
    for pattern, new, why, cost in REPLACEMENTS:
        place, new, why = (each.replace("NAME", name) for each in (pattern, new, why))
        yield source.substitute(line, place, new, why, cost)
    for new, why, cost in _meanings(source, name, source.lines[line - 1]):
        yield source.substitute(line, rf"(?<![\w.]){name}\b", new, why, cost)
    if source.lines[line - 1].strip() == name:
        yield source.edit(line, line, [], "This line does nothing. Remove it.", 1.3)
    if len(unused := _unused(source, line)) == 1:
        why = f"Did you mean {unused[0]}, which is never used?"
        yield source.substitute(line, rf"(?<=return ){name}\s*$", unused[0], why, 1.3)
    yield from imports.missing(source, name, outcome)
    yield from _without_an_app(source, name)


def _meanings(source: Source, name: str, line: str) -> Iterator[tuple[str, str, float]]:
    """Yield what may be meant by a name, with the reason and the cost."""
    if new := CONSTANTS.get(name.lower(), ""):
        yield new, f"Python spells it {new}.", 0.5
    if name.strip("_") in ("name", "main") and (name[0] == "_" or re.search(r"Flask\(|==", line)):
        new = '"__main__"' if re.search(r"== *_*main", line) else "__name__"
        yield new, f"This is {new}, with two underscores on each side.", 0.5
    if name.startswith("return"):
        yield name.replace("return", "return ", 1), "There must be a space after return.", 0.6
    if name in OF_THE_APP:
        yield f"{source.app}.{name}", f"{name} belongs to {source.app}.", 1
    if name == "app" and source.app_assignment:
        yield source.app, f"Your Flask app is called {source.app} here.", 1.2
    for start in source.names:
        rest = name.removeprefix(start).strip("_")
        has_parts = start == source.app or re.search(rf"\bimport\b.*\b{start}\b", source.text)
        if rest and name.startswith(start) and has_parts:
            yield f"{start}.{rest}", "Is a dot missing?", 1.3


def _unused(source: Source, line: int) -> list[str]:
    """Return the names that are given a value at the left edge, or in the function around a line, in vain."""
    around = [each for each in source.functions if each.lineno <= line <= last_line(each)]
    given = [node for node in source.tree.body if isinstance(node, ast.Assign)]
    given += [node for each in around for node in ast.walk(each) if isinstance(node, ast.Assign)]
    targets = [target for node in given for target in node.targets]
    return [
        each.id for each in targets if isinstance(each, ast.Name) and each.id not in source.used
    ]


def _not_assigned(source: Source, name: str) -> Iterator[Edit]:
    """Yield a line that gives a name its value, where it only compares it, or the like."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr | ast.AnnAssign) and source.segment(node).startswith(name):
            pattern = rf"^(\s*){name} *(?:==|[-,;:]) *(?=\S)"
            line = re.sub(pattern, rf"\g<1>{name} = ", source.lines[node.lineno - 1])
            why = f"To give {name} a value, use a single =."
            yield source.edit(node.lineno, node.lineno, [line], why, 0.9)


def _too_early(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield what is at the left edge moved below the part that makes a name for it."""
    parts = source.tree.body
    used = next((each for each in parts if first_line(each) <= line <= last_line(each)), None)
    for node in parts:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=made)])
                | ast.ClassDef(name=made)
                | ast.FunctionDef(name=made)
            ) if used and made == name and node.lineno > line:
                first, last = first_line(used), last_line(node)
                lines = source.lines[first - 1 : last]
                end = last_line(used) - first + 1
                while end < len(lines) and not lines[end].strip():
                    end += 1
                why = f"{name} is made in line {node.lineno}, so use it below that line."
                after = [*lines[end:], *lines[:end]]
                yield source.edit(first, last, after, why, 0.9)


def _first_value(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield the line that sets a name where its function starts, or that makes it global."""
    outside = [node for node in source.tree.body if isinstance(node, ast.Assign)]
    is_outside = any(source.segment(node.targets[0]) == name for node in outside)
    for function in source.functions:
        if function.lineno <= line <= last_line(function) and not hasattr(builtins, name):
            first = function.body[0].lineno
            added = f'{name} = ""'
            why = f"{name} may have no value yet in line {line}. Give it one where the function starts."
            if is_outside:
                added = f"global {name}"
                why = f"{name} is made outside this function. To change it here, declare it global."
            yield source.insert(first, [source.indent(first) + added], why, 1)


def _without_an_app(source: Source, name: str) -> Iterator[Edit]:
    """Yield an app of the name under which it is used."""
    if name not in ("app", "application"):
        return
    if source.app_assignment:
        target = next(ast.iter_child_nodes(source.app_assignment))
        yield source.replace(f"The rest of the program calls it {name}.", 1, (target, name))
        return
    made = "flask.Flask" if "flask" in source.names else "Flask"
    added = ["", f"{name} = {made}(__name__)"]
    if made == "Flask" and "Flask" not in source.names:
        added = ["from flask import Flask", *added]
    why = f"{name} is never created."
    yield source.append(imports.last_import(source), added, why, 1)
