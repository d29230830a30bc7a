"""The slips of beginners at one token of a program, or at its indentation."""

import itertools
import keyword
import tokenize
from io import StringIO
from typing import NamedTuple

QUOTES = {
    "'": ['"', "\N{RIGHT SINGLE QUOTATION MARK}"],
    '"': ["'", "\N{RIGHT DOUBLE QUOTATION MARK}"],
}
# In each line, one is taken for another.
CONFUSED = """
    ( [ {
    ) ] }
    : ; . , =
    = == === -
    != ! =! <>
    += =+ +
    >= => >
    % & *
    0 O
    1 l I
    and && & or
    not no !
    in on is
    None null none
    True true TRUE
    def function define
    elif elseif else
    return print yield
    import from include
    for foreach while
"""
SKIPPED = {
    tokenize.COMMENT,
    tokenize.NEWLINE,
    tokenize.NL,
    tokenize.INDENT,
    tokenize.DEDENT,
    # Since Python 3.12, the text of an f-string is a token, whose end is wrong if it has a {{.
    getattr(tokenize, "FSTRING_MIDDLE", None),
}


class Token(NamedTuple):
    """A token, the offsets of its beginning and end, and the spaces around it."""

    text: str
    start: int
    end: int
    # None if it is not the first of its line.
    indentation: str | None
    # None if it is the last of its line.
    gap: str | None


def edits(program):
    """Yield each edit: its kind, the offsets of what it replaces, and the text in place of that."""
    for token, following in itertools.pairwise(tokens(program)):
        yield from slips(token, following)


def tokens(program):
    """Return the tokens of a program that a learner types, and an empty one at the end."""
    starts = [0, *itertools.accumulate(map(len, program.splitlines(keepends=True)))]
    places = [
        [starts[row - 1] + column for row, column in (each.start, each.end)]
        for each in tokenize.generate_tokens(StringIO(program).readline)
        if each.type not in SKIPPED
    ]
    found = []
    for (start, end), (following, _) in itertools.pairwise([*places, (len(program), 0)]):
        before = program[program.rfind("\n", 0, start) + 1 : start]
        after = program[end:following]
        indentation = None if before.strip() else before
        gap = None if after.strip(" ") else after
        found.append(Token(program[start:end], start, end, indentation, gap))
    return found


def slips(token, following):
    """Yield the edits of a token."""
    text, start, end, indentation, gap = token
    is_keyword, is_word = keyword.iskeyword(text), text.isidentifier()
    if text in {*"()[]{}:,"}:
        kind = "colon or comma" if text in ":," else "bracket"
        for instead in "", text * 2:
            yield kind, start, end, instead
    else:
        # What a name or value was, no advice can know.
        is_value = not is_keyword and (text[:1].isalnum() or text[:1] in {"_", *QUOTES})
        kind = "name or value removed" if is_value else "sign or keyword removed"
        yield kind, start, end + len(gap or ""), ""
        yield "token doubled", end, end, f" {text}" if is_word else text
    if gap is not None and following.text:
        yield "tokens swapped", start, following.end, following.text + gap + text
    for row in CONFUSED.splitlines():
        for instead in row.split():
            if text in row.split() and instead != text:
                yield "token confused", start, end, instead
    if is_keyword or is_word and len(text) > 1:
        kind = "keyword misspelt" if is_keyword else "name misspelt"
        for instead in misspelt(text):
            yield kind, start, end, instead
    if (closing := text[-1:]) in QUOTES:
        # Since Python 3.12, both ends of an f-string are tokens of their own.
        for place in {start + text.index(closing), end - 1}:
            for instead in "", closing * 2, *QUOTES[closing]:
                yield "quote", place, place + 1, instead
    if indentation is not None:
        for width in 1, 2, 4:
            yield "indentation", start, start, " " * width
            if width <= len(indentation):
                yield "indentation", start - width, start, ""


def misspelt(word):
    """Yield what becomes of a word if a letter is missing, typed twice, too late or a capital."""
    for i, letter in enumerate(word):
        before, after = word[:i], word[i + 1 :]
        for end in after, letter * 2 + after, after[:1] + letter + after[1:]:
            yield before + end
        yield before + letter.swapcase() + after
