"""A program that Python cannot read, made ready to be searched for slips."""

import re

# What stands in the place of a quote and of a bracket that is never closed, and of a bracket that
# closes nothing.
UNCLOSED_TEXT, UNCLOSED_LINES, UNCLOSED, UNOPENED = "\u00ac", "\u2310", "\u2282", "\u2283"

TEXT = re.compile(
    r"""
    \#.*                                                               # a comment
    | (?P<three>\"{3}|'{3}) (?:\\[\s\S]|[^\\])*? (?P=three)           # a text on several lines
    | (?P<lines>\"{3}|'{3}) [\s\S]*                                    # one that never ends
    | \b (?:[fFtT][rR]?|[rR][fFtT]) (?P<f>["'])(?!(?P=f){2}) (?:\{[^{}\n]*\}|\\.|(?!(?P=f))[^\\\n])*+ (?P=f)
    | (?P<one>["']) (?:\\[\s\S]|(?!(?P=one))[^\\\n])*+ (?P=one)
    | ["'].*
    """,
    re.VERBOSE,
)
# The beginning of a line that is no text.
CODE = re.compile(r"\n(?:def |@\w+\.\w+\(|if __name__)")
BRACKET_OR_START = re.compile(
    rf"[()\[\]{{}}\n{UNCLOSED_TEXT}{UNCLOSED_LINES}]"
    r"|^(?: *(?:(?:def|class|return|import) |@\w+\.\w+(?=\())|from |if __name__|app = (?!.*,$))",
    re.MULTILINE,
)
CLOSES = {")": "(", "]": "[", "}": "{"}


def masked(program: str) -> str:
    """Return a program, letter for letter, with nothing in its texts and comments but _ and spaces.

    A line of it is a statement: line breaks within brackets and texts are spaces and _. So are tabs.
    """
    program = program.replace("\t", " ")
    one_never_ends = any(text["lines"] for text in TEXT.finditer(program))

    def mask(text: re.Match[str]) -> str:
        # If one never ends, it is the first that swallows code.
        never_ends = text["lines"] or (text["three"] and one_never_ends and CODE.search(text[0]))
        return _mask(text, bool(never_ends))

    return _without_brackets(TEXT.sub(mask, program).replace("\\\n", "  "))


def _mask(text: re.Match[str], never_ends: bool) -> str:
    found = text[0]
    if found.startswith("#"):
        return " " * len(found)
    if never_ends:
        return UNCLOSED_LINES + re.sub(r"[^\n]", "_", found[1:])
    if not text.lastgroup:
        return UNCLOSED_TEXT + "_" * (len(found) - 1)
    return '"' + "_" * (len(found) - 2) + '"'


def _without_brackets(source: str) -> str:
    """Mark the brackets that have no partner, and join the lines within those that have one."""
    letters = list(source)
    opened: list[int] = []
    breaks: list[int] = []
    for found in BRACKET_OR_START.finditer(source):
        position, what = found.start(), found[0]
        if what == "\n":
            breaks += [position] if opened else []
        elif what in CLOSES.values():
            opened.append(position)
        elif what in (UNCLOSED_TEXT, UNCLOSED_LINES):
            # What closes them may be taken for a part of the text.
            opened, breaks = [], []
        elif what not in CLOSES:
            # No statement begins within brackets: the last of them was to be closed before.
            for unclosed in opened[-1:]:
                letters[unclosed] = UNCLOSED
            opened, breaks = [], []
        elif opened and source[opened[-1]] == CLOSES[what]:
            opened.pop()
            if not opened:
                for line_break in breaks:
                    letters[line_break] = " "
                breaks = []
        elif CLOSES[what] in [source[position] for position in opened]:
            letters[opened[-1]] = UNCLOSED
            opened, breaks = [], []
        else:
            letters[position] = UNOPENED
            opened, breaks = [], []
    for unclosed in opened[-1:]:
        letters[unclosed] = UNCLOSED
    return "".join(letters)
