"""View functions that share a name, or that do not take what their URL has."""

import ast
import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import Rule, name_for, parameters, rules
from workshop.advice.outcome import Outcome
from workshop.advice.source import FUNCTIONS, Function, Source, first_line, last_line

OVERWRITING = re.compile(r"overwriting an existing endpoint function: ([\w.]+)")
MISSING = re.compile(r"missing (?:a|\d+) required (?:positional )?arguments?: (.*)")
UNEXPECTED = re.compile(r"got an unexpected keyword argument '(\w+)'")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of the functions of pages."""
    if found := OVERWRITING.search(outcome.message):
        yield from _doubled(source, found[1].rpartition(".")[2], outcome.line)
    elif outcome.exception == "TypeError" and outcome.function:
        function = source.function(outcome.function)
        known = [rule for rule in rules(source) if rule.function is function]
        if function and (found := MISSING.search(outcome.message)):
            for name in re.findall(r"'(\w+)'", found[1])[:1]:
                yield from _more_than_the_url(source, function, known, name)
        elif function and (found := UNEXPECTED.search(outcome.message)):
            yield from _less_than_the_url(source, function, known, found[1])


def _doubled(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield another name for the second of two functions, or remove it if it is a copy."""
    same = [each for each in source.functions if each.name == name]
    second = next((each for each in same if first_line(each) <= line <= each.lineno), None)
    if not second:
        yield from _wrapped(source, name)
        return
    others = [each for each in same if each.lineno < second.lineno]
    if any(ast.dump(each) == ast.dump(second) for each in others):
        first, last = first_line(second), last_line(second)
        while last < len(source.lines) and not source.lines[last].strip():
            last += 1
        yield source.edit(first, last, [], f"{name}() is here twice. Remove the copy.", 0.8)
    known = list(rules(source))
    urls = [rule.url for rule in known if rule.function is second]
    doubled = [rule for rule in known if rule.function in others and rule.url and rule.url in urls]
    new = next((each for url in urls if (each := name_for(url, source.names))), "")
    numbered = (f"{name}_{number}" for number in itertools.count(2))
    new = new or next(each for each in numbered if each not in source.names)
    first = first_line(second)
    lines = source.lines[first - 1 : second.lineno]
    lines[-1] = re.sub(rf"\bdef(\s+){name}\b", rf"def\g<1>{new}", lines[-1])
    if doubled:
        # Of two functions for one URL, only the first is ever called.
        lines[0] = re.sub(r"([\"']).*?\1", f'"/{new}"', lines[0], count=1)
        said = "Two functions have the same name and URL. Change both in one of them."
        yield source.edit(first, second.lineno, lines, said, 1)
    else:
        said = f"Two functions are called {name}. Give each a name of its own."
        yield source.edit(second.lineno, second.lineno, lines[-1:], said, 1)


def _wrapped(source: Source, name: str) -> Iterator[Edit]:
    """Yield a name of its own for each function that a decorator returns."""
    for outer in source.functions:
        for inner in outer.body:
            given = parameters(outer)
            if isinstance(inner, FUNCTIONS) and inner.name == name and given:
                indent = source.indent(inner.lineno)
                wraps = f"{indent}@wraps({given[0]})"
                said = f"Without this, each function below @{outer.name} is called {name}."
                added = (
                    [wraps]
                    if "wraps" in source.names
                    else [f"{indent}from functools import wraps", "", wraps]
                )
                yield source.insert(first_line(inner), added, said, 0.8)


def _signature(source: Source, function: Function, names: list[str], why: str, cost: float) -> Edit:
    """Return the edit that gives a function other parameters, with the defaults that they have."""
    given = function.args
    defaults = dict(
        zip([each.arg for each in reversed(given.args)], reversed(given.defaults), strict=False)
    )
    texts = [
        f"{name}={source.segment(defaults[name])}" if name in defaults else name for name in names
    ]
    first = function.lineno
    last = max(function.body[0].lineno - 1, first)
    while last > first and not re.search(r"\)\s*(->.*)?:\s*(#.*)?$", source.lines[last - 1]):
        last -= 1
    head = "\n".join(source.lines[first - 1 : last])
    new = re.sub(
        r"(def\s+\w+\s*)\([^)]*\)", lambda found: f"{found[1]}({', '.join(texts)})", head, count=1
    )
    return source.edit(first, last, new.split("\n"), why, cost)


def _more_than_the_url(
    source: Source, function: Function, known: list[Rule], name: str
) -> Iterator[Edit]:
    """Yield edits of a function that wants what its URL does not have."""
    given = [each.arg for each in function.args.args]
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
    # What is assigned first needs no value from elsewhere.
    first = min((node.lineno for node in names), default=0)
    is_used = any(isinstance(node.ctx, ast.Load) for node in names if node.lineno == first)
    for rule in known:
        text = rule.text
        if not text or name in rule.variables:
            continue
        others = [each for each in rule.variables if each not in given]
        if others:
            said = f"The URL has {others[0]}, and the function {name}. Use the same name in both."
            new = source.segment(text).replace(f"{others[0]}>", f"{name}>")
            yield source.replace(said, 0.8, (text, new))
            changed = [others[0] if each == name else each for each in given]
            if not is_used:
                yield _signature(source, function, changed, said, 0.7)
        elif re.search(rf"[:{{$]{name}\b", rule.url):
            said = f"A variable in a URL goes between < and >: <{name}>"
            new = re.sub(rf"\{{{name}\}}|[:$]{name}\b", f"<{name}>", source.segment(text))
            # <int:name> without its beginning.
            if begun := re.search(rf"(?<=/)(\w+:{name}>)", source.segment(text)):
                new = source.segment(text).replace(begun[1], f"<{begun[1]}")
            yield source.replace(said, 0.5, (text, new))
        elif is_used and rule.url != "/":
            said = f"The function needs {name}, but its URL doesn't have it."
            quote = source.segment(text)[-1]
            end = "/" if rule.url.endswith("/") else ""
            new = f"{source.segment(text)[:-1].rstrip('/')}/<{name}>{end}{quote}"
            yield source.replace(said, 0.8, (text, new))
    if not is_used:
        said = f"The URL has no {name}, and the function doesn't need it."
        yield _signature(source, function, [each for each in given if each != name], said, 0.6)
    else:
        said = f"Not every URL of this function has {name}, so give it a value here."
        changed = [f'{each}="..."' if each == name else each for each in given]
        is_in_another = any(name in rule.variables for rule in known)
        yield _signature(source, function, changed, said, 0.6 if is_in_another else 2)


def _less_than_the_url(
    source: Source, function: Function, known: list[Rule], name: str
) -> Iterator[Edit]:
    """Yield edits of a function that does not take what its URL has."""
    given = [each.arg for each in function.args.args]
    wanted = next((rule.variables for rule in known if name in rule.variables), [name])
    others = [each for each in parameters(function) if each not in wanted]
    if len(others) == 1 and len(given) == len(wanted):
        said = f"The URL has {name}, and the function {others[0]}. Use the same name in both."
        yield _signature(
            source, function, [name if each == others[0] else each for each in given], said, 1
        )
        for rule in known:
            if rule.text and name in rule.variables:
                new = source.segment(rule.text).replace(f"{name}>", f"{others[0]}>")
                yield source.replace(said, 0.9, (rule.text, new))
    else:
        said = f"The URL has <{name}>, so the function must take it."
        all_names = [*wanted, *(each for each in given if each not in wanted)]
        yield _signature(source, function, all_names, said, 0.7)
