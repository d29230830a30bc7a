"""A route that Flask refuses, and a home page that no route leads to."""

import ast
import itertools
import re
from collections.abc import Callable, Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import DECORATORS, Rule, rules
from workshop.advice.outcome import Outcome, Stage
from workshop.advice.source import Source
from workshop.advice.text import Function, first_line

CONVERTERS = {"str": "string", "text": "string", "integer": "int", "number": "int", "num": "int"}
CONVERTERS |= {each: each for each in ("string", "int", "float", "path", "uuid")}
METHOD = r"GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"
# What beginners call the function of the home page, or its URL.
HOME_NAMES = re.compile(r"(?i)home|index|main|hello|root|start|landing")
# A URL, what to put in its place, and why.
URLS: list[tuple[str, str | Callable[[re.Match[str]], str], str]] = [
    (r"<\s*(?:(\w+)\s*:\s*)?(\w+)\s*>", lambda m: f"<{m[1]}:{m[2]}>" if m[1] else f"<{m[2]}>", "There are no spaces between < and > in a URL."),
    (r"<(\w+) +(\w+)>", r"<\1:\2>", "Between the type and the name is a colon."),
    (r"<([\w:]+)(?=[/\"'])", r"<\1>", "A variable in a URL goes between < and >"),
    (r"([\"'/])([\w:]+)>", r"\1<\2>", "A variable in a URL goes between < and >"),
    (r"<(\w+):(\w+)>", lambda m: f"<{CONVERTERS.get(m[1].lower(), m[1])}:{m[2]}>", "The types of variables in URLs are string, int, float and path."),
    (r"<(\w+):(\w+)>", lambda m: f"<{CONVERTERS.get(m[2], m[2])}:{m[1]}>", "The type comes first, then the name."),
]  # fmt: skip


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of a route that fails, or for a home page that is missing."""
    if outcome.stage == Stage.PAGES and outcome.message.startswith("404"):
        if not outcome.function:
            yield from _home(source)
    elif outcome.stage == Stage.PAGES and outcome.message.startswith("405"):
        yield from _methods_for_home(source, outcome.page)
    elif outcome.is_latent and not outcome.exception:
        if outcome.message.startswith("A form is sent") and "405" in outcome.message:
            yield from _methods_for_form(source, outcome.page)
        elif function := source.function(outcome.function):
            yield from _attached(source, function, outcome.page, 0)
    elif outcome.exception == "BuildError":
        program = source.program
        if function := program.function(outcome.message.split("'")[1]):
            is_home = "/" not in [rule.url for rule in rules(program)]
            yield from _attached(program, function, "/" if is_home else f"/{function.name}", 0)
    elif outcome.exception in ("AttributeError", "LookupError", "TypeError", "ValueError"):
        for node in source.nodes_at(outcome.line):
            if isinstance(node, ast.Call):
                yield from _corrected(source, node, outcome.message)


def _corrected(source: Source, call: ast.Call, message: str) -> Iterator[Edit]:
    """Yield edits of the call of a decorator that Flask refuses."""
    text = next((each for each in call.args[:1] if isinstance(each, ast.Constant)), None)
    if "must start with a slash" in message and text:
        yield source.replace("The URL in a route begins with a slash.", 0.5, (text, _with_slash))
    elif text and (message.startswith("malformed url rule") or "converter" in message):
        before = source.segment(text)
        for pattern, new, why in URLS:
            after = re.sub(pattern, new, before)
            yield source.replace(why, 0.7, (text, after))
    elif re.search(
        "Allowed methods must be a list|'list' object has no attribute 'upper'", message
    ):
        for given in call.keywords:
            if given.arg == "methods":
                why = "The methods are a list, in square brackets."
                yield source.replace(why, 0.5, (given.value, _method_list))
    elif ".route() takes 2 positional arguments" in message and len(call.args) > 1:
        why = "What follows the URL needs a name: methods="
        yield source.replace(why, 0.7, (call.args[1], lambda given: f"methods={given}"))
    elif "missing 1 required positional argument: 'rule'" in message:
        url = "/" if "/" not in [rule.url for rule in rules(source)] else "/page"
        new = source.segment(call).replace("(", f'("{url}"', 1)
        yield source.replace("A route needs a URL.", 1, (call, new))


def _method_list(text: str) -> str:
    """Return the methods that a text has, as a list."""
    found = dict.fromkeys(re.findall(METHOD, text.upper()))
    quoted = ", ".join(f'"{each}"' for each in found)
    return f"[{quoted or text}]"


def _with_slash(text: str) -> str:
    """Return the string of a rule, in its quotes, as a URL that begins with a slash."""
    quote = text[-1]
    url = re.sub(r"^\w+://[^/]*", "", text.strip(quote).strip()).replace("\\", "/")
    return f"{quote}/{url.lstrip('./ ')}{quote}"


def _home(source: Source) -> Iterator[Edit]:
    """Yield edits that lead from / to a function."""
    for function in source.functions:
        if function in source.tree.body and not function.args.args:
            is_likely = HOME_NAMES.search(function.name)
            yield from _attached(source, function, "/", 0 if is_likely else 0.5)
    simple = [rule for rule in rules(source) if _is_simple(rule)]
    simple.sort(
        key=lambda rule: (not HOME_NAMES.search(rule.function.name + rule.url), rule.url.count("/"))
    )
    for number, rule in enumerate(simple[:2]):
        line = first_line(rule.function)
        route = f'{source.indent(line)}@{source.app}.route("/")'
        why = f"{rule.function.name}() only answers {rule.url}. This makes it answer / too."
        yield source.insert(line, [route], why, 1.2 + 0.2 * number)
    yield from _new_page(source)


def _is_simple(rule: Rule) -> bool:
    """Return whether a page is opened by its URL alone."""
    is_opened = not rule.methods or "GET" in ast.dump(rule.methods)
    return bool(rule.url and not rule.variables and is_opened)


def _new_page(source: Source) -> Iterator[Edit]:
    """Yield a new page for /."""
    name = "index" if "home" in source.names else "home"
    if not source.app_assignment or name in source.names:
        return
    added = [f'@{source.app}.route("/")', f"def {name}():", '    return "Hello World!"']
    why = "This app has no home page (/) yet."
    for node in source.tree.body:
        if f"{source.app}.run(" in source.segment(node) and not isinstance(node, ast.FunctionDef):
            yield source.insert(node.lineno, [*added, "", ""], why, 2.5)
            return
    yield source.append_at_end(added, why, 2.5)


def _attached(source: Source, function: Function, url: str, cost: float) -> Iterator[Edit]:
    """Yield a route for a function that has none, or one that is not complete."""
    for node, following in itertools.pairwise(source.tree.body):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=attribute))) if (
                attribute in DECORATORS and following is function
            ):
                why = "Without an @, this route isn't attached to the function below it."
                yield source.replace(why, cost + 0.5, (node, lambda text: f"@{text}"))
    for decorator in function.decorator_list:
        match decorator:
            case ast.Attribute(attr=attribute) if attribute in DECORATORS:
                new = f'{source.segment(decorator)}("{url}")'
                yield source.replace("A route needs a URL.", cost + 0.5, (decorator, new))
    is_called = len(re.findall(rf"\b{function.name}\(", source.text)) > 1
    if not function.decorator_list and not is_called:
        route = f'{source.indent(function.lineno)}@{source.app}.route("{url}")'
        why = f"No route leads to {function.name}()."
        yield source.insert(function.lineno, [route], why, cost + 0.9)


def _methods_for_home(source: Source, page: str) -> Iterator[Edit]:
    """Yield methods with GET, which a browser sends."""
    for rule in rules(source):
        if rule.methods and rule.url == page:
            text = source.segment(rule.methods)
            why = "A browser opens pages with GET, which this route doesn't accept."
            if "GET" in text.upper():
                why = "The methods are strings, with a comma between them."
            yield source.replace(why, 1, (rule.methods, _method_list(f"GET {text}")))


def _methods_for_form(source: Source, page: str) -> Iterator[Edit]:
    """Yield methods with POST, by which most forms are sent."""
    why = "The form is sent by POST, which this route doesn't accept."
    for rule in rules(source):
        if rule.url == page and rule.methods:
            new = _method_list(f"{source.segment(rule.methods)} POST")
            yield source.replace(why, 1, (rule.methods, new))
        elif rule.url == page:
            new = re.sub(r"\.get\(", ".route(", source.segment(rule.call), count=1)
            new = f'{new[:-1].rstrip(", ")}, methods=["GET", "POST"])'
            yield source.replace(why, 1, (rule.call, new))
