"""Words that are misspelt, in another order, or of another language."""

import builtins
import difflib
import keyword
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.text import indentation

# A pattern in a line, what it should be, why, and the cost.
REPLACEMENTS = [
    (r"^(\s*)import +([\w, ]+?) +from +(\w+(?:\.(?!py\b)\w+)*)(?:\.py)?\b", r"\1from \3 import \2", "from comes before import.", 1),
    (r"^(\s*from +[\w.]+) +(?!.*\bimport\b)(?=\w)", r"\1 import ", "The word import is missing.", 1),
    (r"^(\s*from +[\w.]+) +(?!import\b)\w+ +(?=[\w*])", r"\1 import ", "This word should be import.", 1),
    (r"^(\s*)(?!from\b)(?:\w+ +)?(?=[\w.]+ +import\b)", r"\1from ", "The word from is missing.", 1),
    (r"^(\s*)from +([\w.]+) *$", r"\1import \2", "To import a whole module, use import.", 1),
    (r"^(\s*import +)scikit-learn", r"\1sklearn", "The module of scikit-learn is called sklearn.", 1),
    (r"^(\s*)else *if\b", r"\1elif", "In Python, this is elif.", 0.9),
    (r"^(\s*(?:if|elif|while)\b.*\S) +(?:then|do)\b *:?$", r"\1:", "A condition ends with a colon.", 1),
    (r" *&& *", " and ", "In Python, this is and.", 1),
    (r" *\|\| *", " or ", "In Python, this is or.", 1),
    (r"^(\s*)(?:var|let|const|int|string|String) +(?=\w+ *=)", r"\1", "A name needs nothing in front of it.", 1),
    (r"^(\s*)foreach\b", r"\1for", "In Python, this is for.", 1),
    (r"^(\s*for +\w+) +of\b", r"\1 in", "In Python, this is in.", 1),
    (r"^(\s*)else +(?=\S.*:)", r"\1elif ", "An else has no condition. With one, it is an elif.", 1),
    (r"^(\s*(?:if|elif|while)\b[^=!<>]*)=(?![=<>])", r"\1==", "To compare, use ==. A single = assigns a value.", 1),
    (r"^(\s*(?:if|elif|while)\b[^=!<>:]*)=(?![=<>])([^:]*[^:\s])\s*$", r"\1==\2:", "To compare, use ==, and end the line with a colon.", 1.5),
    (r"^(\s*)(?:function|func|fun|define|sub|void) +(\w+ *\(.*\)).*$", r"\1def \2:", "A function starts with def.", 1),
    (r"^(\s*)class +(?=[a-z]\w*\(.*\) *:)", r"\1def ", "A function starts with def, not class.", 1),
    (r"([-+*/]) +=", r"\1=", "Remove the space between these two.", 1),
    (r"^(\s*)(?=\w+ *\([\w, ]*\) *:)", r"\1def ", "A function starts with def.", 1.5),
    (r"^(\s*def +\w+) *(?=:|$)", r"\1()", "A function's name is followed by ().", 1),
    (r"^(\s*def +\w+) *\{(.*)\}", r"\1(\2)", "A function needs ( ), not { }.", 1),
    (r"(\w+)\) *(=\s*\w+) *:", r"\1\2):", "A default value belongs inside the parentheses.", 1.5),
    (r"^(\s*def +\w+)\(\d+\)", r"\1(error)", "A parameter needs a name.", 1),
    (r"^(\s*def +\w+\(.*?)[\"'](\w+)[\"']", r"\1\2", "A parameter is a name, and has no quotes.", 1),
    (r"\(<(\w+)>\)", r"(\1)", "< and > belong only in the route.", 1),
    (r"(@\w+\.\w+) *[=<\[{]? *([\"'].*[\"'])[)>\]}]?$", r"\1(\2)", "A route's URL goes in parentheses.", 1),
    (r"\(\s*(/[^\s\"'(),]*)\s*(?=[,)])", r'("\1"', "A URL is text, so it needs quotes.", 1),
    (r"\bhost *=? *[\"']?([\d.]+|localhost)[\"']?(?=[,)])", r'host="\1"', "A host is text, so it needs quotes.", 1),
    (r"^(\s*[\w.]+)\(([^()]+)\)(?= *=[^=])", r"\1[\2]", "To set an entry, use square brackets.", 1),
    (r"^(\s*)(\w+)\.get\(([^,()]+), *([^()]+)\) *\+= *(.+)", r"\1\2[\3] = \2.get(\3, \4) + \5", "Only an entry in square brackets can be given a value.", 1),
    (r"\{(\w+) *= *", r'{"\1": ', "In braces, a key is text, followed by a colon.", 1),
    (r"(^\s*|[{,]\s*)([\"']\w+[\"']) *=(?!=) *", r"\1\2: ", "In braces, a key is followed by a colon.", 1),
    (r"\[((?: *[^\[\]:,]+ *:[^\[\]:,]+,?)+)\]", r"{\1}", "Keys and their values go in braces: { }", 1.5),
    (r"\b(\w+)( *= *[^,()]+)(.*), *\1 *=[^,()]+", r"\1\2\3", "This argument is here twice. Remove one.", 1),
    (r"\b0+(\d+)\b", r"\1", "A number can't start with 0.", 1.5),
    (r"(?<![\w.])(bool|float|int|len|max|min|range|str|sum) +(\w+|\"[^\"]*\"|'[^']*')", r"\1(\2)", "A function is called with parentheses.", 1.5),
    (r"(\w+) *=(?= *[,)])", r"\1", "There is nothing after the =.", 2.1),
    (r"== *[\"']_*main_*[\"']?:?\s*$", '== "__main__":', 'This is "__main__", with two underscores on each side.', 0.9),
    (r"(?<!\w)([\"'][^\"']*\\[UuxN])", r"r\1", "In a text, a backslash starts a special code. An r before the quotes turns that off.", 1),
    (r"=\s*$", "= None", "There is nothing after the =.", 3),
]  # fmt: skip
# Words of Flask that programs use without defining them.
KNOWN = {"__name__", "run", "route", "debug", "host", "port", "methods"}
PRINT = re.compile(r"^(\s*(?:.*: *)?)print +(?![=(])(.+?)\s*$")


def edits(lines: list[str], number: int, _: str) -> Iterator[Edit]:
    """Yield a line with the words that Python has."""
    line = lines[number - 1]
    for pattern, right, why, cost in REPLACEMENTS:
        changed = re.sub(pattern, right, line)
        if changed != line:
            yield Edit(number, (line,), (changed,), why, cost)
    yield from _keywords(number, line)
    yield from _joined(number, line)
    yield from _whole(lines, number)
    yield from _divided(lines, number)
    if PRINT.match(line):
        yield from _printed(lines, number)


def _keywords(number: int, line: str) -> Iterator[Edit]:
    """Yield a line with a word replaced by the keyword that it is like."""
    for found in re.finditer(r"\b[A-Za-z]+\b", line):
        word = found[0]
        if keyword.iskeyword(word):
            continue
        swapped = [each for each in keyword.kwlist if sorted(each) == sorted(word.lower())]
        enough = 0.66 if len(word) < 3 else 0.72
        close = difflib.get_close_matches(word.lower(), keyword.kwlist, 4, enough)
        close = list(dict.fromkeys([*swapped, *close]))
        for place, each in enumerate(close):
            if word.lower() == each:
                place = -1
            changed = line[: found.start()] + each + line[found.end() :]
            why = f"Python doesn't know {word}. Did you mean {each}?"
            is_first = not line[: found.start()].strip()
            yield Edit(number, (line,), (changed,), why, (1.25 if is_first else 2) + place / 2)


def _joined(number: int, line: str) -> Iterator[Edit]:
    """Yield a line with a name whose words are joined by underscores."""
    found = re.match(r"(\s*def +)([A-Za-z_][\w -]*?)( *\(.*| *:.*)$", line)
    parts = re.split(r"[ -]+", found[2].strip()) if found else []
    if found and len(set(parts)) > 1 and not any(map(keyword.iskeyword, parts)):
        why = "A name is one word. Join its parts with underscores."
        yield Edit(number, (line,), (found[1] + "_".join(parts) + found[3],), why, 1)


def _whole(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a line with a word that has a space in it, as it is elsewhere."""
    line = lines[number - 1]
    known = set(re.findall(r"\w+", "\n".join(lines))) | set(dir(builtins))
    for found in re.finditer(r"\b(\w+) +(?=(\w+))", line):
        if found[1] + found[2] in known:
            changed = line[: found.end(1)] + line[found.end() :]
            why = "There is an extra space in this word."
            yield Edit(number, (line,), (changed,), why, 1.25)


def _divided(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a line with a word divided in two, both of which are known."""
    line = lines[number - 1]
    elsewhere = set(re.findall(r"\w+", "\n".join([*lines[: number - 1], *lines[number:]])))
    words = elsewhere | set(dir(builtins)) | set(keyword.kwlist) | KNOWN
    for found in re.finditer(r"\.?\b(\w+)\b\.?", line):
        word = found[1]
        if word in elsewhere:
            continue
        for place in range(2, len(word) - 1):
            first, second = word[:place], word[place:]
            if first in words and second in words:
                for sign in " ", ".", "(", ", ":
                    divided = line[: found.start()] + first + sign + second + line[found.end() :]
                    why = f"{sign.strip() or 'A space'} is missing between {first} and {second}."
                    yield Edit(number, (line,), (divided,), why, 1.5)


def _printed(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield all lines that print without parentheses, with them, from this one on."""
    last = max(n for n, text in enumerate(lines, 1) if PRINT.match(text))
    before = tuple(lines[number - 1 : last])
    after = tuple(PRINT.sub(r"\1print(\2)", text) for text in before)
    yield Edit(number, before, after, "To print, Python needs parentheses: print(...)", 1)
    line = lines[number - 1]
    start = next((n for n in range(number, 0, -1) if lines[n - 1].lstrip().startswith("def ")), 1)
    rest = range(start + 1, len(lines) + 1)
    end = next((n for n in rest if re.match(r"[^\s#]", lines[n - 1])), len(lines) + 1)
    returns = any(re.match(r"\s*return\b", text) for text in lines[start : end - 1])
    if lines[start - 2].startswith("@") and not returns and indentation(line):
        why = "print writes to the terminal. The browser shows what is returned."
        yield Edit(number, (line,), (PRINT.sub(r"\1return \2", line),), why, 0.9)
