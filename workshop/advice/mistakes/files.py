"""Mistakes with templates, files and databases."""

import re

from workshop.advice.edits.failing.template_names import is_of_a_loop
from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.source import Source

TEMPLATE = """
    @app.route("/")
    def hello_world():
        return render_template("home.html")  # <-
"""
PAGE = TEMPLATE.replace("  # <-", "")


@mistake(TEMPLATE, {"template/home.html": "Hello World!"})
def template_in_another_folder(failure: Failure) -> Found | None:
    """Flask looks for templates in the folder $folder, and $name is in $place. Type $command"""
    name, folder = _template(failure)
    for place in failure.places_of(name):
        if (failure.folder / folder).is_dir():
            command = f"mv {place}/{name} {folder}/".replace("./", "")
        elif place == ".":
            command = f"mkdir {folder}, and then mv {name} {folder}/"
        else:
            command = f"mv {place} {folder}"
        where = "the folder of server.py" if place == "." else place
        return Found({"name": name, "folder": folder, "place": where, "command": command})
    return None


@mistake(TEMPLATE.replace("home.html", "/home"))
def template_that_is_a_url(failure: Failure) -> Found | None:
    """render_template() takes the name of a file. To send the browser to another page, use redirect("$name")"""
    return failure.says(r"TemplateNotFound: (?P<name>/[^\s.]*)$")


@mistake(TEMPLATE)
def folder_of_templates_that_is_not_there(failure: Failure) -> Found | None:
    """There is no folder $folder next to server.py. Create it, and in it the file $name"""
    name, folder = _template(failure)
    is_there = (failure.folder / folder).is_dir()
    return Found({"name": name, "folder": folder}) if name and not is_there else None


@mistake(TEMPLATE, {"templates/base.html": "Hello World!"})
def template_that_is_not_there(failure: Failure) -> Found | None:
    """There is no $name in the folder $folder$others. Create the file $folder/$name"""
    name, folder = _template(failure)
    there = sorted(path.name for path in (failure.folder / folder).glob("[a-zA-Z]*.*"))
    others = f", only {', '.join(there[:5])}" if there else ""
    return Found({"name": name, "folder": folder, "others": others}) if name else None


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
    file, still_open = failure.outcome.file, [0]
    for number, line in enumerate(Source(failure.folder, file).lines if found else (), 1):
        for end in re.findall(rf"\{{%-? *(end)?{found.names['tag']}\b" if found else "", line):
            still_open = still_open[:-1] if end else [*still_open, number]
    return Found(found.names, still_open[-1], file) if found and still_open else None


@mistake(PAGE, {"templates/home.html": "<a href=\"{{ url_for('hello') }}\">Hello</a>  {# <- #}"})
def url_of_no_function(failure: Failure) -> Found | None:
    """url_for() takes the name of a function that has a route, and there is no $name()."""
    return failure.says(
        r"BuildError: Could not build url for endpoint '(?P<name>[^']+)'(?!.*Did you forget)"
    )


@mistake(
    """
    text = open("prices.txt").read()  # <-
    """
)
def file_that_is_not_there(failure: Failure) -> Found | None:
    """There is no file $name. Check its name and its folder, or create it."""
    return failure.says(r"FileNotFoundError: .*No such file or directory: '(?P<name>.+)'")


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


def _template(failure: Failure) -> tuple[str, str]:
    """Return the name of a template that was not found, "" if that is not what failed, and its folder."""
    found = failure.says(r"TemplateNotFound: '?(?P<name>[^\s'][^']*)")
    folder = failure.source.template_folder
    name = found.names["name"] if found and ".." not in folder else ""
    return name.removeprefix("./").removeprefix(f"{folder}/"), folder
