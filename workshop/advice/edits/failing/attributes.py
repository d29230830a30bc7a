"""An attribute that a value does not have: a missing call, or a value of another kind."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.names import FILES, OF_THE_APP
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source

# How Django calls what a request has.
OF_DJANGO = {"GET": "args", "POST": "form"}


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for an AttributeError."""
    found = re.search(r"^(.*) has no attribute '(\w+)'", outcome.message)
    if outcome.exception != "AttributeError" or not (found or outcome.message.isidentifier()):
        return
    # The module flask itself only says the name.
    owner, name = found.groups() if found else ("module 'flask'", outcome.message)
    for node in source.nodes_at(outcome.line):
        if isinstance(node, ast.Attribute) and node.attr == name:
            value = source.segment(node.value)
            pattern = rf"(?<![\w.]){re.escape(value)}\.{name}\b"
            for new, why, cost in _meanings(source, value, name, owner):
                yield source.substitute(outcome.line, pattern, new, why, cost)


def _meanings(
    source: Source, value: str, name: str, owner: str
) -> Iterator[tuple[str, str, float]]:
    """Yield what may be meant by an attribute, with the reason and the cost."""
    if owner.startswith("module") and name in OF_THE_APP:
        yield f"{source.app}.{name}", f"{name} belongs to {source.app}.", 0.8
    if owner.startswith("module"):
        yield f"{value}.{value}.{name}", f"{name} is in {value}.{value}.", 1
    if owner.startswith("type object") and value.endswith(name):
        yield value, f"{value} is already the class. Remove one of the two.", 0.8
    if re.search("dict|Dict|Session", owner):
        yield f'{value}["{name}"]', f"To look something up in {value}, use [ ]", 0.8
        why = f"To look up what {value} may not have, use get()."
        yield f'{value}.get("{name}")', why, 0.9
    if "'Request'" in owner and name in OF_DJANGO:
        new = f"{value}.{OF_DJANGO[name]}"
        yield new, f"Django calls it {name}. In Flask, it is {new}", 0.6
    if "'Request'" in owner and name in source.names:
        yield name, f"{name} is not part of request.", 0.8
    if "function" in owner or "method" in owner:
        if re.fullmatch(FILES, name):
            yield f'"{value}.{name}"', "The name of a file needs quotes.", 0.7
        yield f"{value}().{name}", f"{value} is a function. To call it, add ().", 1
