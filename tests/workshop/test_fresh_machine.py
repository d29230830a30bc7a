"""The two commands that README opens with, on a computer that has nothing else."""

import re
import subprocess

import pytest
from learner import PYTHONS, ROOT
from live_server import ask, port_is_free, wait_until

README = (ROOT / "README.md").read_text()
COMMANDS = {
    tool: {"run": run, "test": test}
    for tool, run, test in re.findall(
        r"^\| (\w+).*?\| `(.*?)` \| `(.*?)` \|$", README, re.MULTILINE
    )
}


@pytest.fixture
def computer_with(new_computer, tmp_path):
    """A function that gives a computer with one tool to install with, and a Python."""

    def computer_with(tool, python=PYTHONS[0]):
        if tool == "pip":
            return new_computer(python=python)
        # Of the Python that the tool was installed with, the learner sees no more than the tool.
        computer = new_computer(tool, python=python)
        tools = tmp_path / "tools"
        tools.mkdir()
        for program in [*computer.programs.glob(f"{tool}*"), computer.programs / "python3"]:
            (tools / program.name).symlink_to(program.resolve())
        computer.programs = tools
        return computer

    return computer_with


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("tool", COMMANDS)
def test_one_command_leads_to_hello_world(computer_with, terminal, folder, tool, python):
    window = terminal(folder, computer_with(tool, python))
    for times in "first", "second":
        shown = window.type(COMMANDS[tool]["run"], then="CTRL+C to quit")
        assert ("missing or has changed" in shown) == (times == "first")
        assert wait_until(ask) == (200, "Hello World!")
        window.type_ctrl("c")
        assert port_is_free()
    version = subprocess.check_output([python, "--version"], text=True).strip()
    assert f"{version}\r\n" in window.type(".venv/bin/python --version")


def test_one_command_is_enough_where_pipenv_is_there(new_computer, terminal, folder):
    window = terminal(folder, new_computer("pipenv"))
    assert "Pipenv is missing" not in window.type(COMMANDS["pip"]["run"], then="CTRL+C to quit")
    assert wait_until(ask) == (200, "Hello World!")
    window.type_ctrl("c")


@pytest.mark.parametrize("tool", COMMANDS)
def test_one_command_checks_the_server(computer_with, terminal, folder, tool):
    window = terminal(folder, computer_with(tool))
    assert "9 passed" in window.type(COMMANDS[tool]["test"])
    assert "code 0" in window.type("echo code $?")


@pytest.mark.parametrize("tool", COMMANDS)
def test_setup_ends_with_the_words_for_this_computer(computer_with, terminal, folder, tool):
    window = terminal(folder, computer_with(tool))
    words = COMMANDS[tool]["run"].rpartition("&& ")[2]
    setup = COMMANDS[tool]["run"].removesuffix("run") + "setup"
    assert f"The environment is complete. Next, type {words}\r\n" in window.type(setup)


def test_there_is_a_command_for_pip_pipx_and_uv():
    assert COMMANDS.keys() == {"pip", "pipx", "uv"}


def test_debian_needs_nothing_but_pipx(debian_terminal):
    window = debian_terminal()
    window.type(COMMANDS["pipx"]["run"], then="CTRL+C to quit")
    assert wait_until(ask) == (200, "Hello World!")
    window.type_ctrl("c")
    assert "9 passed" in window.type(COMMANDS["pipx"]["test"])
    assert window.type(".venv/bin/python --version") == window.type("python3 --version")


def test_debian_may_have_its_own_invoke(debian_terminal):
    window = debian_terminal()
    window.type("export DEBIAN_FRONTEND=noninteractive")
    install = "apt-get update && apt-get install --yes python3-invoke"
    assert "Setting up python3-invoke" in window.type(install)
    window.type("invoke run", then="CTRL+C to quit")
    assert wait_until(ask) == (200, "Hello World!")
    window.type_ctrl("c")
    assert "9 passed" in window.type("invoke test")
