"""A call that does not fit what it calls: an argument too many, of a wrong name, or missing."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source

NO_BRACKETS = re.compile(
    r"'(dict|list|tuple|\w*MultiDict|SecureCookieSession)' object is not callable"
)


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a TypeError at the line of a call."""
    message = outcome.message
    if outcome.exception != "TypeError":
        return
    calls = [node for node in source.nodes_at(outcome.line) if isinstance(node, ast.Call)]
    if found := re.search(r"unexpected keyword argument '(\w+)'", message):
        yield from _keyword(source, calls, found[1], outcome.close)
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
    yield from _flask(source, calls, message)


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
                value = source.segment(given.value)
                if each == "methods" and isinstance(given.value, ast.Constant):
                    value = f"[{value}]"
                text = f"{each}={value}"
                yield source.replace(said, 1 + 0.4 * number, (given, text))


def _flask(source: Source, calls: list[ast.Call], message: str) -> Iterator[Edit]:
    """Yield edits of calls of what everybody uses in Flask."""
    for call in calls:
        name = source.segment(call.func)
        if "missing 1 required positional argument: 'import_name'" in message:
            if name.endswith("Flask"):
                said = "Flask needs the name of the module: __name__"
                given = ["__name__", *(source.segment(each) for each in call.keywords)]
                yield source.replace(said, 0.7, (call, f"{name}({', '.join(given)})"))
        elif name.endswith("render_template"):
            yield from _render(source, call, message)
        elif name.endswith("url_for") and call.args and isinstance(call.args[0], ast.Name):
            said = "url_for() takes the name of a function, in quotes."
            yield source.replace(said, 0.8, (call.args[0], f'"{source.segment(call.args[0])}"'))


def _render(source: Source, call: ast.Call, message: str) -> Iterator[Edit]:
    """Yield names for the values that a call of render_template() gives to its template."""
    if "positional argument" in message and len(call.args) > 1:
        changes = []
        for given in call.args[1:]:
            text = source.segment(given)
            name = text.rpartition(".")[2]
            changes.append((given, f"{name}={text}" if name.isidentifier() else f"**{text}"))
        said = "A value for a template needs the name that the template has for it."
        yield source.replace(said, 1, *changes)
    elif "missing 1 required positional argument" in message and not call.args:
        names = sorted(path.name for path in (source.folder / "templates").glob("*.html"))
        for number, name in enumerate(names[:3]):
            said = "render_template() needs the name of a template."
            text = f'{source.segment(call.func)}("{name}")'
            yield source.replace(said, 1 + 0.3 * number, (call, text))
