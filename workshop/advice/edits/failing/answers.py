"""What a view function returns, if that is not a page."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Function, Source, last_line

INVALID = re.compile(r"view function .*did not return a valid response")
KIND = re.compile(r"but it was an? (\w+)")
PRINTS = "print() writes to the terminal. The browser shows what is returned."


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of what a function returns."""
    function = source.function(outcome.function) if outcome.function else None
    if not function or not INVALID.search(outcome.message):
        return
    if kind := KIND.search(outcome.message):
        nodes = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
        yield from _converted(source, [node for node in nodes if node.value], kind[1])
    else:
        yield from _returned(source, function)


def _converted(source: Source, returns: list[ast.Return], kind: str) -> Iterator[Edit]:
    """Yield a string, or a call, in the place of a value of another kind."""
    is_function = "function" in kind or "method" in kind
    for number, node in enumerate(returns):
        match node.value:
            case None | ast.JoinedStr() | ast.Constant(value=str()):
                continue
            case ast.Set(elts=[value]):
                said = "{ } around a text make a set of it. A page must be text."
                yield source.replace(said, 0.5, (node.value, source.segment(value)))
            case ast.Call(func=ast.Name(id="print"), args=[value]):
                yield source.replace(PRINTS, 0.5, (node.value, source.segment(value)))
            case value if is_function:
                said = f"{source.segment(value)} is a function. To call it, add ()."
                yield source.replace(said, 0.6, (value, f"{source.segment(value)}()"))
                if isinstance(value, ast.Name):
                    said = f"{source.segment(value)} is a function. A text needs quotes."
                    yield source.replace(said, 1.2, (value, f'"{source.segment(value)}"'))
            case value:
                said = f"A page must be text, and this is {kind}. str() converts it."
                yield source.replace(
                    said, 0.7 + 0.1 * number, (value, f"str({source.segment(value)})")
                )


def _returned(source: Source, function: Function) -> Iterator[Edit]:
    """Yield a return at each end that a function has without one."""
    for node in ast.walk(function):
        match node:
            case ast.Return(value=ast.Call(func=ast.Name(id="print"), args=[value])):
                yield source.replace(PRINTS, 0.5, (node, f"return {source.segment(value)}"))
    said = "This function returns nothing, so there is no page to show."
    if any(isinstance(node, ast.Return) and node.value for node in ast.walk(function)):
        said = "This function only returns a page in some cases. It needs a return for all others."
    for number, last in enumerate(_ends(function.body)):
        cost = 0.2 * number
        indent = source.indent(last.lineno)
        match last:
            case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[value])):
                yield source.replace(PRINTS, cost + 0.5, (last, f"return {source.segment(value)}"))
            case ast.Expr() if source.segment(last) == "...":
                yield source.replace(said, cost + 1, (last, f'return "{function.name}"'))
            case ast.Expr():
                why = "The page is made here, but not returned."
                yield source.replace(why, cost + 0.6, (last, lambda text: f"return {text}"))
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
                yield source.append(last_line(last), [f"{indent}return {name}"], said, cost + 0.8)
            case ast.Pass():
                yield source.replace(said, cost + 1, (last, f'return "{function.name}"'))
    last = function.body[-1]
    if isinstance(last, ast.Return) and not last.value:
        yield source.replace(said, 1.2, (last, f'return "{function.name}"'))
    indent = source.indent(last.lineno)
    yield source.append(last_line(last), [f'{indent}return "..."'], said, 3)


def _ends(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that a body may end with, the last first."""
    last = body[-1]
    yield last
    for inner in "finalbody", "orelse", "body":
        # A return in a loop ends it.
        is_loop = isinstance(last, ast.For | ast.While | ast.AsyncFor)
        if getattr(last, inner, None) and not (is_loop or hasattr(last, "decorator_list")):
            yield from _ends(getattr(last, inner))
    for case in [*getattr(last, "handlers", []), *getattr(last, "cases", [])]:
        yield from _ends(case.body)
