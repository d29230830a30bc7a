"""One token too many, too few, in place of another or out of order, anywhere in a line."""

import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.edits.unreadable.slips import MISSING, REPLACED, UNNEEDED
from workshop.advice.text import indentation

TOKEN = re.compile(
    r"""
    [rbfuRBFU]{0,2} (?: "{3} | '{3} | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' )
    | \#.* | \w+ | \s+ | [-+*/%]= | [=!<>]+= | [^\w\s]
    """,
    re.VERBOSE,
)
# A line with more tokens is no beginner's, and would take long.
MOST = 120
Candidates = Iterator[tuple[str, str, float]]


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line with one token changed."""
    line = lines[number - 1]
    tokens = TOKEN.findall(line)
    if "string" in message:
        # The text itself may have the mistake in it.
        tokens = [part for each in tokens for part in re.findall(r"\w+|\s+|[^\w\s]", each)]
    if not line.strip() or len(tokens) > MOST:
        return
    yield from _as_python_says(number, line, message)
    for place in range(len(tokens) + 1):
        before, after = tokens[:place], tokens[place:]
        for kind in _added, _removed, _replaced, _swapped, _split:
            for text, why, cost in kind("".join(before), after):
                yield Edit(number, (line,), tuple(text.split("\n")), why, cost)


def _as_python_says(number: int, line: str, message: str) -> Iterator[Edit]:
    """Yield a line with a comma at its end, or whose last bracket matches the one that it closes."""
    if "forgot a comma" in message:
        yield Edit(number, (line,), (f"{line.rstrip()},",), _missing(","), 1.4)
    found = re.search(
        r"closing parenthesis '(.)' does not match opening parenthesis '(.)'$", message
    )
    if found:
        before, _, after = line.rpartition(found[1])
        right = {"(": ")", "[": "]", "{": "}"}[found[2]]
        why = f"{found[2]} must be closed by {right}"
        yield Edit(number, (line,), (before + right + after,), why, 1.5)


def _added(before: str, rest: list[str]) -> Candidates:
    """Yield a line with a token more, what to say of it, and its cost."""
    after = "".join(rest)
    tried = set[str]()
    for slip in MISSING:
        if not (re.search(slip.before, before) and re.match(slip.after, after)):
            continue
        for token in ["=="] if slip.token == "==" else [*slip.token]:
            if token in tried:
                continue
            tried.add(token)
            gap = (
                " "
                if token in {",", ":", "%", "+", "=", "=="} and after[:1] not in ("", ")", " ")
                else ""
            )
            space = " " if token in {"%", "+"} and before[-1:] != " " else ""
            # The further to the right, the more likely.
            cost = slip.cost + len(after) / 1000
            yield f"{before}{space}{token}{gap}{after}", _missing(token), cost
    if re.search(r"\bfor \w+(?:, *\w+)* $", before) and " in " not in after:
        yield f"{before}in {after}", "A for loop needs the word in.", 2


def _missing(token: str) -> str:
    names = {"'": "A quote", '"': "A quote", ",": "A comma", ":": "A colon", ".": "A dot"}
    return f"{names.get(token, token)} is missing here."


def _removed(before: str, rest: list[str]) -> Candidates:
    """Yield a line without its next token, or the next two."""
    token, after = "".join(rest[:1]), "".join(rest[1:])
    if not token.strip():
        joins_names = re.search(r"\w$", before) and re.match(r"\w", after)
        if before.strip() and after and not joins_names:
            yield before + after, "There is an extra space here.", 2.75
        return
    is_value = bool(re.match(r"\w|.+[\"']$", token))
    cost = 4.5 if is_value else 2.0
    for slip in UNNEEDED:
        if token in slip.token and re.search(slip.before, before) and re.match(slip.after, after):
            cost = slip.cost
            break
    if re.search(rf"\b{token}\s*$" if token.isidentifier() else re.escape(token) + "$", before):
        cost = 1.0 if token.isidentifier() else 1.4
    elif token.isidentifier() and re.search(r"\w\s*$", before):
        # One of two names side by side.
        cost = 3.0
    elif not after.strip():
        # A stray letter or two, but not what was meant to be inside the parentheses.
        is_stray = before.endswith((")", "):")) and (len(token) < 3 or not before.endswith("()"))
        cost -= 2.5 if is_stray and is_value else 0.5
    yield before + after, f"{token} doesn't belong here.", cost
    both = "".join(rest[:2])
    if both != token and not re.search(r"[\w\s\"']", both):
        yield before + "".join(rest[2:]), f"{both} doesn't belong here.", cost + 2


def _replaced(before: str, rest: list[str]) -> Candidates:
    """Yield a line with its next token replaced."""
    after = "".join(rest[1:])
    for slip in REPLACED:
        if (
            rest
            and (rest[0] == slip.token or len(rest[0]) == 1 and rest[0] in slip.token)
            and slip.instead != rest[0]
            and re.search(slip.before + "$", before)
            and re.match(slip.after, after)
        ):
            is_space = rest[0].isspace()
            why = _missing(slip.instead) if is_space else f"Use {slip.instead} instead of {rest[0]}"
            yield before + slip.instead + after, why, slip.cost


def _swapped(before: str, rest: list[str]) -> Candidates:
    """Yield a line with its next two tokens in the other order."""
    words = [each for each in rest if not each.isspace()]
    if len(words) < 2 or rest[0].isspace() or f"{words[0]}{words[1]}" in ("()", "[]", "{}"):
        return
    if before[-1:].isalnum() and words[1].isidentifier():
        # That would make one name of two.
        return
    if words[0] in "([{" and re.match(r"\w", words[1]):
        # Nobody types the first value before its bracket.
        return
    gap = rest[1] if rest[1].isspace() else ""
    after = "".join(rest[3 if gap else 2 :])
    why = f"{words[0]} and {words[1]} are in the wrong order."
    cost = 2.25 if words[0].isidentifier() == words[1].isidentifier() else 2.75
    yield before + words[1] + gap + words[0] + after, why, cost


def _split(before: str, rest: list[str]) -> Candidates:
    """Yield two lines made of one."""
    after = "".join(rest)
    is_reached = not before.strip().startswith("return") or re.match(r"[@\w]+\b(?! *$)", after)
    is_between = before[-1:].isspace() or before[-1:] == ")" and after[:1].isalpha()
    if before.strip() and is_between and after and is_reached:
        why = "Each statement goes on its own line."
        cost = 2.75 if before[-1].isspace() else 2.25
        yield f"{before.rstrip()}\n{indentation(before)}{after}", why, cost
