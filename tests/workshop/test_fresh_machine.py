"""The commands that README opens with, on a computer that has nothing else, or the wrong Python."""

import re
from itertools import cycle
from pathlib import Path

import pytest
from learner import ALL_PASS, COMPLETE, PYTHONS
from readme import COMMANDS

pytestmark = pytest.mark.network
# Each tool with one Python, and each week with another.
WEEKLY = zip(["python3", "uv", "pipx"], cycle(PYTHONS))
TOOLS_AND_PYTHONS = [
    *zip(["pip", "pipx", "uv"], cycle(PYTHONS)),
    *(pytest.param(*each, marks=pytest.mark.weekly) for each in WEEKLY),
]


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
    checks = window.type(test)
    assert ALL_PASS in checks
    assert "Step 2   " not in checks
    assert "code 0" in window.type("echo code $?")
    complete = COMPLETE.replace("invoke run\n", words)
    assert f"{complete}\r\n" in window.type(run.removesuffix("run") + "setup")
    assert f"Python {python}." in window.type(".venv/bin/python --version")
    words_of_pipenv = re.search("typed (.*)\r", window.type(run.removesuffix("run") + "doctor"))[1]
    assert "pipenv, version " in window.type(f"{words_of_pipenv} --version")


OWN_INVOKE = "DEBIAN_FRONTEND=noninteractive apt-get install --yes python3-invoke"


# The newest Python with pipx alone, and the oldest with the oldest invoke, that of Debian itself.
@pytest.mark.parametrize(
    ("debian", "install", "invoke"),
    [
        ("forky", "true", COMMANDS["pipx"][0].removesuffix(" run")),
        pytest.param(
            "bookworm", f"apt-get update && {OWN_INVOKE}", "invoke", marks=pytest.mark.weekly
        ),
    ],
    indirect=["debian"],
)
def test_debian_leads_to_hello_world(debian_terminal, install, invoke):
    """And heals and explains as with each other Python."""
    window = debian_terminal()
    window.type(install)
    assert "code 0" in window.type("echo code $?")
    window.serve(f"{invoke} run")
    assert ALL_PASS in window.type(f"{invoke} test")
    assert window.type(".venv/bin/python --version") == window.type("python3 --version")
    window.type("rm .venv/lib/python*/site-packages/flask/app.py")
    assert "It is being made again." in window.type(f"{invoke} setup")
    window.serve(f"{invoke} run")
    window.type("sed -i s/return/print/ server.py")
    assert "The browser shows what is returned." in window.type(f"{invoke} test")


SIMULATED = """
import sys
from invoke.main import program
sys.version_info = (3, 10, 13, "final", 0)
program.run(["invoke", *sys.argv[1:]])
"""
OLD_PYTHONS = [
    pytest.param(str(python), marks=pytest.mark.weekly)
    for pattern in ("3.[7-9].*", "3.10.*")
    for python in Path.home().glob(f".pyenv/versions/{pattern}/bin/python")
]


@pytest.mark.parametrize("old", ["simulated", *OLD_PYTHONS])
def test_python_that_is_too_old(computer, tmp_path, old):
    command = ["python", "-c", SIMULATED]
    if old != "simulated":
        computer.do(old, "-m", "venv", "old", cwd=tmp_path)
        command = [f"{tmp_path}/old/bin/python", "-m"]
        computer.do(*command, "pip", "install", "invoke", cwd=tmp_path)
        command.append("invoke")
    too_old = r"This is Python 3\.\d+\.\d+, and the workshop needs 3\.11 or newer\.\n"
    cure = (
        r"Install it from python\.org, open a new terminal, and start again at the top of README\n"
    )
    for word in "setup", "shell", "run", "test", "doctor", "--list":
        assert re.fullmatch(too_old + cure, computer.refusal(*command, word))


def test_python_whose_pip_may_not_install(new_computer, tmp_path):
    """Debian's own Python, with a PATH that leads to nothing but it."""
    computer = new_computer("pipx")
    computer.do("pip", "install", "--target", f"{tmp_path}/debian", "invoke")
    (tmp_path / "tools").mkdir()
    for program in "python3", "apt":
        (tmp_path / "tools" / program).symlink_to(f"/usr/bin/{program}")
    environ = {"PATH": f"{tmp_path}/tools", "PYTHONPATH": f"{tmp_path}/debian"}
    setup = ["python3", "-m", "invoke", "setup"]
    assert computer.refusal(*setup, **environ) == (
        "Pipenv is missing or too old, and pip may not install it here.\n"
        "Type sudo apt install pipx, then type python3 -m invoke setup\n"
    )
    (tmp_path / "tools" / "apt").unlink()
    assert "\nInstall pipx, then" in computer.refusal(*setup, **environ)
    (tmp_path / "tools" / "pipx").symlink_to(computer.programs / "pipx")
    assert "The environment is complete." in computer.do(*setup, **environ)
    assert (computer.home / ".local" / "bin" / "pipenv").exists()
