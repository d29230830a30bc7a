"""Mistakes with files and databases."""

from workshop.advice.mistakes.mistake import Failure, Found, mistake


@mistake(
    """
    text = open("prices.txt").read()  # <-
    """,
    {"data/prices.txt": "1"},
)
def file_in_a_folder(failure: Failure) -> Found | None:
    """$name is in the folder $folder. Write that too: "$folder/$name" """
    name = _missing_file(failure)
    folders = failure.folders_with(name)
    return Found({"name": name, "folder": folders[0]}) if folders else None


@mistake(
    """
    text = open("prices.txt").read()  # <-
    """
)
def file_that_is_not_there(failure: Failure) -> Found | None:
    """Python looks for this file next to server.py. If it's in a folder, write that too: "folder/name" """
    return Found() if _missing_file(failure) else None


def _missing_file(failure: Failure) -> str:
    found = failure.says(r"FileNotFoundError: .*No such file or directory: '(?P<name>.+)'")
    return found.names["name"] if found else ""


@mistake(
    """
    import json

    notes = json.load(open("notes.json"))  # <-
    """,
    {"notes.json": ""},
)
def empty_json(failure: Failure) -> Found | None:
    """What is read here is empty, or isn't JSON at all. An empty list in JSON is []"""
    return failure.says(r"JSONDecodeError: Expecting value: line 1 column 1 ")


@mistake(
    """
    import json

    notes = json.load(open("notes.json"))  # <-
    """,
    {"notes.json": "{'name': 'Ann'}"},
)
def json_that_is_not_json(failure: Failure) -> Found | None:
    """Look at line $line of what is read here. In JSON, texts and names have double quotes, and there is no comma after the last entry."""
    return failure.says(r"JSONDecodeError: .*: line (?P<line>\d+)")


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


@mistake(
    """
    import sqlite3


    def create():
        sqlite3.connect("notes.db").execute("CREATE TABLE note (text)")


    @app.route("/")
    def hello_world():
        return str(sqlite3.connect("notes.db").execute("SELECT * FROM note"))  # <-
    """
)
def table_that_was_not_created(failure: Failure) -> Found | None:
    """The database has no table $name. Line $line creates it: has it run, and with the same file?"""
    found = failure.says(r"OperationalError: .*no such table: (?P<name>\w+)")
    name = found.names["name"] if found else "$."
    made = failure.program_has(rf"(?i)\bcreate table (?:if not exists )?\W?{name}\b")
    return made and Found({"name": name, "line": str(made.line)})


@mistake(
    """
    import sqlite3

    sqlite3.connect("notes.db").execute("SELECT * FROM note")  # <-
    """
)
def table_that_is_not_there(failure: Failure) -> Found | None:
    """The database has no table $name. Create it first, or check which file the program opens."""
    return failure.says(r"OperationalError: .*no such table: (?P<name>\w+)")


@mistake(
    """
    import sqlite3

    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE note (text)")
    database.execute("SELECT title FROM note")  # <-
    """
)
def column_that_is_not_there(failure: Failure) -> Found | None:
    """No column is called $name. A text needs quotes, or better, a ? in its place. A database made earlier keeps its old columns: rename its file, and a new one is made."""
    return failure.says(r"OperationalError: .*no such column: (?P<name>\S+)")
