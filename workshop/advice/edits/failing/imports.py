"""A name or a module that cannot be imported, and a name that is not imported yet."""

import ast
import re
import sys
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.packages import INSTALLED, PACKAGES, close_modules
from workshop.advice.source import Source
from workshop.advice.text import last_line

# What Flask had until it was left to markupsafe.
MOVED = {"Markup", "escape"}


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for an ImportError."""
    for node in source.nodes_at(outcome.line):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if found := re.match(r"cannot import name '(\w+)' from '([\w.]+)'", outcome.message):
            if isinstance(node, ast.ImportFrom):
                yield from _name(source, node, found[1], found[2], outcome.homes)
        elif found := re.match(r"No module named '([\w.]+)'", outcome.message):
            yield from _module(source, node, found[1], outcome.homes)
        elif outcome.message.startswith("attempted relative import"):
            new = re.sub(r"from +\.+ *(import)?", r"\1", source.segment(node))
            new = new if new.startswith("import") else f"from {new}"
            if new.split()[1] in _own_modules(source):
                why = "To import a file next to server.py, leave out the dot."
                yield source.replace(why, 1, (node, new))


def missing(source: Source, name: str, outcome: Outcome) -> Iterator[Edit]:
    """Yield the import of a name that is used and not imported."""
    # A word such as e, which math has too, is rather text without quotes.
    is_used = re.search(rf"\b{name}[(.]", source.lines[outcome.line - 1])
    for number, module in enumerate(outcome.homes):
        if module != "flask" and not is_used:
            continue
        cost = (0.7 if module == "flask" else 1) + 0.2 * number
        yield _added(source, name, module, f"{name} isn't imported yet.", cost)
    if name in sys.stdlib_module_names or name == "flask":
        why = f"The module {name} isn't imported yet."
        yield _line_added(source, f"import {name}", why, 0.9)


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
    """Return the edit that adds an import above all others, or at the top."""
    for node in source.tree.body:
        is_first_of_all = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if isinstance(node, ast.Import | ast.ImportFrom) and not is_first_of_all:
            return source.insert(node.lineno, [line], why, cost)
    last = last_import(source)
    return source.append(last, [line], why, cost) if last else source.insert(1, [line], why, cost)


def last_import(source: Source) -> int:
    """Return the line of the last import at the left edge, else of the text or comments at the top."""
    imports = [node for node in source.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    if imports:
        return last_line(imports[-1])
    match source.tree.body:
        case [ast.Expr(value=ast.Constant(value=str())) as text, *_]:
            return last_line(text)
    return next((n for n, line in enumerate(source.lines) if not line.startswith("#")), 0)


def _own_modules(source: Source) -> set[str]:
    """Return the modules that are files next to server.py."""
    return {path.stem for path in source.folder.glob("*.py")} - {"server", "tasks"}


def _name(
    source: Source, node: ast.ImportFrom, name: str, module: str, homes: tuple[str, ...]
) -> Iterator[Edit]:
    """Yield edits of an import of a name that the module does not have."""
    gone = [each for each in node.names if each.name == name or {each.name, name} <= MOVED]
    kept = ", ".join(source.segment(each) for each in node.names if each not in gone)
    names = ", ".join(source.segment(each) for each in gone)
    indent = source.indent(node.lineno)

    def instead(line: str, why: str, cost: float) -> Edit:
        first = f"from {node.module} import {kept}" if kept else ""
        lines = [indent + each for each in (first, line) if each]
        return source.edit(node.lineno, last_line(node), lines, why, cost)

    for number, home in enumerate(each for each in homes if each != module):
        why = f"{name} isn't in {module}. It is in {home}."
        yield instead(f"from {home} import {names}", why, 0.7 + 0.2 * number)
    if name in sys.stdlib_module_names or name in _own_modules(source):
        yield instead(f"import {names}", f"{name} is a module of its own.", 0.8)
    if not {each.asname or each.name for each in gone} & source.used:
        yield instead("", f"{module} has no {name}, and the program doesn't use it.", 1.2)


def _module(
    source: Source, node: ast.Import | ast.ImportFrom, name: str, homes: tuple[str, ...]
) -> Iterator[Edit]:
    """Yield edits of an import of a module that is not there."""
    text = source.segment(node)
    if name.lower() == "flask":
        why = "The module is flask, in small letters. The class is Flask."
        if isinstance(node, ast.Import):
            yield source.replace(why, 0.9, (node, "from flask import Flask"))
        else:
            new = re.sub(rf"(?<=from ){name}\b", "flask", text)
            yield source.replace(why, 0.8, (node, re.sub(r"import +flask\b", "import Flask", new)))
    elif isinstance(node, ast.Import):
        others = ", ".join(source.segment(each) for each in node.names if each.name != name)
        if "flask" in homes:
            lines = ([f"import {others}"] if others else []) + [f"from flask import {name}"]
            lines = [source.indent(node.lineno) + line for line in lines]
            why = f"{name} is part of flask."
            yield source.edit(node.lineno, last_line(node), lines, why, 0.8)
    for number, close in enumerate(close_modules(name, INSTALLED | _own_modules(source))):
        new = re.sub(rf"\b{re.escape(name)}\b", close, text, count=1)
        yield source.replace(f"Did you mean {close}?", 1 + 0.4 * number, (node, new))
    imported = {(each.asname or each.name).partition(".")[0] for each in node.names}
    if name not in PACKAGES and not imported & {*source.used, "*"}:
        why = "The program doesn't use what this imports. Remove this line."
        yield source.edit(node.lineno, last_line(node), [], why, 1.3)
