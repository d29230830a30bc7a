"""What README says is true: it is typed from top to bottom, and each command in it exists."""

import re
from doctest import ELLIPSIS, OutputChecker

import pytest
import readme
from copies import CHECKS, GUARD, PROGRAM, ROOT, run_tests
from learner import PROMPT, copy_repo
from live_server import SERVES, ask, wait_until
from readme import BLOCK, blocks
from test_both_ways import ORDERS
from test_tasks import TASKS

# What a server shows when it waits for visitors.
WAITS = rf"{re.escape(SERVES)}.*?\n|Serving on .*?\n"
# Lines that are not typed, and why.
NOT_TYPED = {
    "python -m workshop.wheels": "It takes minutes: test_classroom.py types it for each Python.",
    "python -m http.server --directory wheels 8000": "It waits for laptops: test_classroom.py.",
    "export PIP_NO_INDEX=1 PIP_FIND_LINKS=http://ADDRESS:8000 PIP_TRUSTED_HOST=ADDRESS": (
        "It is for the laptops: test_classroom.py."
    ),
}


def typed_lines(text):
    """Return each line that a text has typed, and what it says that you see then."""
    lines = []
    for block in BLOCK.finditer(text):
        language, code = block.groups()
        if language == "bash":
            prose = text[block.end() :].partition("```")[0].partition("\n#")[0]
            seen = [f"...{each}..." for each in re.findall("you see `(.*?)`", prose, re.IGNORECASE)]
            lines += [(line.strip(), seen) for line in code.splitlines()]
        elif language == "console":
            lines[-1][1].append(code)
    return [(line, seen) for line, seen in lines if line not in NOT_TYPED]


def type_line(window, line, prompt):
    """Type a line, and return what is shown; a server is visited, and stopped with CTRL+C."""
    window.sendline(line)
    window.expect_exact(line)
    if window.expect([WAITS, re.escape(prompt)]) == 1:
        return window.before + prompt.removesuffix(PROMPT)
    shown = window.before + window.after
    port = re.search(r"http://[\w.]+:(\d+)", shown)[1]
    assert wait_until(lambda: ask(port=port)) == (200, "Hello World!")
    return shown + window.type_ctrl_c(prompt)


def type_all(window, lines, inside):
    """Type lines, and compare what is shown with what a text says that you see."""
    prompt = PROMPT
    for line, seen in lines:
        prompt = inside if line == "pipenv shell" else prompt
        shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", type_line(window, line, prompt))
        shown = shown.replace("\r\n", "\n").strip("\n") + "\n"
        assert "code 0\r" in window.type("echo code $?", then=prompt), f"{line}\n{shown}"
        for each in seen:
            assert OutputChecker().check_output(each, shown, ELLIPSIS), f"{line}\n{each}\n{shown}"


@pytest.mark.network
def test_readme_and_notes_are_typed_from_top_to_bottom(new_computer, terminal):
    computer = new_computer()
    folder = computer.workshop.rename(computer.workshop.with_name("first-web-server"))
    window = terminal(computer, folder)
    lines = typed_lines(readme.TEXT)
    assert sum(len(seen) for _, seen in lines) >= 4
    type_all(window, lines, inside=f"({folder.name}) {PROMPT}")
    window.leave_shell()
    for_production = re.findall("`(pipenv .*?waitress.*?)`", readme.part("## Where to go next"))
    assert len(for_production) == 2
    type_all(window, [(line, []) for line in for_production], "")
    type_all(window, [*typed_lines(readme.INSTRUCTORS), (readme.COMMANDS["pip"][0], [])], "")


def test_code_is_that_of_server_py_and_of_what_is_made_of_it(folder):
    program, page, own_test = blocks("python")
    assert program == PROGRAM
    (folder / "tests" / "test_hello.py").write_text(own_test)
    tests = run_tests(folder, program.replace(GUARD, f"{page}\n\n{GUARD}"))
    assert f"{CHECKS + 1} passed" in tests.stdout
    assert "\nPages: / and /hello\n" in tests.stdout
    assert "`invoke test` says `Pages: / and /hello`" in readme.TEXT


def test_exercises_have_solutions_that_pass(folder):
    bye, test_bye, greet, test_greet = blocks("python", readme.INSTRUCTORS)
    (folder / "tests" / "test_bye.py").write_text(test_bye)
    (folder / "tests" / "test_greet.py").write_text(test_greet)
    tests = run_tests(folder, PROGRAM.replace(GUARD, f"{bye}\n\n{greet}\n\n{GUARD}"))
    assert f"{CHECKS + 3} passed" in tests.stdout


def test_mistake_is_explained_as_in_readme(folder):
    (expected,) = blocks("text")
    wrong, right = re.search("you typed `(.*?)` instead of `(.*?)`", readme.TEXT).groups()
    tests = run_tests(folder, PROGRAM.replace(right, wrong))
    shown = tests.stdout.rpartition("\n\n")[2]
    assert OutputChecker().check_output(expected, shown, ELLIPSIS), shown


def test_each_step_has_its_section_its_task_and_its_test():
    steps = re.findall(r"^\| (\d: .*?) \| (.*?) \| (.*?) \|", readme.TEXT, re.MULTILINE)
    sections = re.findall(r"^### Step (\d: .*)$", readme.TEXT, re.MULTILINE)
    assert [name[0] for name, *_ in steps] == [name[0] for name in sections]
    for section, (_, by_hand, by_task) in zip(sections, steps, strict=True):
        command = by_hand.strip("`").removesuffix(" path/to/this/folder")
        assert command in readme.part(f"### Step {section}")
        if by_task.startswith("`invoke"):
            task = by_task.split()[1].strip("`")
            assert re.search(rf"^  {task} +Steps? .*{section[0]}.*:", TASKS, re.MULTILINE)
            assert by_task.strip("`") in ORDERS


def commands(program):
    """Return the words after *program* wherever README has it typed."""
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
        # What follows `pipenv run` is for another program.
        if program == "invoke" or command != "run":
            options = [word for word in words if word.startswith("--")]
            assert all(option in answer.stdout for option in options), command


def test_programs_exist():
    modules = {"pip", "pipenv", "invoke"}
    for launcher in "python", "py":
        for program, *words in commands(launcher):
            assert program == "-m" and words[0] in modules or (ROOT / program).exists(), program


def test_settings_for_windows_are_those_for_the_others():
    (for_windows,) = blocks("bat", readme.INSTRUCTORS)
    settings = for_windows.replace("set ", "").split()
    assert for_windows == "".join(f"set {setting}\n" for setting in settings)
    assert f"export {' '.join(settings)}\n" in blocks("bash", readme.INSTRUCTORS)


def test_ci_runs_the_command_to_test():
    run, test = readme.COMMANDS["pip"]
    command = f"{run.partition(' && ')[0]} && {test}"
    assert command in (ROOT / ".ci" / "run").read_text().splitlines()


def test_list_of_files_is_complete(tmp_path):
    files = re.findall(r"^\| `([\w.]+)/?` \|", readme.TEXT, re.MULTILINE)
    names = {path.name for path in copy_repo(tmp_path / "copy").iterdir()}
    assert {*files} == {name for name in names if not name.startswith(".")}
