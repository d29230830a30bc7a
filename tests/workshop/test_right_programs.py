"""What is right in server.py, or beside it, gets no complaint."""

import pytest
from copies import ALL_PASS, GUARD, NEXT, PROGRAM, ROOT, SUCCESS, run_tests
from test_server import shown

EVERYTHING = (ROOT / "tests" / "workshop" / "right.py").read_text("utf-8")
ANOTHER_WAY = PROGRAM.replace('"', "'").replace("app", "website").replace("World!", "World! ")


@pytest.fixture
def files(folder):
    """Files that programs use, in the copy of the lesson's folder."""
    (folder / "templates").mkdir()
    (folder / "templates" / "home.html").write_text(
        "<title>Home</title>{{ notes|first }}{{ user.name }}"
    )
    (folder / "functions.py").write_text('def hello():\n    return "Hello World!"\n')


@pytest.mark.parametrize(
    "program",
    [EVERYTHING, "\ufeff" + ANOTHER_WAY.replace("\n", "\r\n")],
    ids=["all that learners may do", "another way to write it"],
)
@pytest.mark.usefixtures("files")
def test_what_is_right_gets_no_complaint(folder, program):
    (folder / "server.py").write_bytes(program.encode())
    tests = run_tests(folder)
    assert tests.returncode == 0, tests.stdout
    assert ALL_PASS in tests.stdout
    last = tests.stdout.rpartition("\n\n")[2].splitlines(keepends=True)
    assert [last[0], last[-1], len(last)] == [SUCCESS, NEXT, 3]


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
    program = PROGRAM.replace("Hello World!", "Moin!")
    assert SUCCESS in run_tests(folder, program).stdout
    tests = run_tests(folder, program.replace("Moin", "Muin"))
    assert "  AssertionError: assert 'Moin!' in 'Muin!'\n" in tests.stdout
