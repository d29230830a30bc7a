"""Signs that an edit makes something that Python can read, but that nobody means."""

import ast
import builtins
import re
from collections.abc import Sequence

from workshop.advice.text import given_names, parsed

# More doubts don't count.
MOST = 2
# Expressions that make sense as a statement.
STATEMENTS = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.Constant)
# Code that has become text: its first quote ends something, or begins what comes after a comma, or
# a name is added to it.
CODE = re.compile(
    r"""^[^"']*[^\s"'(\[{=:,]["'](?=\ *[+:,)\]}]|\ +(?:not|in|and|or|if|else)\b)
    | ,\ *\w+\ *=[\ \w\[] | ,\ *["']\w[^"']*$ | \ \+\ *[A-Za-z_][\w.]*\ *(?:\+|$)""",
    re.VERBOSE,
)
TEXT = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
SIDE_BY_SIDE = re.compile(rf"^(?:[^\"'#]|{TEXT})*?(?:{TEXT})[ \t]*(?:{TEXT})")


def doubts(lines: Sequence[str], original: Sequence[str], names: set[str]) -> int:
    """Return how many signs there are in the lines that are not in the original.

    The *names* are known without these lines.
    """
    unchanged = {line.strip() for line in original}
    changed = {n for n, line in enumerate(lines, 1) if line.strip() not in unchanged}
    nodes = list(ast.walk(parsed("\n".join(lines))))
    known = names | set(dir(builtins)) | {"__file__"} | given_names(nodes)
    found = sum(bool(SIDE_BY_SIDE.match(lines[n - 1])) for n in changed)
    unknown = set()
    for node in nodes:
        if getattr(node, "lineno", 0) not in changed:
            continue
        match node:
            case ast.Name(name) if name not in known and "*" not in known:
                unknown.add(name)
            case ast.Expr(value) if not isinstance(value, STATEMENTS):
                found += 1
            case ast.Constant(str(text)) if "\n" not in text and CODE.search(text):
                found += 1
            case ast.AnnAssign() | ast.Assign(targets=[_, _, *_]):
                found += 1
    return min(MOST, found + len(unknown))
