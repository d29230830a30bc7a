"""What server.py is made of: its functions, and its lines."""

import ast
import dis
import inspect
import re
from itertools import pairwise
from pathlib import Path

from workshop.paths import PROGRAM, ROOT


def tree():
    """Return server.py as Python reads it."""
    return ast.parse(PROGRAM.read_bytes())


def nodes():
    """Return all that server.py is made of."""
    return ast.walk(tree())


def own_functions(app):
    """Return the functions in server.py that answer requests, by their endpoints."""
    functions = {name: inspect.unwrap(each) for name, each in app.view_functions.items()}
    return {name: function for name, function in functions.items() if is_own(function)}


def is_own(function):
    """Return whether something is a function in server.py."""
    return inspect.isfunction(function) and inspect.getsourcefile(function) == str(PROGRAM)


def instructions(code, *kinds):
    """Return the instructions of some kinds in a code object, and in all code inside it."""
    found = [each for each in dis.get_instructions(code) if each.opname in kinds]
    for inner in filter(inspect.iscode, code.co_consts):
        found += instructions(inner, *kinds)
    return found


def attributes(function):
    """Return each name.attribute that a function takes from outside: name, attribute and line."""
    taken = pairwise(dis.get_instructions(function))
    return [
        (name.argval, attribute.argval, name.positions.lineno)
        for name, attribute in taken
        if name.opname == "LOAD_GLOBAL" and attribute.opname in ("LOAD_ATTR", "LOAD_METHOD")
    ]


def files():
    """Return the files that pages are written in."""
    return [*ROOT.glob("templates/**/*.html"), PROGRAM]


def program():
    """Return the text of server.py."""
    return PROGRAM.read_text("utf-8", "replace")


def sources():
    """Return all that pages are written in."""
    return "\n".join(file.read_text("utf-8", "replace") for file in files())


def evaluate(code, names, line, file=PROGRAM):
    """Evaluate some code as if it stood on a line of a file, which Python names in an error."""
    eval(compile("\n" * (line - 1) + code, str(file), "eval"), {**names})


def fail(said, line, file=PROGRAM):
    """Fail as if a line of a file had done so."""

    def fail():
        raise AssertionError(said)

    evaluate("fail()", {"fail": fail}, line, file)


def fail_where(pattern, said, *files):
    """Fail as if the first line that has a pattern, in one of the files, had done so."""
    place = place_of(pattern, *files)
    assert place, said
    fail(said, *place)


def place_of(pattern, *files):
    """Return the first line that has a pattern, and its file, None if none of the files has it."""
    for file in map(Path, files):
        source = file.read_text("utf-8", "replace")
        found = re.search(pattern, source)
        if found:
            return source.count("\n", 0, found.start()) + 1, file
    return None
