"""Expressions in functions that fail, whoever calls them: an unknown name, a template that is not there."""

import dis
import gc
import inspect
import re
from collections.abc import Iterator
from types import CodeType
from typing import Any, NamedTuple

from workshop.advice.record import Record, read

# A file with one of these may make names as it runs, or expect them to be missing.
SURPRISES = re.compile(
    r"\b(?:exec|globals|setattr|vars|(?:Name|Attribute|Build)Error|TemplateNotFound)\b"
)
NO_KEY = "session is unavailable because no secret key"


class Lookup(NamedTuple):
    """A name that a function looks up outside of it, and the two steps of Python that follow."""

    name: str
    second: dis.Instruction
    third: dis.Instruction
    line: int
    # The names that the function has of its own.
    own: tuple[str, ...]


def failures(app: Any, record: Record) -> Iterator[dict[str, Any]]:
    """Yield what an outcome says of each expression that fails, in the functions of all files."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError
    from werkzeug.routing import BuildError

    mistakes = (AttributeError, BuildError, NameError, TemplateNotFound, TemplateSyntaxError)
    functions = [
        (file, each)
        for each in gc.get_objects()
        if inspect.isfunction(each)
        # Most are those of packages, and this is quick.
        and each.__code__.co_filename.startswith(str(record.folder))
        and (file := record.name_of(each.__code__.co_filename))
    ]
    # Any function may give these a value first.
    given = {name for _, each in functions for name in _given(each.__code__)}
    surprising = {file for file, _ in functions if SURPRISES.search(read(record.folder / file))}
    with app.test_request_context():
        for file, function in functions:
            names = function.__globals__
            for lookup in _lookups(function.__code__) if file not in surprising else ():
                if lookup.name in given:
                    continue
                expression = _expression(lookup, names, given, app)
                try:
                    eval(expression, names, {**dict.fromkeys(lookup.own), "_app": app})
                except Exception as error:  # noqa: BLE001
                    found = record.described(error)
                    # What a request lacks, a package may add to each of them.
                    is_mistake = isinstance(error, mistakes) and "'Request'" not in found["message"]
                    if is_mistake or found["close"] or NO_KEY in found["message"]:
                        # A template that can't be read has a line of its own.
                        place = {} if found["line"] else {"file": file, "line": lookup.line}
                        yield {**found, **place}


def _all(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of a function, and of those inside it."""
    yield code
    for each in code.co_consts:
        # Python 3.14 only comes to annotations if a program asks for them.
        if inspect.iscode(each) and each.co_name != "__annotate__":
            yield from _all(each)


def _given(code: CodeType) -> Iterator[str]:
    """Yield the names and attributes that a function gives a value outside of it."""
    for each in _all(code):
        for step in dis.get_instructions(each):
            if step.opname in ("STORE_GLOBAL", "STORE_ATTR"):
                yield step.argval


def _lookups(code: CodeType) -> Iterator[Lookup]:
    """Yield the names that a function looks up outside of it."""
    for each in _all(code):
        steps = [*dis.get_instructions(each)]
        for first, second, third in zip(steps, steps[1:], [*steps[2:], steps[-1]], strict=False):
            if first.opname == "LOAD_GLOBAL":
                line = first.positions.lineno if first.positions else None
                yield Lookup(first.argval, second, third, line or 0, each.co_varnames)


def _expression(lookup: Lookup, names: dict[str, Any], given: set[str], app: Any) -> str:
    """Return the name with as much of what follows as anybody can try."""
    name, second = lookup.name, lookup.second
    argument = second.argval if second.opname == "LOAD_CONST" else None
    if second.opname in ("LOAD_ATTR", "LOAD_METHOD") and second.argval not in given:
        if name == "request" or inspect.ismodule(names.get(name)):
            return f"{name}.{second.argval}"
    elif name == "render_template" and isinstance(argument, str):
        return f"_app.jinja_env.get_template({argument!r})"
    elif name == "url_for" and isinstance(argument, str):
        if "." not in argument and argument not in app.view_functions:
            return f"url_for({argument!r})"
    elif name == "flash":
        return "flash('')"
    elif name == "session" and lookup.third.opname == "STORE_SUBSCR":
        return "session.__setitem__('', '')"
    return name
