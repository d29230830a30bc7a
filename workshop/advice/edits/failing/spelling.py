"""A name that is spelled in another way elsewhere: did you mean that one?"""

import re
from collections.abc import Iterator

from workshop.advice.close_names import distance, unknown_name
from workshop.advice.edits.edit import Edit
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source

# How a name is found in its line, for each type of exception.
PATTERNS = {
    "AttributeError": r"(?<=\.)NAME\b",
    "ImportError": r"(?<!from )\bNAME\b",
    "NameError": r"(?<![\w.])NAME\b(?!\s*=[^=])",
    "TemplateAssertionError": r"\bNAME\b",
    "TypeError": r"\bNAME(?=\s*=[^=])",
    "UndefinedError": r"(?<!\w)NAME\b(?!\s*=[^=])",
}


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield the line with a name that Python has."""
    name = unknown_name(outcome.exception, outcome.message)
    if not (name and outcome.line and outcome.exception in PATTERNS):
        return
    pattern = PATTERNS[outcome.exception].replace("NAME", re.escape(name))
    for number, close in enumerate(outcome.close):
        # Nobody imports a name twice, or misspells what is then never used.
        is_import = outcome.exception == "ImportError"
        uses = len(re.findall(rf"\b(?:{name}|{close})\b", source.text))
        if close != name and not (is_import and (close in source.names or uses < 2)):
            cost = 0.7 + 0.2 * distance(name, close) + 0.3 * number
            yield source.substitute(outcome.line, pattern, close, f"Did you mean {close}?", cost)
