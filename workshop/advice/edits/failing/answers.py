"""What a view function returns, if that is not a page."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import Function, last_line

INVALID = re.compile(r"view function .*did not return a valid response")
KIND = re.compile(r"but it was an? (\w+)")
PRINTS = "print() writes to the terminal. The browser shows what is returned."
NOTHING = "This function returns nothing, so there is no page to show."
SOMETIMES = "This function only returns a page in some cases. It needs a return for all others."


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of what a function returns."""
    if outcome.is_latent and outcome.message.endswith("the function doesn't return it."):
        for node in source.nodes_at(outcome.line):
            if isinstance(node, ast.Expr):
                why = "Put return in front of it."
                yield source.replace(why, 0.6, (node, lambda text: f"return {text}"))
    function = source.function(outcome.function) if outcome.function else None
    if not function or not INVALID.search(outcome.message):
        return
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    for node in nodes:
        match node.value:
            case ast.Call(func=ast.Name(id="print"), args=[value]):
                yield source.replace(PRINTS, 0.5, (node.value, source.segment(value)))
    if kind := KIND.search(outcome.message):
        for node in nodes:
            if node.value:
                yield from _converted(source, node.value, kind[1])
    elif "ended without a return" in outcome.message:
        is_sometimes = any(node.value for node in nodes)
        yield from _returned(source, function, SOMETIMES if is_sometimes else NOTHING)


def _converted(source: Source, value: ast.expr, kind: str) -> Iterator[Edit]:
    """Yield a string, or a call, in the place of a value of another kind."""
    text = source.segment(value)
    match value:
        case ast.JoinedStr() | ast.Constant(value=str()):
            return
        case ast.Set(elts=[inner]):
            why = "{ } makes a set. A page must be text."
            yield source.replace(why, 0.5, (value, source.segment(inner)))
        case ast.Set(elts=[ast.Constant(value=str()) as key, other]):
            new = f"{{{source.segment(key)}: {source.segment(other)}}}"
            yield source.replace("In braces, a key is followed by a colon.", 0.5, (value, new))
    if "function" in kind or "method" in kind:
        why = f"{text} is a function. To call it, add ()."
        yield source.replace(why, 0.6, (value, f"{text}()"))
    else:
        why = f"A page must be text, not a value of type {kind}. str() converts it."
        yield source.replace(why, 0.7, (value, f"str({text})"))


def _returned(source: Source, function: Function, why: str) -> Iterator[Edit]:
    """Yield a return at each end that a function has without one."""
    for number, last in enumerate(_ends(function.body)):
        cost = 0.2 * number
        match last:
            case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[value])):
                yield source.replace(PRINTS, cost + 0.5, (last, f"return {source.segment(value)}"))
            case ast.Pass() | ast.Return(value=None):
                yield source.replace(why, cost + 1, (last, 'return "..."'))
            case ast.Expr() if source.segment(last) == "...":
                yield source.replace(why, cost + 1, (last, 'return "..."'))
            case ast.Expr():
                made = "This line creates the page, but doesn't return it."
                yield source.replace(made, cost + 0.6, (last, lambda text: f"return {text}"))
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
                indent = source.indent(last.lineno)
                added = [f"{indent}return {name}"]
                yield source.append(last_line(last), added, why, cost + 0.8)
    last = function.body[-1]
    added = [f'{source.indent(last.lineno)}return "..."']
    yield source.append(last_line(last), added, why, 3)


def _ends(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that a body may end with, the last first."""
    last = body[-1]
    yield last
    # A return in a loop ends it.
    if isinstance(last, ast.If | ast.With | ast.Try):
        for inner in "finalbody", "orelse", "body":
            if getattr(last, inner, None):
                yield from _ends(getattr(last, inner))
        for handler in getattr(last, "handlers", []):
            yield from _ends(handler.body)
