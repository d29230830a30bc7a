"""One token too many, too few, in place of another or out of order, anywhere in a line."""

import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit, indentation

TOKEN = re.compile(
    r"""
    [rbfuRBFU]{0,2} (?: "{3} | '{3} | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' )
    | \#.* | \w+ | \s+ | [-+*/%]= | [=!<>]+= | [^\w\s]
    """,
    re.VERBOSE,
)
# What may be missing, and how unlikely that is.
ADDED = {
    **dict.fromkeys(["(", ")", "[", "]", "{", "}", '"', "'", ",", ":"], 2.5),
    "=": 2.75,
    "+": 3,
    "%": 3.25,
    ".": 3.5,
    "@": 3.5,
    "*": 4,
    "-": 4.5,
}
# What may be there in place of others.
INSTEAD = {
    "=": ["==", ",", ":"],
    "==": ["="],
    "===": ["=="],
    ":": ["=", ",", "."],
    ";": [":", ",", "="],
    "-": ["=", "_"],
    ",": [".", ":"],
    ".": [",", ":"],
    "'": ['"'],
    '"': ["'"],
    "&": ["and"],
    "(": ["[", "{"],
    "[": ["(", "{"],
    "{": ["(", "["],
    ")": ["]", "}"],
    "]": [")", "}"],
    "}": [")", "]"],
}
PARTNERS = {"(": ")", "[": "]", "{": "}"}
# What starts a line that compares.
COMPARING = ("if", "elif", "while", "return", "assert")
# What is certainly a value.
VALUE = re.compile(r" *(?:True|False|None|\d|[\"'])")
QUOTES = "\"'"
CLOSING = ")]},:" + QUOTES
# A line with more tokens is no beginner's, and would take long.
MOST = 120


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line with one token changed."""
    line = lines[number - 1]
    tokens = TOKEN.findall(line)
    if "string" in message:
        # The text itself may have the mistake in it.
        tokens = [part for each in tokens for part in re.findall(r"\w+|\s+|[^\w\s]", each)]
    if not line.strip() or len(tokens) > MOST:
        return
    for place in range(len(tokens) + 1):
        before, after = tokens[:place], tokens[place:]
        for text, why, cost in itertools.chain(
            _added(before, after, message),
            *(kind(before, after) for kind in (_removed, _replaced, _swapped, _split)),
        ):
            yield Edit(number, (line,), tuple(text.split("\n")), why, cost)


Candidates = Iterator[tuple[str, str, float]]


def _added(tokens: list[str], rest: list[str], message: str) -> Candidates:
    """Yield a line with a token more, what to say of it, and its cost."""
    before, after = "".join(tokens), "".join(rest)
    if before and not before.strip():
        return
    is_at_the_end = not after.strip(" )]}:,\"'")
    beside = before.rstrip()[-1:], after.lstrip()[:1]
    texts = sum(each in QUOTES for each in beside if each)
    for token, usual in ADDED.items():
        # What closes follows its neighbor, what opens or joins is right before it.
        neighbor = before[-1:] if token in ")]},:=" else after[:1]
        if neighbor.isspace() and token not in QUOTES:
            continue
        cost = usual + len(after) / 1000
        if token in PARTNERS and f"unmatched '{PARTNERS[token]}'" in message:
            cost = usual - 1 + len(before) / 1000
            if after.lstrip().startswith(PARTNERS[token]):
                continue
            cost += 0.2
        ends_empty_text = not after and before.count(token) % 2 == 1
        if token in QUOTES and token in beside and not ends_empty_text:
            continue
        if token in CLOSING and token not in ",:" and is_at_the_end:
            cost -= 1
            if token in QUOTES and re.search(r"[\"'(+]", before.rpartition(token)[2]):
                # That would make text of what is code.
                cost += 1.5
        elif token in QUOTES and re.match(r" *[+,]", after) and token in before:
            cost = 1.75
        elif token == "=" and before.strip().isidentifier():
            # It is the first name of the line.
            cost -= 0.6
        elif token == "=" and VALUE.match(after):
            cost -= 0.5
        elif token == "," and texts == 2 or token == "+" and texts:
            cost -= 0.75
        elif token == "%" and texts and re.search("%[sd]", before):
            cost -= 1.75
        elif token in ":=" and {before[-1:], after[:1]} & {":", "="}:
            # These would make :=, which beginners do not know.
            continue
        gap = " " if token in ",:%+" and after[:1] not in ("", ")", " ") else ""
        yield before + token + gap + after, f"{token} is missing here.", cost
    if re.search(r"\bfor (?!.* in ).* $", before):
        yield f"{before}in {after}", "A for loop needs the word in.", 2.25


def _removed(tokens: list[str], rest: list[str]) -> Candidates:
    """Yield a line without its next token, or the next two."""
    before, token, after = "".join(tokens), "".join(rest[:1]), "".join(rest[1:])
    if not token.strip():
        if before.strip() and after and not (before[-1].isalnum() and after[0].isalnum()):
            yield before + after, "There is a space too many here.", 2.75
        return
    previous = next((each for each in reversed(tokens) if not each.isspace()), "")
    following = next((each for each in rest[1:] if not each.isspace()), "")
    is_value = token[0].isalnum() or token[0] == "_" or (token[0] in QUOTES and len(token) > 1)
    cost = 5.0 if is_value else 2.0
    if token == previous or (token == ")" and following in "+%"):
        cost = 1.5
    elif token.isidentifier() and previous.isidentifier():
        # One of two names side by side.
        cost = 3.0
    elif token in ".=:," and before[-1:].isalnum() and after[:1].isalnum():
        # That would make one name of two.
        cost = 3.5
    elif token == "=" and before.rstrip().endswith((" or", " and")):
        cost = 6.0
    elif token == "=" or (token in QUOTES and " + " in before + after):
        cost = 3.5
    elif token == "@":
        cost = 4.0
    elif token in "([{":
        cost = 2.5
    elif not after.strip():
        # Stray letters at the end are more likely than stray values.
        is_stray = token.isalpha() and before.endswith((")", "):"))
        cost -= 3 if is_stray else 0.5
    yield before + after, f"{token} doesn't belong here.", cost
    if len(rest) > 1:
        yield before + "".join(rest[2:]), f"{token}{rest[1]} doesn't belong here.", cost + 2


def _replaced(tokens: list[str], rest: list[str]) -> Candidates:
    """Yield a line with its next token replaced."""
    before = "".join(tokens)
    for other in INSTEAD.get(rest[0], ()) if rest else ():
        after = "".join(rest[1:])
        is_entry = rest[0] == "=" and other == ":"
        if is_entry and "{" not in before or rest[0] == "{" and re.search(r"\bf[\"']", before):
            # A colon gives a value only in braces, and in an f-string braces hold one.
            continue
        is_method = other == "." and re.match(r"\w+\(", after)
        cost = 1.75 if is_entry or is_method else 2
        if other == "," and before.count("(") <= before.count(")"):
            continue
        if other in QUOTES:
            is_in_a_word = before[-1:].isalnum() and after[:1].isalnum()
            cost = 2.5 if is_in_a_word else 1.7
        elif rest[0] == ";":
            cost = 1.9 if other == "=" and VALUE.match(after) else 2.25
        if other == "==" and not before.strip().startswith(COMPARING):
            cost = 3
        yield before + other + after, f"Type {other} instead of {rest[0]}", cost


def _swapped(tokens: list[str], rest: list[str]) -> Candidates:
    """Yield a line with its next two tokens in the other order."""
    words = [each for each in rest if not each.isspace()]
    if len(words) < 2 or rest[0].isspace():
        return
    if (tokens and tokens[-1].isidentifier()) and words[1].isidentifier():
        # That would make one name of two.
        return
    gap = rest[1] if rest[1].isspace() else ""
    after = "".join(rest[3 if gap else 2 :])
    why = f"{words[0]} and {words[1]} are in the wrong order."
    cost = 2.25 if words[0].isidentifier() == words[1].isidentifier() else 2.75
    yield "".join(tokens) + words[1] + gap + words[0] + after, why, cost


def _split(tokens: list[str], rest: list[str]) -> Candidates:
    """Yield two lines made of one."""
    before, after = "".join(tokens), "".join(rest)
    is_reached = not before.strip().startswith("return") or re.match(r"[@\w]+\b(?! *$)", after)
    if tokens and before.strip() and before[-1].isspace() and after and is_reached:
        why = "Each statement is on a line of its own."
        yield f"{before.rstrip()}\n{indentation(before)}{after}", why, 2.75
