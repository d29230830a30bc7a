"""Text without its quotes, with other quotes inside, or on several lines; HTML is text as well."""

import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.text import indentation

# Words that join others in code.
JOINING = {"if", "else", "in", "is", "and", "or", "not", "for", "as", "from", "import"}
# Lines that can't be HTML.
CODE = re.compile(
    r"\s*(?:@\w+\.|def |class \w+.*:$|if __name__|from \w+ import|\w+ = |return\b|'''|\"\"\"|$)"
)


def edits(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line with its text in quotes."""
    yield from with_other_quotes(lines, number)
    yield from _joined(lines, number, message)
    yield from _bare_text(lines, number)
    yield from _html(lines, number)


def with_other_quotes(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield a line whose text has the quotes that it needs: at its end, around it or inside it."""
    line = lines[number - 1]
    if line.count('"""') == 1:
        yield Edit(number, (line,), (line + '"""',), 'The closing """ is missing.', 2)
    first = min((line.find(each) for each in "\"'" if each in line), default=-1)
    if first < 0 or '"""' in line or "'''" in line:
        return

    def instead(text: str, why: str, cost: float) -> Edit:
        return Edit(number, (line,), (text,), why, cost)

    quote, last = line[first], line.rfind(line[first])
    other = "'" if quote == '"' else '"'
    start, inside, end = line[:first], line[first + 1 : last], line[last + 1 :]
    why = f"Text ends at the next {quote}. Inside it, use {other} instead."
    if quote in inside and other not in inside and not re.search(rf"{quote} *[:;,=]", inside):
        # Where several texts are in a line, something else is missing between them.
        cost = 2 if re.search(rf"={quote}|\w{quote}\w", inside) else 2.75
        cost += 1.5 * (" + " in inside)
        yield instead(start + quote + inside.replace(quote, other) + quote + end, why, cost)
        # A single quote inside a word is an apostrophe.
        is_apostrophe = quote == "'" and re.search(r"\w'\w", inside)
        outer = cost - 0.5 if is_apostrophe else cost + 0.1
        why = f"Text ends at the next {quote}. Put {other} around this text."
        yield instead(start + other + inside + other + end, why, outer)
    elif last > first:
        why = "Text with quotes in it can go between three quotes."
        cost = 2.5 if re.search(r"=[\"']", inside) and "+" not in inside else 4
        yield instead(f'{start}"""{inside}"""{end}', why, cost)
    tail = line.rstrip(" ):,")
    if tail[-1] == other and quote not in inside:
        why = "End text with the same quote it starts with."
        yield instead(tail[:-1] + quote + line[len(tail) :], why, 1.25)


def _joined(lines: list[str], number: int, message: str) -> Iterator[Edit]:
    """Yield a line with the next one, if that is the rest of it."""
    line, following = lines[number - 1], "".join(lines[number : number + 1])
    is_text = "unterminated string" in message and line.count('"') % 2 + line.count("'") % 2 > 0
    is_deeper = len(indentation(following)) > len(indentation(line))
    starts_text = re.match(r"[\"']", following)
    goes_on = (is_deeper or starts_text) and re.search(r"[=+(,.]\s*$", line)
    why = "These two lines are one: join them."
    if is_text:
        why = "Text in quotes can't continue on the next line."
    if is_text or goes_on or re.match(r"\s*(?:[.+%]|and\b|or\b)", following):
        gap = "" if following.lstrip()[:1] == "." else " "
        joined = f"{line.rstrip()}{gap}{following.lstrip()}"
        yield Edit(number, (line, following), (joined,), why, 1.75)


def _bare_text(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield quotes around what is more likely to be text than code."""
    line = lines[number - 1]
    found = re.match(r"(\s*(?:return|\w+ *=|\w+\() *)([^\"'()=]*[^\"'()=\s])(\)?)\s*$", line)
    if found and _is_text(found[2], lines):
        quoted = f'{found[1]}"{found[2]}"{found[3]}'
        yield Edit(number, (line,), (quoted,), "Text needs quotes.", 1.5)


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
        why = "HTML is text, so it needs quotes: three on each side for several lines."
        yield Edit(first, before, after, why, 1.5 + (to != last) / 4)
