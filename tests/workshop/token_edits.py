"""The slips of beginners at one token of a program, or at its indentation."""

import itertools
import keyword
import tokenize
from io import StringIO

QUOTES = {
    "'": ['"', "\N{RIGHT SINGLE QUOTATION MARK}"],
    '"': ["'", "\N{RIGHT DOUBLE QUOTATION MARK}"],
}
# Between two bars, one is taken for another.
CONFUSED = """
    ( [ { | ) ] } | : ; . , = | = == === - | != ! =! <> | += =+ + | >= => > | % & * | 0 O | 1 l I |
    and && & or | not no ! | in on is | None null none | True true TRUE | def function define |
    elif elseif else | return print yield | import from include | for foreach while
"""
# Since Python 3.12, the text of an f-string is a token, whose end is wrong if it has a {{.
SKIPPED = {tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", None)}


def edits(program):
    """Yield each edit: its kind, the offsets of what it replaces, and the text in place of that."""
    starts = [0, *itertools.accumulate(map(len, program.splitlines(keepends=True)))]
    places = [
        [starts[row - 1] + column for row, column in (token.start, token.end)]
        for token in tokenize.generate_tokens(StringIO(program).readline)
        if token.string.strip() and token.type not in SKIPPED
    ]
    for (start, end), following in itertools.pairwise([*places, [len(program)] * 2]):
        text, gap = program[start:end], program[end : following[0]]
        is_last = gap.strip(" ") or following[0] == len(program)
        yield from slips(text, start, end, "" if is_last else gap)
        if not is_last:
            swapped = program[slice(*following)] + gap + text
            yield "tokens swapped", start, following[1], swapped
        indentation = program[program.rfind("\n", 0, start) + 1 : start]
        if not indentation.strip():
            for width in 1, 2, 4:
                yield "indentation", start, start, " " * width
                if width <= len(indentation):
                    yield "indentation", start - width, start, ""


def slips(text, start, end, gap):
    """Yield the edits of a token that is at these offsets, with the spaces behind it."""
    is_keyword, is_word = keyword.iskeyword(text), text.isidentifier()
    if text in {*"()[]{}:,"}:
        kind = "colon or comma" if text in ":," else "bracket"
        for instead in "", text * 2:
            yield kind, start, end, instead
    else:
        # What a name or value was, no advice can know.
        is_value = not is_keyword and (text[:1].isalnum() or text[:1] in {"_", *QUOTES})
        kind = "name or value removed" if is_value else "sign or keyword removed"
        yield kind, start, end + len(gap), ""
        yield "token doubled", end, end, f" {text}" if is_word else text
    for group in map(str.split, CONFUSED.split("|")):
        if text in group:
            for instead in group:
                yield "token confused", start, end, instead
    if is_keyword or is_word and len(text) > 1:
        for instead in misspelt(text):
            yield "keyword misspelt" if is_keyword else "name misspelt", start, end, instead
    if (closing := text[-1:]) in QUOTES:
        # Since Python 3.12, both ends of an f-string are tokens of their own.
        for place in {start + text.index(closing), end - 1}:
            for instead in "", closing * 2, *QUOTES[closing]:
                yield "quote", place, place + 1, instead


def misspelt(word):
    """Yield what becomes of a word if a letter is missing, typed twice, too late or a capital."""
    for i, letter in enumerate(word):
        before, after = word[:i], word[i + 1 :]
        for end in after, letter * 2 + after, after[:1] + letter + after[1:]:
            yield before + end
        yield before + letter.swapcase() + after
