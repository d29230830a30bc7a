"""One character or word too many, too few, or in place of another, anywhere in a line."""

import re
from collections.abc import Iterator

from workshop.advice.edit import Edit

TOKEN = re.compile(
    r"""[rbfuRBFU]{0,2}(?:\"{3}|'{3})|[rbfuRBFU]{0,2}"(?:\\.|[^"\\])*"|[rbfuRBFU]{0,2}'(?:\\.|[^'\\])*'|#.*|\w+|\s+|[=!<>]=|[^\w\s]"""
)
# What may be missing, and how unlikely that is.
ADDED = {
    "(": 2.5,
    ")": 2.5,
    "[": 2.5,
    "]": 2.5,
    "{": 2.5,
    "}": 2.5,
    '"': 2.5,
    "'": 2.5,
    ",": 2.5,
    ":": 2.5,
    "=": 2.75,
    "+": 3,
    "%": 3,
    ".": 4,
    "@": 3.5,
}
INSTEAD = {
    "=": ["==", ":"],
    "==": ["="],
    ":": ["=", ","],
    "-": ["=", "_"],
    ";": [":", ","],
    ",": [".", ":"],
    ".": [","],
    "{": ["(", "["],
    "}": [")", "]"],
    "[": ["(", "{"],
    "]": [")", "}"],
    "(": ["[", "{"],
    ")": ["]", "}"],
    "'": ['"'],
    '"': ["'"],
}
OPENING = {"(", "[", "{"}
NAMES = {
    "(": "bracket",
    ")": "bracket",
    "[": "bracket",
    "]": "bracket",
    "{": "brace",
    "}": "brace",
    ",": "comma",
    ":": "colon",
    "=": "=",
    ".": "dot",
    "+": "+",
    "%": "%",
    "@": "@",
    '"': "quote",
    "'": "quote",
}


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line with one token added, removed or replaced."""
    line = lines[number - 1]
    parts = TOKEN.findall(line)
    if "string literal" in message or "f-string" in message:
        # The text itself may have the mistake in it.
        parts = [each for part in parts for each in re.findall(r"\w+|\s+|[^\w\s]", part)]
    if not "".join(parts).strip() or len(parts) > 80:
        return
    for place in range(len(parts) + 1):
        before, after = "".join(parts[:place]), "".join(parts[place:])
        if (
            before.strip()
            and (not after.strip() or not after[0].isspace())
            or not before.strip()
            and not after[:1].isspace()
        ):
            yield from _added(number, line, before, after)
        if place < len(parts) and parts[place].strip():
            yield from _changed(number, line, parts, place)
        elif before.strip() and after.strip():
            start = line[: len(line) - len(line.lstrip())]
            split = (before.rstrip(), start + after.lstrip())
            yield Edit(number, (line,), split, "Each statement is on a line of its own.", 2.75)


def _added(number: int, line: str, before: str, after: str) -> Iterator[Edit]:
    is_at_the_end = not after.strip(" )]}:,\"'")
    # A space belongs around what joins two values.
    ends_text = before.rstrip()[-1:] in ("'", '"')
    for each, cost in ADDED.items():
        if is_at_the_end and each in ")]}\"'":
            cost -= 1
        if each == "%" and "%" in before and ends_text:
            cost = 1.5
        if (each == ":" and after.startswith("=")) or (each == "=" and before.endswith(":")):
            # These make :=, which beginners do not know.
            continue
        added = f"{each} " if each in ",:%+" and after[:1] not in ("", ")", " ") else each
        cost += len(after) / 100
        yield Edit(number, (line,), (before + added + after,), f"Add {_named(each)} here.", cost)


def _changed(number: int, line: str, parts: list[str], place: int) -> Iterator[Edit]:
    part, before, after = parts[place], "".join(parts[:place]), "".join(parts[place + 1 :])
    is_name = part[0].isalnum() or part[0] == "_" or len(part) > 3
    is_twice = part in parts[max(place - 2, 0) : place]
    is_last = not after.strip()
    cost = 5.0 if is_name else 2.0
    if is_twice or part == "@":
        cost = 1.5 if is_twice else 4
    elif part in OPENING:
        cost = 2.5
    elif is_last:
        cost = 2.25 if is_name and before.rstrip()[-1:] == ")" else cost - 0.5 - is_name
    yield Edit(number, (line,), (before + after,), f"Remove {_named(part)}.", cost)
    if place + 1 < len(parts):
        rest = "".join(parts[place + 2 :])
        both = part + parts[place + 1]
        yield Edit(number, (line,), (before + rest,), f"Remove {both}", cost + 2)
    for each in INSTEAD.get(part, ()):
        why = f"Type {each} instead of {part}"
        yield Edit(number, (line,), (before + each + after,), why, 2)


def _named(token: str) -> str:
    name = NAMES.get(token, token)
    return name if name == token else f"the {name} {token}"
