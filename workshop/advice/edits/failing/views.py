"""View functions that share a name, or that do not take what their URL has."""

import ast
import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import Rule, name_for, rules
from workshop.advice.outcome import Outcome
from workshop.advice.source import FUNCTIONS, Function, Source, first_line, last_line

OVERWRITING = re.compile(r"overwriting an existing endpoint function: ([\w.]+)")
MISSING = re.compile(r"missing (?:a|\d+) required (?:positional )?arguments?: '(\w+)'")
UNEXPECTED = re.compile(r"got an unexpected keyword argument '(\w+)'")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of the functions of pages."""
    if found := OVERWRITING.search(outcome.message):
        name = found[1].rpartition(".")[2]
        yield from _doubled(source, name, outcome.line)
        yield from _wrapped(source, name)
    elif outcome.exception == "TypeError" and outcome.function:
        function = source.function(outcome.function)
        routes = [rule for rule in rules(source) if rule.function is function and rule.text]
        if function and (found := MISSING.search(outcome.message)):
            yield from _more_than_the_url(source, function, routes, found[1])
        elif function and (found := UNEXPECTED.search(outcome.message)):
            yield from _less_than_the_url(source, function, routes, found[1])


def _doubled(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield another name for the second of two functions, or remove it if it is a copy."""
    same = [each for each in source.functions if each.name == name]
    second = next((each for each in same if first_line(each) <= line <= each.lineno), None)
    if not second:
        return
    first, others = first_line(second), [each for each in same if each.lineno < second.lineno]
    if any(ast.dump(each) == ast.dump(second) for each in others):
        why = f"{name}() is here twice. Remove the copy."
        yield source.edit(first, last_line(second), [], why, 0.8)
    routes = list(rules(source))
    urls = [rule.url for rule in routes if rule.function is second and rule.url]
    is_same_url = any(rule.function in others and rule.url in urls for rule in routes)
    numbered = (f"{name}_{number}" for number in itertools.count(2))
    new = next((each for url in urls if (each := name_for(url, source.names))), "")
    new = new or next(each for each in numbered if each not in source.names)
    lines = source.lines[first - 1 : second.lineno]
    lines[-1] = re.sub(rf"\bdef(\s+){name}\b", rf"def\g<1>{new}", lines[-1])
    why = f"Two functions are called {name}. Each needs a name of its own."
    if is_same_url:
        # Of two functions for one URL, only the first is ever called.
        lines[0] = re.sub(r"([\"']).*?\1", f'"/{new}"', lines[0], count=1)
        why = "Two functions have the same name and URL. Change both in one of them."
    yield source.edit(first, second.lineno, lines, why, 1)


def _wrapped(source: Source, name: str) -> Iterator[Edit]:
    """Yield a name of its own for each function that a decorator returns."""
    for outer in source.functions:
        for inner in outer.body:
            if isinstance(inner, FUNCTIONS) and inner.name == name and outer.args.args:
                indent = source.indent(inner.lineno)
                added = [f"{indent}@wraps({outer.args.args[0].arg})"]
                if "wraps" not in source.names:
                    added = [f"{indent}from functools import wraps", "", *added]
                why = f"Without this, each function below @{outer.name} is called {name}."
                yield source.insert(first_line(inner), added, why, 0.8)


def _signature(source: Source, function: Function, names: list[str], why: str, cost: float) -> Edit:
    """Return the edit that gives a function other parameters, with the defaults that they have."""
    given = function.args
    values = dict(
        zip(reversed([each.arg for each in given.args]), reversed(given.defaults), strict=False)
    )
    texts = [f"{each}={source.segment(values[each])}" if each in values else each for each in names]
    before = source.lines[function.lineno - 1]
    after = re.sub(
        r"(def\s+\w+\s*)\([^()]*\)",
        lambda found: f"{found[1]}({', '.join(texts)})",
        before,
        count=1,
    )
    return source.edit(function.lineno, function.lineno, [after], why, cost)


def _more_than_the_url(
    source: Source, function: Function, routes: list[Rule], name: str
) -> Iterator[Edit]:
    """Yield edits of a function that wants what its URL does not have."""
    given = [each.arg for each in function.args.args]
    is_used = _is_used(function, name)
    for rule in routes:
        text, before = rule.text, source.segment(rule.text) if rule.text else ""
        others = [each for each in rule.variables if each not in given]
        if not text or name in rule.variables:
            continue
        if others:
            new = before.replace(f"{others[0]}>", f"{name}>")
            yield source.replace(_two_names(others[0], name), 0.8, (text, new))
            if not is_used:
                names = [others[0] if each == name else each for each in given]
                yield _signature(source, function, names, _two_names(others[0], name), 0.7)
        elif re.search(rf"[:{{$]{name}\b", rule.url):
            why = f"A variable in a URL goes between < and >: <{name}>"
            new = re.sub(rf"\{{{name}\}}|[:$]{name}\b", f"<{name}>", before)
            # <int:name> without its beginning.
            new = re.sub(rf"(?<=/)(\w+:{name}>)", r"<\1", before) if f"{name}>" in before else new
            yield source.replace(why, 0.5, (text, new))
        elif is_used and rule.url != "/":
            why = f"The function needs {name}, but its URL doesn't have it."
            end = "/" if rule.url.endswith("/") else ""
            new = f"{before[:-1].rstrip('/')}/<{name}>{end}{before[-1]}"
            yield source.replace(why, 0.8, (text, new))
    if is_used:
        why = f"Not every URL of this function has {name}, so give it a value here."
        names = [f'{each}="..."' if each == name else each for each in given]
        is_in_another = any(name in rule.variables for rule in routes)
        yield _signature(source, function, names, why, 0.6 if is_in_another else 2)
    else:
        why = f"The URL has no {name}, and the function doesn't use it."
        yield _signature(source, function, [each for each in given if each != name], why, 0.6)


def _less_than_the_url(
    source: Source, function: Function, routes: list[Rule], name: str
) -> Iterator[Edit]:
    """Yield edits of a function that does not take what its URL has."""
    given = [each.arg for each in function.args.args]
    wanted = next((rule.variables for rule in routes if name in rule.variables), [name])
    others = [each for each in given if each not in wanted]
    if len(others) == 1 and len(given) == len(wanted):
        names = [name if each == others[0] else each for each in given]
        yield _signature(source, function, names, _two_names(name, others[0]), 1)
        for rule in routes:
            if rule.text and name in rule.variables:
                new = source.segment(rule.text).replace(f"{name}>", f"{others[0]}>")
                yield source.replace(_two_names(name, others[0]), 0.9, (rule.text, new))
    else:
        why = f"The URL has <{name}>, so the function must take it."
        yield _signature(source, function, [*wanted, *others], why, 0.7)


def _two_names(in_url: str, in_function: str) -> str:
    return f"The URL calls it {in_url}, but the function calls it {in_function}. Use one name."


def _is_used(function: Function, name: str) -> bool:
    """Return whether a function needs a value from elsewhere, which it does not assign itself first."""
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
    first = min((node.lineno for node in nodes), default=0)
    return any(isinstance(node.ctx, ast.Load) for node in nodes if node.lineno == first)
