"""Whatever is lost or broken in .venv, a task makes it whole."""

import hashlib

import pytest
from learner import ALL_PASS, COMPLETE, EDGES, PYTHONS

BROKEN = "no  step 2  The environment in .venv is broken, unfinished or of another folder.\n"
# What is done to the environment. A quick look sees it,
SEEN = {
    "no interpreter": "ln -sf /nowhere/python .venv/bin/python",
    "another name of the interpreter lost": "rm .venv/bin/python3",
    "no script of a package": "rm .venv/bin/pytest",
    "no activate script": "rm .venv/bin/activate",
    "half an activate script": "truncate -s 100 .venv/bin/activate.fish",
    "no .project": "rm .venv/.project",
    "no pyvenv.cfg": "rm .venv/pyvenv.cfg",
    "no package": "rm -r .venv/lib/python*/site-packages/jinja2",
    "no pip": "rm -r .venv/lib/python*/site-packages/pip*",
    "no libraries": "rm -r .venv/lib",
    "no programs": "rm -r .venv/bin",
    "nothing": "rm -r .venv && mkdir .venv",
    "a file": "rm -r .venv && touch .venv",
    "made by another tool": "rm -r .venv && python -m venv --without-pip .venv",
}
# or only a set-up and the doctor do.
UNSEEN = {
    "no file of a package": "rm .venv/lib/python*/site-packages/flask/app.py",
    "no folder of a package": "rm -r .venv/lib/python*/site-packages/werkzeug/routing",
    "half a file of a package": "truncate -s 100 .venv/lib/python*/site-packages/click/core.py",
    "another letter in a package": "sed -i 1s/e/x/ .venv/lib/python*/site-packages/click/core.py",
    "no record of a package": "rm .venv/lib/python*/site-packages/click-*.dist-info/RECORD",
    "no file of pip": "rm .venv/lib/python*/site-packages/pip/__main__.py",
}
# Enough to see that what is found is made whole.
HEALED_BY_TEST = "no interpreter", "half an activate script", "no libraries"
HEALED_BY_SETUP = "no file of a package", "another letter in a package"


def files(folder):
    """Give what is in each file of an environment, but for what changes with each set-up."""
    return {
        path: hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "complete.json" and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("python", EDGES)
@pytest.mark.parametrize("harm", UNSEEN)
def test_doctor_finds_what_is_broken_in_packages(computer, harm):
    computer.do("sh", "-c", UNSEEN[harm])
    assert BROKEN in computer.run("invoke", "doctor").stdout


@pytest.mark.parametrize("harm", SEEN)
def test_doctor_finds_what_is_lost(computer, harm):
    computer.do("sh", "-c", SEEN[harm])
    assert BROKEN in computer.run("invoke", "doctor").stdout


@pytest.mark.parametrize("python", EDGES)
@pytest.mark.parametrize("harm", HEALED_BY_TEST)
def test_next_task_makes_whole_what_a_quick_look_sees(computer, harm):
    before = files(computer.workshop / ".venv")
    computer.do("sh", "-c", SEEN[harm])
    assert ALL_PASS in computer.do("invoke", "test")
    assert files(computer.workshop / ".venv") == before


@pytest.mark.parametrize("python", EDGES)
@pytest.mark.parametrize("harm", HEALED_BY_SETUP)
def test_setup_makes_whole_what_the_doctor_finds(computer, harm):
    before = files(computer.workshop / ".venv")
    computer.do("sh", "-c", UNSEEN[harm])
    assert computer.do("invoke", "setup").endswith(COMPLETE)
    assert files(computer.workshop / ".venv") == before


@pytest.mark.parametrize("python", PYTHONS)
def test_lost_file_of_flask_is_put_back(computer):
    computer.do("sh", "-c", UNSEEN["no file of a package"])
    assert computer.do("invoke", "setup").endswith(COMPLETE)
    assert computer.serves()


def test_environment_that_breaks_each_time_is_told(computer):
    """As where a virus scanner takes a file away."""
    pipenv = computer.programs / "pipenv"
    pipenv.rename(computer.programs / "real-pipenv")
    pipenv.write_text(
        '#!/bin/sh\nreal-pipenv "$@" && rm -f .venv/lib/*/site-packages/flask/app.py\n'
    )
    pipenv.chmod(0o755)
    computer.do("sh", "-c", UNSEEN["no file of a package"])
    setup = computer.run("invoke", "setup")
    assert setup.returncode == 1
    assert setup.stdout.count("pipenv sync") == 1
    assert setup.stdout.endswith(
        "The environment was made anew, and is broken again.\n"
        "Show somebody who can help the lines of invoke doctor --report\n"
    )


@pytest.mark.parametrize("package", ["flask", "jinja2", "pytest"])
def test_run_puts_an_uninstalled_package_back(computer, package):
    computer.do(".venv/bin/python", "-m", "pip", "uninstall", "--yes", package)
    assert computer.serves()
    assert (computer.modules / package).exists()


@pytest.mark.parametrize(
    "command", ["mv ../workshop ../elsewhere", "cp -r ../workshop ../elsewhere"]
)
def test_environment_of_another_folder_is_built_anew(computer, command):
    computer.do("sh", "-c", command)
    computer.workshop = computer.workshop.with_name("elsewhere")
    assert computer.serves()
    activate = computer.workshop / ".venv" / "bin" / "activate"
    assert str(computer.workshop) in activate.read_text()


@pytest.mark.parametrize("content", ['{"pipenv": ["pip', "{}"])
def test_unfinished_setup_never_looks_complete(computer, content):
    """The mark is written last: nothing before it is trusted."""
    (computer.workshop / ".venv" / "complete.json").write_text(content)
    assert computer.do("invoke", "test").startswith("The environment is missing or has changed.")
