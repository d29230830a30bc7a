"""What the learner typed after `invoke`, and what was meant."""

import difflib
import re

from workshop import port
from workshop.problem import Problem

OPTIONS = ["debug", "help", "list", "port", "report"]
# Editors and web pages make one dash of two hyphens.
DASH = re.compile("^(?:-+|[\u2010-\u2015\u2212]-*)")


def check(words: list[str], tasks: list[str]) -> None:
    """Raise a Problem if words have a typo, or begin with none of the tasks."""
    right = corrected(words, tasks)
    if right != words:
        raise Problem("There is a typo in this command.", f"Type {{invoke}} {' '.join(right)}")
    if words and words[0] not in tasks and not words[0].startswith("-"):
        raise Problem(
            f"There is no task called {words[0]}.", "To see all tasks, type {invoke} --list"
        )


def corrected(words: list[str], tasks: list[str]) -> list[str]:
    """Return words without typos: the same words if one of them is unknown."""
    right: list[str] = []
    for word in words:
        name = DASH.sub("", word).lower()
        cutoff = 0.75 if word.startswith("--") else 1
        if option := difflib.get_close_matches(name, OPTIONS, n=1, cutoff=cutoff):
            right.append(f"--{option[0]}")
        elif word.startswith("-"):
            # What follows may be the value of an option of invoke itself.
            return words
        elif right[-1:] == ["--port"]:
            right.append(word)
        elif name.isdecimal() and right[-1:] == ["run"]:
            right += ["--port", name]
        elif close := difflib.get_close_matches(name, tasks, n=1, cutoff=0.7):
            right += close
        else:
            return words
    return [*right, "5001"] if right[-1:] == ["--port"] else right


def port_number(text: str | None) -> int | None:
    """Return the port in the option --port, None if there is none. Problem if it is no port."""
    number = port.parse(text or "")
    if text is not None and not number:
        raise Problem("A port is a number from 1 to 65535.", "Type {invoke} run --port 5001")
    return number
