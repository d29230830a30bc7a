"""What README says is so: it is typed from top to bottom, and each command in it exists."""

import re
from doctest import ELLIPSIS, OutputChecker

import pytest
import readme
from learner import PROMPT, ROOT, copy_repo
from live_server import SERVES, ask, wait_until
from readme import blocks

CI_RUN = (ROOT / ".ci" / "run").read_text()
# What one types first stands in a table, in the row of pip.
BLOCK = re.compile(r"^\| pip \| `(.*?)`|^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What a server shows when it waits for visitors.
WAITS = rf"{re.escape(SERVES)}.*?\n|Serving on .*?\n"

# Blocks of a language, and lines, that are not typed, and why.
NOT_TYPED = {
    "python": "This is server.py: test_code_is_that_of_server_py.",
    "mermaid": "This is a drawing.",
    "bat": "This is for Windows: test_settings_for_windows_are_those_for_the_others.",
    "python -m http.server --directory wheels 8000": "It waits for laptops: test_classroom.py.",
    "export PIP_NO_INDEX=1 PIP_FIND_LINKS=http://ADDRESS:8000 PIP_TRUSTED_HOST=ADDRESS": (
        "It is for the laptops: test_classroom.py."
    ),
}


def typed_lines():
    """Give what is typed, line by line: its number, itself, and what README shows then."""
    lines = []
    for block in BLOCK.finditer(readme.TEXT):
        number = readme.TEXT.count("\n", 0, block.start()) + 1
        in_table, language, text = block.groups()
        if in_table:
            lines.append((number, in_table, ""))
        elif language == "bash":
            lines += [(number + n, line, "") for n, line in enumerate(text.splitlines(), 1)]
        elif language == "console":
            lines[-1] = (*lines[-1][:2], text)
        else:
            assert language in NOT_TYPED, f"README.md, line {number}: {language} is not known."
    return lines


def type_line(window, line, prompt):
    """Type a line; give what is shown until the prompt, or until a server waits for visitors.

    The server is visited, and stopped with CTRL+C.
    """
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
    for number, line, expected in typed_lines():
        if line in NOT_TYPED:
            continue
        if line in ("pipenv shell", "exit"):
            prompt = {"pipenv shell": f"({folder.name}) {PROMPT}", "exit": PROMPT}[line]
        shown = type_line(window, line.replace("path/to/this/folder", str(folder)), prompt)
        came = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r\n", "\n").strip("\n") + "\n"
        where = f"README.md, line {number}: {line}\n"
        assert "code 0\r" in window.type("echo code $?", then=prompt), where + came
        if expected and not OutputChecker().check_output(expected, came, ELLIPSIS):
            pytest.fail(f"{where}Expected:\n{expected}Came:\n{came}", pytrace=False)


def test_lines_that_are_not_typed_are_in_readme():
    known = {line for _, line, _ in typed_lines()} | {
        block[1] for block in BLOCK.findall(readme.TEXT)
    }
    assert NOT_TYPED.keys() <= known


def test_code_is_that_of_server_py():
    assert blocks("python") == [(ROOT / "server.py").read_text()]


def commands(program):
    """Give what follows *program* wherever README has it typed."""
    typed = (
        re.findall(r"(?<!`)`([^`\n]+)`(?!`)", readme.TEXT) + "".join(blocks("bash")).splitlines()
    )
    lines = [line for command in typed for line in re.split(r" && | > ", command)]
    follow = [
        line.removeprefix(program).split() for line in {*lines} if line.startswith(f"{program} ")
    ]
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
    assert readme.COMMANDS["pip"]["test"] in CI_RUN.splitlines()


def test_list_of_files_is_complete(tmp_path):
    files = re.findall(r"^\| `([\w.]+)/?` \|", readme.TEXT, re.MULTILINE)
    names = {path.name for path in copy_repo(tmp_path / "copy").iterdir()}
    assert {*files} == {name for name in names if not name.startswith(".")}


def test_each_sentence_has_a_line_of_its_own():
    prose = re.sub(r"^```.*?^```$|^\|.*$", "", readme.TEXT, flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"[.!?]`? [A-Z]", prose)
