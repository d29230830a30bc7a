"""What README says is so: it is typed from top to bottom, and each command in it exists."""

import re
from doctest import ELLIPSIS, OutputChecker

import pytest
import readme
from copies import GUARD
from learner import ALL_PASS, PROMPT, ROOT, copy_repo
from live_server import SERVES, ask, wait_until
from programs import PROGRAM, invoke_test
from readme import blocks
from test_both_ways import ORDERS
from test_tasks import TASKS

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What a server shows when it waits for visitors.
WAITS = rf"{re.escape(SERVES)}.*?\n|Serving on .*?\n"

# Blocks of a language, and lines, that are not typed, and why.
NOT_TYPED = {
    "python": "This is server.py, or changes it: test_code_is_that_of_server_py.",
    "text": "This comes of a mistake: test_mistake_is_told_as_in_readme.",
    "mermaid": "This is a drawing.",
    "bat": "This is for Windows: test_settings_for_windows_are_those_for_the_others.",
    "python -m http.server --directory wheels 8000": "It waits for laptops: test_classroom.py.",
    "export PIP_NO_INDEX=1 PIP_FIND_LINKS=http://ADDRESS:8000 PIP_TRUSTED_HOST=ADDRESS": (
        "It is for the laptops: test_classroom.py."
    ),
}


def typed_lines():
    """Give what is typed, line by line, and what is shown then."""
    without_network = readme.part("## Without a network")
    lines = []
    # An instructor collects the wheels before anybody uses them.
    everything = readme.TEXT.replace(without_network, "") + readme.INSTRUCTORS + without_network
    for language, text in BLOCK.findall(everything):
        if language == "bash":
            lines += [(line, "") for line in text.splitlines()]
        elif language == "console":
            lines[-1] = (lines[-1][0], text)
        else:
            assert language in NOT_TYPED, f"The language {language} is not known."
    return lines


def type_line(window, line, prompt):
    """Type a line; give what is shown. A server is visited, and stopped with CTRL+C."""
    if line == "exit":
        return window.leave_shell()
    window.sendline(line)
    window.expect_exact(line)
    if window.expect([WAITS, re.escape(prompt)]) == 1:
        return window.before + prompt.removesuffix(PROMPT)
    shown = window.before + window.after
    port = re.search(r"http://[\w.]+:(\d+)", shown)[1]
    assert wait_until(lambda: ask(port=port)) == (200, "Hello World!")
    window.type_ctrl_c(prompt)
    return shown


@pytest.mark.network
def test_readme_is_typed_from_top_to_bottom(new_computer, terminal):
    computer = new_computer()
    folder = computer.workshop.rename(computer.workshop.with_name("first-web-server"))
    window = terminal(computer, folder)
    prompt = PROMPT
    for line, expected in [*typed_lines(), (readme.COMMANDS["pip"][0], "")]:
        if line in NOT_TYPED:
            continue
        if line in ("pipenv shell", "exit"):
            prompt = {"pipenv shell": f"({folder.name}) {PROMPT}", "exit": PROMPT}[line]
        shown = type_line(window, line.replace("path/to/this/folder", str(folder)), prompt)
        came = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r\n", "\n").strip("\n") + "\n"
        assert "code 0\r" in window.type("echo code $?", then=prompt), f"{line}\n{came}"
        if expected and not OutputChecker().check_output(expected, came, ELLIPSIS):
            pytest.fail(f"{line}\nExpected:\n{expected}Came:\n{came}", pytrace=False)


def test_lines_that_are_not_typed_are_in_readme():
    languages = {language for language, _ in BLOCK.findall(readme.TEXT)}
    assert NOT_TYPED.keys() <= languages | {line for line, _ in typed_lines()}


def test_code_is_that_of_server_py(computer):
    program, second_page = blocks("python")
    assert program == PROGRAM
    checks = invoke_test(computer, program.replace(GUARD, f"{second_page}\n\n{GUARD}"))
    assert ALL_PASS in checks.stdout


def test_mistake_is_told_as_in_readme(computer):
    (told,) = blocks("text")
    change = re.search("you typed `(.*?)` in place of `(.*?)`", readme.TEXT)
    checks = invoke_test(computer, PROGRAM.replace(change[2], change[1]))
    story = checks.stdout.rpartition("\n\n")[2]
    assert OutputChecker().check_output(told, story, ELLIPSIS), story


def test_each_step_has_its_section_its_task_and_its_test():
    steps = re.findall(r"^\| (\d: .*?) \| (.*?) \| (.*?) \|", readme.TEXT, re.MULTILINE)
    assert [name[0] for name, *_ in steps] == [*"0123456"]
    typed = {line for line, _ in typed_lines()}
    for name, by_hand, by_task in steps:
        section = readme.part(f"### Step {name}")
        command = by_hand.strip("`")
        assert command in typed or command == "CTRL+C"
        assert command in section or "press C" in section
        if by_task.startswith("`invoke"):
            task = by_task.split()[1].strip("`")
            assert re.search(rf"^  {task} +Steps? .*{name[0]}.*:", TASKS, re.MULTILINE)
            assert by_task.strip("`") in ORDERS


def test_headings_that_messages_name_exist():
    sources = "".join(path.read_text() for path in (ROOT / "workshop").rglob("*.py"))
    headings = {*re.findall(r"README(?:,| says in) ([A-Z]\w+(?: \w+)*)", sources)}
    assert headings
    assert all(readme.part(f"## {heading}") for heading in headings)


def commands(program):
    """Give what follows *program* wherever README has it typed."""
    typed = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", readme.TEXT) + blocks("bash")
    lines = re.split(r" && | > |\n", "\n".join(typed))
    prefix = f"{program} "
    follow = [line.removeprefix(prefix).split() for line in {*lines} if line.startswith(prefix)]
    assert follow, f"README has no {program} typed."
    return follow


@pytest.mark.parametrize("program", ["invoke", "pip", "pipenv", "pipx", "uv tool"])
def test_commands_and_their_options_exist(new_computer, program):
    packages = {"pipx": ["pipx"], "uv tool": ["uv"]}.get(program, ["invoke", "pipenv"])
    computer = new_computer(*packages)
    for command, *words in commands(program):
        question = ["--help", command] if program == "invoke" else [command, "--help"]
        answer = computer.run(*program.split(), *question)
        assert answer.returncode == 0, command
        # What stands behind `pipenv run` is for another program.
        if program == "invoke" or command != "run":
            options = [word for word in words if word.startswith("--")]
            assert all(option in answer.stdout for option in options), command


def test_programs_exist():
    modules = {"pip", "pipenv", "invoke", "http.server"}
    for launcher in "python", "py":
        for program, *words in commands(launcher):
            assert program == "-m" and words[0] in modules or (ROOT / program).exists(), program


def test_settings_for_windows_are_those_for_the_others():
    (for_windows,) = blocks("bat")
    settings = for_windows.replace("set ", "").split()
    assert for_windows == "".join(f"set {setting}\n" for setting in settings)
    assert f"export {' '.join(settings)}\n" in blocks("bash")


def test_ci_runs_the_command_to_check():
    run, test = readme.COMMANDS["pip"]
    command = f"{run.partition(' && ')[0]} && {test}"
    assert command in (ROOT / ".ci" / "run").read_text().splitlines()


def test_list_of_files_is_complete(tmp_path):
    files = re.findall(r"^\| `([\w.]+)/?` \|", readme.TEXT, re.MULTILINE)
    names = {path.name for path in copy_repo(tmp_path / "copy").iterdir()}
    assert {*files} == {name for name in names if not name.startswith(".")}


@pytest.mark.parametrize("text", [readme.TEXT, readme.INSTRUCTORS], ids=["README", "INSTRUCTORS"])
def test_each_sentence_has_a_line_of_its_own(text):
    """Short enough for an editor that knows nothing of Markdown."""
    assert max(map(len, text.splitlines())) <= 160
    prose = re.sub(r"^```.*?^```$|^\|.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"(?<!^\d)[.!?]`? [A-Z]", prose, re.MULTILINE)
