"""The two commands that README opens with, on a computer that has nothing else."""

import re

import pytest
from learner import ROOT
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
    """A function that gives a computer with one tool to install with."""

    def computer_with(tool):
        if tool == "pip":
            return new_computer()
        # Of the Python that the tool was installed with, the learner sees the tool alone.
        computer = new_computer(tool)
        tools = tmp_path / "tools"
        tools.mkdir()
        for program in computer.programs.glob(f"{tool}*"):
            (tools / program.name).symlink_to(program)
        computer.programs = tools
        return computer

    return computer_with


@pytest.mark.parametrize("tool", COMMANDS)
def test_one_command_leads_to_hello_world(computer_with, terminal, folder, tool):
    window = terminal(folder, computer_with(tool))
    for times in "first", "second":
        shown = window.type(COMMANDS[tool]["run"], then="CTRL+C to quit")
        assert ("missing or has changed" in shown) == (times == "first")
        assert wait_until(ask) == (200, "Hello World!")
        window.type_ctrl("c")
        assert port_is_free()


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
