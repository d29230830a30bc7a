"""A program that does not come to app.run(), or that cannot start with what it gives it."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import rules
from workshop.advice.outcome import Outcome, Stage
from workshop.advice.source import Source, first_line, last_line

GUARD = 'if __name__ == "__main__":'


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of app.run() and of the line above it."""
    run = f"{_app(source)}.run()"
    if outcome.exception == "NoAppException" or (outcome.stage == Stage.HOME and not outcome.run):
        yield from _never_run(source, run)
    elif outcome.stage >= Stage.STARTED:
        yield from _run_too_early(source.program)
        yield from _second_app(source.program)
    elif outcome.exception:
        yield from _arguments(source, outcome)


def _app(source: Source) -> str:
    """Return the name of the app, or the call of the function that makes it."""
    for function in source.functions:
        if source.app_line in function.body and function in source.tree.body:
            return f"{function.name}()"
    return source.app


def _never_run(source: Source, run: str) -> Iterator[Edit]:
    """Yield calls of app.run(), or what lets a program come to the one that it has."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Expr(value=ast.Attribute(attr="run") as value):
                said = "Without parentheses, run is not called."
                yield source.replace(said, 0.5, (value, f"{source.segment(value)}()"))
            case ast.If(test=test) if _is_guard(source, node) and source.segment(test) not in GUARD:
                said = "This is never true, so the server never starts."
                yield source.replace(said, 0.5, (test, GUARD[3:-1]))
    yield from _inside_functions(source, run)
    guards = [
        node for node in source.tree.body if isinstance(node, ast.If) and _is_guard(source, node)
    ]
    for guard in guards:
        last = guard.body[-1]
        indent = source.indent(last.lineno)
        views = {rule.function.name for rule in rules(source)}
        text = source.segment(last)
        if isinstance(last, ast.Pass) or text == "..." or text.partition("(")[0] in views:
            said = f"This doesn't start the server. {run} does."
            yield source.replace(said, 0.6, (last, run))
        said = f"{run} is missing. It starts the server."
        yield source.append(last_line(last), [f"{indent}{run}"], said, 1)
    if not guards:
        said = f"{run} is missing. It starts the server."
        yield source.append_at_end([GUARD, f"    {run}"], said, 1.5)


def _is_guard(source: Source, node: ast.If) -> bool:
    """Return whether an if is meant to be `if __name__ == "__main__"`."""
    text = source.segment(node.test)
    return bool(re.search("name|main", text)) and any(
        f"{source.app}.run" in source.segment(each) or "main" in text for each in node.body
    )


def _inside_functions(source: Source, run: str) -> Iterator[Edit]:
    """Yield what is indented into a function at the left edge, and calls of a function that runs the app."""
    for function in source.functions:
        for node in function.body:
            first, last = node.lineno, last_line(node)
            indent = source.indent(first)
            lines = [line.removeprefix(indent) for line in source.lines[first - 1 : last]]
            is_guard = isinstance(node, ast.If) and "__name__" in source.segment(node.test)
            if is_guard:
                said = f"This is inside {function.name}(), so it never runs. Start it at the left edge."
                yield source.edit(first, last, lines, said, 0.5)
            elif source.segment(node).startswith(f"{source.app}.run("):
                guarded = [GUARD, *(f"    {line}" for line in lines)]
                said = f"This is inside {function.name}(), so it never runs. Start it at the left edge."
                yield source.edit(
                    first, last, guarded, said, 0.8 if function.decorator_list else 1.2
                )
                if not function.decorator_list:
                    said = f"Nothing calls {function.name}(), which starts the server."
                    call = f"{function.name}()"
                    yield source.append_at_end([GUARD, f"    {call}"], said, 0.8)


def _run_too_early(source: Source) -> Iterator[Edit]:
    """Yield app.run() moved from above some of the rules to the end."""
    lines = [first_line(rule.function) for rule in rules(source)]
    for node in source.tree.body:
        is_run = re.search(rf"\b{source.app}\.run\(", source.segment(node))
        if is_run and isinstance(node, ast.If | ast.Expr) and max(lines, default=0) > node.lineno:
            first, last = node.lineno, last_line(node)
            moved = source.lines[first - 1 : last]
            kept = source.lines[last:]
            while kept and not kept[0].strip():
                kept.pop(0)
            while kept and not kept[-1].strip():
                kept.pop()
            if not isinstance(node, ast.If):
                moved = [GUARD, *(f"    {line}" for line in moved)]
            said = "Routes below app.run() are never reached. Move it to the end."
            yield source.edit(first, len(source.lines), [*kept, "", "", *moved, ""], said, 0.6)


def _second_app(source: Source) -> Iterator[Edit]:
    """Yield the removal of an app that takes the place of the one that has the rules."""
    lines = [first_line(rule.function) for rule in rules(source)]
    for node in source.tree.body:
        is_app = source.segment(node).startswith(f"{source.app} ") and "Flask(" in source.segment(
            node
        )
        if is_app and any(line < node.lineno for line in lines):
            said = "This makes a second app, without the routes above it. Remove it."
            yield source.edit(node.lineno, last_line(node), [], said, 0.8)


def _arguments(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield other arguments of app.run(), or fewer."""
    for node in source.nodes_at(outcome.line):
        if not (isinstance(node, ast.Call) and source.segment(node.func).endswith(".run")):
            continue
        for first in node.args:
            if source.segment(first).isdigit():
                said = "This is the port: write port= in front of it."
                yield source.replace(said, 0.6, (first, f"port={source.segment(first)}"))
        for name in "host", "port":
            others = [
                each for each in (*node.args, *node.keywords) if getattr(each, "arg", "") != name
            ]
            if len(others) < len(node.args) + len(node.keywords):
                said = f"The server can't start with this {name}. Remove it."
                new = f"{source.segment(node.func)}({', '.join(source.segment(each) for each in others)})"
                yield source.replace(said, 1, (node, new))
