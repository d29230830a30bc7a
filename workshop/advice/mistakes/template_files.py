"""Mistakes in where templates are, and in their names."""

import difflib

from workshop.advice.mistakes.mistake import Failure, Found, mistake

EXAMPLE = """
    @app.route("/")
    def hello_world():
        return render_template("home.html")  # <-
"""


def _folder(failure: Failure) -> str:
    """Return the folder where the app has its templates."""
    given = failure.program_has(r"template_folder *= *[\"'](?:\./)?(?P<folder>[^\"']+?)/?[\"']")
    return given.names["folder"] if given else "templates"


def _missing(failure: Failure) -> tuple[str, str]:
    """Return the name of a template that was not found, "" if that is not what failed, and its folder."""
    found = failure.says(r"TemplateNotFound: '?(?P<name>[^\s'][^']*)")
    folder = _folder(failure)
    is_inside = ".." not in folder and found
    return (found.names["name"] if found and is_inside else ""), folder


@mistake(EXAMPLE.replace("home", "templates/home"), {"templates/home.html": "Hello World!"})
def folder_in_the_name(failure: Failure) -> Found | None:
    """Flask looks in the folder $folder by itself: render_template("$rest")"""
    name, folder = _missing(failure)
    rest = name.removeprefix("/").removeprefix(f"{folder}/")
    is_there = rest != name and (failure.folder / folder / rest).is_file()
    return Found({"folder": folder, "rest": rest}) if is_there else None


@mistake(EXAMPLE, {"home.html": "Hello World!"})
def template_next_to_the_program(failure: Failure) -> Found | None:
    """$name is next to server.py. Move it into the folder $folder."""
    name, folder = _missing(failure)
    is_there = name and (failure.folder / name).is_file()
    return Found({"name": name, "folder": folder}) if is_there else None


@mistake(EXAMPLE, {"template/home.html": "Hello World!"})
def folder_of_another_name(failure: Failure) -> Found | None:
    """$name is in the folder $other. Flask looks in the folder $folder: rename the folder, or move the file."""
    name, folder = _missing(failure)
    others = [each for each in failure.folders_with(name) if each != folder]
    return Found({"name": name, "other": others[0], "folder": folder}) if others else None


@mistake(EXAMPLE, {"templates/home.html.txt": "Hello World!"})
def template_with_txt(failure: Failure) -> Found | None:
    """The file is called $name.txt. Rename it to $name"""
    name, folder = _missing(failure)
    is_there = name and (failure.folder / folder / f"{name}.txt").is_file()
    return Found({"name": name}) if is_there else None


@mistake(
    """
    from flask import Flask, render_template

    app = Flask("flask")


    @app.route("/")
    def hello_world():
        return render_template("home.html")  # <-
    """,
    {"templates/home.html": "Hello World!"},
    whole=True,
)
def app_of_another_name(failure: Failure) -> Found | None:
    """Flask finds the folder $folder by the name of the app. Make it with app = Flask(__name__)"""
    name, folder = _missing(failure)
    is_there = name and (failure.folder / folder / name).is_file()
    is_named = failure.program_has(r"\bFlask\((?! *__name__)")
    return Found({"folder": folder}) if is_there and is_named else None


@mistake(EXAMPLE, {"templates/Home.html": "Hello World!"})
def template_of_nearly_that_name(failure: Failure) -> Found | None:
    """The folder $folder has no $name, but $other. Rename it, or change the name here."""
    name, folder = _missing(failure)
    place = failure.folder / folder
    there = {path.relative_to(place).as_posix() for path in place.rglob("*.*")} - {name}
    lower = {each.lower(): each for each in sorted(there)}
    close = difflib.get_close_matches(name.lower(), lower, 1, 0.8)
    return Found({"name": name, "folder": folder, "other": lower[close[0]]}) if close else None


@mistake(EXAMPLE)
def no_templates(failure: Failure) -> Found | None:
    """There is no folder $folder next to server.py. Create it, and save $name in it."""
    name, folder = _missing(failure)
    is_there = (failure.folder / folder).is_dir()
    return Found({"folder": folder, "name": name}) if name and not is_there else None


@mistake(EXAMPLE, {"templates/base.html": "Hello World!"})
def template_that_is_not_there(failure: Failure) -> Found | None:
    """The folder $folder has no $name. Save it there."""
    name, folder = _missing(failure)
    is_there = name and (failure.folder / folder / name).is_file()
    return Found({"folder": folder, "name": name}) if name and not is_there else None
