"""Mistakes with templates, files and databases."""

import re
from difflib import SequenceMatcher
from pathlib import Path

from workshop.advice.close_names import is_slip
from workshop.advice.edits.failing.template_names import is_of_a_loop
from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.source import Source
from workshop.advice.text import listed

TEMPLATE = """
    @app.route("/")
    def hello_world():
        return render_template("home.html")  # <-
"""
PAGE = TEMPLATE.replace("  # <-", "")


@mistake(TEMPLATE.replace("home.html", r"pages\\home.html"))
def template_with_a_backslash(failure: Failure) -> Found | None:
    """In the name of a template, use / between a folder and a file."""
    return failure.line_has(r"\\") if failure.says("TemplateNotFound") else None


@mistake(TEMPLATE, {"template/home.html": "Hello World!"})
def template_in_another_folder(failure: Failure) -> Found | None:
    """Flask looks for templates in the folder $folder next to server.py. $advice"""
    names, folder = _missing_templates(failure)
    places = failure.places_of(names[0]) if names else []
    if not places:
        return None
    place, is_there = Path(places[0]), (failure.folder / folder).is_dir()
    files = [place / each for each in names if (failure.folder / place / each).is_file()]
    move = "Move" if is_there else "Create it, and move"
    advice = f"{move} {listed([file.as_posix() for file in files])} into it."
    if not is_there and is_slip(places[0], folder):
        advice = f"Rename the folder {place} to {folder}."
    return Found({"folder": folder, "advice": advice})


@mistake(TEMPLATE.replace("home.html", "/home"))
def template_that_is_a_url(failure: Failure) -> Found | None:
    """render_template() takes the name of a file. To send the browser to another page, use redirect("$name")"""
    return failure.says(r"TemplateNotFound: (?P<name>/[^\s.]*)$")


@mistake(TEMPLATE)
def folder_of_templates_that_is_not_there(failure: Failure) -> Found | None:
    """There is no folder $folder next to server.py. Create it, and in it $missing"""
    names, folder = _missing_templates(failure)
    is_there = (failure.folder / folder).is_dir()
    return Found({"missing": listed(names), "folder": folder}) if names and not is_there else None


@mistake(TEMPLATE, {"templates/base.html": "Hello World!"})
def template_that_is_not_there(failure: Failure) -> Found | None:
    """The folder $folder has $there. $advice $missing"""
    names, folder = _missing_templates(failure)
    if not names:
        return None
    there = [path.name for path in (failure.folder / folder).glob("[a-zA-Z]*.*")]
    there.sort(key=lambda each: (-SequenceMatcher(None, each, names[0]).ratio(), each))
    missing = listed([f"{folder}/{each}" for each in names])
    shown = [*there[:5], "others"] if len(there) > 5 else there or ["nothing"]
    named = {"folder": folder, "there": listed(shown), "missing": missing}
    return Found({**named, "advice": "Use a name from there, or create" if there else "Create"})


@mistake(
    PAGE,
    {
        "templates/home.html": "{% for name in [1] %}{{ name }}{% endfor %}\n{{ name.first.last }}  {# <- #}"
    },
)
def name_outside_its_loop(failure: Failure) -> Found | None:
    """$name only exists between {% for ... %} and {% endfor %}. Use it there."""
    found = failure.says(r"UndefinedError: '(?P<name>\w+)' is undefined")
    text = Source(failure.folder, failure.outcome.file).text if found else ""
    return found if found and is_of_a_loop(text, found.names["name"]) else None


@mistake(PAGE, {"templates/home.html": "{% for n in [1] %}  {# <- #}\n{{ n }}\n"})
def tag_that_is_not_closed(failure: Failure) -> Found | None:
    """This template has a {% $tag %} that is never closed. Where it ends, write {% end$tag %}"""
    found = failure.says(
        r"TemplateSyntaxError: Unexpected end of template.*innermost block .* is '(?P<tag>\w+)'"
    )
    if not found:
        return None
    file, still_open = failure.outcome.file, [0]
    for number, line in enumerate(Source(failure.folder, file).lines, 1):
        for end in re.findall(rf"\{{%-? *(end)?{found.names['tag']}\b", line):
            still_open = still_open[:-1] if end else [*still_open, number]
    return Found(found.names, still_open[-1], file) if still_open else None


@mistake(PAGE, {"templates/home.html": "<a href=\"{{ url_for('hello') }}\">Hello</a>  {# <- #}"})
def url_of_no_function(failure: Failure) -> Found | None:
    """url_for() takes the name of a function that has a route, and there is no $name(). Write it, or use the name of another one."""
    return failure.says(
        r"BuildError: Could not build url for endpoint '(?P<name>[^']+)'(?!.*Did you forget)"
    )


@mistake(
    """
    @app.route("/hello/<name>")
    def hello(name):
        return "Hello"


    @app.route("/")
    def hello_world():
        return url_for("hello", name=request.args.get("name"))  # <-
    """
)
def url_without_a_value(failure: Failure) -> Found | None:
    """The URL of $function() has a variable, which needs a value, and None isn't one: $call"""
    found = failure.says(
        r"BuildError: .* endpoint '(?P<function>[^']+)'.*Did you forget to specify values \[(?P<names>.+)\]"
    )
    if not found:
        return None
    values = [f"{name}=..." for name in re.findall(r"\w+", found.names["names"])]
    call = f'url_for("{found.names["function"]}", {", ".join(values)})'
    return Found({**found.names, "call": call})


@mistake(
    """
    text = open("prices.txt").read()  # <-
    """
)
def file_that_is_not_there(failure: Failure) -> Found | None:
    """There is no $kind $name. Check its name and where it is, or create it."""
    found = failure.says(r"FileNotFoundError: .*No such file or directory: '(?P<name>.+)'")
    is_folder = found and (
        failure.line_has(r"\b(?:chdir|listdir|scandir)\(") or "." not in found.names["name"]
    )
    return Found({**found.names, "kind": "folder" if is_folder else "file"}) if found else None


@mistake(
    """
    import sqlite3

    database = sqlite3.connect(":memory:")


    @app.route("/")
    def hello_world():
        return str(database.execute("SELECT 1").fetchall())  # <-
    """
)
def database_of_another_thread(failure: Failure) -> Found | None:
    """Flask runs each page in a thread of its own. Connect to the database inside the function."""
    return failure.says("ProgrammingError: SQLite objects created in a thread")


def _missing_templates(failure: Failure) -> tuple[list[str], str]:
    """Return the templates that the program names and doesn't have, and their folder.

    The first is the one that was not found. If no template was looked for, there are none.
    """
    folder = failure.source.template_folder
    found = failure.says(r"TemplateNotFound: '?(?P<name>[^\s'][^']*)")
    if not found or ".." in folder:
        return [], folder
    named = re.findall(r"render_template\( *[\"']([^\"']+)[\"']", failure.source.text)
    names = dict.fromkeys(
        each.removeprefix("./").removeprefix(f"{folder}/") for each in (found.names["name"], *named)
    )
    return [each for each in names if not (failure.folder / folder / each).is_file()], folder
