"""Step 3: into the environment and out of it, from whatever terminal and folder."""

import shlex

import pytest
from copies import ALL_PASS
from learner import COMPLETE, EDGES, INSIDE, PROMPT, copy_repo
from live_server import wait_until


def test_shell_is_the_learners_own_with_a_real_terminal(computer, terminal):
    window = terminal(computer)
    assert "Step 3   pipenv shell" in window.type("invoke shell", then=INSIDE)
    assert f"{computer.workshop}/.venv/bin/python" in window.type("which python", then=INSIDE)
    window.setwinsize(40, 132)
    wait_until(lambda: "40 132" in window.type("stty size", then=INSIDE))
    # Echoed by the shell alone, the line would not tell that the program runs.
    sleep = "sh -c 'echo $((40 + 2)); exec sleep 1000'"
    window.type(sleep, then="42")
    assert "Stopped" in window.type_ctrl("z", then=INSIDE)
    window.type("fg", then="sleep 1000")
    assert "^C" in window.type_ctrl("c", then=INSIDE)
    window.type("false", then=INSIDE)
    assert "Traceback" not in window.leave_shell()
    assert "You are outside the environment" in window.type("invoke doctor")


def test_tasks_work_inside_the_shell(computer, terminal, tmp_path):
    # Opened inside that of another folder.
    window = terminal(computer, PIPENV_ACTIVE="1", VIRTUAL_ENV=str(tmp_path))
    window.type("invoke shell", then=INSIDE)
    assert f"{computer.workshop}/.venv/bin/" in window.type("which python", then=INSIDE)
    shown = window.type("invoke shell", then=INSIDE)
    assert "You are already inside the environment.\r\nTo leave it, type exit" in shown
    shown = window.type("invoke doctor && echo code $?", then=INSIDE)
    assert "ok  step 3  you are inside the environment\r\n" in shown
    assert "Next: type invoke run or, by hand, python server.py\r\ncode 0" in shown
    # One that is installed there goes with .venv.
    window.type("pip install pipenv", then=INSIDE)
    assert (computer.modules / "pipenv").exists()
    assert f"Step 2   {computer.programs}/pipenv sync" in window.type("invoke setup", then=INSIDE)
    assert not (computer.modules / "pipenv").exists()
    window.serve("invoke run", prompt=INSIDE)
    assert ALL_PASS in window.type("invoke test", then=INSIDE)


def test_variable_that_is_left_over_is_not_believed(computer):
    for left_over in {"VIRTUAL_ENV": f"{computer.workshop}/.venv"}, {"PIPENV_ACTIVE": "1"}:
        doctor = computer.do("invoke", "doctor", **left_over)
        assert "ok  step 3  you are outside the environment\n" in doctor


BY_HAND = "deactivate or, if that is not found, open a new terminal"


def test_shell_in_an_active_environment_is_inside(computer, terminal):
    window = terminal(computer)
    window.type(". .venv/bin/activate", then=INSIDE)
    # It does not know how to leave it.
    window.type("bash")
    assert "ok  step 3  you are inside the environment\r\n" in window.type("invoke doctor")
    assert f"To leave it, type {BY_HAND}\r\n" in window.type("invoke shell")


@pytest.mark.parametrize(
    ("enter", "leave"), [(". bin/activate", BY_HAND), ("pipenv shell", "exit")]
)
def test_inside_another_environment(computer, terminal, tmp_path, enter, leave):
    other = tmp_path / "other"
    computer.do("python", "-m", "venv", "--without-pip", str(other))
    (other / "Pipfile").touch()
    window = terminal(computer, other, PIPENV_VENV_IN_PROJECT="1")
    prompt = f"(other) {PROMPT}"
    window.type(enter, then=prompt)
    shown = window.type(f"cd {computer.workshop} && invoke doctor", then=prompt)
    assert "no  step 3  You are inside another environment.\r\n" in shown
    assert f"            Type {leave}, then type invoke doctor\r\n" in shown


def test_folder_that_is_moved_with_a_terminal_inside(computer, terminal):
    window = terminal(computer)
    window.type("pipenv shell", then=INSIDE)
    window.type("mv ../workshop ../moved && cd ../moved", then=INSIDE)
    shown = window.type("invoke doctor", then=INSIDE)
    assert "            Type exit, then type invoke setup\r\n" in shown
    window.leave_shell()
    window.type("cd ../moved && invoke setup")
    assert "ok  step 3  you are outside the environment\r\n" in window.type("invoke doctor")


def test_env_file_is_read_by_the_shell_alone(computer, terminal):
    window = terminal(computer)
    # As PowerShell writes it.
    (computer.workshop / ".env").write_bytes("A=1\n".encode("utf-16"))
    assert "In your editor, save .env as UTF-8\r\n" in window.type("invoke shell")
    computer.do("rm", "-r", ".venv")
    assert COMPLETE.strip() in window.type("invoke setup")
    (computer.workshop / ".env").write_text("A=1\n")
    window.type("invoke shell", then=INSIDE)
    assert "\r\n1\r\n" in window.type("echo $A", then=INSIDE)


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("-Größe 日本 & b (1) #1 [x] ~a,@%+=}/a $x $5", EDGES[0]),
        # Longer than what Linux takes from the first line of a script.
        ("deep/" * 60 + "$x (1)", EDGES[-1]),
    ],
)
def test_folder_with_an_awkward_name(computer, terminal, tmp_path, name):
    folder = copy_repo(tmp_path / name)
    prompt = f") {PROMPT}"
    window = terminal(computer, folder.parent)
    window.type(f"cd {shlex.quote(f'./{folder.name}')}")
    assert COMPLETE.strip() in window.type("invoke setup")
    assert ALL_PASS in window.type("invoke test")
    window.serve("invoke run")
    window.type("invoke shell", then=prompt)
    assert f"{folder}/.venv/bin/python\r\n" in window.type("which python", then=prompt)
    window.leave_shell()


def test_folder_that_takes_no_shell_takes_the_other_tasks(computer, tmp_path):
    folder = copy_repo(tmp_path / "a'\"`;!\\|<>*?{^b")
    assert computer.serves(cwd=folder)
    assert ALL_PASS in computer.do("invoke", "test", cwd=folder)
