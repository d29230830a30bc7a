"""Which names Python has in place of one that it doesn't have."""

import builtins
import contextlib
import difflib
import functools
import gc
import importlib
import inspect
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

# Modules that programs often forget to import from.
MODULES = [
    *("flask", "random", "datetime", "time", "math", "markupsafe", "json", "functools"),
    *("werkzeug.security", "werkzeug.utils", "werkzeug.datastructures", "werkzeug.exceptions"),
    *("collections", "pathlib", "uuid"),
]
UNKNOWN = re.compile(
    r"(?:cannot import name|^name|local variable|named|keyword argument|no attribute|for endpoint) '([^']+)'"
    r"|^'(\w+)' is undefined"
)


def unknown_name(exception: str, message: str) -> str:
    """Return the name that an exception complains about, "" if it's about something else."""
    found = UNKNOWN.search(message)
    if found:
        return found[1] or found[2]
    # The module flask itself only says the name.
    return message if exception == "AttributeError" and message.isidentifier() else ""


def closest(error: BaseException) -> tuple[str, ...]:
    """Return the names, of those that exist here, that an unknown name may be a slip of."""
    name = unknown_name(type(error).__name__, str(error))
    if not name:
        return ()
    near, far = list[str](), list[str]()
    # Objects of a program may break any rule.
    with contextlib.suppress(Exception):
        near, far = [*_near(error)], [*_far(error)]
    is_private = name.startswith("_")
    found = [each for each in near if is_slip(name, each) and each.startswith("_") == is_private]
    found += [each for each in far if _is_clear_slip(name, each)]
    # Of request and Request, the one that begins as the name does.
    found.sort(key=lambda each: (distance(name, each), each[0] != name[0]))
    return tuple(dict.fromkeys(found))[:3]


def homes(error: BaseException) -> tuple[str, ...]:
    """Return the modules that have the name that is missing in the program, or in another module."""
    name = unknown_name(type(error).__name__, str(error))
    if not (name and isinstance(error, ImportError | NameError)):
        return ()
    found = []
    for module in MODULES:
        # A file of the learner's may have that name, and must not be executed.
        if Path(sys.path[0], f"{module.partition('.')[0]}.py").exists():
            continue
        with contextlib.suppress(Exception):
            found_there = getattr(importlib.import_module(module), name)
            if not inspect.ismodule(found_there):
                found.append(module)
    return tuple(found)


@functools.cache
def edit_distance(one: str, other: str) -> int:
    """Return how many letters were added, left out, changed or swapped to get from one to the other."""
    if not (one and other):
        return len(one + other)
    if one[0] == other[0]:
        return edit_distance(one[1:], other[1:])
    ways = [
        edit_distance(one[1:], other),
        edit_distance(one, other[1:]),
        edit_distance(one[1:], other[1:]),
    ]
    if one[:2] == other[1::-1]:
        ways.append(edit_distance(one[2:], other[2:]))
    return 1 + min(ways)


def distance(name: str, other: str) -> float:
    """Return how unlikely it is that a name is a slip of another: swapped letters are most likely."""
    one, two = name.lower(), other.lower()
    return 0.5 if sorted(one) == sorted(two) else edit_distance(one, two)


def is_slip(name: str, other: str) -> bool:
    """Return whether a name differs from another by so few letters that it is a slip."""
    one, two = name.lower(), other.lower()
    if difflib.SequenceMatcher(None, one, two).quick_ratio() < 0.5:
        return False
    if sorted(one.split("_")) == sorted(two.split("_")):
        return True
    if sorted(one) == sorted(two) and one[0] == two[0]:
        return True
    # name1 and name2 are different on purpose.
    is_numbered = re.sub(r"\d", "", one) == re.sub(r"\d", "", two) and one != two
    return not is_numbered and edit_distance(one, two) <= max(1, min(3, len(one) // 4))


def _is_clear_slip(name: str, other: str) -> bool:
    """Return whether a name is a slip of one that is always there, and not a name of its own."""
    is_plural = other in dir(builtins) and other + "s" == name
    is_sure = sorted(name.lower()) == sorted(other.lower()) or (
        len(name) > 4 and (name[0].lower() == other[0].lower() or name == other[1:])
    )
    return is_sure and not is_plural and is_slip(name, other)


def _near(error: BaseException) -> Iterator[str]:
    """Yield the names that an exception chose from."""
    match error:
        case ImportError():
            yield from dir(sys.modules.get(error.name or ""))
        case AttributeError():
            is_flask = str(error).isidentifier()
            yield from dir(sys.modules["flask"] if is_flask else error.obj)
        case NameError():
            *_, (frame, _) = traceback.walk_tb(error.__traceback__)
            yield from [*frame.f_globals, *frame.f_locals]
        case TypeError():
            yield from _parameters(str(error).partition("(")[0])
    match type(error).__name__:
        case "BuildError":
            yield from [each.endpoint for each in error.adapter.map.iter_rules()]  # type: ignore[attr-defined]
        case "TemplateAssertionError":
            yield from sys.modules["jinja2.filters"].FILTERS
        case "UndefinedError":
            for frame, _ in traceback.walk_tb(error.__traceback__):
                # Jinja puts such a frame in the place of a template's line.
                if "__jinja_exception__" in frame.f_globals:
                    yield from frame.f_locals
            if kind := re.match(r"'(\w+) object' has", str(error)):
                yield from dir(getattr(builtins, kind[1], None))


def _far(error: BaseException) -> Iterator[str]:
    """Yield the names that are always there, or that Flask has for an import."""
    if isinstance(error, NameError):
        yield from dir(builtins)
        flask = vars(sys.modules.get("flask", builtins))
        yield from [each for each, value in flask.items() if not inspect.ismodule(value)]


def _parameters(function: str) -> Iterator[str]:
    """Yield the parameters of all functions that have a name, such as Rule.__init__."""
    # run_simple() gets what Flask.run() doesn't know.
    names = {function, "Flask.run"} if function == "run_simple" else {function}
    for each in gc.get_objects():
        if inspect.isfunction(each) and each.__qualname__ in names:
            yield from inspect.signature(each).parameters
