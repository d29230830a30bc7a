"""What a program knows in the place of a name that it does not know."""

import builtins
import contextlib
import difflib
import gc
import importlib
import inspect
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

# Where names come from that programs use without an import.
HOMES = ["flask", "random", "datetime", "time", "math", "markupsafe", "os", "json", "functools"]
HOMES += [
    "werkzeug.security",
    "werkzeug.utils",
    "werkzeug.datastructures",
    "collections",
    "pathlib",
    "uuid",
    "werkzeug.exceptions",
]
UNKNOWN = re.compile(
    r"(?:cannot import name|^name|named|keyword argument|no attribute) '([\w.]+)'|^'(\w+)' is undefined"
)


def closest(error: BaseException) -> tuple[str, ...]:
    """Return the names most like the one that is unknown, of those that are known in its place."""
    name, known = getattr(error, "name", None), list[str]()
    with contextlib.suppress(Exception):
        if isinstance(error, ImportError):
            known = dir(sys.modules.get(name or ""))
            name = unknown_name(error)
        elif isinstance(error, AttributeError):
            # flask itself only says the name.
            name = name or str(error)
            known = dir(sys.modules["flask"] if name == str(error) else error.obj)
        elif isinstance(error, NameError):
            *_, (frame, _) = traceback.walk_tb(error.__traceback__)
            known = [*dir(builtins), *_flask_names(), *frame.f_globals, *frame.f_locals]
        elif isinstance(error, TypeError):
            name, known = unknown_name(error), [*_parameters(str(error).partition("(")[0])]
        elif type(error).__name__ == "UndefinedError":
            name = unknown_name(error)
            for frame, _ in traceback.walk_tb(error.__traceback__):
                # Jinja puts such a frame in the place of a template's line.
                if "__jinja_exception__" in frame.f_globals:
                    known = [*frame.f_locals]
            if kind := re.match(r"'(\w+) object' has", str(error)):
                known = dir(getattr(builtins, kind[1], None))
        elif type(error).__name__ == "BuildError":
            name = error.endpoint  # type: ignore[attr-defined]
            known = [rule.endpoint for rule in error.adapter.map.iter_rules()]  # type: ignore[attr-defined]
    if not isinstance(name, str) or not name:
        return ()
    # Of request and Request, the one that begins as the name does.
    known.sort(key=lambda each: each[:1].islower() == name[:1].islower())
    public = {each.lower(): each for each in known if not each.startswith("_") or name[0] == "_"}
    close = [
        each
        for each in difflib.get_close_matches(name.lower(), public, 4, 0.6)
        if not isinstance(error, NameError) or _is_likely(name.lower(), each, public[each])
    ]
    # Letters that changed places are the same letters.
    close.sort(key=lambda each: sorted(each) != sorted(name.lower()))
    return tuple(public[each] for each in close[:3])


def homes(error: BaseException) -> tuple[str, ...]:
    """Return the modules that have the name that Python, or another module, does not know."""
    name = unknown_name(error)
    if not (name and isinstance(error, ImportError | NameError)):
        return ()
    found = []
    for module in HOMES:
        # A file of the learner's that is called so is not to be executed for this.
        if Path(sys.path[0], f"{module.partition('.')[0]}.py").exists():
            continue
        with contextlib.suppress(Exception):
            found_there = getattr(importlib.import_module(module), name)
            if not inspect.ismodule(found_there):
                found.append(module)
    return tuple(found)


def unknown_name(error: BaseException) -> str:
    """Return the name that is unknown, "" if it is nothing of the kind."""
    found = UNKNOWN.search(str(error))
    return found[1] or found[2] if found else ""


def _is_likely(name: str, close: str, known: str) -> bool:
    """Return whether a name is like another, which must be more so for names that are always there."""
    likeness = difflib.SequenceMatcher(None, close, name).ratio()
    is_same = sorted(name) == sorted(close)
    is_far = known in dir(builtins) or known in _flask_names()
    return not is_far or is_same or likeness > 0.8


def _flask_names() -> list[str]:
    """Return the names that Flask has, but for its modules."""
    names = vars(sys.modules.get("flask", builtins))
    return [name for name, value in names.items() if type(value) is not type(sys)]


def _parameters(function: str) -> Iterator[str]:
    """Yield the parameters of all functions that have a name, such as Rule.__init__."""
    # It passes on what it does not know itself.
    names = {function, "Flask.run"} if function == "run_simple" else {function}
    for each in gc.get_objects():
        if inspect.isfunction(each) and each.__qualname__ in names:
            yield from inspect.signature(each).parameters
