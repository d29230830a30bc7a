"""Whatever is lost or broken in .venv, a task makes it whole."""

from itertools import product

import pytest
from learner import EDGES, OLDEST, PYTHONS, contents

BROKEN = "no  step 2  The environment in .venv is broken, unfinished or from another folder.\n"
# What is done to the environment: to what pipenv has made of it,
TO_ENVIRONMENT = {
    "no interpreter": "ln -sf /nowhere/python .venv/bin/python",
    "another name of the interpreter lost": "rm .venv/bin/python3",
    "no activate script": "rm .venv/bin/activate",
    "half an activate script": "truncate -s 100 .venv/bin/activate.fish",
    "no .project": "rm .venv/.project",
    "no pyvenv.cfg": "rm .venv/pyvenv.cfg",
    "no pip": "rm -r .venv/lib/python*/site-packages/pip*",
    "no libraries": "rm -r .venv/lib",
    "no programs": "rm -r .venv/bin",
    "nothing": "rm -r .venv && mkdir .venv",
    "a file": "rm -r .venv && touch .venv",
    "made by another tool": "rm -r .venv && python -m venv --without-pip .venv",
}
# and to its packages.
TO_PACKAGES = {
    "uninstalled": ".venv/bin/python -m pip uninstall --yes flask pytest",
    "no package": "rm -r .venv/lib/python*/site-packages/jinja2",
    "no script": "rm .venv/bin/pytest",
    "no file": "rm .venv/lib/python*/site-packages/flask/app.py",
    "no folder": "rm -r .venv/lib/python*/site-packages/werkzeug/routing",
    "half a file": "truncate -s 100 .venv/lib/python*/site-packages/click/core.py",
    "another letter": "sed -i 1s/e/x/ .venv/lib/python*/site-packages/click/core.py",
    "no record": "rm .venv/lib/python*/site-packages/click-*.dist-info/RECORD",
    "no file of pip": "rm .venv/lib/python*/site-packages/pip/__main__.py",
}
# What each set-up changes.
CHANGING = {"complete.json", "__pycache__"}
HARMS = TO_ENVIRONMENT | TO_PACKAGES


@pytest.mark.parametrize(
    ("harm", "python"), [*product(TO_ENVIRONMENT, [OLDEST]), *product(TO_PACKAGES, EDGES)]
)
def test_doctor_finds_what_is_lost_or_broken(computer, harm):
    computer.do("sh", "-c", HARMS[harm])
    assert BROKEN in computer.run("invoke", "doctor").stdout


@pytest.mark.parametrize(
    ("task", "harm", "python"),
    [
        *product(["test"], ["another letter"], EDGES),
        *product(["test"], ["no interpreter", "half an activate script", "a file"], [OLDEST]),
        *product(["test"], ["uninstalled"], [OLDEST]),
        *product(["setup"], ["no file"], PYTHONS),
    ],
)
def test_task_makes_whole_what_is_lost_or_broken(computer, task, harm):
    before = contents(computer.workshop / ".venv", without=CHANGING)
    computer.do("sh", "-c", HARMS[harm])
    computer.do("invoke", task)
    assert contents(computer.workshop / ".venv", without=CHANGING) == before


def test_environment_that_breaks_each_time_is_told(computer):
    """As where a virus scanner takes a file away."""
    computer.replace_pipenv(f'real-pipenv "$@" && {HARMS["no file"].replace("rm", "rm -f")}')
    setup = computer.run("invoke", "setup")
    assert setup.returncode == 1
    assert setup.stdout.count("It is being made again.") == 1
    assert setup.stdout.endswith(
        "The environment was made again, and is still broken.\n"
        "Show the output of invoke doctor --report to somebody who can help\n"
    )


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
    assert computer.do("invoke", "test").startswith("Step 2   pipenv sync --dev ")
