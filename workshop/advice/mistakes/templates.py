"""Mistakes in where templates are, and in their names."""

from workshop.advice.mistakes.mistake import Failure, Found, mistake

EXAMPLE = """
    @app.route("/")
    def hello_world():
        return render_template("home.html")  # <-
"""
PAGE = EXAMPLE.replace("  # <-", "")


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


@mistake(EXAMPLE)
def no_templates(failure: Failure) -> Found | None:
    """There is no folder called $folder next to server.py. Create it, and save $name in it."""
    name, folder = _missing(failure)
    is_there = (failure.folder / folder).is_dir()
    return Found({"folder": folder, "name": name}) if name and not is_there else None


@mistake(EXAMPLE, {"templates/base.html": "Hello World!"})
def template_that_is_not_there(failure: Failure) -> Found | None:
    """The folder $folder has no $name. Save it there."""
    name, folder = _missing(failure)
    is_there = name and (failure.folder / folder / name).is_file()
    return Found({"folder": folder, "name": name}) if name and not is_there else None


@mistake(PAGE, {"templates/home.html": "{% extends base.html %}  {# <- #}"})
def name_of_a_template_without_quotes(failure: Failure) -> Found | None:
    """The name of a file needs quotes: "$name" """
    return failure.says("UndefinedError") and failure.line_has(
        r"\b(?:extends|include|import) +(?P<name>\w+\.\w+)"
    )


@mistake(PAGE, {"templates/home.html": "<a href=\"{{ url_for('hello') }}\">Hello</a>  {# <- #}"})
def url_of_no_function(failure: Failure) -> Found | None:
    """url_for takes the name of a function that has a route, and there is no $name."""
    return failure.says(
        r"BuildError: Could not build url for endpoint '(?P<name>[^']+)'(?!.*Did you forget)"
    )


def _missing(failure: Failure) -> tuple[str, str]:
    """Return the name of a template that was not found, "" if that is not what failed, and its folder."""
    found = failure.says(r"TemplateNotFound: '?(?P<name>[^\s'][^']*)")
    folder = _folder(failure)
    is_inside = ".." not in folder and found
    return (found.names["name"] if found and is_inside else ""), folder


def _folder(failure: Failure) -> str:
    """Return the folder where the app has its templates."""
    given = failure.program_has(r"template_folder *= *[\"'](?:\./)?(?P<folder>[^\"']+?)/?[\"']")
    return given.names["folder"] if given else "templates"
