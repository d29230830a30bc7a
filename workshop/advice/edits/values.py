"""What a first visitor does not send: a value of the session, of a form or of the address."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edit import Edit
from workshop.advice.edits.source import Source, last_line
from workshop.advice.outcome import Outcome, Stage

SENT = re.compile(r"(?:^|\.)(?:session|environ|args|form|values|cookies)$")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield defaults for values that are not there yet, and the key of the session."""
    function = source.function(outcome.function) if outcome.function else None
    if "session is unavailable because no secret key" in outcome.message:
        yield from _secret_key(source)
    elif outcome.exception in ("KeyError", "BadRequestKeyError"):
        key = outcome.message.strip("'\"") if outcome.exception == "KeyError" else ""
        for node in source.at(outcome.line):
            yield from _with_default(source, node, key)
    elif function and re.search(r"NoneType|returned None", outcome.message):
        for node in ast.walk(function):
            yield from _instead_of_none(source, node)
    elif outcome.stage == Stage.PAGES and outcome.message.startswith("400"):
        for node in ast.walk(function) if function else ():
            yield from _with_default(source, node, "")


def _secret_key(source: Source) -> Iterator[Edit]:
    if source.made:
        said = "The session needs a secret key. Any text will do that nobody can guess."
        line = f'{source.app}.secret_key = "change this"'
        yield source.append(last_line(source.made), [line], said, 1)


def _instead_of_none(source: Source, node: ast.AST) -> Iterator[Edit]:
    """Yield what get() returns if nothing is there, in the place of None."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="get"), args=[asked], keywords=[]):
            if SENT.search(source.of(owner)):
                said = "When nothing is sent, get() returns None. Give it something else to return."
                for number, default in enumerate(['""', "0"]):
                    new = f"{source.of(owner)}.get({source.of(asked)}, {default})"
                    yield source.replace(said, 0.7 + 0.3 * number, (node, new))


def _with_default(source: Source, node: ast.AST, key: str) -> Iterator[Edit]:
    """Yield what is looked up with a value for when it is not there."""
    match node:
        case ast.AugAssign(target=ast.Subscript() as target, value=value):
            operator = source.of(node)[len(source.of(target)) :].split("=")[0].strip()
            if SENT.search(source.of(target.value)):
                looked_up = f"{source.of(target.value)}.get({source.of(target.slice)}, 0)"
                new = f"{source.of(target)} = {looked_up} {operator} {source.of(value)}"
                said = "At the first visit, it has no value yet. get() gives it one."
                yield source.replace(said, 0.8, (node, new))
        case ast.Subscript(value=owner, slice=asked, ctx=ast.Load()) if SENT.search(
            source.of(owner)
        ) and key in source.of(asked):
            said = "At the first visit, there is no such value. get() returns another one then."
            for number, default in enumerate(['""', "0", "[]"]):
                new = f"{source.of(owner)}.get({source.of(asked)}, {default})"
                yield source.replace(said, 1 + 0.2 * number, (node, new))
