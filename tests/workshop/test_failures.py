"""What goes wrong for beginners, done for real: what is said of it, and what the cure does."""

import contextlib
import re
import shlex
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest
from learner import COMPLETE, OFFLINE, PROMPT, ROOT, copy_repo
from live_server import ask, started, wait_until

SERVES = "Press CTRL+C to quit"


def refusal(computer, folder, *command, **environ):
    """Give what a task says that must stop: two to four lines, in ASCII, with exit code 1."""
    stopped = computer.run(*command, cwd=folder, **environ)
    said = [line for line in stopped.stdout.splitlines(keepends=True) if not is_progress(line)]
    assert (stopped.returncode, stopped.stdout.isascii()) == (1, True), stopped.stdout
    assert 2 <= len(said) <= 4, stopped.stdout
    return "".join(said)


def is_progress(line):
    return re.match(r"\.*$|By hand: |The environment is missing|Pipenv is missing.* once", line)


def type_last_words(said, folder):
    """Do as a learner who types what the message ends with."""
    subprocess.run(said.rpartition("ype ")[2], shell=True, check=True, cwd=folder)


# Step 0: Python and pipenv.

SIMULATED = """
import sys
sys.version_info = (3, 10, 13, "final", 0)
from invoke.main import program
program.run(["invoke", *sys.argv[1:]])
"""
OLD_PYTHONS = [
    str(path)
    for pattern in (".pyenv/versions/3.[7-9].*/bin/python", ".pyenv/versions/3.10.*/bin/python")
    for path in Path.home().glob(pattern)
]


@pytest.mark.parametrize("python", ["simulated", *OLD_PYTHONS])
def test_python_that_is_too_old(computer, folder, tmp_path, python):
    command = ["python", "-c", SIMULATED]
    if python != "simulated":
        computer.run(python, "-m", "venv", "old", cwd=tmp_path).check_returncode()
        command = [f"{tmp_path}/old/bin/python", "-m"]
        computer.run(*command, "pip", "install", "invoke", cwd=tmp_path).check_returncode()
        command.append("invoke")
    too_old = r"This is Python 3\.\d+\.\d+, and the workshop needs 3\.11 or newer\.\n"
    cure = r"Install one from python\.org, open a new terminal, and begin again with README\n"
    for task in "setup", "shell", "run", "test":
        assert re.fullmatch(too_old + cure, refusal(computer, folder, *command, task))
    doctor = computer.run(*command, "doctor", cwd=folder)
    assert re.match(f"no  step 0  {too_old} +{cure}", doctor.stdout)
    assert "Traceback" not in doctor.stdout


def test_pipenv_that_is_not_on_path(new_computer, folder):
    computer = new_computer("invoke", "pipenv")
    (computer.programs / "pipenv").unlink()
    (folder / "typing.py").write_text("raise SystemExit('imported')\n")
    assert computer.run("invoke", "setup", cwd=folder).stdout.endswith(COMPLETE)
    (folder / "typing.py").unlink()
    shown = computer.run("invoke", "doctor", cwd=folder).stdout
    typed = re.search(r"pipenv [\d.]+, typed (python[\d.]* -m pipenv)\n", shown)[1]
    assert f"Next: {typed} shell, by hand, or invoke run\n" in shown
    computer.run(*typed.split(), "--version", cwd=folder).check_returncode()


@pytest.mark.parametrize(
    "words",
    [
        "echo pipenv, version 2022.12.19",
        "echo \"AttributeError: module 'collections' has no attribute 'MutableMapping'\"; exit 1",
    ],
)
def test_pipenv_of_a_distribution_that_is_too_old(new_computer, folder, tmp_path, words):
    computer = new_computer("invoke")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "pipenv").write_text(f"#!/bin/sh\n{words}\n")
    (tmp_path / "old" / "pipenv").chmod(0o755)
    path = f"{tmp_path}/old:{computer.environ['PATH']}"
    assert "Pipenv is missing" in computer.run("invoke", "doctor", cwd=folder, PATH=path).stdout
    setup = computer.run("invoke", "setup", cwd=folder, PATH=path)
    assert "Traceback" not in setup.stdout
    assert setup.stdout.endswith(COMPLETE)


def test_python_whose_pip_may_not_install(new_computer, folder, tmp_path):
    """Debian's own Python, with a PATH that leads to nothing but it."""
    computer = new_computer("pipx")
    computer.run("pip", "install", "--target", f"{tmp_path}/debian", "invoke", cwd=tmp_path)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "python3").symlink_to("/usr/bin/python3")
    environ = {"PATH": f"{tmp_path}/tools", "PYTHONPATH": f"{tmp_path}/debian"}
    setup = ["python3", "-m", "invoke", "setup"]
    assert (
        refusal(computer, folder, *setup, **environ)
        == "Pipenv is missing or too old, and pip may not install it here.\n"
        "Type sudo apt install pipx, then python3 -m invoke setup\n"
    )
    (tmp_path / "tools" / "pipx").symlink_to(computer.programs / "pipx")
    assert "The environment is complete." in computer.run(*setup, cwd=folder, **environ).stdout
    assert (computer.home / ".local" / "bin" / "pipenv").exists()


NO_NETWORK = (
    "The network does not let the packages through.\n"
    "See to the Wi-Fi and, in a school, to its proxy. Then type invoke setup\n"
    "What works without one: README, Without a network\n"
    "What was printed is in {}/.setup-output.txt\n"
)


def test_no_network_on_a_new_computer(new_computer, folder):
    """What README says of a folder of wheels is the cure: test_classroom.py."""
    said = refusal(new_computer("invoke"), folder, *OFFLINE, "invoke", "setup")
    assert said == NO_NETWORK.format(folder)
    assert "Temporary failure in name resolution" in (folder / ".setup-output.txt").read_text()


def test_folder_of_wheels_that_is_not_there(computer, folder):
    wheels = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "wheels"}
    assert refusal(computer, folder, "invoke", "setup", **wheels) == (
        "In this window, pip finds no packages but those of README, Without a network.\n"
        "Do what it says there, or open a new window. Then type invoke setup\n"
        f"What was printed is in {folder}/.setup-output.txt\n"
    )


def test_network_behind_a_proxy_that_refuses(computer, folder):
    proxy = dict.fromkeys(["http_proxy", "https_proxy", "all_proxy"], "http://127.0.0.1:9")
    said = refusal(computer, folder, "invoke", "setup", **proxy, no_proxy="", NO_PROXY="")
    assert said == NO_NETWORK.format(folder)
    assert computer.serves(folder)


def test_network_whose_certificate_is_not_known(computer, folder, tmp_path):
    """As where a school's proxy looks into what it passes on."""
    certificate = (
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out one.pem -subj /CN=school"
    )
    computer.run(*certificate.split(), cwd=tmp_path).check_returncode()
    names = "PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"
    one = dict.fromkeys(names, f"{tmp_path}/one.pem") | {"SSL_CERT_DIR": f"{tmp_path}"}
    assert refusal(computer, folder, "invoke", "setup", **one) == NO_NETWORK.format(folder)
    assert "CERTIFICATE_VERIFY_FAILED" in (folder / ".setup-output.txt").read_text()


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
        assert refusal(computer, folder, "invoke", task) == (
            f"No environment works in a folder with {what} in its path.\n"
            "Rename that folder, or copy this one to another place\n"
        )
    folder.rename(tmp_path / "renamed")
    assert computer.serves(tmp_path / "renamed")


IN_PLACE = ("unshare", "--mount", "--map-root-user", "sh", "-c")


def test_folder_that_cannot_be_written_in(computer, folder):
    read_only = 'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && invoke setup'
    assert refusal(computer, folder, *IN_PLACE, read_only) == (
        "Nothing can be written in this folder.\nCopy it to a folder of your own\n"
    )


def test_full_disk(computer, folder, tmp_path):
    (tmp_path / "disk").mkdir()
    mount = f"mount -t tmpfs -o size=20m tmpfs {tmp_path}/disk && cp -r . {tmp_path}/disk/w"
    full = f"{mount} && cd {tmp_path}/disk/w && invoke run"
    said = "The disk is full.\nMake room on it, then type invoke setup\n"
    assert refusal(computer, folder, *IN_PLACE, full) == said
    cure = f"{full}; mount -o remount,size=200m {tmp_path}/disk && invoke setup"
    assert computer.run(*IN_PLACE, cure, cwd=folder).stdout.endswith(COMPLETE)


@pytest.mark.parametrize("harm", [Path.unlink, lambda lock: lock.write_text("<<<<<<< HEAD")])
def test_lock_that_is_missing_or_damaged(computer, ready_copy, harm):
    harm(ready_copy / "Pipfile.lock")
    assert refusal(computer, ready_copy, "invoke", "run") == (
        "Pipfile.lock is missing or damaged.\nCopy it from a fresh download of this folder\n"
    )
    shutil.copy(ROOT / "Pipfile.lock", ready_copy)
    assert computer.serves(ready_copy)


# Step 2: the environment. Broken ones are in test_tasks.py and test_interrupted.py.


def test_setup_shows_that_it_goes_on(computer, folder):
    shown = computer.run("invoke", "setup", cwd=folder).stdout
    assert re.fullmatch(rf"By hand: pipenv sync --dev --clean\n\.+\n{COMPLETE}", shown)


def test_interrupted_setup_says_how_to_go_on(computer, terminal, folder):
    window = terminal(folder)
    window.type("invoke setup", then="By hand: pipenv sync --dev --clean")
    wait_until(lambda: (folder / ".venv" / ".project").exists(), seconds=60)
    shown = window.type_ctrl("c")
    assert "Interrupted.\r\nTo go on with the set-up, type invoke setup\r\n" in shown
    assert "Traceback" not in shown
    assert "code 1" in window.type("echo code $?")
    assert COMPLETE.strip() in window.type("invoke setup")


# Step 3: inside the environment.


@pytest.mark.parametrize("character", "'\"`;!\\|<>*?{^")
def test_folder_that_takes_no_shell(computer, terminal, tmp_path, character):
    folder = copy_repo(tmp_path / f"a{character}b")
    assert (
        f"pipenv shell does not work in a folder with {character} in its path.\r\n"
        "Move the folder, or do without step 3: type invoke run\r\n"
    ) in terminal(folder).type("invoke shell")


def test_folder_that_takes_no_shell_takes_the_other_tasks(computer, tmp_path):
    folder = copy_repo(tmp_path / "a'\"`;!\\|<>*?{^b")
    assert computer.serves(folder)
    assert "9 passed" in computer.run("invoke", "test", cwd=folder).stdout


def all_tasks_work(computer, terminal, folder):
    """Run each task in a folder, in a terminal that was opened above it."""
    prompt = f") {PROMPT}"
    window = terminal(folder.parent)
    window.type(f"cd {shlex.quote(f'./{folder.name}')}")
    assert COMPLETE.strip() in window.type("invoke setup")
    assert "9 passed" in window.type("invoke test")
    window.type("invoke run", then=SERVES)
    assert wait_until(ask) == (200, "Hello World!")
    window.type_ctrl("c")
    window.type("invoke shell", then=prompt)
    assert f"{folder}/.venv/bin/python\r\n" in window.type("which python", then=prompt)
    window.leave_shell()
    assert "ok  step 4  port 5000 is free" in window.type("invoke doctor")


@pytest.mark.parametrize(
    "name",
    ["my lessons", "Größe 日本", "a & b", "a (1)", "$x", "$5", "#1", "[x]", "-a", "~a,@%+=}"],
)
def test_folder_with_an_awkward_name(computer, terminal, tmp_path, name):
    all_tasks_work(computer, terminal, copy_repo(tmp_path / name))


def test_folder_deep_down(computer, terminal, tmp_path):
    """Where its path is longer than what Linux takes from the first line of a script."""
    all_tasks_work(computer, terminal, copy_repo(tmp_path.joinpath(*["deep"] * 60, "workshop")))


def test_folder_on_another_file_system(computer, terminal):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        all_tasks_work(computer, terminal, copy_repo(Path(other, "workshop")))


def test_folder_on_a_disk_that_lets_no_program_start(computer, folder):
    """As a school may mount what learners can write to."""
    mount = f"mount -t tmpfs -o noexec tmpfs {folder}/tests && cp -r . ../copy && mv ../copy tests"
    assert refusal(computer, folder, *IN_PLACE, f"{mount} && cd tests/copy && invoke test") == (
        "The disk of this folder lets no program start.\nCopy the folder to another disk\n"
    )


@pytest.mark.parametrize(
    ("enter", "leave"), [(". bin/activate", "deactivate"), ("pipenv shell", "exit")]
)
def test_inside_another_environment(computer, terminal, ready_folder, tmp_path, enter, leave):
    other = tmp_path / "other"
    computer.run("python", "-m", "venv", other, cwd=tmp_path).check_returncode()
    (other / "Pipfile").touch()
    window = terminal(other, PIPENV_VENV_IN_PROJECT="1")
    window.type(enter, then=f"(other) {PROMPT}")
    shown = window.type(f"cd {ready_folder} && invoke doctor", then=f"(other) {PROMPT}")
    assert (
        "no  step 3  You are inside another environment.\r\n"
        f"            Type {leave}, and begin again with README\r\n"
    ) in shown
    window.type(leave) if leave == "deactivate" else window.leave_shell()
    assert "Next: pipenv shell" in window.type(f"cd {ready_folder} && invoke doctor")


# Step 4: server.py.


@pytest.mark.parametrize(
    "name", ["Server.py", "server.py.txt", "app.py", "flask.py", "sever (1).py"]
)
def test_program_of_another_name(computer, ready_copy, name):
    (ready_copy / "server.py").rename(ready_copy / name)
    for task in "run", "test":
        said = refusal(computer, ready_copy, "invoke", task)
        assert said == (
            "There is no server.py in this folder.\n"
            f'If {name} is your program, type mv "{name}" server.py\n'
        )
    type_last_words(said, ready_copy)
    assert computer.serves(ready_copy)


def test_program_that_is_nowhere(computer, ready_copy):
    program = (ready_copy / "server.py").read_text()
    (ready_copy / "server.py").unlink()
    assert refusal(computer, ready_copy, "invoke", "run") == (
        "There is no server.py in this folder.\nSave the program in README under that name\n"
    )
    (ready_copy / "server.py").write_text(program)
    assert computer.serves(ready_copy)


def test_program_that_is_empty(computer, ready_copy):
    (ready_copy / "server.py").write_text("\n")
    assert refusal(computer, ready_copy, "invoke", "run") == (
        "server.py is empty.\nWrite the program in README into it, and save it\n"
    )


@pytest.mark.parametrize(
    "name",
    ["flask.py", "werkzeug/__init__.py", "click.py", "typing.py", "json.py", "socketserver.py"],
)
def test_file_that_stands_in_the_way_of_a_module(computer, ready_copy, name):
    path = ready_copy / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("print('mine')\n")
    top = Path(name).parts[0]
    for task in "run", "test":
        said = refusal(computer, ready_copy, "invoke", task)
        assert said == (
            f"{top} has the name of a part of Flask or Python, and is taken for it.\n"
            f'Type mv "{top}" "my_{top}"\n'
        )
    assert computer.run("invoke", "setup", cwd=ready_copy).stdout == COMPLETE
    type_last_words(said, ready_copy)
    assert computer.serves(ready_copy)


def test_file_of_another_name_does_no_harm(computer, ready_copy):
    for name in "turtle.py", "test.py", "os.py", "flask.txt", "my_flask.py":
        (ready_copy / name).write_text("raise SystemExit('imported')\n")
    (ready_copy / "click").mkdir()
    assert computer.serves(ready_copy)


def test_doctor_imports_no_file_of_the_learner(computer, ready_copy):
    (ready_copy / "platform.py").write_text("raise SystemExit('imported')\n")
    report = computer.run("invoke", "doctor", "--report", cwd=ready_copy).stdout
    assert "imported" not in report
    assert "platform.py has the name of a part of Flask or Python" in report


# Step 4: port 5000.


@pytest.fixture
def listener():
    """A function that listens at an address, and gives every client the same answer."""
    with contextlib.ExitStack() as stack:

        def listen(host, answer):
            class Handler(socketserver.StreamRequestHandler):
                def handle(self):
                    self.wfile.write(answer)

            class Server(socketserver.TCPServer):
                address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
                allow_reuse_address = True

            server = stack.enter_context(Server((host, 5000), Handler))
            threading.Thread(target=server.serve_forever, args=[0.01]).start()
            stack.callback(server.shutdown)

        yield listen


@pytest.mark.parametrize(
    ("host", "answer", "who", "cure"),
    [
        (
            "::1",
            b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nServer: AirTunes/850.31\r\n\r\n",
            "AirPlay Receiver of this Mac",
            "Search the System Settings for it and turn it off",
        ),
        (
            "127.0.0.1",
            b"HTTP/1.1 200 OK\r\nserver: nginx/1.2\r\n\r\n",
            "another program (nginx)",
            "End that program",
        ),
        (
            "127.0.0.1",
            b"HTTP/1.1 200 OK\r\n\r\nHello",
            "another program (without a name)",
            "End that program",
        ),
        ("::1", b"SSH-2.0-OpenSSH_9.2\r\n", "another program (without a name)", "End that program"),
        (
            "0.0.0.0",
            b"",
            "a program that does not answer, such as a server paused with CTRL+Z",
            "Type fg in its window, then CTRL+C",
        ),
    ],
    ids=["AirPlay", "nginx", "nameless", "ssh", "silent"],
)
def test_port_that_another_program_has(computer, ready_folder, listener, host, answer, who, cure):
    listener(host, answer)
    assert refusal(computer, ready_folder, "invoke", "run") == (
        f"Port 5000 is in use by {who}.\n{cure}, or type invoke run --port 5001\n"
    )
    assert computer.serves(ready_folder, port=5001)


def test_port_that_an_earlier_server_has(computer, terminal, ready_folder):
    first, second = terminal(ready_folder), terminal(ready_folder)
    first.type("invoke run", then=SERVES)
    wait_until(ask)
    assert (
        "Port 5000 is in use by a Flask server that was started earlier.\r\n"
        "Stop it with CTRL+C in its window, or type invoke run --port 5001\r\n"
    ) in second.type("invoke run")
    second.type("invoke run --port 5001", then=SERVES)
    assert "or type invoke run --port 5002" in terminal(ready_folder).type("invoke run --port 5001")
    second.type_ctrl("c")
    first.type_ctrl("c")
    assert computer.serves(ready_folder)


def test_port_that_a_paused_server_has(terminal, ready_folder):
    first, second = terminal(ready_folder), terminal(ready_folder)
    first.type("invoke run", then=SERVES)
    wait_until(ask)
    first.type_ctrl("z")
    assert (
        "a program that does not answer, such as a server paused with CTRL+Z.\r\n"
        "Type fg in its window, then CTRL+C, or type invoke run --port 5001\r\n"
    ) in second.type("invoke run")
    first.type("fg", then="invoke run")
    first.type_ctrl("c")
    second.type("invoke run", then=SERVES)
    second.type_ctrl("c")


def test_port_that_lets_nobody_in_any_more(computer, ready_folder):
    """As a paused server that many have asked."""
    with (
        socket.create_server(("127.0.0.1", 5000), backlog=0),
        contextlib.ExitStack() as clients,
    ):
        with contextlib.suppress(TimeoutError):
            while True:
                client = socket.create_connection(("127.0.0.1", 5000), timeout=0.5)
                clients.enter_context(client)
        said = refusal(computer, ready_folder, "invoke", "run")
        assert said.startswith("Port 5000 is in use by a program that does not answer")


def test_port_that_the_system_keeps(computer, ready_folder):
    """Windows keeps some for itself, Linux those below 1024."""
    unprivileged = *OFFLINE, "unshare", "--user", "--map-root-user"
    said = refusal(computer, ready_folder, *unprivileged, "invoke", "run", "--port", "80")
    assert said == (
        "This computer keeps port 80 for itself.\nTo take another, type invoke run --port 5001\n"
    )


def test_port_that_server_py_names_is_looked_at(computer, ready_copy, listener):
    program = ready_copy / "server.py"
    program.write_text(program.read_text().replace("app.run()", "app.run(port=5001)  # port=80"))
    listener("127.0.0.1", b"SSH-2.0-OpenSSH_9.2\r\n")
    popen = {"cwd": ready_copy, "env": computer.environ}
    with started(["invoke", "run"], port=5001, **popen):
        assert ask(port=5001) == (200, "Hello World!")
        said = refusal(computer, ready_copy, "invoke", "run")
        assert said.startswith("Port 5001 is in use by a Flask server")
        assert said.endswith("or type invoke run --port 5002\n")
    # The debugger's server does not ask server.py for its port.
    assert refusal(computer, ready_copy, "invoke", "run", "--debug").startswith("Port 5000 is in")


# Any step.


@pytest.mark.parametrize(
    "environ",
    [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}],
    ids=str,
)
def test_terminal_that_lacks_letters(new_computer, folder, tmp_path, environ):
    """Pipenv, which is not on PATH, is shown with a path that has such letters."""
    computer = new_computer("invoke", "pipenv")
    home = tmp_path / "日本 Größe"
    (home / ".local" / "bin").mkdir(parents=True)
    (computer.programs / "pipenv").rename(home / ".local" / "bin" / "pipenv")
    setup = computer.run("invoke", "setup", cwd=folder, HOME=str(home), **environ)
    assert setup.stdout.endswith(COMPLETE)
    assert ("\\u65e5" in setup.stdout) == ("PYTHONIOENCODING" in environ)
    assert computer.serves(folder, HOME=str(home), **environ)


def test_crash_of_a_task_shows_no_traceback(computer, ready_copy):
    (ready_copy / ".setup-output.txt").mkdir()
    (ready_copy / "Pipfile.lock").write_text("{}")
    assert refusal(computer, ready_copy, "invoke", "test").endswith(
        "\nShow somebody who can help the lines of invoke doctor --report\n"
    )
