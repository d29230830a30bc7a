"""What a first visitor does not send: a value of the session, of a form or of the address."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source, last_line

SENT = re.compile(r"(?:^|\.)(?:session|environ|args|form|values|cookies)$")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield defaults for values that are not there yet, and the key of the session."""
    function = source.function(outcome.function) if outcome.function else None
    if "session is unavailable because no secret key" in outcome.message:
        yield from _secret_key(source)
    elif outcome.exception == "KeyError":
        for node in source.nodes_at(outcome.line):
            yield from _with_default(source, node, outcome.message.strip("'\""))
    elif outcome.message.startswith("400") and function:
        for node in ast.walk(function):
            yield from _with_default(source, node, "")
    elif function and re.search(r"NoneType|returned None", outcome.message):
        for node in ast.walk(function):
            yield from _instead_of_none(source, node)


def _secret_key(source: Source) -> Iterator[Edit]:
    if source.app_line:
        said = "The session needs a secret key: any text that nobody can guess."
        line = f'{source.app}.secret_key = "change this"'
        yield source.append(last_line(source.app_line), [line], said, 1)


def _instead_of_none(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Yield what get() returns if nothing is there, in the place of None."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="get"), args=[asked], keywords=[]):
            if SENT.search(source.segment(owner)):
                said = "If nothing is sent, get() returns None. Give it a default value."
                for number, default in enumerate(['""', "0"]):
                    new = f"{source.segment(owner)}.get({source.segment(asked)}, {default})"
                    yield source.replace(said, 0.7 + 0.3 * number, (node, new))


def _with_default(source: Source, node: ast.AST, key: str) -> Iterator[Edit]:
    """Yield what is looked up with a value for when it is not there."""
    match node:
        case ast.Subscript(value=owner, slice=asked, ctx=ast.Load()) if SENT.search(
            source.segment(owner)
        ) and key in source.segment(asked):
            said = "On the first visit there is no such value. get() can return a default."
            known = re.escape(f"{source.segment(owner)}[{source.segment(asked)}]")
            is_number = re.search(known + r"\s*(?:[+-]=|=\s*\d)", source.text)
            defaults = ["0", '""', "[]"] if is_number else ['""', "0", "[]"]
            for number, default in enumerate(defaults):
                new = f"{source.segment(owner)}.get({source.segment(asked)}, {default})"
                yield source.replace(said, 1 + 0.2 * number, (node, new))
