"""A name that is spelled in another way elsewhere: did you mean that one?"""

import re
from collections.abc import Iterator

from workshop.advice.close_names import distance, unknown_name
from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing import template_names
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source

# How a name is found in its line, for each type of exception.
NAME = r"(?<![\w.])NAME\b(?!\s*=[^=])"
PATTERNS = {
    "AttributeError": r"(?<=\.)NAME\b",
    "ImportError": r"(?<!from )\bNAME\b",
    "NameError": NAME,
    "TemplateAssertionError": r"\bNAME\b",
    "TypeError": r"\bNAME(?=\s*=[^=])",
    "UnboundLocalError": NAME,
    "UndefinedError": r"(?<!\w)NAME\b(?!\s*=[^=])",
}


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield the line with a name that Python has, or the line that gives it that name."""
    name = unknown_name(outcome.exception, outcome.message)
    if not (name and outcome.line and outcome.exception in PATTERNS):
        return
    if template_names.is_of_a_loop(source.text, name):
        # It is spelled right, but used outside of its loop.
        return
    pattern = PATTERNS[outcome.exception].replace("NAME", re.escape(name))
    uses = len(re.findall(rf"\b{re.escape(name)}\b", source.text))
    for number, close in enumerate(outcome.close):
        cost = 0.7 + 0.2 * distance(name, close) + 0.3 * number
        places = [n for n, line in enumerate(source.lines, 1) if re.search(rf"\b{close}\b", line)]
        if outcome.exception == "ImportError" and (close in source.names or uses + len(places) < 2):
            # Nobody imports a name twice, or misspells what is then never used.
            continue
        if uses > 1 and len(places) == 1 and close in source.names:
            line = re.sub(rf"\b{close}\b", name, source.lines[places[0] - 1])
            why = f"Everywhere else, this is called {name}."
            yield source.edit(places[0], places[0], [line], why, cost - 0.1)
        yield source.substitute(outcome.line, pattern, close, f"Did you mean {close}?", cost)
