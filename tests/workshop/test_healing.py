"""Whatever is lost or broken in .venv, a task makes it whole, and loses nothing of the learner's.

What becomes of something else that is called .venv, such as a file: test_replacement.py.
"""

import os
import signal
import subprocess

import pytest
from copies import contents
from learner import COMPLETE, NEWEST, OFFLINE
from live_server import wait_until

from workshop.advice.process import OWN_GROUP

BROKEN = "The environment in .venv is broken, incomplete or made for another folder."
HARMS = {
    "no interpreter": "ln -sf /nowhere/python .venv/bin/python",
    "another name of the interpreter lost": "rm .venv/bin/python3",
    "half an activate script": "truncate -s 100 .venv/bin/activate",
    "no .project": "rm .venv/.project",
    "no pyvenv.cfg": "rm .venv/pyvenv.cfg",
    "no libraries": "rm -r .venv/lib",
    "a link to another": "mv .venv elsewhere && ln -s elsewhere .venv",
    "a pipe": "rm -r .venv && mkfifo .venv",
    "uninstalled": ".venv/bin/python -m pip uninstall --yes flask pytest",
    "no pip": "rm -r .venv/lib/python*/site-packages/pip*",
    "no file": "rm .venv/lib/python*/site-packages/flask/app.py",
    "another line": "sed -i '1i #' .venv/lib/python*/site-packages/click/core.py",
    "no record": "rm .venv/lib/python*/site-packages/click-*.dist-info/RECORD",
}
# What each set-up changes.
CHANGING = {"complete.json", "server-that-passed.py", "__pycache__"}


def environment(computer):
    """Return all that is in .venv, but for what each set-up changes."""
    found = contents(computer.workshop / ".venv")
    return {path: found[path] for path in found if not CHANGING & {*path.parts}}


def environments(computer):
    """Return the names of all environments in the folder, whole or not."""
    return sorted(path.name for path in computer.workshop.glob(".venv*"))


@pytest.mark.parametrize("python", [NEWEST])
@pytest.mark.parametrize("harm", HARMS)
def test_task_makes_whole_what_is_lost_or_broken(computer, harm):
    before = environment(computer)
    computer.do("sh", "-c", HARMS[harm])
    assert BROKEN in computer.run("invoke", "doctor", seconds=20).stdout
    computer.do("invoke", "test")
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


def test_environment_of_another_folder_is_made_again(computer):
    computer.do("cp", "-r", ".", "../elsewhere")
    computer.workshop = computer.workshop.with_name("elsewhere")
    assert computer.serves()
    activate = computer.workshop / ".venv" / "bin" / "activate"
    assert str(computer.workshop) in activate.read_text()


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


# Where a set-up that makes an environment again is interrupted: once this is there.
BEGUN = ".venv/pyvenv.cfg"
ALMOST_WHOLE = ".venv/lib/python*/site-packages/werkzeug"


@pytest.mark.parametrize(
    ("moment", "number"), [(BEGUN, "SIGKILL"), (ALMOST_WHOLE, "SIGKILL"), (BEGUN, "SIGHUP")]
)
def test_environment_comes_back_until_it_can_be_made_again(computer, moment, number):
    # It is no longer as it was, but Flask and pytest work.
    computer.do("sh", "-c", "sed -i '1i #' .venv/lib/python*/site-packages/_pytest/debugging.py")
    before = environment(computer)
    options = {"cwd": computer.workshop, "env": computer.environ, "stdout": subprocess.DEVNULL}
    setup = subprocess.Popen(["invoke", "setup"], **options, **OWN_GROUP)
    aside = computer.workshop / ".venv-aside"
    wait_until(lambda: aside.exists() and [*computer.workshop.glob(moment)], seconds=60)
    os.killpg(setup.pid, getattr(signal, number))
    setup.wait()
    failed = computer.run("invoke", "test", PIP_FIND_LINKS="nowhere")
    assert failed.returncode == 1
    assert f"{BROKEN} It is being made again.\n" in failed.stdout
    assert "The old environment is back in .venv.\n" in failed.stdout
    assert environment(computer) == before
    assert computer.do("invoke", "setup").endswith(COMPLETE)
    assert environments(computer) == [".venv"]
