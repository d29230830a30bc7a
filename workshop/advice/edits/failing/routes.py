"""A rule that Flask does not take, and a home page that no rule leads to."""

import ast
import difflib
import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import DECORATORS, Rule, rules
from workshop.advice.outcome import Outcome, Stage
from workshop.advice.source import Function, Source, first_line

CONVERTERS = ["string", "int", "float", "path", "uuid", "any"]
OTHER_CONVERTERS = {"str": "string", "text": "string", "integer": "int", "number": "int"}
METHOD = r"GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"
# What beginners call the function of the home page, or its URL.
HOMES = re.compile(r"(?i)home|index|main|hello|root|start|landing|welcome|hbnb")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of a rule that fails, or for a home page that is missing."""
    if outcome.stage == Stage.PAGES:
        if outcome.message.startswith("404"):
            yield from _for_home(source)
        if outcome.message.startswith("405"):
            yield from _methods_for_home(source, outcome.page)
    elif outcome.exception == "BuildError":
        function = source.program.function(outcome.message.split("'")[1])
        taken = [rule.url for rule in rules(source.program)]
        if function:
            url = f"/{function.name}" if "/" in taken else "/"
            yield from _attached(source.program, function, url, 0)
    elif outcome.exception in ("LookupError", "TypeError", "ValueError"):
        for node in source.nodes_at(outcome.line):
            if isinstance(node, ast.Call):
                yield from _corrected_rule(source, node, outcome)


def _corrected_rule(source: Source, call: ast.Call, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of a rule at whose line Flask has raised an exception."""
    message = outcome.message
    text = next((each for each in call.args[:1] if isinstance(each, ast.Constant)), None)
    if "must start with a slash" in message and text:
        said = "The URL in a route begins with a slash."
        yield source.replace(said, 0.5, (text, _with_slash))
    elif text and (message.startswith("malformed url rule") or "converter" in message):
        quoted = source.segment(text)
        for new, said in _urls(quoted[1:-1]):
            yield source.replace(said, 0.7, (text, quoted[0] + new + quoted[-1]))
    elif message.startswith("Allowed methods must be a list"):
        for given in call.keywords:
            if given.arg == "methods":
                said = "The methods are a list, in square brackets."
                yield source.replace(said, 0.5, (given.value, _method_list))
    elif ".route() takes 2 positional arguments" in message and len(call.args) > 1:
        said = "What follows the URL needs a name: methods="
        yield source.replace(said, 0.7, (call.args[1], lambda given: f"methods={given}"))
    elif "missing 1 required positional argument: 'rule'" in message:
        url = "/" if "/" not in [rule.url for rule in rules(source)] else "/page"
        said = "A route needs a URL."
        yield source.replace(said, 1, (call, lambda given: given.replace("(", f'("{url}"', 1)))


def _method_list(text: str) -> str:
    """Return the methods that a text has, as a list."""
    found = re.findall(METHOD, text.upper())
    quoted = ", ".join(f'"{each}"' for each in found)
    return f"[{quoted or text}]"


def _with_slash(text: str) -> str:
    """Return the string of a rule, in its quotes, as a URL that begins with a slash."""
    quote = text[-1]
    url = text.strip(quote)
    url = re.sub(r"^\w+://[^/]*", "", url.strip()).replace("\\\\", "/").replace("\\", "/")
    return f"{quote}/{url.lstrip('./ ')}{quote}"


def _urls(url: str) -> Iterator[tuple[str, str]]:
    """Yield other forms of a URL with variables, each with the reason."""
    bare = re.sub(
        r"<\s*(?:(\w+)\s*:)?\s*(\w+)\s*>",
        lambda m: f"<{m[1]}:{m[2]}>" if m[1] else f"<{m[2]}>",
        url,
    )
    bare = re.sub(r"<(\w+) +(\w+)>", r"<\1:\2>", bare)
    if bare != url:
        yield bare, "There are no spaces between < and > in a URL."
    closed = re.sub(r"<([\w:]+)(?=/|$)", r"<\1>", bare)
    opened = re.sub(r"(^|/)([\w:]+)>", r"\1<\2>", closed)
    if opened != bare:
        yield opened, "A variable in a URL goes between < and >."
    for converter in re.findall(r"<(\w+):", opened):
        close = difflib.get_close_matches(converter.lower(), CONVERTERS, 1, 0.5)
        new = (
            OTHER_CONVERTERS.get(converter.lower(), *close[:1])
            if close
            else OTHER_CONVERTERS.get(converter.lower())
        )
        if new and converter not in CONVERTERS:
            changed = opened.replace(f"<{converter}:", f"<{new}:")
            yield changed, f"URLs have no type {converter}. Did you mean {new}?"
    # <name:int> in place of <int:name>
    for name, converter in re.findall(r"<(\w+):(\w+)>", opened):
        if converter in (*CONVERTERS, *OTHER_CONVERTERS):
            right = OTHER_CONVERTERS.get(converter, converter)
            changed = opened.replace(f"<{name}:{converter}>", f"<{right}:{name}>")
            yield changed, "The type comes first, and then the name."


def _for_home(source: Source) -> Iterator[Edit]:
    """Yield edits that lead from / to a function."""
    functions = [each for each in source.functions if each in source.tree.body]
    for function in functions:
        if not function.args.args:
            likely = 0.0 if HOMES.search(function.name) else 0.5
            yield from _attached(source, function, "/", likely)
    yield from _second_rules(source)
    yield from _new_page(source)


def _attached(source: Source, function: Function, url: str, cost: float) -> Iterator[Edit]:
    """Yield a route for a function that has none, or one that is not complete."""
    yield from _without_at(source, function, cost)
    for node in function.decorator_list:
        match node:
            case ast.Attribute(attr=attribute) if attribute in DECORATORS:
                said = "A route needs a URL." + (' "/" is the home page.' if url == "/" else "")
                yield source.replace(said, cost + 0.5, (node, f'{source.segment(node)}("{url}")'))
    above = first_line(function) - 1
    if above and re.match(r"\s*#\s*@\w+\.route\(", source.lines[above - 1]):
        new = re.sub(r"#\s*", "", source.lines[above - 1], count=1)
        yield source.edit(above, above, [new], "This route is a comment. Remove the #.", cost + 0.6)
    is_called = len(re.findall(rf"\b{function.name}\(", source.text)) > 1
    if not function.decorator_list and not is_called:
        route = f'{source.indent(function.lineno)}@{source.app}.route("{url}")'
        said = f"There is no route to {function.name}()."
        yield source.insert(function.lineno, [route], said, cost + 0.9)


def _new_page(source: Source) -> Iterator[Edit]:
    """Yield a new page for /."""
    names = ("home", "index", "home_page", "start_page")
    name = next((each for each in names if each not in source.names), "page_at_the_start")
    added = [f'@{source.app}.route("/")', f"def {name}():", '    return "Hello World!"']
    runs = [node for node in source.tree.body if f"{source.app}.run(" in source.segment(node)]
    said = "No function answers /, which is the home page."
    if runs and source.app_line:
        yield source.insert(first_line(runs[0]), [*added, "", ""], said, 2.5)
    elif source.app_line:
        yield source.append_at_end(added, said, 2.5)


def _second_rules(source: Source) -> Iterator[Edit]:
    """Yield a rule for / above a function that has another."""
    simple = [rule for rule in rules(source) if rule.url != "/" and not _needs_more(rule)]
    simple.sort(key=lambda rule: not HOMES.search(rule.function.name + rule.url))
    for number, rule in enumerate(simple[:2]):
        said = (
            f"No route leads to /, the home page: {rule.function.name}() only answers {rule.url}."
        )
        line = first_line(rule.function)
        route = f'{source.indent(line)}@{source.app}.route("/")'
        yield source.insert(line, [route], said, 1.2 + 0.2 * number)


def _needs_more(rule: Rule) -> bool:
    """Return whether a page is not simply opened by its URL."""
    methods = [ast.dump(each.value) for each in rule.call.keywords if each.arg == "methods"]
    is_opened_by_get = all("GET" in each for each in methods)
    return bool(rule.variables or not is_opened_by_get or not rule.url)


def _without_at(source: Source, function: Function, cost: float) -> Iterator[Edit]:
    """Yield the @ of a rule that is only called, above a function."""
    body = source.tree.body
    for node, following in itertools.pairwise(body):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=attribute))) if (
                attribute in DECORATORS and following is function
            ):
                said = "Without an @, this route isn't attached to the function below it."
                yield source.replace(said, cost + 0.5, (node, lambda text: f"@{text}"))


def _methods_for_home(source: Source, page: str) -> Iterator[Edit]:
    """Yield methods with GET, which a browser sends."""
    for rule in rules(source):
        for given in rule.call.keywords:
            if given.arg != "methods" or rule.url != page:
                continue
            text = source.segment(given.value)
            if not isinstance(given.value, ast.List) or "GET" in text.upper():
                said = "The methods are strings, with a comma between them."
                yield source.replace(said, 0.6, (given.value, _method_list))
            else:
                said = "A browser opens pages with GET, which this route doesn't accept."
                yield source.replace(said, 1, (given.value, _method_list(f"GET {text}")))
