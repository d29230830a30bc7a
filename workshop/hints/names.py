"""What is known of names: what a learner may mean by one that Python does not know."""

import ast
import builtins
import difflib
import importlib
import inspect
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from workshop.hints import known


def package(program: str, module: str) -> str | None:
    """Return what to install for a module, None if it is not known to be in a package."""
    return known.PACKAGES.get(module.partition(".")[0])


def close_module(program: str, module: str) -> str | None:
    """Return the module that a name which is no known one is a misspelling of, if it is one."""
    if package(program, module):
        return None
    own = [path.stem for path in Path().glob("*.py") if path.stem not in ("server", "tasks")]
    # A plain word, such as forms, is rather a file of the learner's than a package.
    packages = [name for name in known.PACKAGES if "_" in name]
    return closest(module, own) or closest(module, [*packages, *known.MODULES])


def close_in_module(program: str, module: str, name: str) -> str | None:
    """Return what is probably meant by a name that a module does not have, None if it is unknown."""
    if not _is_known(module) or in_place_of_another(program, module) is not None:
        return None
    # Such as datetime, which has a class of its own name.
    for part in module, "path":
        if name in names_of(module, part):
            return f"{module}.{part}.{name}"
    return closest(name, names_of(module))


def in_place_of_another(program: str, module: str) -> str | None:
    """Return "" if a file of the learner's has the name of a module of Python or Flask, else None."""
    return "" if _is_known(module) and Path(f"{module}.py").exists() else None


def close_in_type(program: str, kind: str, name: str) -> str | None:
    """Return the attribute of a type that *name* stands for, None if none is like it."""
    module, _, kind = kind.rpartition(".")
    known_in = [each for each in (module or "builtins", "flask") if _is_known(each)]
    attributes = [attribute for each in known_in for attribute in names_of(each, kind)]
    translated = known.OF_OTHERS.get(name)
    return translated if translated in attributes else closest(name, attributes)


def of_two(program: str) -> str | None:
    """Return the name of a function and, above it, of something else; None if there is none."""
    found = re.search(r"^(\w+) *=(?!=)[\s\S]*^(?:async )?def \1\b", program, re.MULTILINE)
    return found[1] if found else None


def connection(program: str) -> str:
    """Return the name of the connection to a database."""
    found = re.search(r"(\w+) *= *sqlite3\.connect\(", program)
    return found[1] if found else "connection"


def connection_without_names(program: str) -> str | None:
    """Return the name of a connection to a database whose rows have no names, None if there is none."""
    is_there = "sqlite3.connect(" in program and "row_factory" not in program
    return connection(program) if is_there else None


def moved(program: str, name: str) -> str | None:
    """Return the module that has what is no longer in Flask or Werkzeug, None if it is unknown."""
    return known.MODULE_OF.get(name)


def unknown(program: str, name: str) -> str:
    """Return a sentence about a name that is not defined."""
    if name.lower() in ("true", "false", "none", "null"):
        return "Python writes it with a capital: True, False, None."
    if re.search(r"[\u0370-\u052f]", name):
        return f"{name} has Greek or Cyrillic letters that look like others. Type it again by hand."
    if name in names_of("flask"):
        return f"{name} comes with Flask. Import it at the top: from flask import Flask, {name}"
    if name in known.OF_THE_APP:
        return f"It belongs to the app: app.{name}"
    if re.search(rf"\{{ *{name} *:", program):
        return f"{{ }} stand for a name here. For CSS, write each twice: {{{{ {name}: ... }}}}"
    owner = _owner(program, name)
    if owner:
        return (
            f"{name} is known only inside of {owner}(). For others to know it, that function begins with: "
            f"global {name}"
        )
    known_names = [*_own_names(program), *dir(builtins), *names_of("flask")]
    close = closest(name, [each for each in known_names if each != name])
    if close and re.search(rf"^[ \t]*return +{name} *$", program, re.MULTILINE):
        return f'Python does not know {name}. Do you mean {close}, or a text: return "{name}"'
    if close:
        return f"Python does not know {name}. Do you mean {close}?"
    # The module datetime has a class of that name.
    if name in known.MODULE_OF and f"{name}.{name}" not in program:
        return f"{name} comes with a module. Import it: from {known.MODULE_OF[name]} import {name}"
    if name in sys.stdlib_module_names:
        return f"{name} is a module. Import it at the top: import {name}"
    below = re.search(rf"^(?:(?:async )?def |class )?{name}\b *[(=:]", program, re.MULTILINE)
    if below:
        line = program.count("\n", 0, below.start()) + 1
        return f"{name} is only defined in line {line}. Use it below that line."
    return (
        f"Python does not know {name}. Is it a typo, or is an import missing, or the quotes around a "
        "text?"
    )


def missing_argument(program: str, view: str, missing: str) -> str | None:
    """Return a sentence about arguments that Flask gives no value to, None if they are no view's."""
    name, *others = re.findall(r"'(\w+)'", missing)
    rule = re.search(
        rf"^@\w+\.\w+\([\"'](.*?)[\"'].*\n(?:@.*\n)*(?:async )?def {view}\(.*\n((?:[ \t].*\n|\n)*)",
        program,
        re.MULTILINE,
    )
    if not rule:
        return None
    url, body = rule.groups()
    if f":{name}" in url:
        return f"In a URL, < and > stand around a name: {url.replace(f':{name}', f'<{name}>')}"
    if name in names_of("flask"):
        return (
            f"Flask gives no {name} to the function: leave its parentheses empty, and import it at the "
            f"top: from flask import Flask, {name}"
        )
    if not re.search(rf"\b{name}\b", body):
        return f"The function gets no value for {name}. Leave its parentheses empty: def {view}():"
    if re.search(rf"[?&]{name}=|<[^>]*\bname=[\"']?{name}\b", program):
        return (
            f"What stands behind a ? in a URL is in request.args. Leave the parentheses empty, and write "
            f'below: {name} = request.args.get("{name}")'
        )
    if url == "/":
        return f'The function gets no value for {name}. Give it one: def {view}({name}="..."):'
    url = "/<".join([url.rstrip("/"), *(f"{each}>" for each in (name, *others))])
    return f'The routing rule has no {name}. Write @app.route("{url}")'


def missing_column(program: str, name: str) -> str:
    """Return a sentence about a column that no table has."""
    tables = re.findall(r"create table[^;\"']*", program, re.IGNORECASE)
    # SQL's own words are mostly written in capitals.
    close = closest(name, re.findall(r"\b[a-z]\w*", " ".join(tables)))
    if close:
        return f"Do you mean {close}?"
    if re.search(r"\b(?:select|insert|update|delete)\b.*(?:\{|\+|%s)", program, re.IGNORECASE):
        return "Is it a text? Let a ? stand for it: execute('... = ?', (text,))"
    return (
        "Is it in its CREATE TABLE? A database that was made before keeps the columns that it has: "
        "rename its file, and a new one is made."
    )


def missing_table(program: str, name: str) -> str:
    """Return what to do about a table that a database does not have."""
    made = re.findall(r"create table (?:if not exists )?\W?(\w+)", program, re.IGNORECASE)
    if name in made:
        return (
            "its CREATE TABLE has not run. Call the function that holds it above the routing rules."
        )
    close = closest(name, made)
    return f"do you mean {close}?" if close else "make it first, with CREATE TABLE."


def _is_known(module: str) -> bool:
    """Return whether a module is one of Python's or Flask's, which can be imported without harm."""
    return module.partition(".")[0] in {*sys.stdlib_module_names, "flask", "jinja2", "werkzeug"}


def names_of(module: str, kind: str = "") -> list[str]:
    """Return the public names of a module, or of a type in it, but for other modules."""
    # A file of the learner's is not to be executed here.
    if Path(f"{module}.py").exists():
        return []
    found = importlib.import_module(module)
    place = getattr(found, kind, None) if kind else found
    public = [name for name in dir(place) if name[0] != "_"]
    return [name for name in public if not inspect.ismodule(getattr(place, name, None))]


def closest(name: str, names: Collection[str]) -> str | None:
    """Return the first of the names that are most like *name*, None if none is like it."""
    if name in names:
        return None
    for each in names:
        if each.lower() == name.lower():
            return each
    best = max(names, key=lambda each: _likeness(name, each), default="")
    return best if _likeness(name, best) >= 0.75 else None


def _owner(program: str, name: str) -> str | None:
    """Return the function that alone gives something a name, None if none does."""
    for function in ast.walk(ast.parse(program)):
        if isinstance(function, ast.FunctionDef):
            names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
            if any(each.id == name and isinstance(each.ctx, ast.Store) for each in names):
                return function.name
    return None


def _own_names(program: str) -> Iterator[str]:
    """Return the names that a program gives to something."""
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=other):
                yield other or name


def _likeness(name: str, other: str) -> float:
    return difflib.SequenceMatcher(None, other, name).ratio()
