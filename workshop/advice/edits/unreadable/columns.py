"""How far a line is indented: in line with those above it, or in the block above it."""

import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.unreadable.blocks import STANDS_ALONE
from workshop.advice.text import indentation

# What Python says where a line may be indented wrongly, and what only that can be wrong with.
AMISS = re.compile("indent|tabs|expected '|outside")
CONTINUES = re.compile(r"\s*(?:elif|else|except|finally)\b")
RUN = re.compile(r"\s*\w+\.run\(")


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line at another column, and lines with spaces in place of tabs."""
    line = lines[number - 1]
    is_code = line.strip() and line.lstrip()[0] != "#"
    if is_code and (AMISS.search(message) or CONTINUES.match(line)):
        yield from _indented(lines, number, message)
    yield from _without_tabs(lines, number)


def _indented(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line, alone or with what belongs to it, where a line above starts or its block."""
    line, above = lines[number - 1], [text for text in lines[: number - 1] if text.strip()]
    own = indentation(line)
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
        lines_of_tabs = f"lines {tabs[0]} to {tabs[-1]}" if len(tabs) > 1 else f"line {tabs[0]}"
        why = f"Tabs and spaces are mixed. In {lines_of_tabs}, use four spaces for each level."
        yield Edit(tabs[0], block, spaces, why, 1 + size / 32)
