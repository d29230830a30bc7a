"""The commands that README opens with, on a computer that has nothing else, or the wrong Python."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from copies import ALL_PASS, ROOT
from learner import COMPLETE, NEWEST, OLDEST, PROMPT, copy_repo
from readme import COMMANDS

from workshop import pipenv
from workshop.problem import Problem
from workshop.terminal import one_time_runner

TOOLS_AND_PYTHONS = [
    ("pip", OLDEST),
    ("pipx", NEWEST),
    ("uv", OLDEST),
    pytest.param("python3", NEWEST, marks=pytest.mark.weekly),
]


@pytest.mark.network
@pytest.mark.parametrize(("tool", "python"), TOOLS_AND_PYTHONS)
def test_one_command_leads_to_hello_world(new_computer, terminal, tmp_path, tool, python):
    packages = {"pipx", "uv"} & {tool}
    computer = new_computer(*packages)
    if packages:
        # Of the Python that the tool was installed with, the learner sees no more than the tool.
        for program in [*computer.programs.glob(f"{tool}*"), computer.programs / "python3"]:
            (tmp_path / program.name).symlink_to(program.resolve())
        computer.programs = tmp_path
    run, test = COMMANDS[tool]
    # The tasks name the shortest way.
    words = run.rpartition("&& ")[2].removeprefix("python3 -m ")
    window = terminal(computer)
    assert "Step 2   " in window.serve(run)[0]
    tests = window.type(test)
    assert ALL_PASS in tests
    assert "Step 2   " not in tests
    complete = COMPLETE.replace("invoke run\n", words)
    assert f"{complete}\r\n" in window.type(run.removesuffix("run") + "setup")
    assert f"Python {python}." in window.type(".venv/bin/python --version")
    doctor = window.type(run.removesuffix("run") + "doctor")
    typed = re.search(r"\(type: (.*)\)\r", doctor)[1]
    assert "pipenv, version " in window.type(f"{typed} --version")


def test_invoke_that_pipx_has_installed_is_here_to_stay(tmp_path, monkeypatch):
    prefix = tmp_path / "venvs" / "invoke"
    prefix.mkdir(parents=True)
    (prefix / "pipx_metadata.json").touch()
    monkeypatch.setattr(sys, "prefix", str(prefix))
    assert one_time_runner() == ""


@pytest.mark.network
def test_debian_leads_to_hello_world(tmp_path, new_computer, terminal):
    """With its own pipx, its own invoke and the newest Python."""
    debian = tmp_path / "debian"
    # A mirror may be some weeks behind.
    options = ["--quiet", "--variant=minbase", "--aptopt=Acquire::Check-Valid-Until false"]
    packages = "--include=python3,pipx,python3-invoke"
    subprocess.run(["mmdebstrap", *options, packages, "forky", debian], check=True)
    # What belongs to this computer's network.
    for file in "etc/hosts", "etc/ssl/certs/ca-certificates.crt":
        (debian / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(f"/{file}", debian / file)
    copy_repo(debian / "root" / "workshop")
    (debian / "root" / ".bashrc").write_text(f"PS1='{PROMPT}'\ncd ~/workshop\n")
    run, test = COMMANDS["pipx"]

    window = terminal(new_computer(), debian)
    window.type("env HOME=/root PATH=/usr/sbin:/usr/bin chroot . bash")
    window.serve(run)
    assert ALL_PASS in window.type(test)
    assert window.type(".venv/bin/python --version") == window.type("python3 --version")
    window.type("rm .venv/lib/python*/site-packages/flask/app.py")
    assert "It is being made again." in window.type("invoke setup")


SIMULATED = """
import sys
from invoke.main import program
sys.version_info = (3, 10, 13, "final", 0)
program.run(["invoke", *sys.argv[1:]])
"""


def test_python_that_is_too_old():
    """That an older one can read tasks.py is ruff's to see."""
    said = (
        "This is Python 3.10.13, but this workshop needs 3.11 or newer.\n"
        "Install it from python.org, open a new terminal, and start again at the top of README\n"
    )
    for word in "setup", "doctor", "--list":
        command = [sys.executable, "-c", SIMULATED, word]
        stopped = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        assert (stopped.returncode, stopped.stderr) == (1, said)


def test_python_whose_pip_may_not_install(tmp_path, monkeypatch):
    """As that of Debian or Homebrew, which have a file beside their modules that says so."""
    (tmp_path / "EXTERNALLY-MANAGED").touch()
    monkeypatch.setattr(os, "__file__", str(tmp_path / "os.py"))
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    programs = set()
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    for manager, fix in [(None, "Install pipx"), ("brew", "Type brew install pipx")]:
        programs.add(manager)
        with pytest.raises(Problem, match="pip may not install it here") as problem:
            pipenv.installers()
        assert problem.value.fix.startswith(f"{fix}, then type ")
    for program in "uv", "pipx":
        programs.add(program)
        assert pipenv.installers()[0][1][0] == program
