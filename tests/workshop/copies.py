"""The lesson, a copy of its folder, and its tests run in it, as a learner runs them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROGRAM = (ROOT / "server.py").read_text("utf-8")
# Its last lines.
GUARD = 'if __name__ == "__main__":\n    app.run()\n'
# How many tests it has, and what they end with if all is well.
CHECKS = (ROOT / "tests" / "test_server.py").read_text("utf-8").count("def test_")
ALL_PASS = f"{CHECKS} passed"
SUCCESS = "server.py passes all tests.\n"
AGAIN = "Fix it, save the file, then type invoke test\n"
EITHER = "Change one of the two, save the file, then type invoke test\n"
NEXT = "Next, type invoke run and open http://localhost:5000/\n"
# Frames of a traceback, and words that only a maintainer knows.
NOT_FOR_LEARNERS = re.compile(
    r"Traceback|File \"|INTERNAL|site-packages|conftest|watch\.py|longrepr|_pytest"
)


def with_page(code, rule="/page", function="page()"):
    """Return the lesson's program with one more page."""
    page = f'@app.route("{rule}")\ndef {function}:\n    {code}'
    return PROGRAM.replace(GUARD, f"{page}\n\n\n{GUARD}")


def copied(folder):
    """Copy what the tests need to a new folder, and return it."""
    ignore = shutil.ignore_patterns("__pycache__", "workshop")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=ignore)
    shutil.copytree(ROOT / "workshop", folder / "workshop", ignore=ignore)
    for name in "server.py", ".pytest.ini":
        shutil.copy(ROOT / name, folder / name)
    return folder


def contents(*folders):
    """Return all files and folders in some folders, with what is in the files."""
    paths = [path for folder in folders for path in folder.rglob("*")]
    return {path: path.is_file() and path.read_bytes() for path in paths}


def command_of_tests(*options):
    """Return the command that `invoke test` becomes, for this Python."""
    return [sys.executable, "-m", "pytest", *options]


def run_tests(folder, program=None, *options):
    """Save a program as server.py, run the tests, and return their process with all its output."""
    if program is not None:
        (folder / "server.py").write_text(program, "utf-8")
        # Python takes two programs of one size and second for the same.
        shutil.rmtree(folder / "__pycache__", ignore_errors=True)
    tests = subprocess.run(
        command_of_tests(*options),
        check=False,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=100,
    )
    assert not NOT_FOR_LEARNERS.search(tests.stdout), tests.stdout
    return tests
