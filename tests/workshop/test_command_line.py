"""Words after `invoke` that it doesn't understand."""

import pytest

from workshop.command_line import corrected

TASKS = ["setup", "shell", "run", "test", "doctor"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Test", "test"),
        ("tset", "test"),
        ("run 5001", "run --port 5001"),
        ("run port 5001", "run --port 5001"),
        ("run --port", "run --port 5001"),
        ("run -port 5001", "run --port 5001"),
        ("RUN --Debug", "run --debug"),
        ("doctor \u2013report", "doctor --report"),
        ("\u2014list", "--list"),
        ("help", "--help"),
        ("run --deubg", "run --debug"),
    ],
)
def test_typo_is_corrected(typed, right):
    assert corrected(typed.split(), TASKS) == right.split()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "--list",
        "-l",
        "--help run",
        "run --port 5001 --debug",
        "run -p 5001",
        "run --port=5001",
        "--echo run",
        "--prompt-for-sudo-password run",
        "setup run",
        "--collection tests run",
        "--complete -- invoke tes",
        # Nobody knows what these mean.
        "set up",
        "stop",
        "5001",
        "server.py",
    ],
)
def test_what_has_no_certain_typo_stays(typed):
    assert corrected(typed.split(), TASKS) == typed.split()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("stop", "There is no task called stop.\nTo see all tasks, type invoke --list\n"),
        ("run 5001", "There is a typo in this command.\nType invoke run --port 5001\n"),
    ],
)
def test_task_with_a_typo_is_not_run(computer, typed, said):
    assert computer.refusal("invoke", *typed.split()) == said
