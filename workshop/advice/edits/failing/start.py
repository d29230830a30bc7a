"""A program that does not come to app.run(), or that cannot start with what it gives it."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import rules
from workshop.advice.outcome import Outcome, Stage
from workshop.advice.source import Source
from workshop.advice.text import first_line, last_line

GUARD = 'if __name__ == "__main__":'


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of app.run(), and of the line above it."""
    if outcome.exception == "NoAppException" or (outcome.stage == Stage.HOME and not outcome.run):
        run = f"{_app(source)}.run()"
        yield from _not_reached(source)
        yield from _missing(source, run)
    elif outcome.stage >= Stage.STARTED:
        yield from _too_early(source.program)
    elif outcome.exception == "SystemExit" and outcome.line:
        why = "This ends the program before the server starts. Remove it."
        yield source.edit(outcome.line, outcome.line, [], why, 1)
    else:
        yield from _address(source, outcome.line)


def _app(source: Source) -> str:
    """Return the name of the app, or the call of the function that makes it."""
    for function in source.functions:
        if source.app_assignment in function.body and function in source.tree.body:
            return f"{function.name}()"
    return source.app


def _not_reached(source: Source) -> Iterator[Edit]:
    """Yield what lets a program come to the app.run() that it has."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Expr(value=ast.Attribute(attr="run") as value):
                new = f"{source.segment(value)}()"
                yield source.replace("Without parentheses, run is not called.", 0.5, (value, new))
            case ast.If(test=test) if (
                _is_meant_as_guard(source, node) and source.segment(test) not in GUARD
            ):
                why = "This is never true, so the server never starts."
                yield source.replace(why, 0.5, (test, GUARD[3:-1]))
    for function in source.functions:
        for node in function.body:
            first, last, indent = node.lineno, last_line(node), source.indent(node.lineno)
            lines = [line.removeprefix(indent) for line in source.lines[first - 1 : last]]
            why = f"This is inside {function.name}(), so it never runs. Start it at the left edge."
            if isinstance(node, ast.If) and _is_meant_as_guard(source, node):
                yield source.edit(first, last, lines, why, 0.5)
            elif source.segment(node).startswith(f"{source.app}.run("):
                guarded = [GUARD, *(f"    {line}" for line in lines)]
                if function.decorator_list:
                    yield source.edit(first, last, guarded, why, 0.8)
                else:
                    why = f"Nothing calls {function.name}(), which starts the server."
                    yield source.append_at_end([GUARD, f"    {function.name}()"], why, 0.8)


def _missing(source: Source, run: str) -> Iterator[Edit]:
    """Yield the call of app.run()."""
    why = f"{run} is missing. It starts the server."
    guards = [
        each
        for each in source.tree.body
        if isinstance(each, ast.If) and _is_meant_as_guard(source, each)
    ]
    for guard in guards:
        last = guard.body[-1]
        views = {rule.function.name for rule in rules(source)}
        if isinstance(last, ast.Pass) or source.segment(last).partition("(")[0] in {*views, "..."}:
            yield source.replace(f"This doesn't start the server. {run} does.", 0.6, (last, run))
        yield source.append(last_line(last), [source.indent(last.lineno) + run], why, 1)
    if not guards:
        yield source.append_at_end([GUARD, f"    {run}"], why, 1.5)


def _is_meant_as_guard(source: Source, node: ast.If) -> bool:
    """Return whether an if is meant to be `if __name__ == "__main__"`."""
    test, body = source.segment(node.test), " ".join(map(source.segment, node.body))
    is_start = re.search("_name|name *==|main", test) and re.search(r"main|\.run\b", body)
    return "__name__" in test or bool(is_start)


def _too_early(source: Source) -> Iterator[Edit]:
    """Yield app.run() moved from above some of the rules to the end."""
    lines = [first_line(rule.function) for rule in rules(source)]
    for node in source.tree.body:
        is_run = re.search(rf"\b{source.app}\.run\(", source.segment(node))
        if is_run and isinstance(node, ast.If | ast.Expr) and max(lines, default=0) > node.lineno:
            last = last_line(node)
            moved = source.lines[node.lineno - 1 : last]
            if not isinstance(node, ast.If):
                moved = [GUARD, *(f"    {line}" for line in moved)]
            kept = "\n".join(source.lines[last:]).strip("\n").split("\n")
            why = "Routes below app.run() are never reached. Move app.run() to the end."
            after = [*kept, "", "", *moved, ""]
            yield source.edit(node.lineno, len(source.lines), after, why, 0.6)


def _address(source: Source, line: int) -> Iterator[Edit]:
    """Yield a call of app.run() without the host, or the port, that it cannot have."""
    for node in source.nodes_at(line):
        if isinstance(node, ast.Call) and source.segment(node.func).endswith(".run"):
            for given in (*node.args, *node.keywords):
                others = [each for each in (*node.args, *node.keywords) if each is not given]
                new = f"{source.segment(node.func)}({', '.join(map(source.segment, others))})"
                why = f"The server can't start with {source.segment(given)}. Remove it."
                yield source.replace(why, 1, (node, new))
