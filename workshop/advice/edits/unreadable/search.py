"""Ways to make a program readable, if Python cannot read it: edits that are tried one upon the other."""

import heapq
import itertools
import math
import re
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.unreadable import (
    blocks,
    characters,
    columns,
    doubts,
    pasted,
    texts,
    tokens,
    words,
)
from workshop.advice.outcome import Outcome
from workshop.advice.text import lines_of, read

# How many mistakes at once the search can fix.
MOST_EDITS = 3
# How many ways are looked for, and how long Python computes for that, in seconds.
MOST_WAYS = 8
LIMIT = 1.5
# A way that costs this much more than the cheapest is not what was meant.
FAR = 1.5
# An edit this cheap is suggested even if the rest of the program stays unreadable.
CERTAIN = 1.6
# What an edit costs more for each doubt about it.
DOUBT = 0.75
# A long program is read from this many lines above the mistake to this many below it.
AROUND = 150
BELOW_BRACKET = 6
KINDS = [characters, pasted, blocks, columns, texts, words, tokens]


class Unreadable(NamedTuple):
    """Lines that Python cannot read, and what it says: where the mistake is, how far it came, and why."""

    lines: list[str]
    line: int
    reached: int
    message: str

    def places(self) -> list[int]:
        """Return the lines where the mistake may be, the most likely first."""
        named = [int(number) for number in re.findall(r" on line (\d+)", self.message)]
        before = [n for n in range(self.line - 1, 0, -1) if self.lines[n - 1].strip()]
        starts = [n for n in before if self.lines[n - 1].rstrip().endswith(":")]
        if "outside function" in self.message:
            starts = [n for n in starts if self.lines[n - 1].startswith("class ")]
        # A bracket may have its mistake anywhere inside it.
        below = BELOW_BRACKET if "was never closed" in self.message else 1
        after = range(self.line + 1, self.line + 1 + below)
        places = dict.fromkeys([self.line, *named, *before[:1], *starts[:1], *after])
        return [number for number in places if 0 < number <= len(self.lines)]


def unreadable(lines: list[str]) -> Unreadable | None:
    """Return what keeps Python from reading lines, None if nothing does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile("\n".join(lines), "server.py", "exec", dont_inherit=True)
    except SyntaxError as error:
        # If the program ends too early, the last line that isn't empty is the one to look at.
        last = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
        line = error.lineno or 1
        # If a block is missing, Python has read the line that starts it.
        reached = line + ("expected an indented block" in error.msg)
        return Unreadable(lines, min(line, last), reached, error.msg)
    except ValueError as error:
        return Unreadable(lines, 1, 1, str(error))
    return None


def ways(folder: Path, outcome: Outcome) -> list[tuple[Edit, ...]]:
    """Return edits that together make the file readable that a trial could not read, the cheapest first."""
    found = itertools.islice(search(lines_of(read(folder / outcome.file))), MOST_WAYS)
    return [tuple(edit._replace(file=outcome.file) for edit in edits) for edits in found]


def search(lines: list[str]) -> Iterator[tuple[Edit, ...]]:
    """Yield edits that make lines readable, the cheapest first, as long as there is time."""
    start = unreadable(lines)
    if not start:
        return
    first, last = _neighbourhood(lines, start.line)
    if last - first < len(lines):
        start = unreadable(lines[first:last])
    outside = set(re.findall(r"\w+", "\n".join(lines[:first] + lines[last:])))
    for edits in _search(start, outside) if start else ():
        yield tuple(edit._replace(line=edit.line + first) for edit in edits)


def _search(start: Unreadable, names: set[str]) -> Iterator[tuple[Edit, ...]]:
    """Yield edits that make lines readable, by trying the cheapest first.

    A first edit that is CERTAIN is also yielded alone, if the rest of the program stays doubtful or
    unreadable. The *names* are known from elsewhere.
    """
    end = time.process_time() + LIMIT
    counter = itertools.count()
    seen = {tuple(start.lines)}
    # What is to be tried next: the cost of the edits, their number in turn, the lines that the last
    # of them is for, None if Python can read what they make, and the edits.
    queue: list[tuple[float, int, Unreadable | None, tuple[Edit, ...]]] = []

    def try_next(state: Unreadable, edits: tuple[Edit, ...], cost: float) -> None:
        for edit in _candidates(state):
            heapq.heappush(queue, (cost + edit.cost, next(counter), state, (*edits, edit)))

    try_next(start, (), 0)
    limit = math.inf
    first_step: tuple[Edit, ...] = ()
    while queue and time.process_time() < end:
        cost, _, before, edits = heapq.heappop(queue)
        if cost > limit:
            break
        if not before:
            yield edits
            if limit == math.inf and first_step and len(edits) > 1:
                yield first_step
            limit = min(limit, cost + FAR)
            continue
        lines = edits[-1].changed(before.lines)
        if tuple(lines) in seen:
            continue
        seen.add(tuple(lines))
        after = unreadable(lines)
        if not after:
            # It is its turn once nothing is left that costs less.
            doubt = DOUBT * doubts.doubts(lines, start.lines, names)
            edits = (*edits[:-1], edits[-1]._replace(cost=edits[-1].cost + doubt))
            heapq.heappush(queue, (cost + doubt, next(counter), None, edits))
        elif len(edits) < MOST_EDITS and _is_further(after, before):
            try_next(after, edits, cost)
            if cost <= CERTAIN and not first_step:
                first_step = edits
    if first_step and limit == math.inf:
        yield first_step


def _candidates(state: Unreadable) -> Iterator[Edit]:
    """Yield edits of the lines where the mistake may be."""
    for place, line in enumerate(state.places()):
        for kind in KINDS:
            for edit in kind.edits(state.lines, line, state.message):
                yield edit._replace(cost=edit.cost + place / 4)


def is_past_brackets(before: str, after: str) -> bool:
    """Return whether Python no longer complains of brackets or quotes, but of something else.

    It looks at those in the whole program first.
    """
    brackets = re.compile("closing parenthesis|unmatched|'.' was never closed|unterminated")
    return bool(brackets.match(before)) and not brackets.match(after)


def _is_further(after: Unreadable, before: Unreadable) -> bool:
    """Return whether Python stops nearer to the end than before."""
    if is_past_brackets(before.message, after.message):
        return True
    return len(after.lines) - after.reached < len(before.lines) - before.reached


def _neighbourhood(lines: Sequence[str], line: int) -> tuple[int, int]:
    """Return from where to where a long program is read for a mistake: whole functions."""
    starts = [n for n, text in enumerate(lines) if re.match(r"(?:def|class|@|if|\w+ *=)", text)]
    if len(lines) <= 2 * AROUND:
        return 0, len(lines)
    first = max((n for n in starts if n <= line - AROUND), default=0)
    last = min((n for n in starts if n >= line + AROUND), default=len(lines))
    return first, last
