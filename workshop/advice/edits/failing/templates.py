"""A template that is called otherwise, and names that it does not have."""

import ast
import difflib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from workshop.advice.edits.edit import PROGRAM, Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import FUNCTIONS, Source


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of a template, or of the line that renders it."""
    if outcome.exception == "BuildError":
        yield from _endpoint(source, outcome)
    elif outcome.exception == "TemplateNotFound":
        name = outcome.message.split("'")[1] if outcome.message.startswith("'") else outcome.message
        yield from _file_name(source, name, outcome)
    elif source.file != PROGRAM and outcome.line:
        for unknown in _unknown_names(source, outcome):
            yield from _unknown_name(source, unknown, outcome)


def _changed_word(source: Source, line: int, old: str, new: str, why: str, cost: float) -> Edit:
    """Return the edit of a word, or of a string, in a line."""
    before = source.lines[line - 1]
    changed = re.sub(rf"(?<=[\"']){re.escape(old)}(?=[\"'])", new, before)
    return source.edit(line, line, [changed], why, cost)


def _file_name(source: Source, name: str, outcome: Outcome) -> Iterator[Edit]:
    """Yield other names of a template where it is named."""
    folder = source.folder / "templates"
    there = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file()
    )
    bare = PurePosixPath(
        name.replace("\\", "/").removeprefix("/").removeprefix("./").removeprefix("templates/")
    )
    ranked = [each for each in there if each == bare.as_posix()]
    ranked += [each for each in there if each.lower() == bare.as_posix().lower()]
    ranked += [each for each in there if PurePosixPath(each).name.lower() == bare.name.lower()]
    ranked += [
        each
        for each in there
        if PurePosixPath(each).stem.lower() in (bare.stem.lower(), bare.name.lower())
    ]
    ranked += [each for each in there if _is_like(bare, PurePosixPath(each))]
    for number, each in enumerate(dict.fromkeys(ranked)):
        said = f"The templates folder has no {name}, but it has {each}."
        if line := _line_with(source, name, outcome.line):
            yield _changed_word(source, line, name, each, said, 0.6 + 0.3 * number)
    if name in there:
        for node in ast.walk(source.tree):
            match node:
                case ast.Call(args=[ast.Constant() as given]) if source.segment(node.func).endswith(
                    "Flask"
                ):
                    said = "Flask finds the folder templates by the name of the module: __name__"
                    yield source.replace(said, 0.7, (given, "__name__"))


def _is_like(one: PurePosixPath, other: PurePosixPath) -> bool:
    """Return whether two files have names that differ by a slip, and not by a number."""
    name, close = (re.sub(r"\d", "", each.stem.lower()) for each in (one, other))
    is_same = sorted(name) == sorted(close)
    return name != close and (is_same or difflib.SequenceMatcher(None, close, name).ratio() > 0.79)


def _line_with(source: Source, name: str, line: int) -> int:
    """Return the line nearest to one that has a name in quotes, 0 if none has it."""
    numbers = [
        number
        for number, text in enumerate(source.lines, 1)
        if re.search(rf"[\"']{re.escape(name)}[\"']", text)
    ]
    return min(numbers, key=lambda number: abs(number - line), default=0)


def _unknown_names(source: Source, outcome: Outcome) -> list[str]:
    """Return the names that a line of a template has and that it may not be given."""
    if found := re.match(r"'(\w+)' is undefined", outcome.message):
        return [found[1]]
    if "Undefined" not in outcome.message:
        return []
    line = source.lines[outcome.line - 1]
    return sorted(name for name in _used(source) if re.search(rf"\b{name}\b", line))


def _used(template: Source) -> set[str]:
    """Return the names that a template must be given."""
    from jinja2 import Environment, TemplateSyntaxError, meta

    try:
        return meta.find_undeclared_variables(Environment().parse(template.text))
    except TemplateSyntaxError:
        return set()


def _unknown_name(source: Source, name: str, outcome: Outcome) -> Iterator[Edit]:
    """Yield other names in a template, and other values that it is given."""
    line = source.lines[outcome.line - 1]
    word = re.compile(rf"(?<![\w.'\"]){name}\b(?!\s*=[^=])")
    for number, close in enumerate(outcome.close):
        said = f"The template has no {name}. Did you mean {close}?"
        new = word.sub(close, line)
        yield source.edit(outcome.line, outcome.line, [new], said, 0.8 + 0.4 * number)
    yield from _passed(source, name, outcome)


def _passed(template: Source, name: str, outcome: Outcome) -> Iterator[Edit]:
    """Yield the line that renders a template with a value for a name."""
    program, used = template.program, _used(template)
    function = program.function(outcome.function)
    if not function:
        return
    known = {each.arg for each in function.args.args}
    for part in (function, *program.tree.body):
        # What another function knows is not known here.
        if part is function or not isinstance(part, FUNCTIONS):
            known |= {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
    elsewhere = [
        program.segment(given.value)
        for node in ast.walk(program.tree)
        for given in (node.keywords if isinstance(node, ast.Call) else [])
        if given.arg == name and isinstance(given.value, ast.Constant)
    ]
    values = [name] if name in known else [*dict.fromkeys(elsewhere), '""', "0", "[]"]
    said = f"The template uses {name}, but it isn't passed here."
    for node in ast.walk(function):
        if not (
            isinstance(node, ast.Call) and program.segment(node.func).endswith("render_template")
        ):
            continue
        arguments = [program.segment(each) for each in (*node.args, *node.keywords)]
        if not arguments or any(given.arg in (name, None) for given in node.keywords):
            continue
        for given in node.keywords:
            if given.arg in outcome.close and given.arg not in used:
                text = f"{name}={program.segment(given.value)}"
                yield program.replace(f"The template calls this {name}.", 0.7, (given, text))
        for number, value in enumerate(values[:4]):
            new = f"{program.segment(node.func)}({', '.join([*arguments, f'{name}={value}'])})"
            yield program.replace(said, 0.8 + (0.3 * number), (node, new))


def _endpoint(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield other names of a function in url_for()."""
    found = re.search(r"endpoint '([^']*)'", outcome.message)
    if not found or not outcome.line:
        return
    name = found[1]
    if missing := re.search(r"forget to specify values \['(\w+)'", outcome.message):
        said = f"The URL of {name}() has <{missing[1]}>, so url_for() needs a value for it."
        new = re.sub(rf"([\"']{name}[\"'])", rf"\1, {missing[1]}=1", source.lines[outcome.line - 1])
        yield source.edit(outcome.line, outcome.line, [new], said, 1)
    program = source.program
    close = [each for each in outcome.close if _is_like(PurePosixPath(name), PurePosixPath(each))]
    for function in program.functions:
        for node in function.decorator_list:
            urls = re.findall(r"[\"'](.*?)[\"']", program.segment(node))[:1]
            if urls and urls[0].strip("/") == PurePosixPath(name.strip("/")).stem:
                close.insert(0, function.name)
    if meant := re.search(r"Did you mean '(\w+)'", outcome.message):
        close.append(meant[1])
    for number, each in enumerate(dict.fromkeys(close)):
        said = f"url_for() takes the name of a function. Did you mean {each}?"
        if line := _line_with(source, name, outcome.line):
            yield _changed_word(source, line, name, each, said, 0.8 + 0.3 * number)
