"""View functions that share a name, or that do not take what their URL has."""

import ast
import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import Rule, name_for, rules
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import Function, first_line, last_line

OVERWRITING = re.compile(r"overwriting an existing endpoint function: ([\w.]+)")
PARAMETERS = re.compile(r"missing (?:a|\d+) required|got an unexpected keyword argument")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of the functions of pages."""
    if found := OVERWRITING.search(outcome.message):
        name = found[1].rpartition(".")[2]
        yield from _doubled(source, name, outcome.line)
    elif outcome.exception == "TypeError" and PARAMETERS.search(outcome.message):
        function = source.function(outcome.function) if outcome.function else None
        for rule in rules(source):
            if function and rule.function is function and rule.text:
                yield from _parameters(source, function, rule, rule.text)


def _doubled(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield another name for the second of two functions."""
    same = [each for each in source.functions if each.name == name]
    second = next((each for each in same if first_line(each) <= line <= each.lineno), None)
    if not second:
        return
    first, others = first_line(second), [each for each in same if each.lineno < second.lineno]
    routes = list(rules(source))
    urls = [rule.url for rule in routes if rule.function is second and rule.url]
    is_same_url = any(rule.function in others and rule.url in urls for rule in routes)
    numbered = (f"{name}_{number}" for number in itertools.count(2))
    named = [] if is_same_url else [name_for(url, source.names) for url in urls]
    new = next(filter(None, named), "") or next(
        each for each in numbered if each not in source.names
    )
    if any(ast.unparse(each) == ast.unparse(second) for each in others):
        why = "This function is here twice. Delete one of the two."
        yield source.edit(first, last_line(second), [], why, 0.8)
    lines = source.lines[first - 1 : second.lineno]
    lines[-1] = re.sub(rf"\bdef(\s+){name}\b", rf"def\g<1>{new}", lines[-1])
    why = f"Two functions are called {name}. Each needs a name of its own."
    if is_same_url:
        # Of two functions for one URL, only the first is ever called.
        lines[0] = re.sub(r"([\"']).*?\1", f'"/{new}"', lines[0], count=1)
        why = "Two functions have the same name and URL. Change both in one of them."
    yield source.edit(first, second.lineno, lines, why, 1)


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


def _parameters(
    source: Source, function: Function, rule: Rule, text: ast.Constant
) -> Iterator[Edit]:
    """Yield edits of a function and its URL, which do not have the same variables."""
    given = [each.arg for each in function.args.args]
    needed = given[: len(given) - len(function.args.defaults)]
    extra = [each for each in needed if each not in rule.variables]
    lacking = [each for each in rule.variables if each not in given]
    url = source.segment(text)
    others = [other.variables for other in rules(source) if other.function is function]
    if lacking and not extra:
        why = f"The URL has <{lacking[0]}>, so the function must take it."
        names = [*rule.variables, *(each for each in given if each not in rule.variables)]
        if not all(lacking[0] in variables for variables in others):
            names = [*given, *(f'{each}="..."' for each in lacking)]
        yield _signature(source, function, names, why, 0.7)
    if not extra:
        return
    name = extra[0]
    is_used = _is_used(function, name)
    if lacking:
        why = f"The URL calls it {lacking[0]}, but the function calls it {name}. Use the same name in both."
        yield source.replace(why, 0.8, (text, url.replace(f"{lacking[0]}>", f"{name}>")))
        names = [lacking[0] if each == name else each for each in given]
        yield _signature(source, function, names, why, 1 if is_used else 0.7)
    elif found := re.search(
        rf"\{{{name}\}}|[:$]{name}\b|(?<=/)\w+:{name}(?=>)|(?<=/){name}(?=[/\"'])", url
    ):
        why = "A variable in a URL goes between < and >"
        # <int:name> without its beginning, or :name and the like.
        new = f"<{found[0]}" if f"{found[0]}>" in url else f"<{name}>"
        yield source.replace(why, 0.5, (text, url.replace(found[0], new)))
    elif is_used:
        if any(
            name in map(source.segment, getattr(node, "targets", [])) for node in source.tree.body
        ):
            why = f"{name} is made outside of the function, so the function must not take it."
            yield _signature(source, function, [each for each in given if each != name], why, 0.5)
        if rule.url != "/":
            why = f"The function needs {name}, but its URL doesn't have it."
            end = "/" if rule.url.endswith("/") else ""
            new = f"{url[:-1].rstrip('/')}/<{name}>{end}{url[-1]}"
            yield source.replace(why, 0.8, (text, new))
        why = f"The URL {rule.url} has no {name}, so give it a value here."
        names = [f'{each}="..."' if each == name else each for each in given]
        is_in_another = any(name in variables for variables in others)
        yield _signature(source, function, names, why, 0.6 if is_in_another else 2)
    else:
        why = f"The URL has no {name}, and the function doesn't use it."
        yield _signature(source, function, [each for each in given if each != name], why, 0.6)


def _is_used(function: Function, name: str) -> bool:
    """Return whether a function needs a value from elsewhere, which it does not assign itself first."""
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
    first = min((node.lineno for node in nodes), default=0)
    return any(isinstance(node.ctx, ast.Load) for node in nodes if node.lineno == first)
