"""A copy of the lesson's folder, and its tests in it, as a learner runs them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROGRAM = (ROOT / "server.py").read_text("utf-8")
# Its parts,
ROUTE = '@app.route("/")\n'
DEF = "def hello_world():\n"
RETURN = '    return "Hello World!"\n'
GUARD = 'if __name__ == "__main__":\n    app.run()\n'
# and what programs have in addition.
OTHER = '@app.route("/other")\ndef other():\n'
RENDER = (
    "    from flask import render_template, render_template_string, send_file, url_for\n    return "
)
SUCCESS = "server.py passes all tests.\n"
NEXT = "Next, type invoke run and open http://localhost:5000/\n"
# What changes how Python prints or what it keeps, and what a learner's terminal does not have.
NOT_OF_A_LEARNER = "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTEST_ADDOPTS", "PYTEST_PLUGINS"


def copied(folder):
    """Copy what the tests need to a new folder, and return it."""
    ignore = shutil.ignore_patterns("__pycache__", "workshop")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=ignore)
    shutil.copytree(ROOT / "workshop", folder / "workshop", ignore=ignore)
    for name in "server.py", ".pytest.ini":
        shutil.copy(ROOT / name, folder / name)
    return folder


def command_of_tests(*options):
    """Return the command that `invoke test` becomes, for this Python."""
    return [sys.executable, "-m", "pytest", *options]


def environ():
    """Return the environment variables of a learner's terminal."""
    return {name: value for name, value in os.environ.items() if name not in NOT_OF_A_LEARNER}


def run_tests(folder, program=None, *options):
    """Save a program as server.py, run the tests, and return their process with all its output."""
    if program is not None:
        (folder / "server.py").write_text(program, "utf-8")
    return subprocess.run(
        command_of_tests(*options),
        check=False,
        cwd=folder,
        env=environ(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=100,
    )
