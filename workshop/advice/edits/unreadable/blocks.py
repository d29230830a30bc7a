"""Lines that start a block, and what is in the block."""

import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.text import indentation

STARTS_BLOCK = re.compile(
    r"\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with)\b"
)
# What seldom belongs to the line above it.
STANDS_ALONE = re.compile(r"\s*(?:@|def\b|class\b|import\b|from\b|if __name__)")
NEW_FUNCTION = ("def page():", '    return "..."')


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line that starts its block, or has one."""
    line = lines[number - 1]
    code = line.split("#")[0].rstrip()
    if STARTS_BLOCK.match(line) and not code.endswith(":"):
        colon = code.rstrip(";,.{=-> ") + ":" + line[len(code) :]
        yield Edit(number, (line,), (colon,), "This line must end with a colon.", 1)
    if not STARTS_BLOCK.match(line) and code.endswith(":"):
        yield from _start(lines, number, message)
    if number > 1 and line.strip() and line.strip() == lines[number - 2].strip():
        yield Edit(number, (line,), (), "This line is here twice. Delete one.", 0.75)
    if re.match(r"\s*@", line):
        yield from _route(lines, number)
    elif STARTS_BLOCK.match(line) and code.endswith(":"):
        yield from _body(lines, number)
    if re.match(r"\s*try *:", line):
        yield from _try(lines, number)


def next_line(lines: list[str], number: int) -> int:
    """Return the number of the next line with something on it, one more than all if there is none."""
    rest = range(number + 1, len(lines) + 1)
    return next((n for n in rest if lines[n - 1].strip()), len(lines) + 1)


def last_filled(lines: list[str], number: int, end: int) -> int:
    """Return the number of the last line, from one to another, with something on it."""
    return max(n for n in range(number, end + 1) if n == number or lines[n - 1].strip())


def _start(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line that ends with a colon, with if, for, while, with or except in front."""
    line = lines[number - 1]
    words = {"for": 1.75} if " in " in line else {"if": 1.75, "elif": 1.8, "while": 3}
    if " as " in line:
        words = {"with": 1.75}
    if "except" in message:
        words = {"except": 1.5}
    for word, cost in words.items():
        added = f"{indentation(line)}{word} {line.lstrip()}"
        yield Edit(number, (line,), (added,), f"The word {word} is missing.", cost)


def _body(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield the start of a block with something in it."""
    line, above = lines[number - 1], lines[number - 2] if number > 1 else ""
    own = indentation(line)
    if re.match(r"\s*if __name__", line):
        why, body = "app.run() is missing below this line.", "app.run()"
    elif re.match(r"\s*(?:async )?def\b", line):
        body = 'return "..."' if above.lstrip().startswith("@") else "pass"
        why = "This function is empty. Write its code below this line, indented by four spaces."
    else:
        why, body = "Write the code for this below it, indented by four spaces.", "pass"
    following = next_line(lines, number)
    text = lines[following - 1] if following <= len(lines) else "@"
    is_deeper = len(indentation(text)) > len(own)
    # Otherwise the next line may belong here, and only be indented too little.
    is_certain = text.lstrip()[0] == "#" if is_deeper else STANDS_ALONE.match(text)
    beside = itertools.takewhile(lambda each: each.lstrip()[:1] in ("", "#"), lines[number:])
    is_apart = not all(each.strip() for each in beside) and text.strip() != "pass"
    cost = 1.25 if is_certain else 1.75 if is_apart else 2
    yield Edit(number, (line,), (line, f"{own}    {body}"), why, cost)


def _route(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a route with a function right below it."""
    line, following = lines[number - 1], next_line(lines, number)
    own = indentation(line)
    above = lines[number - 2] if number > 1 else ""
    if above.startswith(f"{own}def "):
        why = "A route goes above its function."
        yield Edit(number - 1, (above, line), (line, above), why, 1)
    text = lines[following - 1] if following <= len(lines) else ""
    if re.match(r"\s*(?:@|(?:async\s+)?def\b|class\b)", text):
        return
    why = "A route needs a function right below it."
    function = [own + each for each in NEW_FUNCTION]
    if len(indentation(text)) > len(own):
        yield Edit(number, (line,), (line, function[0]), why, 1.5)
    yield Edit(number, (line,), (line, *function), why, 2.5)
    below = range(following + 1, len(lines) + 1)
    target = next((n for n in below if re.match(rf"{own}(?:@|def )", lines[n - 1])), 0)
    if target and lines[target - 1].lstrip().startswith("def"):
        before = tuple(lines[number - 1 : target])
        said = "Nothing goes between a route and its function."
        yield Edit(number, before, (*before[1:-1], line, before[-1]), said, 1.5)
    yield Edit(number, (line,), (), f"{why} Write one, or delete the route.", 4)


def _try(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a `try` with an `except`."""
    own = indentation(lines[number - 1])
    rest = range(number + 1, len(lines) + 1)
    inside = [n for n in rest if lines[n - 1].startswith(f"{own} ") or not lines[n - 1].strip()]
    end = next((n for n in rest if n not in inside), len(lines) + 1) - 1
    end = last_filled(lines, number, end)
    before = tuple(lines[number - 1 : end])
    why = "A try needs an except below it, for when its lines fail."
    added = (f"{own}except Exception as error:", f"{own}    print(error)")
    yield Edit(number, before, (*before, *added), why, 1.5)
