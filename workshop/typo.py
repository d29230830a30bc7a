"""What was meant by words after `invoke` that it doesn't understand."""

import difflib
import re

TASKS = ["doctor", "run", "setup", "shell", "test"]
OPTIONS = ["debug", "help", "list", "port", "report"]
# Editors and web pages make one dash of two hyphens.
DASH = re.compile("^(?:-+|[\u2010-\u2015\u2212]-*)")


def corrected(words: list[str]) -> list[str]:
    """Return words without typos: the same words if one of them is unknown."""
    right: list[str] = []
    for word in words:
        name = DASH.sub("", word).lower()
        if name in OPTIONS:
            right.append(f"--{name}")
        elif word.startswith("-"):
            # What follows may be the value of an option of invoke itself.
            return words
        elif right[-1:] == ["--port"]:
            right.append(word)
        elif name.isdecimal() and right[-1:] == ["run"]:
            right += ["--port", name]
        elif close := difflib.get_close_matches(name, TASKS, n=1, cutoff=0.7):
            right += close
        else:
            return words
    return [*right, "5001"] if right[-1:] == ["--port"] else right
