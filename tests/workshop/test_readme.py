"""What README says is so."""

import re

from learner import NOT_OF_THE_REPO, ROOT
from live_server import ask, started

README = (ROOT / "README.md").read_text()
CI_RUN = (ROOT / ".ci" / "run").read_text()


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def commands(program):
    """Give what follows *program* wherever README has it typed."""
    typed = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", README) + "".join(blocks("bash")).splitlines()
    lines = [line for command in typed for line in command.split(" && ")]
    return [line.removeprefix(program).split() for line in lines if line.startswith(f"{program} ")]


def test_code_is_that_of_server_py():
    assert blocks("python") == [(ROOT / "server.py").read_text()]


def test_output_is_that_of_invoke_run(computer, ready_folder, tmp_path):
    shown = tmp_path / "shown"
    with (
        shown.open("w") as output,
        started(
            ["invoke", "run"],
            cwd=ready_folder,
            env=computer.environ,
            stdout=output,
            stderr=output,
        ),
    ):
        assert ask() == (200, "Hello World!")
    assert shown.read_text().startswith(blocks("console")[0])


def test_output_is_that_of_invoke_test(computer, ready_folder):
    seconds = re.compile(r"\d+\.\d+s")
    shown = computer.run("invoke", "test", cwd=ready_folder).stdout
    assert seconds.sub("", shown).endswith(seconds.sub("", blocks("console")[1]))


def test_tasks_and_their_options_exist(computer, ready_folder):
    for task, *options in commands("invoke"):
        if task.startswith("--"):
            continue
        known = computer.run("invoke", "--help", task, cwd=ready_folder)
        assert known.returncode == 0, task
        for option in options:
            assert not option.startswith("--") or option in known.stdout


def test_commands_of_pipenv_exist(computer, tmp_path):
    for command, *_ in commands("pipenv"):
        assert computer.run("pipenv", command, "--help", cwd=tmp_path).returncode == 0, command


def test_programs_exist():
    for program, *_ in commands("python"):
        assert program == "-m" or (ROOT / program).exists(), program


def test_ci_runs_the_command_to_check():
    assert re.search(r"^\| pip \|.* `(.*)` \|$", README, re.MULTILINE)[1] in CI_RUN.splitlines()


def test_list_of_files_is_complete():
    files = re.findall(r"^\| `([\w.]+)/?` \|", README, re.MULTILINE)
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {*files} == visible - {*NOT_OF_THE_REPO}


def test_each_sentence_has_a_line_of_its_own():
    prose = re.sub(r"^```.*?^```$|^\|.*$", "", README, flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"[.!?]`? [A-Z]", prose)
