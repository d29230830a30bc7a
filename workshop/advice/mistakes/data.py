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

    sqlite3.connect("notes.db").execute("SELECT * FROM note")  # <-
    """
)
def table_that_is_not_there(failure: Failure) -> Found | None:
    """The database has no table $name. Create it first, or check which file the program opens."""
    return failure.says(r"OperationalError: .*no such table: (?P<name>\w+)")


def _missing_file(failure: Failure) -> str:
    found = failure.says(r"FileNotFoundError: .*No such file or directory: '(?P<name>.+)'")
    return found.names["name"] if found else ""
