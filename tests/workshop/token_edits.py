"""The slips of beginners at one token of a program, or at its indentation."""

import itertools
import keyword
import tokenize
from io import StringIO
from typing import NamedTuple

BRACKETS = {*"()[]{}"}
PUNCTUATION = {":", ","}
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

    @property
    def is_keyword(self):
        return keyword.iskeyword(self.text)

    @property
    def is_value(self):
        """Whether it is a name, a number or a string."""
        return not self.is_keyword and (self.text[0].isalnum() or self.text[0] in {"_", *QUOTES})


def edits(program):
    """Yield each edit: its kind, the offsets of what it replaces, and the text in place of that."""
    for token, following in itertools.pairwise(tokens(program)):
        for kind, slips in KINDS.items():
            for start, end, text in slips(token, following):
                yield kind, start, end, text


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


def sign_removed(token, _):
    if token.text not in BRACKETS | PUNCTUATION and not token.is_value:
        yield token.start, token.end + len(token.gap or ""), ""


def value_removed(token, _):
    if token.is_value:
        yield token.start, token.end + len(token.gap or ""), ""


def token_doubled(token, _):
    if token.text not in BRACKETS | PUNCTUATION:
        is_word = token.text.isidentifier()
        yield token.end, token.end, f" {token.text}" if is_word else token.text


def tokens_swapped(token, following):
    if token.gap is not None and following.text:
        yield token.start, following.end, following.text + token.gap + token.text


def token_confused(token, _):
    for line in CONFUSED.splitlines():
        for text in line.split():
            if token.text in line.split() and text != token.text:
                yield token.start, token.end, text


def misspelt(token):
    """Yield what becomes of a word if a letter is missing, typed twice, too late or a capital."""
    for i in range(len(token.text)):
        before, letter, after = token.text[:i], token.text[i], token.text[i + 1 :]
        for text in after, letter * 2 + after, after[:1] + letter + after[1:]:
            yield token.start, token.end, before + text
        yield token.start, token.end, before + letter.swapcase() + after


def name_misspelt(token, _):
    if len(token.text) > 1 and token.text.isidentifier() and not token.is_keyword:
        yield from misspelt(token)


def keyword_misspelt(token, _):
    if token.is_keyword:
        yield from misspelt(token)


def quote(token, _):
    closing = token.text[-1:]
    if closing in QUOTES:
        # Since Python 3.12, both ends of an f-string are tokens of their own.
        for place in {token.start + token.text.index(closing), token.end - 1}:
            for text in "", closing * 2, *QUOTES[closing]:
                yield place, place + 1, text


def bracket(token, _):
    if token.text in BRACKETS:
        yield token.start, token.end, ""
        yield token.start, token.end, token.text * 2


def colon_or_comma(token, _):
    if token.text in PUNCTUATION:
        yield token.start, token.end, ""
        yield token.start, token.end, token.text * 2


def indentation(token, _):
    if token.indentation is not None:
        for width in 1, 2, 4:
            yield token.start, token.start, " " * width
            if width <= len(token.indentation):
                yield token.start - width, token.start, ""


KINDS = {
    "sign or keyword removed": sign_removed,
    # What it was, no advice can know.
    "name or value removed": value_removed,
    "token doubled": token_doubled,
    "tokens swapped": tokens_swapped,
    "token confused": token_confused,
    "name misspelt": name_misspelt,
    "keyword misspelt": keyword_misspelt,
    "quote": quote,
    "bracket": bracket,
    "colon or comma": colon_or_comma,
    "indentation": indentation,
}
