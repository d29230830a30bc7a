"""What a first visitor does not send: a value of the session, of a form or of the address."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import last_line

SENT = re.compile(r"(?:^|\.)(?:session|args|form|values|cookies)$")

FIRST_VISIT = "On the first visit, there is no such value yet. Use get() with a default."
FIRST_POP = "On the first visit, there is nothing to remove yet. Give pop() a default."


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield defaults for values that are not there yet, and the key of the session."""
    function = source.function(outcome.function) if outcome.function else None
    if "session is unavailable because no secret key" in outcome.message and source.app_assignment:
        why = "The session needs a secret key: any text that nobody can guess."
        added = [f'{source.app}.secret_key = "change this"']
        yield source.append(last_line(source.app_assignment), added, why, 1)
    elif outcome.exception in ("KeyError", "BadRequestKeyError"):
        for node in source.nodes_at(outcome.line):
            match node:
                case ast.AugAssign(target=ast.Subscript(value=owner, slice=key), op=ast.Add()) if (
                    _is_sent(source, owner)
                ):
                    first = f"{source.segment(owner)}.get({source.segment(key)}, 0)"
                    new = f"{source.segment(node.target)} = {first} + {source.segment(node.value)}"
                    yield source.replace(FIRST_VISIT, 0.7, (node, new))
                case ast.Call(func=ast.Attribute(value=owner, attr="pop"), args=[_]) if _is_sent(
                    source, owner
                ):
                    new = f"{source.segment(node)[:-1]}, None)"
                    yield source.replace(FIRST_POP, 0.7, (node, new))
                case ast.Subscript(value=owner) if _is_sent(source, owner):
                    yield from _looked_up(source, node, outcome.line)
    elif function and re.search(r"NoneType|returned None", outcome.message):
        why = "If nothing is sent, get() returns None. Give it a default."
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr="get"), args=[_], keywords=[]):
                    for number, default in enumerate(
                        ['""', "0"] if _is_sent(source, owner) else []
                    ):
                        new = f"{source.segment(node)[:-1]}, {default})"
                        yield source.replace(why, 0.7 + 0.2 * number, (node, new))


def _is_sent(source: Source, owner: ast.expr) -> bool:
    return bool(SENT.search(source.segment(owner)))


def _looked_up(source: Source, node: ast.Subscript, line: int) -> Iterator[Edit]:
    """Yield get() with a default in place of [ ]."""
    owner = source.segment(node.value)
    pattern = rf"\b{re.escape(owner)}\[([^\]]+)\](?!\s*[-+]?=[^=])"
    # What is counted starts at 0.
    is_number = re.search(re.escape(source.segment(node)) + r"\s*([+-]=|=\s*\d)", source.text)
    for number, default in enumerate(["0", '""', "[]"] if is_number else ['""', "0", "[]"]):
        new = rf"{owner}.get(\1, {default})"
        yield source.substitute(line, pattern, new, FIRST_VISIT, 0.7 + 0.2 * number)
