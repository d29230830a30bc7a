"""Words that are misspelt, in another order, or of another language."""

import builtins
import difflib
import keyword
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit

# What a line has, what it should have, why, and how unlikely that is.
REPLACEMENTS = [
    (r"^(\s*)import +[Ff]lask +from +[Ff]lask\b", r"\1from flask import Flask", "The module comes first.", 0.9),
    (r"^(\s*)import +([\w, ]+?) +from +(\w+(?:\.(?!py\b)\w+)*)(?:\.py)?\b", r"\1from \3 import \2", "The module comes first.", 1),
    (r"^(\s*from +[\w.]+) +(?!import\b)(?=\w)", r"\1 import ", "The word import is missing.", 1),
    (r"^(\s*)from +([\w.]+) *$", r"\1import \2", "To import a whole module, use import.", 1),
    (r"^(\s*import +)scikit-learn", r"\1sklearn", "The module of scikit-learn is called sklearn.", 1),
    (r"^(\s*)else +(?=\S.*:)", r"\1elif ", "An else has no condition. With one, it is an elif.", 1),
    (r"^(\s*(?:if|elif|while)\b[^=!<>]*)=(?![=<>])", r"\1==", "To compare, use ==. A single = assigns a value.", 1),
    (r"([-+*/]) +=", r"\1=", "Type both characters without a space.", 1),
    (r"^(\s*)(def|if|from|import|return)(?=__name__|\w+ *\(.*:|\w+ +import\b)", r"\1\2 ", "A space is missing after the first word.", 1),
    (r"^(\s*)(?:function|func|fun|define|sub|void) +(?=\w+ *\()", r"\1def ", "A function starts with def.", 1),
    (r"^(\s*)(?=\w+ *\([\w, ]*\) *:)", r"\1def ", "A function starts with def.", 1.5),
    (r"^(\s*def) *(?=\()", r"\1 page", "The function needs a name.", 1),
    (r"^(\s*def +\w+) *(?=:|$)", r"\1()", "The name of a function is followed by ().", 1),
    (r"^(\s*def +\w+) *\{(.*)\}", r"\1(\2)", "A function has ( ) and not { }.", 1),
    (r"(\w+)\) *(=\s*\w+) *:", r"\1\2):", "A default value belongs inside the parentheses.", 1.5),
    (r"^(\s*def +\w+)\(\d+\)", r"\1(error)", "A parameter needs a name.", 1),
    (r"\(<(\w+)>\)", r"(\1)", "The brackets < and > belong only in the route.", 1),
    (r"(@\w+\.\w+) *(?:= *)?([\"'].*[\"'])\)?$", r"\1(\2)", "The URL of a route is in parentheses.", 1),
    (r"\(\s*(/[^\s\"'(),]*)\s*(?=[,)])", r'("\1"', "A URL is text, so it needs quotes.", 1),
    (r"\bhost *=? *[\"']?([\d.]+|localhost)[\"']?(?=[,)])", r'host="\1"', "A host is text, so it needs quotes.", 1),
    (r"(\w+)\(([\"']\w+[\"'])\)(?= *=[^=])", r"\1[\2]", "To set an entry, use square brackets.", 1),
    (r"\{(\w+) *= *", r'{"\1": ', "In braces, a key is text, followed by a colon.", 1),
    (r"\b(\w+)( *= *[^,()]+)(.*), *\1 *=[^,()]+", r"\1\2\3", "This name is given twice. Remove one of them.", 1),
    (r"\.from\b", ".form", "from is a word of Python's own. Did you mean form?", 1),
    (r"\b0+(\d+)\b", r"\1", "A number can't start with 0.", 1.5),
    (r"\\", "/", "A URL has / and not a backslash.", 1.5),
    (r"(\w+) *=(?= *[,)])", r"\1", "There is nothing after the =.", 1.5),
    (r"=\s*$", "= None", "There is nothing after the =.", 3),
]  # fmt: skip
JOINING = {
    "if",
    "else",
    "in",
    "is",
    "and",
    "or",
    "not",
    "for",
    "as",
    "from",
    "import",
    "lambda",
    "await",
}
# What is no part of HTML.
CODE = re.compile(
    r"\s*(?:@\w+\.|def |class \w+.*:$|if __name__|from \w+ import|\w+ = |return\b|'''|\"\"\"|$)"
)
PRINT = re.compile(r"^(\s*(?:.*: *)?)print +(?![=(])(.+?)\s*$")


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line with the words that Python has."""
    line = lines[number - 1]
    for pattern, words, why, cost in REPLACEMENTS:
        changed = re.sub(pattern, words, line)
        if changed != line:
            yield Edit(number, (line,), tuple(changed.split("\n")), why, cost)
    yield from _keywords(number, line)
    yield from _joined(number, line)
    yield from _whole(lines, number)
    yield from _quoted(lines, number)
    if PRINT.match(line):
        yield from _printed(lines, number)


def _keywords(number: int, line: str) -> Iterator[Edit]:
    """Yield a line with a word replaced by the keyword that it is like."""
    for found in re.finditer(r"\b[A-Za-z]+\b", line):
        word = found[0]
        if keyword.iskeyword(word):
            continue
        swapped = [each for each in keyword.kwlist if sorted(each) == sorted(word.lower())]
        close = difflib.get_close_matches(word.lower(), keyword.kwlist, 2, 0.72)
        begun = [each for each in ("in", "is", "if", "or") if each[0] == word]
        close = list(dict.fromkeys([*swapped, *close, *begun]))
        for place, each in enumerate(close):
            if each in ("from", "import", "def", "return", "if") or word.lower() in keyword.kwlist:
                place = -1
            changed = line[: found.start()] + each + line[found.end() :]
            why = f"Python doesn't know {word}. Did you mean {each}?"
            is_first = not line[: found.start()].strip()
            yield Edit(number, (line,), (changed,), why, (1.25 if is_first else 2) + place / 2)
    # A keyword may be another one's misspelling.
    for word, other in {"for": "from", "as": "is", "form": "from", "in": "is"}.items():
        changed = re.sub(rf"^(\s*){word}\b", rf"\1{other}", line)
        if changed != line:
            yield Edit(number, (line,), (changed,), f"Did you mean {other}?", 1.5)


def _joined(number: int, line: str) -> Iterator[Edit]:
    """Yield a line with a name whose words are joined by underscores."""
    found = re.match(r"(\s*def +)([A-Za-z_][\w -]*?)( *\(.*| *:.*)$", line)
    if found and re.search(r"[ -]", found[2]):
        name = re.sub(r"[ -]+", "_", found[2])
        why = "A name is one word. Join its parts with underscores."
        yield Edit(number, (line,), (found[1] + name + found[3],), why, 1)
    found = re.match(r"(\s*def +)(\w+)(.*)$", line)
    if found and keyword.iskeyword(found[2]):
        why = f"{found[2]} is a word of Python's own. Choose another name."
        yield Edit(number, (line,), (f"{found[1]}{found[2]}_page{found[3]}",), why, 1.5)


def _whole(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a line with a word that has a space in it, as it is elsewhere."""
    line = lines[number - 1]
    known = set(re.findall(r"\w+", "\n".join(lines))) | set(dir(builtins))
    for found in re.finditer(r"\b(\w+) +(?=(\w+))", line):
        if found[1] + found[2] in known:
            changed = line[: found.end(1)] + line[found.end() :]
            why = "There is a space too many in this word."
            yield Edit(number, (line,), (changed,), why, 1.25)


def _quoted(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a line whose text is in quotes of one kind, with the other kind inside."""
    line = lines[number - 1]
    first = min((line.find(each) for each in "\"'" if each in line), default=-1)
    if first >= 0 and '"""' not in line:
        quote = line[first]
        last = line.rfind(quote)
        inside = line[first + 1 : last]
        other = "'" if quote == '"' else '"'
        why = f"Text ends at the next {quote}. Inside it, use {other} instead."
        if quote in inside and other not in inside:
            # Where several texts are in a line, something else is missing between them.
            cost = 2 if re.search(rf"={quote}|\w{quote}\w", inside) else 2.75
            cost += 1.5 * (" + " in inside)
            changed = line[: first + 1] + inside.replace(quote, other) + line[last:]
            yield Edit(number, (line,), (changed,), why, cost)
            changed = line[:first] + other + inside + other + line[last + 1 :]
            yield Edit(number, (line,), (changed,), why, cost + (0.1 if quote == '"' else -0.1))
        elif last > first and "'''" not in line and '"""' not in line:
            changed = f'{line[:first]}"""{inside}"""{line[last + 1 :]}'
            why = "Three quotes on each side let text have quotes."
            cost = 2.5 if re.search(r"=[\"']", inside) and "+" not in inside else 4
            yield Edit(number, (line,), (changed,), why, cost)
        tail = line.rstrip(" ):,")
        if tail[-1] in "\"'" and tail[-1] != quote and quote not in inside:
            changed = tail[:-1] + quote + line[len(tail) :]
            yield Edit(
                number, (line,), (changed,), "Text ends with the quote it started with.", 1.25
            )
        if number < len(lines):
            following = lines[number]
            joined = f"{line.rstrip()} {following.lstrip()}"
            why = "Text in one pair of quotes can't go on in the next line."
            yield Edit(number, (line, following), (joined,), why, 2)
    found = re.match(r"(\s*(?:return|\w+ *=|\w+\() *)([^\"'()=]*[^\"'()=\s])(\)?)\s*$", line)
    if found and _is_text(found[2], lines):
        quoted = f'{found[1]}"{found[2]}"{found[3]}'
        yield Edit(number, (line,), (quoted,), "Text needs quotes.", 1.5)
    yield from _html(lines, number)


def _is_text(words: str, lines: list[str]) -> bool:
    """Return whether words are more likely to be text than code."""
    known = set(re.findall(r"(\w+) *=[^=]|(?<=def )\w+", "\n".join(lines))) | JOINING
    looks_so = re.search(r"\w[,!?]? +\w|[!?]$|^<", words)
    return bool(looks_so) and not set(re.findall(r"\w+", words)) & known


def _html(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield HTML in quotes, with all lines of it."""
    is_html = re.compile(r"\s*(?:return\s*)?<[!/\w]")
    first = next((n for n in range(number, 0, -1) if is_html.match(lines[n - 1])), 0)
    if not first or any(CODE.match(text) for text in lines[first : number - 1]):
        return
    while first > 1 and re.match(r"\s*<", lines[first - 2]):
        first -= 1
    below = range(first, len(lines) + 1)
    end = next((n for n in below if n > first and CODE.match(lines[n - 1])), len(lines) + 1)
    last = max(n for n in range(first, end) if n == first or ">" in lines[n - 1])
    for to in {first, last}:
        before = tuple(lines[first - 1 : to])
        start, tag, rest = before[0].partition("<")
        quote = '"""' if len(before) > 1 or '"' in before[0] else '"'
        after = (start + quote + tag + rest, *before[1:])
        after = (*after[:-1], after[-1] + quote)
        why = "HTML is text, so it needs quotes: three on each side if it has several lines."
        yield Edit(first, before, after, why, 1.5 + (to != last) / 4)


def _printed(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield all lines that print without parentheses, with them, from this one on."""
    last = max(n for n, text in enumerate(lines, 1) if PRINT.match(text))
    before = tuple(lines[number - 1 : last])
    after = tuple(PRINT.sub(r"\1print(\2)", text) for text in before)
    yield Edit(number, before, after, "To print, Python needs parentheses: print(...)", 1)
