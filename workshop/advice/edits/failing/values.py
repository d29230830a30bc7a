"""What a first visitor does not send: a value of the session, of a form or of the address."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source, last_line

SENT = re.compile(r"(?:^|\.)(?:session|args|form|values|cookies)$")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield defaults for values that are not there yet, and the key of the session."""
    function = source.function(outcome.function) if outcome.function else None
    if "session is unavailable because no secret key" in outcome.message and source.app_line:
        why = "The session needs a secret key: any text that nobody can guess."
        added = [f'{source.app}.secret_key = "change this"']
        yield source.append(last_line(source.app_line), added, why, 1)
    elif outcome.exception in ("KeyError", "BadRequestKeyError"):
        why = "On the first visit there is no such value. get() can return a default."
        for node in source.nodes_at(outcome.line):
            match node:
                case ast.Subscript(value=owner, slice=key, ctx=ast.Load()):
                    yield from _get(source, node, owner, key, why)
    elif function and re.search(r"NoneType|returned None", outcome.message):
        why = "If nothing is sent, get() returns None. Give it a default."
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr="get"), args=[key], keywords=[]):
                    yield from _get(source, node, owner, key, why)


def _get(
    source: Source, node: ast.expr, owner: ast.expr, key: ast.expr, why: str
) -> Iterator[Edit]:
    """Yield what is looked up, with a value for when it is not there."""
    place, name = source.segment(owner), source.segment(key)
    if SENT.search(place):
        # What is counted starts at 0.
        is_number = re.search(re.escape(f"{place}[{name}]") + r"\s*([+-]=|=\s*\d)", source.text)
        defaults = ["0", '""'] if is_number else ['""', "0"]
        for number, default in enumerate([*defaults, "[]"]):
            new = f"{place}.get({name}, {default})"
            yield source.replace(why, 0.7 + 0.2 * number, (node, new))
