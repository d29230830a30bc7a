"""Whatever is lost or broken in .venv, a task makes it whole, and loses nothing of the learner's."""

import os
import signal
import subprocess
from itertools import product

import pytest
from learner import COMPLETE, EDGES, NEWEST, OFFLINE, OLDEST, contents
from live_server import wait_until

from workshop.advice.process import OWN_GROUP

ANEW = (
    "The environment in .venv is broken, incomplete or made for another folder. "
    "It is being made again.\n"
)
BACK = "The old environment is back in .venv.\n"
BROKEN = "no  step 2  The environment in .venv is broken, incomplete or made for another folder.\n"
# What is done to the environment: to what pipenv has made of it,
TO_ENVIRONMENT = {
    "no interpreter": "ln -sf /nowhere/python .venv/bin/python",
    "another name of the interpreter lost": "rm .venv/bin/python3",
    "no activate script": "rm .venv/bin/activate",
    "half an activate script": "truncate -s 100 .venv/bin/activate",
    "no .project": "rm .venv/.project",
    "no pyvenv.cfg": "rm .venv/pyvenv.cfg",
    "no pip": "rm -r .venv/lib/python*/site-packages/pip*",
    "no libraries": "rm -r .venv/lib",
    "no programs": "rm -r .venv/bin",
    "nothing": "rm -r .venv && mkdir .venv",
    "a file": "rm -r .venv && touch .venv",
    "a link to another": "mv .venv elsewhere && ln -s elsewhere .venv",
    "a pipe": "rm -r .venv && mkfifo .venv",
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
HARMS = TO_ENVIRONMENT | TO_PACKAGES
# What each set-up changes.
CHANGING = {"complete.json", "server-that-passed.py", "__pycache__"}


def environment(computer):
    """Return all that is in .venv, but for what each set-up changes."""
    return contents(computer.workshop / ".venv", without=CHANGING)


def environments(computer):
    """Return the names of all environments in the folder, whole or not."""
    return sorted(path.name for path in computer.workshop.glob(".venv*"))


@pytest.mark.parametrize(
    ("harm", "python"), [*product(TO_ENVIRONMENT, [OLDEST]), *product(TO_PACKAGES, [NEWEST])]
)
def test_doctor_finds_what_is_lost_or_broken(computer, harm):
    computer.do("sh", "-c", HARMS[harm])
    assert BROKEN in computer.run("invoke", "doctor", seconds=20).stdout


@pytest.mark.parametrize(
    ("task", "harm", "python"),
    [
        *product(["setup"], ["no file"], EDGES),
        *product(["test"], ["another letter", "uninstalled", "half an activate script"], [OLDEST]),
    ],
)
def test_task_makes_whole_what_is_lost_or_broken(computer, task, harm):
    before = environment(computer)
    computer.do("sh", "-c", HARMS[harm])
    computer.do("invoke", task)
    assert environment(computer) == before


def test_environment_that_breaks_each_time_is_told(computer):
    """As where a virus scanner takes a file away."""
    computer.replace_pipenv(f'real-pipenv "$@" && {HARMS["no file"].replace("rm", "rm -f")}')
    setup = computer.run("invoke", "setup")
    assert setup.returncode == 1
    assert setup.stdout.count("It is being made again.") == 1
    assert setup.stdout.endswith(
        "The environment was made again, but it is still broken.\n"
        "Show the output of invoke doctor --report to somebody who can help\n"
    )


@pytest.mark.parametrize(
    "command", ["mv ../workshop ../elsewhere", "cp -r ../workshop ../elsewhere"]
)
def test_environment_of_another_folder_is_made_again(computer, command):
    computer.do("sh", "-c", command)
    computer.workshop = computer.workshop.with_name("elsewhere")
    assert computer.serves()
    activate = computer.workshop / ".venv" / "bin" / "activate"
    assert str(computer.workshop) in activate.read_text()


def test_unfinished_setup_never_looks_complete(computer):
    """The record is written last: nothing before it is trusted."""
    computer.do("sh", "-c", HARMS["uninstalled"])
    (computer.workshop / ".venv" / "complete.json").write_text('{"pipenv": ["pip')
    assert computer.do("invoke", "test").startswith("Step 2   pipenv sync --dev ")


def test_edited_environment_works_without_network_and_pipenv(computer):
    edit = "echo 'export FLASK_DEBUG=1' >> .venv/bin/activate && echo 'my notes' > .venv/notes.txt"
    computer.do("sh", "-c", edit)
    (computer.programs / "pipenv").write_text("#!/bin/sh\nexit 1\n")
    before = environment(computer)
    assert "Step 2" not in computer.do(*OFFLINE, "invoke", "test")
    assert environment(computer) == before
    # What the learner has in it is theirs, also after a task has seen it.
    computer.do("sh", "-c", f"rm {computer.programs}/pipenv && {HARMS['no file']}")
    computer.do("invoke", "setup")
    assert (computer.workshop / ".venv-yours" / "notes.txt").read_text() == "my notes\n"


@pytest.mark.parametrize(
    "change",
    [
        # Emacs leaves such a link, and other editors such a copy, which then is removed.
        "ln -s nowhere .venv/bin/.#activate",
        "cp .venv/bin/activate .venv/bin/activate~ && invoke test && rm .venv/bin/activate~",
        "echo null > .venv/complete.json",
        "rm .venv/complete.json",
        # What was left by replacements that were interrupted at their end.
        "mkdir .venv-discarded && touch .venv-discarded/file",
        f"cp -a .venv .venv-aside && cd .venv-aside && {HARMS['no file'].replace('.venv/', '')}",
    ],
)
def test_change_that_does_no_harm_needs_no_packages(computer, change):
    computer.do("sh", "-c", change)
    assert "Step 2" not in computer.do(*OFFLINE, "invoke", "test")
    assert computer.do(*OFFLINE, "invoke", "setup") == COMPLETE
    assert environments(computer) == [".venv"]


def test_environment_comes_back_if_it_cannot_be_made_again(computer):
    """Whatever it is: test_replacement.py."""
    computer.do("sh", "-c", HARMS["no interpreter"])
    before = environment(computer)
    failed = computer.run("invoke", "setup", PIP_FIND_LINKS="nowhere")
    assert failed.returncode == 1
    assert ANEW in failed.stdout and BACK in failed.stdout
    assert environment(computer) == before
    assert environments(computer) == [".venv"]


# Where a set-up that makes an environment again is interrupted: once this is there.
MOMENTS = {
    "a new one has begun": ".venv/pyvenv.cfg",
    "it is almost whole": ".venv/lib/python*/site-packages/werkzeug",
}


@pytest.mark.parametrize(
    ("moment", "number"),
    [*product(MOMENTS, ["SIGKILL"]), ("a new one has begun", "SIGHUP")],
)
def test_environment_comes_back_after_an_interrupted_set_up(computer, moment, number):
    # It is no longer as it was, but Flask and pytest work.
    computer.do("sh", "-c", "sed -i '1i #' .venv/lib/python*/site-packages/_pytest/debugging.py")
    before = environment(computer)
    options = {"cwd": computer.workshop, "env": computer.environ, "stdout": subprocess.DEVNULL}
    setup = subprocess.Popen(["invoke", "setup"], **options, **OWN_GROUP)
    aside = computer.workshop / ".venv-aside"
    wait_until(lambda: aside.exists() and [*computer.workshop.glob(MOMENTS[moment])], seconds=60)
    os.killpg(setup.pid, getattr(signal, number))
    setup.wait()
    failed = computer.run("invoke", "test", PIP_FIND_LINKS="nowhere")
    assert failed.returncode == 1
    assert environment(computer) == before
    assert computer.do("invoke", "setup").endswith(COMPLETE)
    assert environments(computer) == [".venv"]
