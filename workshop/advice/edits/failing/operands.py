"""Values of kinds that do not go together, such as a string and a number."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.unreadable import texts
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source

CONCATENATES = re.compile(r"can only concatenate str|unsupported operand type\(s\) for \+: .*'str'")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a TypeError at an operator."""
    if outcome.exception != "TypeError" or not outcome.line or "NoneType" in outcome.message:
        return
    if outcome.message.endswith("'str' and 'str'"):
        # A text with its own quotes inside is several texts.
        yield from texts.with_other_quotes(source.lines, outcome.line)
    if CONCATENATES.search(outcome.message):
        yield from _converted(source, outcome)
    elif "bad operand type for unary +" in outcome.message:
        line = source.lines[outcome.line - 1]
        for wrong, right in ("=+", "+="), ("++", "+"), ("+ +", "+"):
            if wrong in line:
                said = f"Type {right} instead of {wrong}"
                new = line.replace(wrong, right)
                yield source.edit(outcome.line, outcome.line, [new], said, 0.7)


def _converted(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield conversions of what is added to a string, one by one and all at once."""
    is_function = re.search(r"function|method", outcome.message)
    said = (
        "This is a function. To call it, add ()."
        if is_function
        else "Only text can be added to text. str() makes text of it."
    )
    operands = list(_operands(source.nodes_at(outcome.line)))
    changes = [
        (node, f"{source.segment(node)}()" if is_function else f"str({source.segment(node)})")
        for node in operands
    ]
    for number, change in enumerate(changes[:4]):
        yield source.replace(said, 1 + 0.1 * number, change)
    if len(changes) > 1:
        yield source.replace(said, 1.6, *changes)


def _operands(nodes: Iterator[ast.AST]) -> Iterator[ast.expr]:
    """Yield what is added and is not certainly a string."""
    for node in nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            for each in node.left, node.right:
                match each:
                    case ast.BinOp(op=ast.Add()) | ast.JoinedStr() | ast.Constant(value=str()):
                        continue
                    case ast.Call(func=ast.Name(id="str")):
                        continue
                    case _:
                        yield each
