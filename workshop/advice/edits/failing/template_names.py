"""The names that a template uses, and what its page passes to it."""

import ast
import re
from collections.abc import Iterator
from typing import Any

from workshop.advice.close_names import unknown_name
from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import PROGRAM, Function, read


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a name that a template is not given, with the line that renders it."""
    if source.file == PROGRAM or "ndefined" not in outcome.said or not outcome.line:
        return
    line = source.lines[outcome.line - 1]
    used = names(source.text)
    one = unknown_name(outcome.exception, outcome.message)
    if one and is_of_a_loop(source.text, one):
        return
    here = [one] if one else sorted(each for each in used if re.search(rf"\b{each}\b", line))
    for unknown in here:
        for program, call in _calls(source.program, outcome.function):
            yield from _passed(program, call, unknown, outcome, used)
    if one:
        why = "url_for() takes the name of a function, in quotes."
        yield source.substitute(
            outcome.line, r"(url_for *\( *)(\w+)(?= *[,)])", r"\1'\2'", why, 0.6
        )
    if one == "len":
        why = "A template has no len(). Use |length instead."
        yield source.substitute(outcome.line, r"\blen\(([\w.]+)\)", r"\1|length", why, 0.5)
    if found := re.search(r"\b(?:extends|include|import) +(\w+\.\w+)", line):
        new = line.replace(found[1], f'"{found[1]}"')
        yield source.edit(
            outcome.line, outcome.line, [new], "The name of a file needs quotes.", 0.5
        )


def names(text: str) -> set[str]:
    """Return the names that a template must be given, none if Jinja cannot read it."""
    from jinja2 import Environment, TemplateSyntaxError, meta

    try:
        return meta.find_undeclared_variables(Environment().parse(text)) - {"url_for", "request"}
    except TemplateSyntaxError:
        return set()


def is_of_a_loop(text: str, name: str) -> bool:
    """Return whether a name is the variable of a loop in a template."""
    return bool(re.search(rf"\{{%-? *for [\w, ]*\b{name}\b[\w, ]* in ", text))


def missing(source: Source, call: ast.Call) -> list[str]:
    """Return the names that a template uses and that a call of render_template() doesn't pass."""
    match call.args:
        case [ast.Constant(value=str() as file), *_]:
            text = read(source.folder / source.template_folder / file)
            return sorted(names(text) - {each.arg for each in call.keywords})
    return []


def _calls(program: Source, function: str) -> Iterator[tuple[Source, ast.Call]]:
    """Yield the calls of render_template() in a function."""
    found = program.function(function) or ast.Module([], [])
    for node in ast.walk(found):
        if isinstance(node, ast.Call) and program.segment(node.func).endswith("render_template"):
            yield program, node


def _passed(
    program: Source, call: ast.Call, name: str, outcome: Outcome, used: set[str]
) -> Iterator[Edit]:
    """Yield a call of render_template() with a value for a name."""
    given = {each.arg: each for each in call.keywords}
    # ** may pass any name.
    if name in given or None in given or not call.args:
        return
    for close in outcome.close:
        if close in given and close not in used:
            new = f"{name}={program.segment(given[close].value)}"
            yield program.replace(f"The template calls this {name}.", 0.7, (given[close], new))
    function: Any = program.function(outcome.function)
    here = {each.arg for each in function.args.args}
    for part in (function, *program.tree.body):
        # Names of other functions are unknown here.
        if part is function or not isinstance(part, Function):
            here |= {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
    values = [name] if name in here else ['""', "0", "[]"]
    arguments = [program.segment(each) for each in (*call.args, *call.keywords)]
    for number, value in enumerate(values):
        new = f"{program.segment(call.func)}({', '.join([*arguments, f'{name}={value}'])})"
        why = f"The template uses {name}, but it isn't passed here."
        yield program.replace(why, 0.8 + (0.3 * number), (call, new))
