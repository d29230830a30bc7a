"""Where the files of an app are: its templates, and what its pages show."""

import re
from pathlib import Path

from workshop.hints import names

# The arguments of Flask(), and what each is without one.
FOLDERS = {"template_folder": "templates", "static_folder": "static"}


def missing_template(program: str, name: str) -> str:
    """Return a sentence about a template that is not there."""
    folder = _folder(program, "template_folder")
    if name.startswith("templates/"):
        rest = name.removeprefix("templates/")
        return f'Flask looks into the folder {folder.name} by itself: render_template("{rest}")'
    if (folder / name).exists():
        return "Flask finds the folder templates by the name of the app: app = Flask(__name__)"
    return _missing(folder, name)


def _folder(program: str, argument: str) -> Path:
    """Return the folder that an app has for its templates, or for other files."""
    given = re.search(rf"{argument} *= *[\"'](.*?)[\"']", program)
    return Path(given[1] if given else FOLDERS[argument])


def _missing(folder: Path, name: str) -> str:
    """Return a sentence about a file that is not in its folder."""
    for place in Path(), *(path for path in Path().iterdir() if path.is_dir()):
        if place != folder and (place / name).exists():
            return (
                f"{name} is in the folder {place.name}. Flask looks for it in the folder {folder.name} beside "
                "server.py: move it there."
            )
    if not folder.is_dir():
        return f"There is no folder {folder.name} beside server.py. Make it, and put {name} in it."
    if (folder / f"{name}.txt").exists():
        return f"It is called {name}.txt in the folder {folder.name}: rename it to {name}"
    there = {path.relative_to(folder).as_posix(): path.stem for path in folder.rglob("*.*")}
    whole = [each for each, stem in there.items() if stem == name]
    close = whole[0] if whole else names.closest(name, there)
    there_is_none = f"There is no {name} in the folder {folder.name} beside server.py."
    return f"{there_is_none} Do you mean {close}?" if close else there_is_none
