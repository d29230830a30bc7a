"""A call that does not fit what it calls: an argument too many, of a wrong name, or missing."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edit import Edit
from workshop.advice.edits.source import Source
from workshop.advice.outcome import Outcome

BRACKETS = re.compile(r"(?:type '\w+'|'\w*(?:function|method)\w*' object) is not subscriptable")
NO_BRACKETS = re.compile(
    r"'(dict|list|tuple|\w*MultiDict|SecureCookieSession)' object is not callable"
)


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a TypeError at the line of a call."""
    message = outcome.message
    if "no attribute '_check_setup_finished'" in message:
        yield from _without_parentheses(source)
    if outcome.exception != "TypeError":
        return
    nodes = list(source.nodes_at(outcome.line))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    if found := re.search(r"unexpected keyword argument '(\w+)'", message):
        yield from _keyword(source, calls, found[1], outcome.close)
    elif BRACKETS.search(message):
        for node in nodes:
            if isinstance(node, ast.Subscript):
                new = f"{source.segment(node.value)}({source.segment(node.slice)})"
                yield source.replace("To call it, use ( ) and not [ ].", 1, (node, new))
    elif NO_BRACKETS.search(message):
        for call in calls:
            for new, cost in (
                (f"{source.segment(call.func)}.get(", 1),
                (f"{source.segment(call.func)}[", 1.2),
            ):
                end = "]" if new.endswith("[") else ")"
                given = ", ".join(source.segment(each) for each in call.args)
                said = "It is not a function. Use .get() or [ ] to look something up in it."
                yield source.replace(said, cost, (call, new + given + end))
    elif "'module' object is not callable" in message:
        for call in calls:
            module = source.segment(call.func)
            for name, cost in (module, 1), (module.capitalize(), 1.1):
                said = f"{module} is a module. What you can call is in it: {module}.{name}"
                yield source.replace(said, cost, (call.func, f"{module}.{name}"))
    elif "object is not callable" in message:
        for call in calls:
            if not call.args and not call.keywords:
                said = f"{source.segment(call.func)} is not a function. Remove the parentheses."
                yield source.replace(said, 1.5, (call, source.segment(call.func)))
    yield from _flask(source, calls, message, outcome.function)
    if "missing 1 required positional argument" in message:
        yield from _without_parentheses(source)


def _keyword(
    source: Source, calls: list[ast.Call], name: str, close: tuple[str, ...]
) -> Iterator[Edit]:
    """Yield other names of an argument, or none."""
    for call in calls:
        for given in call.keywords:
            if given.arg != name:
                continue
            new = [*close, "methods"] if name in ("method", "type") else [*close]
            for number, each in enumerate(dict.fromkeys(new)):
                said = f"{source.segment(call.func)}() has no argument {name}. Did you mean {each}?"
                text = f"{each}={source.segment(given.value)}"
                yield source.replace(said, 1 + 0.4 * number, (given, text))
            others = [
                source.segment(each) for each in (*call.args, *call.keywords) if each is not given
            ]
            said = f"{source.segment(call.func)}() has no argument {name}."
            text = f"{source.segment(call.func)}({', '.join(others)})"
            yield source.replace(said, 3, (call, text))


def _flask(source: Source, calls: list[ast.Call], message: str, view: str) -> Iterator[Edit]:
    """Yield edits of calls of what everybody uses in Flask."""
    for call in calls:
        name = source.segment(call.func)
        if "missing 1 required positional argument: 'import_name'" in message:
            if name.endswith("Flask"):
                said = "Flask needs the name of the module: __name__"
                given = ["__name__", *(source.segment(each) for each in call.keywords)]
                yield source.replace(said, 0.7, (call, f"{name}({', '.join(given)})"))
        elif name.endswith("render_template"):
            yield from _render(source, call, message, view)
        elif name.endswith("url_for") and call.args and isinstance(call.args[0], ast.Name):
            said = "url_for() takes the name of a function, in quotes."
            yield source.replace(said, 0.8, (call.args[0], f'"{source.segment(call.args[0])}"'))
        elif name.endswith("url_for") and "positional" in message and len(call.args) > 1:
            new = (
                "filename"
                if "static" in source.segment(call.args[0])
                else source.segment(call.args[1])
            )
            if new.isidentifier():
                said = "What follows the first comma in url_for() needs a name."
                yield source.replace(
                    said, 1, (call.args[1], f"{new}={source.segment(call.args[1])}")
                )


def _render(source: Source, call: ast.Call, message: str, view: str) -> Iterator[Edit]:
    """Yield edits of a call of render_template() with too many or too few values."""
    if "positional argument" in message and len(call.args) > 1:
        changes = []
        for given in call.args[1:]:
            text = source.segment(given)
            name = text.rpartition(".")[2]
            changes.append((given, f"{name}={text}" if name.isidentifier() else f"**{text}"))
        said = "A value for a template needs the name that the template has for it."
        yield source.replace(said, 1, *changes)
    elif "missing 1 required positional argument" in message:
        names = sorted(path.name for path in (source.folder / "templates").glob("*.html"))
        for number, name in enumerate(sorted(names, key=lambda name: name != f"{view}.html")[:3]):
            arguments = [f'"{name}"', *(source.segment(each) for each in call.keywords)]
            said = "render_template() needs the name of a template."
            text = f"{source.segment(call.func)}({', '.join(arguments)})"
            yield source.replace(said, 1 + 0.4 * number, (call, text))


def _without_parentheses(source: Source) -> Iterator[Edit]:
    """Yield the parentheses that make an app of Flask."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Assign(value=ast.Name() | ast.Attribute() as value):
                if source.segment(value).rpartition(".")[2] == "Flask":
                    said = "To make an app, call Flask: Flask(__name__)"
                    yield source.replace(said, 0.7, (value, f"{source.segment(value)}(__name__)"))
