"""A name or a module that cannot be imported, and a name that is not imported yet."""

import ast
import difflib
import re
import sys
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source, last_line

# What Flask and Jinja had until they were moved together.
MOVED = {"Markup", "escape"}
FROM_A_BROWSER = {"args", "cookies", "files", "form", "get_json", "json", "method", "values"}


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for an ImportError."""
    nodes = [*source.nodes_at(outcome.line)]
    if found := re.match(r"cannot import name '(\w+)' from '([\w.]+)'", outcome.message):
        name, module = found.groups()
        for node in nodes:
            if isinstance(node, ast.ImportFrom):
                yield from _name(source, node, name, module, outcome)
    elif found := re.match(r"No module named '([\w.]+)'", outcome.message):
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from _module(source, node, found[1], outcome)
    elif outcome.message.startswith("attempted relative import"):
        for node in nodes:
            if isinstance(node, ast.ImportFrom):
                said = "A file in this folder is imported without a dot."
                yield source.replace(said, 1, (node, _without_dots))


def _without_dots(text: str) -> str:
    return re.sub(r"from +\.+ *(?=\w)", "from ", text)


def missing(source: Source, name: str, outcome: Outcome) -> Iterator[Edit]:
    """Yield the import of a name that is used and not imported."""
    for number, module in enumerate(outcome.homes):
        said = f"{name} isn't imported yet."
        cost = (0.7 if module == "flask" else 1) + 0.2 * number
        yield _added(source, name, module, said, cost)
    if name in sys.stdlib_module_names or name == "flask":
        said = f"The module {name} isn't imported yet."
        yield _line_added(source, f"import {name}", said, 0.9)
    elif name == "requests" and "request" not in source.names:
        yield _added(source, "request", "flask", "What a browser sends is in request.", 1)


def _added(source: Source, name: str, module: str, why: str, cost: float) -> Edit:
    """Return the edit that imports a name with the others of its module."""
    for node in source.tree.body:
        match node:
            case ast.ImportFrom(module=here, names=[*_, last]) if here == module:
                if last.name != "*":
                    return source.replace(why, cost, (last, f"{source.segment(last)}, {name}"))
            case ast.Import(names=[ast.alias(name=here, asname=None)]) if here == module:
                # Nothing else may need the module itself.
                if not re.search(rf"\b{module}\.", source.text):
                    return source.replace(why, cost, (node, f"from {module} import {name}"))
    return _line_added(source, f"from {module} import {name}", why, cost)


def _line_added(source: Source, line: str, why: str, cost: float) -> Edit:
    """Return the edit that adds an import above all others."""
    first = next(
        (node for node in source.tree.body if isinstance(node, ast.Import | ast.ImportFrom)), None
    )
    if first and getattr(first, "module", "") != "__future__":
        return source.insert(first.lineno, [line], why, cost)
    return (
        source.append(last, [line], why, cost)
        if (last := last_import(source))
        else source.insert(1, [line], why, cost)
    )


def last_import(source: Source) -> int:
    """Return the line of the last import at the left edge, else of the text or comments at the top."""
    lines = [
        last_line(node)
        for node in source.tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    if lines:
        return max(lines)
    match source.tree.body:
        case [ast.Expr(value=ast.Constant(value=str())) as text, *_]:
            return last_line(text)
    return next((n for n, line in enumerate(source.lines) if not line.startswith("#")), 0)


def _name(
    source: Source, node: ast.ImportFrom, name: str, module: str, outcome: Outcome
) -> Iterator[Edit]:
    """Yield edits of an import of a name that the module does not have."""
    alias = next((each for each in node.names if each.name == name), None)
    if not alias or not node.module:
        return
    for number, close in enumerate(outcome.close):
        if close not in source.names or close == name:
            new = source.segment(alias).replace(name, close, 1)
            said = f"{module} has no {name}. Did you mean {close}?"
            yield source.replace(said, 1 + 0.4 * number, (alias, new))
    gone = [each for each in node.names if each is alias or {each.name, name} <= MOVED]
    moved = ", ".join(source.segment(each) for each in gone)
    rest = [source.segment(each) for each in node.names if each not in gone]
    kept = (
        [f"{source.indent(node.lineno)}from {node.module} import {', '.join(rest)}"] if rest else []
    )

    def instead(line: str, why: str, cost: float) -> Edit:
        added = [source.indent(node.lineno) + line] if line else []
        return source.edit(node.lineno, last_line(node), [*kept, *added], why, cost)

    for number, home in enumerate(each for each in outcome.homes if each != module):
        said = f"{name} isn't in {module}. It is in {home}."
        yield instead(f"from {home} import {moved}", said, 0.7 + 0.2 * number)
    if name in sys.stdlib_module_names or name in source.own_modules:
        said = f"{name} is a module of its own."
        yield instead(f"import {source.segment(alias)}", said, 0.8)
    if not re.search(rf"\b{name}\b", source.text.replace(source.segment(node), "", 1)):
        yield instead("", f"{module} has no {name}, and nothing here needs it.", 3)


def _module(
    source: Source, node: ast.Import | ast.ImportFrom, name: str, outcome: Outcome
) -> Iterator[Edit]:
    """Yield edits of an import of a module that is not there."""
    text = source.segment(node)
    used = {each for each in FROM_A_BROWSER if re.search(rf"\b{name}\.{each}\b", source.text)}
    if name.startswith("flask.ext."):
        new = text.replace("flask.ext.", "flask_")
        yield source.replace("Flask has no ext any more.", 1, (node, new))
    elif "flask" in outcome.homes or (name == "requests" and used):
        new = "request" if name == "requests" else name
        said = f"{new} is a part of flask."
        others = [source.segment(each) for each in node.names if each.name != name]
        kept = f"import {', '.join(others)}\n" if others and isinstance(node, ast.Import) else ""
        yield source.replace(said, 0.8, (node, f"{kept}from flask import {new}"))
    if name.lower() == "flask":
        said = "The module is called flask, in small letters, and the class in it Flask."
        if isinstance(node, ast.Import):
            yield source.replace(said, 0.9, (node, "from flask import Flask"))
        else:
            new = re.sub(rf"(?<=from ){name}\b", "flask", text)
            yield source.replace(said, 0.8, (node, re.sub(r"import +flask\b", "import Flask", new)))
            yield source.replace(said, 1, (node, new))
    known = {*source.own_modules, *sys.stdlib_module_names, "flask"}
    for number, close in enumerate(difflib.get_close_matches(name, known, 2, 0.8)):
        new = re.sub(rf"\b{re.escape(name)}\b", close, text, count=1)
        said = f"There is no module {name}. Did you mean {close}?"
        yield source.replace(said, 1 + 0.4 * number, (node, new))
