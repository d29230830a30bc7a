"""What is right in server.py, or beside it, gets no complaint."""

import pytest
from copies import ALL_PASS, GUARD, NEXT, PROGRAM, ROOT, SUCCESS, run_tests
from test_server import shown
from trials import tried

from workshop.advice.outcome import Stage

PROGRAMS = sorted((ROOT / "tests" / "workshop" / "right").glob("*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_right_program_passes_and_a_trial_changes_no_file(folder, path):
    add_files(folder)
    program = path.read_text("utf-8")
    outcome = tried(folder, program)
    assert (outcome.stage, outcome.notes) == (Stage.HOME, ())
    passes_without_a_complaint(folder, program.encode())


def test_right_program_may_be_written_in_another_way(folder):
    program = PROGRAM.replace('"', "'").replace("app", "website").replace("World!", "World! ")
    passes_without_a_complaint(folder, ("\ufeff" + program.replace("\n", "\r\n")).encode())


def add_files(folder):
    """Add the files that the programs use."""
    (folder / "templates").mkdir()
    (folder / "templates" / "home.html").write_text(
        "<title>Home</title>{{ notes|first }}{{ user.name }}"
    )
    (folder / "functions.py").write_text('def hello():\n    return "Hello World!"\n')
    (folder / "cleared").mkdir()
    for name in "emptied.txt", "removed.txt", "cleared/file.txt", "kept.txt":
        (folder / name).write_text("kept")


def passes_without_a_complaint(folder, program):
    """Check that all tests of a program pass, and that nothing is said but what comes next."""
    (folder / "server.py").write_bytes(program)
    tests = run_tests(folder)
    assert tests.returncode == 0, tests.stdout
    assert ALL_PASS in tests.stdout
    first, pages, last = tests.stdout.rpartition("\n\n")[2].splitlines(keepends=True)
    assert (first, pages[:7], last) == (SUCCESS, "Pages: ", NEXT)


def test_module_of_the_learners_may_have_any_name(tmp_path):
    names = ["visits", "source", "values", "record", "outcome", "pages", "guard", "trial", "child"]
    for name in names:
        (tmp_path / f"{name}.py").write_text("mine = 'Mine'\n")
    imports = [f"import {name}\nassert {name}.mine == 'Mine'\n" for name in names]
    assert tried(tmp_path, "".join(imports) + PROGRAM).stage == Stage.HOME


@pytest.mark.parametrize(
    "page",
    [
        "<b>Hello</b> World!",
        "Hello World&#33;",
        "Hello&nbsp;World!",
        "<h1>\n  Hello World!\n</h1>",
        "<!-- <h1>Old</h1> --> Hello World!",
        '<p title="a>b">Hello World!</p>',
    ],
)
def test_page_of_the_same_text_is_the_same(page):
    assert shown(page) == "Hello World!"


def test_program_that_starts_when_it_is_imported_is_told_so(folder):
    tests = run_tests(folder, PROGRAM.replace(GUARD, "app.run()\n"))
    assert tests.returncode == 0
    said = (
        'Importing server.py starts the server too. Put line 11 below if __name__ == "__main__":\n'
    )
    assert f"\n{said}{NEXT}" in tests.stdout


def test_program_and_tests_may_change_together(folder):
    path = folder / "tests" / "test_server.py"
    path.write_text(path.read_text("utf-8").replace("Hello World!", "Moin!"), "utf-8")
    assert SUCCESS in run_tests(folder, PROGRAM.replace("Hello World!", "Moin!")).stdout
