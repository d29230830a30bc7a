"""What is known of templates: what a learner may mean by a name in one, or by that of one."""

import builtins
import importlib
import re

from workshop.hints import names
from workshop.paths import ROOT


def unknown_in_template(program: str, name: str) -> str:
    """Return a sentence about a name that a template uses, and was not given."""
    for file in ROOT.glob(f"templates/{name}.*"):
        return f"The name of a file stands in quotes: '{file.name}'"
    if name == "len":
        return "A template has no len(). The length of a list is {{ list|length }}"
    if hasattr(builtins, name):
        return f"A template has no {name}(): use it in server.py, and give the template the result."
    return f"The template uses {name}, which it was not given: render_template(..., {name}=...)"


def close_filter(program: str, name: str) -> str | None:
    """Return the filter of templates that *name* is a misspelling or a longer form of, if any is."""
    filters = importlib.import_module("jinja2.filters").FILTERS
    within = [each for each in filters if len(each) > 3 and each in name]
    return names.closest(name, filters) or next(iter(within), None)


def missing_template(program: str, name: str) -> str:
    """Return a sentence about a template that is not there."""
    given = re.search(r"template_folder *= *[\"'](.*?)[\"']", program)
    folder = ROOT / (given[1] if given else "templates")
    if name.startswith("templates/"):
        rest = name.removeprefix("templates/")
        return f'Flask looks into the folder {folder.name} by itself: render_template("{rest}")'
    if (folder / name).exists():
        return "Flask finds the folder templates by the name of the app: app = Flask(__name__)"
    for place in ROOT, *(path for path in ROOT.iterdir() if path.is_dir()):
        if place != folder and (place / name).exists():
            return (
                f"{name} is in the folder {place.name}. Flask looks for it in the folder {folder.name} beside "
                "server.py: move it there."
            )
    if not folder.is_dir():
        return f"There is no folder {folder.name} beside server.py. Make it, and put {name} in it."
    if (folder / f"{name}.txt").exists():
        return f"It is called {name}.txt in the folder {folder.name}: rename it to {name}"
    close = names.closest(
        name, [path.relative_to(folder).as_posix() for path in folder.rglob("*.*")]
    )
    there_is_none = f"There is no {name} in the folder {folder.name} beside server.py."
    return f"{there_is_none} Do you mean {close}?" if close else there_is_none
