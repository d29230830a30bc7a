"""What a slip is, and finding the first: no program that Python can read has one."""

import difflib
import keyword
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from workshop.hints.masking import masked
from workshop.hints.mistake import Change

# Keywords that join what stands before them to what stands behind.
JOINING = r"(?:if|else|in|is|and|or|not|for|as|from|async|lambda|await|yield)\b"
KEYWORD = rf"(?:{'|'.join(keyword.kwlist)})\b"
# Those that a line with more lines below it begins with.
BLOCK = r"(?:def|class|if|elif|else|for|while|try|except|finally|with)\b"
# What begins something new.
BEGINNING = r"(?:@|(?:def|class|async)\b|if __name__)"
# What is behind a word, in brackets or not.
BALANCED = r"(?:[^:;\n(\[{\u00ac\u2282]|\([^()\n]*\)|\[[^\[\]\n]*\]|\{[^{}\n]*\})*+"


def close_keyword(word: str) -> str | None:
    """Return the keyword that *word* is a misspelling of, if it is one."""
    if keyword.iskeyword(word) or keyword.issoftkeyword(word):
        return None
    # Most slips are two letters that have changed places.
    swapped = [each for each in keyword.kwlist if sorted(each) == sorted(word.lower())]
    close = difflib.get_close_matches(word.lower(), keyword.kwlist, n=1, cutoff=0.7)
    return next(iter(swapped + close), None)


class Slip(NamedTuple):
    """What a slip looks like in a masked program, what it means, and examples.

    It begins at the group *at* if there is one. In the hint, {0}, {1} and names stand for groups,
    {bracket} for the letter at its beginning, and {value} for what *about* makes of the first
    group, or None if it is no slip.
    """

    pattern: str
    hint: str
    examples: dict[Change, int]
    about: Callable[[str], object] | None = None


class Found(NamedTuple):
    """A slip in a program: what was probably meant, and where it is."""

    hint: str
    position: int
    line: int


def first(slips: Sequence[Slip], program: str, last_line: int) -> list[Found]:
    """Return what is wrong first in a program, down to a line: one slip if the table is right."""
    readable = masked(program)
    start_of_last = sum(map(len, program.splitlines(keepends=True)[: last_line - 1]))
    # A statement in brackets goes on below its first line, which is the one that Python names.
    end = readable.find("\n", start_of_last)
    found = [each for each in _found(slips, program, readable) if end < 0 or each.position <= end]
    start = min((each.position for each in found), default=0)
    return [each for each in found if each.position == start]


def _found(slips: Sequence[Slip], program: str, readable: str) -> Iterator[Found]:
    """Yield each slip that a program has, masked to be readable, where it first occurs."""
    for slip in slips:
        for match in re.finditer(slip.pattern, readable, re.MULTILINE):
            value = slip.about(match[1] or "") if slip.about else ""
            if value is None:
                continue
            names = match.groupdict()
            at = match.start("at" if "at" in names else 0)
            spans = map(match.span, range(1, match.re.groups + 1))
            groups = [program[first:last] for first, last in spans]
            hint = slip.hint.format(*groups, **names, value=value, bracket=program[at])
            yield Found(hint, at, program.count("\n", 0, at) + 1)
            break
