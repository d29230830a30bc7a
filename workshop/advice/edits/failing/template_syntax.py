"""What Jinja cannot read in a template."""

import difflib
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source
from workshop.advice.text import PROGRAM

TAGS = ["block", "elif", "else", "endblock", "endfor", "endif", "extends", "for", "if", "include"]
# A pattern, what to put in its place, why, and what it costs.
REPLACEMENTS = [
    ("[\u2018\u2019\u201c\u201d](?=[^{}]*[}%]\\})", "'", "Curly quotes don't work here. Use straight ones.", 0.4),
    (r"\{ (?=[{%])", "{", "There is no space inside {{ or {%", 0.5),
    (r"(?<=[}%]) \}", "}", "There is no space inside }} or %}", 0.5),
    (r"(\{% *(?:el)?if\b[^%=<>!]*[^%=<>!])=(?=[^=])", r"\1==", "To compare, use ==", 0.6),
    (r"\{\{ *(\w+ *=[^=}][^}]*)\}\}", r"{% set \1%}", "{{ }} shows a value. To assign one, use {% set %}", 0.7),
    (r"(\{\{[^{}%<]*?) ?(?:%\}|\}(?!\})|%|(?=<)|$)", r"\1 }}", "A value begins with {{ and ends with }}", 0.8),
    (r"(\{%[^{}%]*?) ?(?:\}\}|\}|%(?!\})|$)", r"\1 %}", "A tag begins with {% and ends with %}", 0.8),
    (r"(?<!\{)\{ *([^{}%]+\}\})", r"{{ \1", "A value begins with {{ and ends with }}", 0.8),
    (r"(?<![{%])(?:\{ *%? *|% *)?\b((?:if|for|block|end\w+)\b[^{}%]*%\})", r"{% \1", "A tag begins with {% and ends with %}", 0.8),
    (r"(\([^(){}%]*?) *(?=[}%]\})", r"\1) ", "A closing parenthesis is missing.", 0.8),
    (r"\{% *end +(\w+)", r"{% end\1", "This tag is one word.", 0.6),
    (r"\{% *else? *if\b", "{% elif", "In a template, this is elif.", 0.6),
    (r"(\{% *(?:if|for|else)\b[^{}%]*?) *: *%\}", r"\1 %}", "A tag needs no colon.", 0.6),
    (r"\{% *(\w+ *=[^=])", r"{% set \1", "To assign a value, use {% set %}", 0.7),
    (r"\{% *(?!el|end)([\w.]+) *%\}", r"{{ \1 }}", "{% %} is for commands, {{ }} shows a value.", 0.9),
    (r"(\{% *for +\w+) +\w+ +", r"\1 in ", "A for needs in.", 0.7),
    (r"\('([\w./]+)(?=[,) ])", r"('\1'", "The closing quote is missing.", 0.8),
    (r"\s*\{%\s*%\}", "", "This tag is empty. Remove it.", 0.8),
]  # fmt: skip


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of the line that Jinja names, and of lines above it where a tag is not closed."""
    if source.file == PROGRAM or outcome.exception != "TemplateSyntaxError":
        return
    for number, line in enumerate(source.lines[: outcome.line], 1):
        is_open = line.count("{{") != line.count("}}") or line.count("{%") != line.count("%}")
        if is_open or number == outcome.line:
            for pattern, new, why, cost in REPLACEMENTS:
                after = re.sub(pattern, new, line)
                yield source.edit(number, number, [after] if after.strip() else [], why, cost)
    line = source.lines[outcome.line - 1]
    if found := re.search(r"unknown tag '(\w+)'", outcome.message):
        if found[1].startswith("end"):
            after = re.sub(rf" *\{{%-? *{found[1]} *-?%\}}", "", line, count=1)
            why = "Nothing is open here that this could end. Remove it."
            yield source.edit(outcome.line, outcome.line, [after] if after.strip() else [], why, 1)
        for close in difflib.get_close_matches(found[1], TAGS, 2, 0.7):
            after = re.sub(rf"(\{{%-? *){found[1]}\b", rf"\1{close}", line)
            yield source.edit(outcome.line, outcome.line, [after], f"Did you mean {close}?", 0.7)
    if found := re.search(r"currently looking for .*'(end\w+)'", outcome.message):
        why = f"The tag above this line is not closed: {{% {found[1]} %}} is missing."
        added = f"{source.indent(outcome.line)}  {{% {found[1]} %}}"
        yield source.insert(outcome.line, [added], why, 1)
