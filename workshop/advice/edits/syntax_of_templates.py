"""What Jinja cannot read in a template."""

import difflib
import re
from collections.abc import Iterator

from workshop.advice.edit import Edit
from workshop.advice.edits.source import Source
from workshop.advice.outcome import Outcome

TAGS = ["block", "elif", "else", "extends", "for", "if", "include", "macro", "set", "with"]
ENDS = [f"end{each}" for each in ("block", "for", "if", "macro", "with")]
# What is not Jinja's, and what Jinja has instead.
INSTEAD = [
    (r"\{%\s*else\s+if\b", "{% elif", "In a template, this is one word: elif"),
    (r"\{%\s*end\s+(\w+)", r"{% end\1", "In a template, this is one word."),
    (r"\{%\s*empty\b", "{% else", "In Flask's templates, this is called else."),
    (
        r"\{%\s*static\s+([\"'].*?[\"'])\s*%\}",
        r"{{ url_for('static', filename=\1) }}",
        "This tag is one of Django's.",
    ),
    (r"\{%\s*url\s+([\"'].*?[\"'])\s*%\}", r"{{ url_for(\1) }}", "This tag is one of Django's."),
    (r"\{%\s*(?:load|csrf_token)\b.*?%\}", "", "This tag is one of Django's. Remove it."),
    (
        r"(\{%\s*(?:el)?if\b[^%=!<>]*?)(?<![=!<>])=(?!=)",
        r"\1==",
        "To compare, use ==. A single = assigns a value.",
    ),
    (r"\{\{([^{}]*)\}(?!\})", r"{{\1}}", "Two braces open, so two must close."),
    (r"(?<!\{)\{([^{}%#]*)\}\}", r"{{\1}}", "Two braces close, so two must open."),
    (r"\{\{([^{}%]*)%\}", r"{{\1}}", "What begins with {{ ends with }}."),
    (r"\{%([^{}%]*)\}\}", r"{%\1%}", "What begins with {% ends with %}."),
    (r"\{%([^{}%]*)(?<!%)\}", r"{%\1%}", "What begins with {% ends with %}."),
    (r"(\{%-?\s*for\s+\w+)\s+(?!in\b)(\w)", r"\1 in \2", "The word in is missing."),
    (r"\brange\s+(\w+)", r"range(\1)", "To call range, use parentheses."),
    (r"(\{%.*?[^:]):\s*%\}", r"\1 %}", "A tag of a template has no colon at its end."),
    (
        r"\{\{\s*((?:if|elif|else|for|end\w+|block|extends|include|set)\b.*?)\}\}",
        r"{% \1%}",
        "Tags go between {% and %}.",
    ),
    (r"\{%\s*([\w.]+)\s*%\}", r"{{ \1 }}", "To show a value, use {{ and }}."),
]


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield edits of the line that Jinja names, and of the ones above it."""
    number = outcome.line
    if not re.match(r"Template\w+Error", outcome.exception) or not number:
        return
    if found := re.search(r"(?:unknown tag|filter named) '(\w+)'", outcome.message):
        known = [*TAGS, *ENDS] if "tag" in found[0] else _filters()
        for place, close in enumerate(difflib.get_close_matches(found[1], known, 2, 0.6)):
            new = re.sub(rf"\b{found[1]}\b", close, source.lines[number - 1], count=1)
            said = f"A template has no {found[1]}. Did you mean {close}?"
            yield source.edit(number, number, [new], said, 0.8 + 0.4 * place)
    for line in range(number, max(number - 3, 0), -1):
        if line > len(source.lines):
            continue
        for cost, (pattern, new, why) in enumerate(INSTEAD):
            after = re.sub(pattern, new, source.lines[line - 1])
            if after != source.lines[line - 1]:
                yield source.edit(
                    line, line, [after], why, 0.6 + 0.05 * cost + 0.3 * (number - line)
                )
    yield from _end(source, outcome.message)


def _filters() -> list[str]:
    from jinja2.filters import FILTERS

    return [*FILTERS]


def _end(source: Source, message: str) -> Iterator[Edit]:
    """Yield the end of a block that has none."""
    found = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    if not found:
        return
    tag = found[1]
    openings: list[int] = []
    for number, line in enumerate(source.lines, 1):
        for each in re.findall(rf"\{{%-?\s*(end)?{tag}\b", line):
            if each:
                openings = openings[:-1]
            else:
                openings.append(number)
    for opening in openings[-1:]:
        said = f"The {tag} on line {opening} is never closed."
        ends = f"{source.indent(opening)}{{% end{tag} %}}"
        width = len(source.indent(opening))
        below = [
            n for n in range(opening + 1, len(source.lines) + 1) if source.lines[n - 1].strip()
        ]
        # Where its content is not indented, it ends where something around it does.
        is_indented = bool(below) and len(source.indent(below[0])) > width
        outside = [n for n in below if len(source.indent(n)) < width + is_indented]
        if outside:
            yield source.insert(outside[0], [ends], said, 1)
        yield source.append(max(below, default=opening), [ends], said, 1.2)
