"""A text with places for values: those of format(), the braces of CSS among them, and those of %."""

import ast
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source

# What format() is to leave alone: a brace that is neither doubled nor around a name.
CSS = re.compile(r"(\{\{|\}\}|\{\w*\})|([{}])")
# A percent sign that begins none of the usual places.
PERCENT = re.compile(r"(?<!%)%(?![sd%(.\d])")


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield more arguments of format(), or a text with other braces or percent signs."""
    if outcome.exception not in ("IndexError", "KeyError", "TypeError", "ValueError"):
        return
    key = outcome.message.strip("'\"")
    for node in source.nodes_at(outcome.line):
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr="format")):
                values = [source.segment(each) for each in node.args]
                names = [source.segment(each) for each in node.keywords]
                why = "The text has more { } than format() has values."
                new = [[*values, '""', *names]]
                if outcome.exception == "KeyError":
                    why = f"The text has {{{key}}}, so format() needs a value for it."
                    new = [[*values, *names, f"{key}={each}"] for each in (key, '""')]
                for number, given in enumerate(new):
                    call = f"{source.segment(node.func)}({', '.join(given)})"
                    yield source.replace(why, 0.8 + 0.1 * number, (node, call))
                yield from _css(source, owner)
            case ast.BinOp(left=ast.Constant(value=str()) as text, op=ast.Mod()):
                why = "%s is where the value goes."
                yield source.replace(why, 0.8, (text, lambda old: PERCENT.sub("%s", old, count=1)))
                why = "In text that is followed by %, type %% for a percent sign."
                yield source.replace(why, 0.9, (text, lambda old: PERCENT.sub("%%", old)))


def _css(source: Source, owner: ast.expr) -> Iterator[Edit]:
    """Yield a text with each brace of its CSS doubled."""
    texts = [owner]
    for node in ast.walk(source.tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if name == source.segment(owner):
                texts.append(node.value)
    for text in texts:
        if isinstance(text, ast.Constant):
            why = "format() replaces every { }. In the CSS, type each brace twice: {{ and }}"
            yield source.replace(
                why, 1, (text, lambda old: CSS.sub(lambda found: found[1] or found[2] * 2, old))
            )
