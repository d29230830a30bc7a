"""Lines that start a block, what is in the block, and how far each line is indented."""

import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit, indentation

STARTS_BLOCK = re.compile(
    r"\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with)\b"
)
# What seldom belongs to the line above it.
STANDS_ALONE = re.compile(r"\s*(?:@|def\b|class\b|import\b|from\b|if __name__)")
# What Python says where a line may be indented wrongly, and what has to be below an if or a try.
AMISS = re.compile("indent|tabs|expected '|outside")
CONTINUES_IF = re.compile(r"\s*(?:elif|else|except|finally)\b")
RUN = re.compile(r"\s*\w+\.run\(")
NEW_FUNCTION = ("def page():", '    return "..."')


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line that starts its block, has one, or is in another one."""
    line = lines[number - 1]
    code = line.split("#")[0].rstrip()
    if STARTS_BLOCK.match(line) and not code.endswith(":"):
        colon = code.rstrip(";,.{=-> ") + ":" + line[len(code) :]
        yield Edit(number, (line,), (colon,), "This line must end with a colon.", 1)
    if not STARTS_BLOCK.match(line) and code.endswith(":"):
        yield from _start(lines, number, message)
    if number > 1 and line.strip() and line.strip() == lines[number - 2].strip():
        yield Edit(number, (line,), (), "This line is here twice. Delete one of them.", 0.75)
    if AMISS.search(message) or CONTINUES_IF.match(line):
        yield from _indented(lines, number, message)
    yield from _without_tabs(lines, number)
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


def _start(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line that ends with a colon with the word that it may have lost."""
    line = lines[number - 1]
    words = {"for": 1.75} if " in " in line else {"if": 1.75, "elif": 1.8, "while": 3}
    if " as " in line:
        words = {"with": 1.75}
    if "except" in message:
        words = {"except": 1.5}
    for word, cost in words.items():
        added = f"{indentation(line)}{word} {line.lstrip()}"
        yield Edit(number, (line,), (added,), f"The word {word} is missing.", cost)


def _indented(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line, alone or with what belongs to it, where a line above starts or its block."""
    line, above = lines[number - 1], [text for text in lines[: number - 1] if text.strip()]
    own = indentation(line)
    if not line.strip() or line.lstrip()[0] == "#":
        return
    last_above = next((text for text in reversed(above) if text.lstrip()[0] != "#"), "")
    before = indentation(above[-1]) if above else ""
    is_apart = _is_set_apart(lines, number)
    # Where it is most likely to start, first.
    columns = list(dict.fromkeys([*map(indentation, reversed(above)), ""]))
    if last_above.split("#")[0].rstrip().endswith(":"):
        start = indentation(last_above)
        columns = list(dict.fromkeys([start + ("\t" if "\t" in start else "    "), *columns]))
    if _width(own) % 4:
        columns.sort(key=lambda each: abs(_width(each) - _width(own)))
    elif is_apart and not own:
        columns.sort(key=_width)
    columns = [each for each in columns if each != own]
    is_run = RUN.match(line) and not last_above.lstrip().startswith("if")
    for place, column in enumerate(columns):
        is_deeper = len(column) > len(own)
        for end in {number, _end_of_block(lines, number)}:
            block = tuple(lines[number - 1 : end])
            moved = tuple(
                column + each.removeprefix(own) if each.strip() else each for each in block
            )
            doubts = [
                ("\t" in column, 0.5),
                (end > number, 0.25),
                (is_deeper and is_apart, 1.25),
                (is_deeper and (STANDS_ALONE.match(line) or is_run), 2),
                # Its block is missing, and it is where it should be.
                (f"on line {number}" in message and not STANDS_ALONE.match(line), 1.5),
            ]
            cost = 1 + place / 2 + sum(more for is_so, more in doubts if is_so)
            yield Edit(number, block, moved, _why_indented(own, column, before), cost)


def _is_set_apart(lines: list[str], number: int) -> bool:
    """Return whether a blank line, or a comment inside the block above, is right above a line."""
    own = indentation(lines[number - 1])
    beside = itertools.takewhile(
        lambda text: not text.strip() or text.lstrip()[0] == "#", reversed(lines[: number - 1])
    )
    return any(not text.strip() or len(indentation(text)) > len(own) for text in beside)


def _width(column: str) -> int:
    return len(column.expandtabs(4))


def _why_indented(own: str, column: str, before: str) -> str:
    if "\t" in own and "\t" not in column:
        return "Use spaces to indent a line, not tabs: four for each level."
    if column == before:
        return "Start this line in the same column as the line above it."
    if not column:
        return "Start this line at the left edge, without spaces."
    if len(column) > len(own):
        return "Indent this line: it belongs to the line above that ends with a colon."
    return "This line is indented too far."


def _end_of_block(lines: list[str], number: int) -> int:
    """Return the number of the last line that belongs to a line, to be moved with it."""
    own, last = indentation(lines[number - 1]), number
    for n in range(number + 1, len(lines) + 1):
        text = lines[n - 1]
        if not text.strip():
            if not own:
                break
            continue
        if not text.startswith(own) or (not own and STANDS_ALONE.match(text)):
            break
        last = n
    return last


def _without_tabs(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield all lines that start with a tab with spaces, if this is one of them or follows one."""
    tabs = [n for n, text in enumerate(lines, 1) if "\t" in indentation(text)]
    if not tabs or not {number - 1, number, number + 1} & set(tabs):
        return
    block = tuple(lines[tabs[0] - 1 : tabs[-1]])
    for size in 4, 8:
        spaces = tuple(
            indentation(text).expandtabs(size) + text.lstrip() if text.strip() else text
            for text in block
        )
        why = "Tabs and spaces are mixed. Use spaces to indent lines: four for each level."
        yield Edit(tabs[0], block, spaces, why, 1 + size / 32)


def _body(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield the start of a block with something in it."""
    line, above = lines[number - 1], lines[number - 2] if number > 1 else ""
    own = indentation(line)
    if re.match(r"\s*if __name__", line):
        why, body = "The call that starts the server is missing below this line.", "app.run()"
    elif re.match(r"\s*(?:async )?def\b", line):
        body = 'return "..."' if above.lstrip().startswith("@") else "pass"
        why = "This function is empty. Write what it does below it, indented by four spaces."
    else:
        why, body = "Something is missing below this line, indented by four spaces.", "pass"
    yield Edit(number, (line,), (line, f"{own}    {body}"), why, 2)


def _route(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a route with a function right below it."""
    line, following = lines[number - 1], next_line(lines, number)
    own = indentation(line)
    above = lines[number - 2] if number > 1 else ""
    if above.startswith(f"{own}def "):
        why = "A route is above its function."
        yield Edit(number - 1, (above, line), (line, above), why, 1)
    text = lines[following - 1] if following <= len(lines) else ""
    if re.match(r"\s*(?:@|(?:async\s+)?def\b|class\b)", text):
        return
    why = "There is no function right below this route."
    function = [own + each for each in NEW_FUNCTION]
    if len(indentation(text)) > len(own):
        yield Edit(number, (line,), (line, function[0]), why, 1.5)
    yield Edit(number, (line,), (line, *function), why, 2.5)
    below = range(following + 1, len(lines) + 1)
    target = next((n for n in below if re.match(rf"{own}(?:@|def )", lines[n - 1])), 0)
    if target and lines[target - 1].lstrip().startswith("def"):
        before = tuple(lines[number - 1 : target])
        said = "Between a route and its function there is nothing else."
        yield Edit(number, before, (*before[1:-1], line, before[-1]), said, 1.5)
    yield Edit(number, (line,), (), f"{why} Delete it, or write one.", 4)


def _try(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a `try` with an `except`."""
    own = indentation(lines[number - 1])
    rest = range(number + 1, len(lines) + 1)
    inside = [n for n in rest if lines[n - 1].startswith(f"{own} ") or not lines[n - 1].strip()]
    end = next((n for n in rest if n not in inside), len(lines) + 1) - 1
    while end > number and not lines[end - 1].strip():
        end -= 1
    before = tuple(lines[number - 1 : end])
    why = "Below a try and its lines there is an except, which says what to do when they fail."
    added = (f"{own}except Exception as error:", f"{own}    print(error)")
    yield Edit(number, before, (*before, *added), why, 1.5)
