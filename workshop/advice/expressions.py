"""Expressions in the functions of a program that fail, whoever visits it: an unknown name, a missing template."""

import ast
import dis
import inspect
import itertools
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from types import CodeType
from typing import Any

from workshop.advice.edits.edit import PROGRAM
from workshop.advice.record import Record

# A program with one of these may make names as it runs, or expect them to be missing.
SURPRISES = re.compile(
    r"\b(?:exec|globals|setattr|vars|(?:Name|Attribute|Build)Error|TemplateNotFound)\b"
)


def failures(app: Any, record: Record, text: str) -> Iterator[dict[str, Any]]:
    """Yield what an outcome says of each expression that fails."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError
    from werkzeug.routing import BuildError

    mistakes = (AttributeError, BuildError, NameError, TemplateNotFound, TemplateSyntaxError)
    if SURPRISES.search(text):
        return
    with warnings.catch_warnings(), app.test_request_context():
        # Python showed its warnings when the program started.
        warnings.simplefilter("ignore")
        names = vars(sys.modules["__main__"])
        code = compile(text, PROGRAM, "exec")
        for expression, line, local in [*_names(code, names), *_arguments(ast.parse(text), app)]:
            try:
                eval(expression, names, local)
            except mistakes as error:
                found = record.described(error)
                if "'Request'" in found["message"] and not found["close"]:
                    # A package may add it to each request.
                    continue
                # A template that can't be read has a line of its own.
                place = {} if found["line"] else {"file": PROGRAM, "line": line}
                yield {**found, **place}
            except Exception:  # noqa: BLE001, S110
                # It may need what nobody has sent.
                pass


def _names(code: CodeType, names: Mapping[str, Any]) -> Iterator[tuple[str, int, dict[str, None]]]:
    """Yield the names that functions look up outside, with their lines and the functions' own names.

    Those of a module and of the request are followed by their attributes.
    """
    steps = [
        (each, *pair)
        for each in _functions(code)
        for pair in itertools.pairwise(dis.get_instructions(each))
    ]
    # Any function may give these a value first.
    given = {step.argval for _, step, _ in steps if step.opname in ("STORE_GLOBAL", "STORE_ATTR")}
    for function, step, following in steps:
        if step.opname == "LOAD_GLOBAL" and step.argval not in given:
            name, attribute = step.argval, following.argval
            has_attributes = name == "request" or inspect.ismodule(names.get(name))
            is_looked_up = following.opname in ("LOAD_ATTR", "LOAD_METHOD")
            if has_attributes and is_looked_up and attribute not in given:
                name = f"{name}.{attribute}"
            line = step.positions.lineno if step.positions else None
            yield name, line or 0, dict.fromkeys(function.co_varnames)


def _functions(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of all functions, wherever they are."""
    for each in code.co_consts:
        # Python 3.14 only comes to annotations if a program asks for them.
        if inspect.iscode(each) and each.co_name != "__annotate__":
            yield each
            yield from _functions(each)


def _arguments(tree: ast.Module, app: Any) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield expressions that look for templates, and for URLs of functions without a route, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="render_template"), args=[ast.Constant(value=str(name)), *_]
            ):
                yield f"app.jinja_env.get_template({name!r})", node.lineno, {"app": app}
            case ast.Call(func=ast.Name(id="url_for"), args=[ast.Constant(value=str(name)), *_]):
                # A dot stands for a blueprint.
                if "." not in name and name not in app.view_functions:
                    yield f"url_for({name!r})", node.lineno, {}
