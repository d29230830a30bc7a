"""Characters that only look like those of Python, and the three quotes around a long text."""

import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.unreadable.blocks import last_filled

LOOK_ALIKES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "\uff08": "(",
    "\uff09": ")",
    "\uff1a": ":",
    "\uff0c": ",",
    "\uff1d": "=",
    "\u2026": "...",
}
# What is hardly ever text.
LOOKS_LIKE_CODE = re.compile(
    r"\s*(?:@\w+\.|def \w|class \w+.*:$|if .*:$|from \w+ import|import |return |\w+ = )"
)


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line with the characters that it was meant to have."""
    line = lines[number - 1]
    typed = "".join(LOOK_ALIKES.get(each, each) for each in line)
    if typed != line:
        why = "Some characters here only look right (curly quotes, for example). Delete and retype them."
        yield Edit(number, (line,), (typed,), why, 1)
    stars = re.sub(r"\*\*(name|main)\*\*", r"__\1__", line)
    if stars != line:
        why = "This was copied with ** in place of __: two underscores."
        yield Edit(number, (line,), (stars,), why, 1)
    if sum(text.count('"""') for text in lines) % 2:
        yield from _three_quotes(lines, number, message)


def _three_quotes(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield the beginning or the end of a text between three quotes that lacks it."""
    first = next(n for n, text in enumerate(lines, 1) if text.strip() and text[0] != "#")
    why = "The three quotes that start this text are missing."
    if not LOOKS_LIKE_CODE.match(lines[first - 1]):
        yield Edit(first, (lines[first - 1],), (f'"""{lines[first - 1].lstrip()}',), why, 1)
    if "triple-quoted" not in message:
        return
    line = lines[number - 1]
    below = range(number + 1, len(lines) + 1)
    end = next((n for n in below if LOOKS_LIKE_CODE.match(lines[n - 1])), len(lines) + 1) - 1
    end = last_filled(lines, number, end)
    why = "The three quotes that end this text are missing."
    if end > number:
        yield Edit(end, (lines[end - 1],), (f'{lines[end - 1]}"""',), why, 1.25)
    yield Edit(
        number, (line,), (line.replace('"""', ""),), "These three quotes don't belong here.", 2
    )
