"""What goes wrong for beginners, done for real: what is said of it, and what the cure does."""

import re
import shlex
import shutil
from itertools import product
from pathlib import Path

import pytest
from learner import (
    ALL_PASS,
    AS_LEARNER,
    COMPLETE,
    EDGES,
    IN_PLACE,
    INSIDE,
    LOCKED,
    OFFLINE,
    PROMPT,
    ROOT,
    copy_repo,
)
from live_server import wait_until

# For what depends on the Python.
each_python = pytest.mark.parametrize("python", EDGES)


def type_last_words(said, computer, **options):
    """Do as a learner who types what the message ends with."""
    computer.do("sh", "-c", said.rpartition("ype ")[2], **options)


# Step 0: Python and pipenv.


@each_python
def test_pipenv_that_is_not_on_path(computer):
    (computer.programs / "pipenv").unlink()
    (computer.workshop / "typing.py").write_text("raise SystemExit('imported')\n")
    assert computer.do("invoke", "setup").endswith(COMPLETE)
    (computer.workshop / "typing.py").unlink()
    shown = computer.do("invoke", "doctor")
    typed = re.search(r"pipenv [\d.]+, typed (python[\d.]* -m pipenv)\n", shown)[1]
    assert f"Next: type {typed} shell by hand, or invoke run\n" in shown
    computer.do(*typed.split(), "--version")


def test_pipenv_of_a_distribution_that_is_too_old(new_computer, tmp_path):
    computer = new_computer("invoke")
    old = tmp_path / "pipenv"
    path = f"{tmp_path}:{computer.environ['PATH']}"
    for words in (
        "echo pipenv, version 2022.12.19",
        "echo \"AttributeError: module 'collections' has no attribute 'MutableMapping'\"; exit 1",
    ):
        old.write_text(f"#!/bin/sh\n{words}\n")
        old.chmod(0o755)
        assert "Pipenv is missing" in computer.run("invoke", "doctor", PATH=path).stdout
    setup = computer.do("invoke", "setup", PATH=path)
    assert "Traceback" not in setup
    assert setup.endswith(COMPLETE)


PROXY = dict.fromkeys(["http_proxy", "https_proxy", "all_proxy"], "http://127.0.0.1:9")
# As where a school's proxy looks into what it passes on, with a certificate of its own.
CERTIFICATE = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out one.pem -subj /CN=school"
TRUST = dict.fromkeys(["PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"], "one.pem")
NO_NETWORK = (
    "Packages can't be downloaded.\n"
    "Check the Wi-Fi and, if there is one, the proxy, or ask your instructor for the packages"
)
UNTRUSTED = (
    "This computer doesn't trust the certificate of this network.\n"
    "Ask which one to install, or ask your instructor for the packages"
)


def says_why(computer, why, *command, **environ):
    """Have a set-up fail, and check that it says why."""
    said = computer.refusal(*command, "invoke", "setup", **environ)
    assert said == f"{why}, then type invoke setup\n"


@pytest.mark.network
@pytest.mark.parametrize(
    ("packages", "before", "environ", "why"),
    [
        (["invoke"], OFFLINE, {}, NO_NETWORK),
        (["invoke", "pipenv"], OFFLINE, {}, NO_NETWORK),
        (["invoke", "pipenv"], OFFLINE, {"PIP_RETRIES": "0", "FORCE_COLOR": "1"}, NO_NETWORK),
        (["invoke", "pipenv"], [], {**PROXY, "no_proxy": "", "NO_PROXY": ""}, NO_NETWORK),
        (["invoke", "pipenv"], [], {**TRUST, "SSL_CERT_DIR": "."}, UNTRUSTED),
    ],
    ids=["none for pipenv", "none", "none, asked once", "a proxy that refuses", "a certificate"],
)
def test_network_that_lets_no_packages_through(new_computer, packages, before, environ, why):
    """What README says of a folder of wheels is the cure: test_classroom.py."""
    computer = new_computer(*packages)
    computer.do(*CERTIFICATE.split())
    says_why(computer, why, *before, **environ)


def test_folder_of_wheels_that_is_not_there(new_computer):
    computer = new_computer("invoke", "pipenv")
    why = (
        f"There is no blinker=={LOCKED['blinker']} where PIP_FIND_LINKS points.\n"
        "Check what you typed for it, or open a new terminal"
    )
    says_why(computer, why, PIP_NO_INDEX="1", PIP_FIND_LINKS="wheels")


CRASH = """Traceback (most recent call last):
  File "pipenv/core.py", line 1, in <module>
    raise KeyError("virtualenv")
KeyError: 'virtualenv'
Package installation failed..."""
CLOSE = "can't be written to.\nClose what uses it, or copy this folder to one of your own"
REQUIRED = "The setting require-virtualenv keeps pip from installing pipenv."
HASHES = "".join(f"    --hash=sha256:{number:064}\n" for number in range(300))


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/a'",
            f"/a {CLOSE}",
        ),
        ("[WinError 32] The process cannot access the file: 'C:\\a.pyd'", f"C:\\a.pyd {CLOSE}"),
        (
            "HINT: This system does not have Windows Long Path support enabled.",
            "The path of this folder is too long for Windows.\nMove it to C:\\workshop",
        ),
        (
            "\x1b[31mERROR\x1b[0m: \x1b[1m[Errno 28]\x1b[0m Auf dem Ger\xe4t ist kein Platz mehr: '/a'",
            "The disk is full.\nMake room on it",
        ),
        (
            "\x1b[33mWARNING: ... the ssl module in Python is not available.\x1b[0m\nRetrying ...",
            "This Python has no ssl, which pip needs.\nInstall Python from python.org, open a new terminal",
        ),
        (
            "ERROR: Could not find an activated virtualenv (required).",
            f"{REQUIRED}\nRemove it from the file that python -m pip config debug names",
        ),
        (CRASH, "The installer crashed: KeyError: 'virtualenv'\nTry again"),
        (
            f"{HASHES}ERROR: THESE PACKAGES DO NOT MATCH THE HASHES.\n{HASHES}",
            "The installation failed: THESE PACKAGES DO NOT MATCH THE HASHES.\nTry again",
        ),
        ("Oh", "The installation failed: Oh\nTry again"),
        ("", "The installation failed without saying why.\nTry again"),
    ],
    ids=[
        "no rights",
        "in use",
        "a long path",
        "colours",
        "no ssl",
        "no virtualenv",
        "a crash",
        "other hashes",
        "unknown",
        "silent",
    ],
)
def test_installation_that_fails_for_another_reason(computer, printed, why):
    """What pip and pipenv have printed elsewhere."""
    (computer.home / "printed").write_text(printed)
    computer.settings = {}
    computer.replace_pipenv(
        '[ "$1" = --version ] && exec real-pipenv --version; cat ~/printed; exit 1'
    )
    computer.do("sh", "-c", "rm -r .venv/lib/python*/site-packages/iniconfig*")
    says_why(computer, why)


# Step 1: this folder.


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a:b", "':'"),
        ("a\nb", "'\\n'"),
        ("a\tb", "'\\t'"),
        ("$HOME", "$ and the name of a variable"),
        ("a ${HOME}", "$ and the name of a variable"),
    ],
)
def test_folder_that_takes_no_environment(computer, tmp_path, name, what):
    folder = copy_repo(tmp_path / name)
    for task in "setup", "run", "test":
        assert computer.refusal("invoke", task, cwd=folder) == (
            f"An environment can't work in a folder with {what} in its path.\n"
            "Rename that folder, or copy this one somewhere else\n"
        )
    doctor = computer.run("invoke", "doctor", cwd=folder.rename(tmp_path / "renamed"))
    assert "ok  step 1  this folder is fine\n" in doctor.stdout


def test_folder_that_cannot_be_written_in(computer):
    read_only = 'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && invoke setup'
    assert computer.refusal(*IN_PLACE, read_only) == (
        "This folder is read-only.\nCopy it to a folder of your own\n"
    )


def test_full_disk(new_computer, tmp_path):
    """Without an environment, and with one that must be made again."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=15m tmpfs {disk} && cp -r . {disk}/w && cd {disk}/w"
    cure = f"mount -o remount,size=200m {disk} && invoke setup"
    fill = "rm .venv/lib/*/site-packages/flask/app.py && head -c 1G /dev/zero > full; invoke run"
    check = "ls -a && .venv/bin/python -c 'import pytest; print(pytest.__version__)'"
    line = f"{mount} && invoke run; {cure} && {{ {fill}; {check}; rm full && invoke setup; }}"
    shown = new_computer("invoke", "pipenv").do(*IN_PLACE, line)
    full = "The disk is full.\nMake room on it, then type invoke setup\n"
    assert shown.count(full) == shown.count(COMPLETE) == 2
    between = shown.partition(COMPLETE)[2]
    assert ".venv\n" in between and f"\n{LOCKED['pytest']}\n" in between
    assert ".venv-" not in between


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        *product(["rm", "echo '<<<<<<< HEAD' >"], ["Pipfile", "Pipfile.lock"]),
        *product(["rm"], [".pytest.ini", "tests/conftest.py"]),
        ("rm Pipfile && mkfifo", "Pipfile"),
        ("rm Pipfile.lock && ln -s Pipfile.lock", "Pipfile.lock"),
    ],
)
def test_file_that_is_missing_or_damaged(computer, harm, name):
    computer.do("sh", "-c", f"{harm} {name}")
    for task in "setup", "run":
        assert computer.refusal("invoke", task, seconds=20) == (
            f"{name} is missing or damaged.\nCopy it from a fresh download of this folder\n"
        )
    (computer.workshop / name).unlink(missing_ok=True)
    shutil.copy(ROOT / name, computer.workshop / name)
    assert computer.serves()


# Step 2: the environment. Broken ones are in test_healing.py and test_interrupted.py.


@each_python
def test_interrupted_setup_says_how_to_go_on(new_computer, terminal):
    computer = new_computer("invoke", "pipenv")
    window = terminal(computer)
    window.type("invoke setup", then="Step 2   pipenv sync --dev --clean")
    wait_until((computer.workshop / ".venv" / ".project").exists, seconds=60)
    shown = window.type_ctrl("c")
    assert "Interrupted.\r\nTo continue, type invoke setup\r\n" in shown
    assert "Traceback" not in shown
    assert "code 1" in window.type("echo code $?")
    assert COMPLETE.strip() in window.type("invoke setup")


# Step 3: inside the environment.


def test_folder_that_takes_no_shell_takes_the_other_tasks(computer, terminal, tmp_path):
    characters = "'\"`;!\\|<>*?{^"
    for character in characters:
        folder = copy_repo(tmp_path / f"a{character}b")
        assert (
            f"pipenv shell doesn't work in a folder with {character} in its path.\r\n"
            "Move this folder, or skip step 3 and type invoke run\r\n"
        ) in terminal(computer, folder).type("invoke shell")
    folder = copy_repo(tmp_path / f"a{characters}b")
    assert computer.serves(cwd=folder)
    assert ALL_PASS in computer.do("invoke", "test", cwd=folder)


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
    assert "ok  step 4  port 5000 is free" in window.type("invoke doctor")


def test_folder_on_a_disk_that_lets_no_script_start(new_computer):
    """As a school may mount what learners can write to."""
    computer = new_computer("invoke", "pipenv")
    mount = "cp -r . ../copy && mount -t tmpfs -o noexec tmpfs tests && mv ../copy tests"
    assert ALL_PASS in computer.do(*IN_PLACE, f"{mount} && cd tests/copy && invoke test")


@pytest.mark.parametrize(
    ("enter", "leave"),
    [
        (". bin/activate", "deactivate or, if that is not found, open a new terminal"),
        ("pipenv shell", "exit"),
    ],
)
def test_inside_another_environment(computer, terminal, tmp_path, enter, leave):
    other = tmp_path / "other"
    computer.do("python", "-m", "venv", "--without-pip", str(other))
    (other / "Pipfile").touch()
    window = terminal(computer, other, PIPENV_VENV_IN_PROJECT="1")
    window.type(enter, then=f"(other) {PROMPT}")
    doctor = f"cd {computer.workshop} && invoke doctor"
    shown = window.type(doctor, then=f"(other) {PROMPT}")
    assert (
        "no  step 3  You are inside another environment.\r\n"
        f"            Type {leave}, then type invoke doctor\r\n"
    ) in shown
    window.leave_shell() if leave == "exit" else window.type("deactivate")
    assert "Next: type pipenv shell" in window.type(doctor)


def test_folder_that_is_moved_with_a_terminal_inside(computer, terminal):
    window = terminal(computer)
    window.type("pipenv shell", then=INSIDE)
    window.type("mv ../workshop ../moved && cd ../moved", then=INSIDE)
    shown = window.type("invoke doctor", then=INSIDE)
    assert "            Type exit, then type invoke setup\r\n" in shown
    window.leave_shell()
    window.type("cd ../moved && invoke setup")
    assert "ok  step 3  you are outside the environment\r\n" in window.type("invoke doctor")


# Step 4: server.py.


@pytest.mark.parametrize(
    "name", ["Server.py", "server.py.txt", "app.py", "flask.py", "sever (1).py"]
)
def test_program_of_another_name(computer, name):
    (computer.workshop / "server.py").rename(computer.workshop / name)
    for task in "run", "test":
        assert computer.refusal("invoke", task) == (
            "There is no server.py in this folder.\n"
            f'If {name} is your program, type mv "{name}" "server.py"\n'
        )
    below = computer.workshop / "tests"
    type_last_words(computer.refusal("invoke", "run", cwd=below), computer, cwd=below)
    assert computer.serves()


@each_python
def test_program_that_is_nowhere_or_empty(computer):
    program = computer.workshop / "server.py"
    right = program.read_text()
    program.unlink()
    for task in "run", "test":
        assert computer.refusal("invoke", task) == (
            "There is no server.py in this folder.\nCopy the program in README to a file called server.py\n"
        )
    assert "There is no server.py in this folder." in computer.run(".venv/bin/pytest").stdout
    program.write_text("\n")
    for task in "run", "test":
        assert computer.refusal("invoke", task) == (
            "server.py is empty.\nCopy the program in README into it, and save it\n"
        )
    program.write_text(right)
    assert computer.serves()


A_FOLDER, NO_FILE = "a folder", "not a file, or a broken link"


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        ("mkdir server.py", A_FOLDER),
        ("mkdir folder && ln -s folder server.py", A_FOLDER),
        ("mkfifo server.py", NO_FILE),
        ("ln -s /dev/zero server.py", NO_FILE),
        ("ln -s nowhere.py server.py", NO_FILE),
        ("ln -s server.py server.py", NO_FILE),
    ],
)
def test_program_that_is_no_file(computer, make, kind):
    right = (computer.workshop / "server.py").read_text()
    computer.do("sh", "-c", f"rm server.py && {make}")
    cure = 'mv "server.py" "my_server.py"'
    said = f"server.py is {kind}.\nType {cure}, then copy the program in README to a file called server.py\n"
    for task in "run", "test":
        assert computer.refusal("invoke", task, seconds=20) == said
    assert (
        f"no  step 4  server.py is {kind}.\n" in computer.run("invoke", "doctor", seconds=20).stdout
    )
    computer.do("sh", "-c", cure)
    (computer.workshop / "server.py").write_text(right)
    assert computer.serves()


def test_program_that_cannot_be_read(computer):
    computer.do("chmod", "a-r", "server.py")
    said = "server.py can't be read.\nType chmod u+r server.py\n"
    assert computer.refusal(*AS_LEARNER, "invoke", "run") == said
    type_last_words(said, computer)
    assert ALL_PASS in computer.do(*AS_LEARNER, "invoke", "test")


def test_program_that_is_a_link_to_a_file(computer):
    computer.do("sh", "-c", "mv server.py mine.py && ln -s mine.py server.py")
    assert computer.serves()
    assert ALL_PASS in computer.do("invoke", "test")


@each_python
@pytest.mark.parametrize("name", ["flask.py", "werkzeug/__init__.py", "typing.py", "json.py"])
def test_file_that_stands_in_the_way_of_a_module(computer, name):
    path = computer.workshop / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("print('mine')\n")
    top = Path(name).parts[0]
    for task in "run", "test":
        said = computer.refusal("invoke", task)
        assert said == (
            f"{top} has the same name as a module that Flask or Python needs, and would be imported instead.\n"
            f'Type mv "{top}" "my_{top}"\n'
        )
    assert computer.do("invoke", "setup") == COMPLETE
    if name == "flask.py":
        hint = "Your file flask.py hides the module flask"
        assert hint in computer.run(".venv/bin/pytest").stdout
    type_last_words(said, computer)
    assert computer.serves()


@each_python
def test_file_of_another_name_does_no_harm(computer):
    for name in "turtle.py", "test.py", "os.py", "flask.txt", "my_flask.py":
        (computer.workshop / name).write_text("raise SystemExit('imported')\n")
    (computer.workshop / "click").mkdir()
    assert computer.serves()
    assert ALL_PASS in computer.do("invoke", "test")


def test_doctor_imports_no_file_of_the_learner(computer):
    (computer.workshop / "platform.py").write_text("raise SystemExit('It ran.')\n")
    report = computer.run("invoke", "doctor", "--report").stdout
    assert "It ran." not in report
    assert "platform.py has the name of a part of Flask or Python" in report


# Any step.


@pytest.mark.parametrize("environ", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1252"}], ids=str)
def test_terminal_that_lacks_letters(computer, tmp_path, environ):
    """Pipenv, which is not on PATH, is shown with a path that has such letters."""
    home = tmp_path / "日本 Größe"
    (home / ".local" / "bin").mkdir(parents=True)
    shutil.move(computer.programs / "pipenv", home / ".local" / "bin")
    computer.do("rm", "-r", ".venv")
    setup = computer.do("invoke", "setup", HOME=str(home), **environ)
    assert setup.endswith(COMPLETE)
    assert ("\\u65e5" in setup) == ("PYTHONIOENCODING" in environ)
    assert computer.serves(HOME=str(home), **environ)


def test_fault_of_the_workshop_says_so_above_its_traceback(computer):
    check = computer.workshop / "workshop" / "check.py"
    check.write_text(
        check.read_text().replace('    return "server.py is here"', "    return 1 / 0")
    )
    crash = computer.run("invoke", "test")
    assert crash.returncode == 1
    assert crash.stdout.startswith(
        "This is a bug in the workshop, not your mistake.\n"
        "Show the output of invoke doctor --report to somebody who can help, and the lines below:\n"
        "Traceback"
    )
