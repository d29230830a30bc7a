"""What a mistake is, and finding the one that tells what has happened."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

# A change to the lesson's program: what it has, and what stands there instead.
Change = tuple[str, str]


class Mistake(NamedTuple):
    """What tells a mistake, what to say of it, and examples with the number of the line told.

    *symptom* matches what workshop/advice/hint.py makes of a trial's outcome, from the
    beginning. *cause* is searched in the program, and its line is told; *unless* must not be there.
    In *hint*, {0} and {1} stand for the groups of *symptom* and *cause*, and {value} for what
    *about* makes of the program and these groups: None if it is not this mistake.
    """

    symptom: str
    hint: str
    examples: dict[Change, int]
    cause: str = ""
    unless: str = ""
    about: Callable[..., str | None] | None = None

    @property
    def rank(self) -> int:
        """How much it takes to tell it: the more, the more it says."""
        return 2 * bool(self.cause or self.unless) + bool(self.about)


class Claim(NamedTuple):
    """A mistake that explains what has happened: its hint, and the line of its cause, or 0."""

    mistake: Mistake
    hint: str
    line: int


def claims(
    mistakes: Sequence[Mistake], symptoms: Sequence[str], program: str, part: str
) -> list[Claim]:
    """Return what explains the first symptom that is known: one mistake, if the table is right.

    A cause is searched in the *part* of the program that the symptom comes from.
    """
    for symptom in symptoms:
        found = [claim for each in mistakes if (claim := _claim(each, symptom, program, part))]
        if found:
            best = max(claim.mistake.rank for claim in found)
            return [claim for claim in found if claim.mistake.rank == best]
    return []


def _claim(mistake: Mistake, symptom: str, program: str, part: str) -> Claim | None:
    told = re.match(mistake.symptom, symptom)
    cause = told and re.search(mistake.cause, part, re.MULTILINE)
    if not told or not cause:
        return None
    if mistake.unless and re.search(mistake.unless, part, re.MULTILINE):
        return None
    at = cause.re.groupindex.get("at", 0)
    of_cause = [group for number, group in enumerate(cause.groups(), 1) if number != at]
    groups = [group or "" for group in (*told.groups(), *of_cause)]
    value = mistake.about(program, *groups) if mistake.about else ""
    if value is None:
        return None
    line = part.count("\n", 0, cause.start(at)) + 1 if mistake.cause else 0
    return Claim(mistake, mistake.hint.format(*groups, value=value), line)
