"""An attribute that a value does not have: a typo, a missing call, or a value of another kind."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.names import FILES, OF_THE_APP
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for an AttributeError."""
    found = re.search(r"^(.*) has no attribute '(\w+)'", outcome.message)
    if outcome.exception != "AttributeError" or not (found or outcome.message.isidentifier()):
        return
    # flask itself only says the name.
    owner, name = found.groups() if found else ("module 'flask'", outcome.message)
    here = source.nodes_at(outcome.line)
    nodes = [node for node in here if isinstance(node, ast.Attribute) and node.attr == name]
    # Of datetime.datetime.datetime, the whole.
    nodes = [node for node in nodes if not any(node is each.value for each in nodes)]
    if nodes:
        yield from _replacements(source, nodes, owner, name, outcome)
    if "function" in owner:
        yield from _app_is_a_function(source, name)


def _replacements(
    source: Source, nodes: list[ast.Attribute], owner: str, name: str, outcome: Outcome
) -> Iterator[Edit]:
    """Yield what may be meant by an attribute."""

    def followed_by(end: str, why: str, cost: float) -> Edit:
        """Return the edit that puts something else behind the value."""
        changes = [(node, source.segment(node.value) + end) for node in nodes]
        return source.replace(why, cost, *changes)

    value = source.segment(nodes[0].value)
    close = [each for each in outcome.close if each != name]
    for number, each in enumerate(close):
        said = f"{value} has no {name}. Did you mean {each}?"
        yield followed_by(f".{each}", said, 1 + 0.4 * number)
    if owner.startswith("module"):
        said = f"{value} is a module, and has no {name}. It is in {value}.{value}."
        yield followed_by(f".{value}.{name}", said, 1)
        if name in OF_THE_APP:
            changes = [(node, f"{source.app}.{name}") for node in nodes]
            yield source.replace(f"{name} belongs to {source.app}.", 0.8, *changes)
    if owner.startswith("type object") and value.endswith(name):
        yield followed_by("", f"{value} is already the class here. Remove one of the two.", 0.8)
    if "function" in owner or "method" in owner:
        if name in FILES:
            files = [(node, f'"{source.segment(node)}"') for node in nodes]
            yield source.replace("The name of a file needs quotes.", 0.7, *files)
        yield followed_by(f"().{name}", f"{value} is a function. To call it, add ().", 1)


def _app_is_a_function(source: Source, name: str) -> Iterator[Edit]:
    """Yield another name for a function that is called as the app is, or the call of one that makes it."""
    for function in source.functions:
        if function.name == source.app and not function.col_offset:
            line = source.lines[function.lineno - 1]
            new = re.sub(rf"\bdef +{function.name}\b", f"def {function.name}_page", line)
            said = "This function has the same name as the Flask app. Rename it."
            yield source.edit(function.lineno, function.lineno, [new], said, 0.8)
    functions = {each.name for each in source.functions}
    for node in source.tree.body:
        match node:
            case ast.Assign(value=ast.Name(id=made) as value) if made in functions:
                said = f"{made} is a function. To call it, add ()."
                yield source.replace(said, 0.8, (value, f"{made}()"))
