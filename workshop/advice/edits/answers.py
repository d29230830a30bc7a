"""What a view function returns, if that is not a page."""

import ast
import itertools
import re
from collections.abc import Iterator

from workshop.advice.edit import Edit
from workshop.advice.edits.source import Function, Source, last_line
from workshop.advice.outcome import Outcome

INVALID = re.compile(r"view function .*did not return a valid response")
KIND = re.compile(r"but it was an? (\w+)")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of what a function returns."""
    is_unpacked = "values to unpack" in outcome.message or "no such status" in outcome.message
    function = source.function(outcome.function) if outcome.function else None
    if not function or not (is_unpacked or INVALID.search(outcome.message)):
        return
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
    if is_unpacked:
        yield from _joined(source, returns)
    elif kind := KIND.search(outcome.message):
        yield from _converted(source, returns, kind[1])
    else:
        yield from _returned(source, function)
        for node in returns:
            if isinstance(node.value, ast.Call):
                yield from _called_function(source, source.segment(node.value.func))


def _called_function(source: Source, name: str) -> Iterator[Edit]:
    """Yield a return in a function whose value is the page, in this file or another."""
    for file in (source.file, *(path.name for path in sorted(source.folder.glob("*.py")))):
        other = source if file == source.file else Source(source.folder, file)
        module, _, function_name = name.rpartition(".")
        function = other.function(function_name)
        if function and module in ("", other.file.removesuffix(".py")):
            yield from _returned(other, function)
            return


def _joined(source: Source, returns: list[ast.Return]) -> Iterator[Edit]:
    """Yield one string in the place of several values."""
    for node in returns:
        match node.value:
            case ast.Tuple(elts=[*values]):
                said = "A page is a single text. To join texts, use +."
                texts = [source.segment(each) for each in values]
                yield source.replace(said, 0.8, (node.value, " + ".join(texts)))
                new = " + ".join(
                    text if isinstance(each, ast.Constant) else f"str({text})"
                    for text, each in zip(texts, values, strict=True)
                )
                yield source.replace(said, 1.2, (node.value, new))


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
                said = "print() writes to the terminal. A page is what is returned."
                yield source.replace(said, 0.5, (node.value, source.segment(value)))
            case value if is_function:
                said = f"{source.segment(value)} is a function. To call it, add ()."
                yield source.replace(said, 0.6, (value, f"{source.segment(value)}()"))
                if isinstance(value, ast.Name):
                    said = f"{source.segment(value)} is a function. A text needs quotes."
                    yield source.replace(said, 1.2, (value, f'"{source.segment(value)}"'))
            case value:
                said = f"A page must be text, not {kind}. str() converts it."
                yield source.replace(
                    said, 0.7 + 0.1 * number, (value, f"str({source.segment(value)})")
                )


def _returned(source: Source, function: Function) -> Iterator[Edit]:
    """Yield a return at each end that a function has without one."""
    prints = "print() writes to the terminal. A page is what is returned."
    for node in ast.walk(function):
        match node:
            case ast.Return(value=ast.Call(func=ast.Name(id="print"), args=[value])):
                yield source.replace(prints, 0.5, (node, f"return {source.segment(value)}"))
    said = "This function returns nothing, so there is no page to show."
    if any(isinstance(node, ast.Return) and node.value for node in ast.walk(function)):
        said = "This function only returns a page in some cases. It needs a return for all others."
    for number, last in enumerate(_ends(function.body)):
        cost = 0.2 * number
        indent = source.indent(last.lineno)
        match last:
            case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[value])):
                yield source.replace(prints, cost + 0.5, (last, f"return {source.segment(value)}"))
            case ast.Expr() if source.segment(last) == "...":
                yield source.replace(said, cost + 1, (last, f'return "{function.name}"'))
            case ast.Expr():
                why = "The page is made here, but not returned."
                yield source.replace(why, cost + 0.6, (last, lambda text: f"return {text}"))
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
                yield source.append(last_line(last), [f"{indent}return {name}"], said, cost + 0.8)
            case ast.Pass():
                yield source.replace(said, cost + 1, (last, f'return "{function.name}"'))
    yield from _bare_return(source, function)
    yield from _deeper_return(source, function, said)
    yield from _last_name(source, function, said)
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


def _bare_return(source: Source, function: Function) -> Iterator[Edit]:
    """Yield a return together with the value that is on the line below it."""
    for node in ast.walk(function):
        body = getattr(node, "body", [])
        for one, two in itertools.pairwise(body) if isinstance(body, list) else []:
            match one, two:
                case ast.Return(value=None), ast.Expr(value=value):
                    new = f"{source.indent(one.lineno)}return {source.segment(value)}"
                    said = "What is returned begins on the line of return."
                    yield source.edit(one.lineno, last_line(two), new.split("\n"), said, 0.5)


def _deeper_return(source: Source, function: Function, why: str) -> Iterator[Edit]:
    """Yield the last return with the indentation of the function, if it is inside a block."""
    last = function.body[-1]
    inside = [each for each in _ends(function.body) if isinstance(each, ast.Return) and each.value]
    if isinstance(last, ast.Return) or not inside:
        return
    line = source.indent(last.lineno) + source.segment(inside[0])
    if inside[0].lineno == last_line(last):
        said = "This return is inside a block, so it is not always reached. Indent it less."
        yield source.edit(last_line(last), last_line(last), [line], said, 0.8)
    if "redirect" not in line:
        yield source.append(last_line(last), line.split("\n"), why, 0.9)


def _last_name(source: Source, function: Function, why: str) -> Iterator[Edit]:
    """Yield the return of what was assigned last, at the end of a function."""
    names = [
        (node.lineno, node.id)
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    last = function.body[-1]
    if names and isinstance(last, ast.For | ast.While | ast.If | ast.With):
        line = f"{source.indent(last.lineno)}return {max(names)[1]}"
        yield source.append(last_line(last), [line], why, 0.9)
