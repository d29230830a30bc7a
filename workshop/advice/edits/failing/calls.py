"""A call that does not fit what it calls, and a sum of a text and a number."""

import ast
import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing import template_names
from workshop.advice.edits.unreadable import texts
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import PROGRAM, first_line, last_line

NO_FUNCTION = re.compile(r"'(dict|list|\w*MultiDict|SecureCookieSession)' object is not callable")
# Python takes what follows for an index, or for arguments.
NO_COMMA = re.compile(
    r"indices must be integers or slices, not (?:tuple|str)|'(?:str|tuple)' object is not callable"
)
END, START = re.compile(r"[\])}\"']\s*$"), re.compile(r"\s*[\[({\"']")
NO_TEXT = re.compile(r"can only concatenate str|unsupported operand type\(s\) for \+: .*'str'")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits for a TypeError."""
    if outcome.exception != "TypeError" or not outcome.line:
        return
    message = outcome.message
    if "url_for() takes" in message:
        pattern = r"(url_for\( *[\"']static[\"'] *, *)(?=[\"'])"
        why = "The file needs its name: filename="
        yield source.substitute(outcome.line, pattern, r"\1filename=", why, 0.7)
    if "operand type(s) for /: 'str' and 'str'" in message and source.file == PROGRAM:
        # href="/" inside double quotes divides one text by another.
        yield from texts.with_other_quotes(source.lines, outcome.line)
    if source.file != PROGRAM and "'str' object is not callable" in message:
        why = "This is text, not a function. Remove ()"
        yield source.substitute(outcome.line, r"(\w+\.\w+)\(\)", r"\1", why, 1)
    if NO_COMMA.search(message):
        yield from _with_commas(source, outcome.line)
    nodes = list(source.nodes_at(outcome.line))
    if NO_TEXT.search(message) and "NoneType" not in message:
        yield from _converted(source, nodes, message)
    for call in nodes:
        if not isinstance(call, ast.Call):
            continue
        function = source.segment(call.func)
        given = [source.segment(each) for each in (*call.args, *call.keywords)]
        if "unexpected keyword argument 'method'" in message:
            yield from _methods(source, call)
        elif NO_FUNCTION.search(message):
            new = f"{function}.get({', '.join(given)})"
            yield source.replace(f"{function} is not a function. Use .get() here.", 1, (call, new))
        elif re.search("'(str|int)' object is not callable", message) and not given:
            yield source.replace(f"{function} is not a function. Remove ()", 0.8, (call, function))
        elif "missing 1 required positional argument: 'import_name'" in message:
            new = f"{function}({', '.join(['__name__', *given])})"
            yield source.replace("Flask needs the name of the module: __name__", 0.7, (call, new))
        elif function.endswith("render_template"):
            yield from _render(source, call, message)
        elif function.endswith("url_for") and call.args and isinstance(call.args[0], ast.Name):
            why = "url_for() takes the name of a function, in quotes."
            yield source.replace(why, 0.8, (call.args[0], lambda text: f'"{text}"'))


def _with_commas(source: Source, line: int) -> Iterator[Edit]:
    """Yield commas between the lines of a list."""
    statement = next(source.nodes_at(line), None)
    if not isinstance(statement, ast.stmt):
        return
    lines = source.lines[first_line(statement) - 1 : last_line(statement)]
    after = [
        f"{one.rstrip()}," if END.search(one) and START.match(below) else one
        for one, below in itertools.pairwise([*lines, ""])
    ]
    why = "A comma is missing here."
    yield source.edit(first_line(statement), last_line(statement), after, why, 0.8)


def _methods(source: Source, call: ast.Call) -> Iterator[Edit]:
    for given in call.keywords:
        if given.arg == "method":
            value = source.segment(given.value)
            is_one = isinstance(given.value, ast.Constant)
            new = f"methods=[{value}]" if is_one else f"methods={value}"
            yield source.replace("The argument is called methods.", 0.5, (given, new))


def _render(source: Source, call: ast.Call, message: str) -> Iterator[Edit]:
    """Yield names for the values that a template is given, or the template itself."""
    if "positional argument" in message and len(call.args) > 1:
        wanted = template_names.missing(source, call)
        changes = []
        for given in call.args[1:]:
            text = source.segment(given)
            name = text.rpartition(".")[2]
            if name.isidentifier():
                changes.append((given, f"{name}={text}"))
            elif isinstance(given, ast.Dict):
                changes.append((given, f"**{text}"))
            else:
                changes.append((given, f"{wanted.pop() if wanted else 'text'}={text}"))
        why = "In a template, each value needs a name."
        yield source.replace(why, 1, *changes)
    elif "missing 1 required positional argument" in message and not call.args:
        names = sorted(
            path.name for path in (source.folder / source.template_folder).glob("*.html")
        )
        for number, name in enumerate(names[:3]):
            arguments = [f'"{name}"', *map(source.segment, call.keywords)]
            new = f"{source.segment(call.func)}({', '.join(arguments)})"
            why = "render_template() needs the name of a template."
            yield source.replace(why, 1 + 0.3 * number, (call, new))


def _converted(source: Source, nodes: list[ast.AST], message: str) -> Iterator[Edit]:
    """Yield calls and conversions of what is added to a text, one by one and all at once."""
    is_function = re.search(r"function|method", message)
    why = "This is a function. To call it, add ()."
    if not is_function:
        why = "You can only add text to text. str() turns a number into text."
    changes = []
    for node in nodes:
        for each in (node.left, node.right) if isinstance(node, ast.BinOp) else ():
            match each:
                case ast.BinOp() | ast.JoinedStr() | ast.Constant(value=str()):
                    continue
                case ast.Call(func=ast.Name(id="str")):
                    continue
            text = source.segment(each)
            changes.append((each, f"{text}()" if is_function else f"str({text})"))
    for number, change in enumerate(changes[:4]):
        yield source.replace(why, 1 + 0.1 * number, change)
    if len(changes) > 1:
        yield source.replace(why, 1.6, *changes)
