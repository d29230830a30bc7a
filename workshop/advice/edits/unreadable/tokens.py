"""One token too many, too few, in place of another or out of order, anywhere in a line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workshop.advice.edits.edit import Edit, indentation

TOKEN = re.compile(
    r"""
    [rbfuRBFU]{0,2} (?: "{3} | '{3} | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' )
    | \#.* | \w+ | \s+ | [-+*/%]= | [=!<>]+= | [^\w\s]
    """,
    re.VERBOSE,
)
# A line with more tokens is no beginner's, and would take long.
MOST = 120


class Slip(NamedTuple):
    """What may happen to a token between two other parts of a line, and how unlikely that is.

    The parts are patterns: the first for the end of what is before it, the second for the start of
    what is behind it.
    """

    token: str
    before: str
    after: str
    cost: float
    instead: str = ""


END = r"[\s)\]}:,\"']*$"
VALUE = r" *(?:True|False|None|\d|[\"'])"
# The first that matches says what the token costs there.
MISSING = [
    Slip("==", r"^\s*(?:if|elif|while)\b.*[\w)\]] $", r"[\w\"']", 2.25),  # if name "Ann":
    Slip(")]}", r"\S$", END, 1.5),  # print("Hi"
    Slip(")]}", r"\S$", r"", 2.5),  # str(number + "<p>"
    Slip("([", r"\w$", r"[\"']", 1.5),  # print"Hi")
    Slip("([{", r"", r"\S", 2.5),  # str number)
    Slip("\"'", r"[(\[{=+:,] ?$", r"\w", 1.75),  # {name": "Ann"}
    Slip("\"'", r"[\"'].*\S$", r" *[+:,)\]}]", 1.75),  # "<p> + name
    Slip("\"'", r"", r"", 2.5),
    Slip(",", r"[\"']$", r" *[\"']", 1.75),  # ["Ann" "Bob"]
    Slip(",", r"[\w)\]\"']$", r" *\w+ *=[^=]", 1.75),  # Flask(__name__ debug=True)
    Slip(",", r"\S$", r"", 2.5),
    Slip("=", r"^\s*\w+$", r" *[^\s(\[=]", 2.15),  # app Flask(__name__)
    Slip("=", r"[\w\])]$", VALUE, 2.25),  # debug True
    Slip("=", r"[(,] *\w+$", r" *[^\s(\[=]", 2.25),  # name session["name"]
    Slip("=", r"[\w\])]$", r" *[^\s(\[=]", 2.75),
    Slip("+", r"[\"'] ?$", r"\S", 2.25),  # "Hello " name
    Slip("+", r"[\w)\]] $", r"[\"']", 2.25),  # name "!"
    Slip("%", r"%[sd].*[\"'] $", r"\S", 1.5),  # "Hello %s" name
    Slip(":", r"\S$", r"", 2.5),  # {"name" "Ann"}
    Slip(".", r"\w$", r"\w", 3.5),
    Slip("@", r"^\s*$", r"\S", 3.5),
    Slip("*", r"", r"\S", 4),
]
UNNEEDED = [
    Slip(")", r"\(.*", r" *[+%]", 1.5),  # str(number)) + "!"
    Slip("==", r"", r"", 3.5),
    Slip(".:,", r"\w$", r"\w", 3.5),  # would make one name of two
    Slip("=", r"", r"", 3.5),
    Slip("@", r"", r"", 4),
    Slip("([{", r"", r"", 2.5),
]
REPLACED = [
    Slip("=", r"\{.*$", r"", 1.75, ":"),  # {"name" = "Ann"}
    Slip("=", r"^\s*(?:if|elif|while|return|assert)\b.*", r"", 2, "=="),
    Slip("=", r"", r"", 2.5, ","),
    Slip("==", r"^\s*[\w.]+ *$", r"", 1.75, "="),
    Slip("==", r"", r"", 2, "="),
    Slip("===", r"^\s*[\w.]+ *$", r"", 1.75, "="),
    Slip("===", r"\(.*\w$", r"", 1.9, "="),
    Slip("===", r"", r"", 2, "=="),
    Slip("====", r"", r"", 2, "=="),
    Slip(";-", r"\w$", r"\w+\(", 2, "."),  # app;run()
    Slip("+", r"\(.*\w$", r"\w", 2.25, "="),  # page(number+1)
    Slip(":", r"", r"", 2, "="),  # run(debug:True)
    Slip(":;.=", r"^\s*from .*", r" ", 2, ","),  # import Flask; request
    Slip(":;.=", r"[(\[{].*", r"", 2.25, ","),
    Slip("=", r"^\s*for .*", r"", 2, ","),
    Slip(":,=", r"\w$", r"\w+\(", 1.75, "."),  # app,run()
    Slip(":,", r"", r" *\w", 2.25, "."),
    Slip(" ", r"^\s*(?:from|import) [\w.]*", r"\w", 2.5, "."),  # from flask ext import
    Slip(";,.", r"", r"", 2.25, ":"),
    Slip(";-", r"", r"", 2.25, "="),
    Slip("-", r"\w$", r"\w", 2, "_"),
    Slip("'", r"\w$", r"\w", 2.5, '"'),
    Slip("'", r"", r"", 1.75, '"'),
    Slip('"', r"\w$", r"\w", 2.5, "'"),
    Slip('"', r"", r"", 1.75, "'"),
    Slip("&", r"", r"", 2, "and"),
    Slip("[{", r"^\s*@[\w.]+", r"", 1.9, "("),  # @app.route["/")
    Slip("[{", r"", r"", 2.25, "("),
    Slip("({", r"", r"", 2.25, "["),
    Slip("[", r"", r"", 2.25, "{"),
    Slip("(", r"^(?:(?!f[\"']).)*", r"", 2, "{"),
    Slip("]}", r"", r"", 2, ")"),
    Slip(")}", r"", r"", 2, "]"),
    Slip(")]", r"", r"", 2, "}"),
]
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
    for place in range(len(tokens) + 1):
        before, after = tokens[:place], tokens[place:]
        for kind in _added, _removed, _replaced, _swapped, _split:
            for text, why, cost in kind("".join(before), after):
                yield Edit(number, (line,), tuple(text.split("\n")), why, cost)


def _added(before: str, rest: list[str]) -> Candidates:
    """Yield a line with a token more, what to say of it, and its cost."""
    after = "".join(rest)
    tried = set[str]()
    for slip in MISSING:
        if not (re.search(slip.before, before) and re.match(slip.after, after)):
            continue
        for token in {slip.token} if slip.token == "==" else {*slip.token} - tried:
            tried.add(token)
            gap = " " if token in ",:%+==" and after[:1] not in ("", ")", " ") else ""
            space = " " if token in "%+" and before[-1:] != " " else ""
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
        if before.strip() and after and not (before[-1].isalnum() and after[0].isalnum()):
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
        cost -= 2.5 if before.endswith((")", "):")) and is_value else 0.5
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
