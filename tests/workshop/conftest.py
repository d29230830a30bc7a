"""The computers, folders and terminals of the checks of the workshop itself."""

import os
import shlex
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from live_server import port_is_free, wait_until

if os.name == "nt":
    # Pexpect cannot drive a terminal of Windows.
    checks = Path(__file__).parent.glob("test_*.py")
    collect_ignore = [path.name for path in checks if path.name != "test_every_system.py"]
else:
    from learner import PROMPT, Computer, Terminal, copy_repo


@pytest.fixture(scope="session")
def computer(tmp_path_factory):
    """A computer where invoke and pipenv are installed."""
    return Computer.new(tmp_path_factory.mktemp("computer") / "computer", "invoke", "pipenv")


@pytest.fixture
def new_computer(tmp_path):
    """A function that gives a computer with nothing but a Python and the named packages."""
    return partial(Computer.new, tmp_path / "new-computer")


@pytest.fixture(scope="session")
def uv(tmp_path_factory):
    """A function that runs uv, another installer, to its end."""
    return partial(Computer.new(tmp_path_factory.mktemp("uv") / "computer", "uv").run, "uv")


@pytest.fixture
def folder(tmp_path):
    """A fresh copy of the repo."""
    return copy_repo(tmp_path / "workshop")


@pytest.fixture(scope="session")
def ready_folder(computer, tmp_path_factory):
    """A copy of the repo that is set up. Checks that change it take `folder` instead."""
    return computer.set_up_copy(tmp_path_factory.mktemp("ready") / "workshop")


@pytest.fixture(scope="module")
def own_folder(computer, tmp_path_factory):
    """A copy of the repo that is set up, for `ready_copy`."""
    return computer.set_up_copy(tmp_path_factory.mktemp("own") / "workshop")


@pytest.fixture
def ready_copy(own_folder):
    """A copy of the repo that is set up, and whose files a check may change."""
    files = {path: path.read_bytes() for path in own_folder.iterdir() if path.is_file()}
    folders = {path for path in own_folder.iterdir() if path.is_dir()}
    yield own_folder
    for path in {*own_folder.iterdir()} - files.keys() - folders:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path, content in files.items():
        path.write_bytes(content)
    # Within a second, Python takes a changed file of the same size for the one it has compiled.
    shutil.rmtree(own_folder / "__pycache__", ignore_errors=True)


@pytest.fixture
def terminal(computer):
    """A function that opens a terminal in a folder, closed when the check ends."""
    terminals = []

    def open_terminal(folder, computer=computer, **environ):
        terminals.append(Terminal(computer, folder, **environ))
        return terminals[-1]

    yield open_terminal
    for each in terminals:
        each.close()


# Releases of Debian, with Python 3.11, 3.13, and 3.14 or newer.
@pytest.fixture(scope="session", params=["bookworm", "trixie", "forky"])
def bare_debian(request, tmp_path_factory):
    """The folder of a Debian with nothing but Python, pipx and a copy of the repo."""
    root = tmp_path_factory.mktemp("debian") / request.param
    # A mirror may be some weeks behind.
    options = ["--quiet", "--variant=minbase", "--aptopt=Acquire::Check-Valid-Until false"]
    command = ["mmdebstrap", *options, "--include=python3,pipx", request.param, root]
    subprocess.run(command, check=True)
    # What belongs to this computer's network.
    for file in "etc/hosts", "etc/ssl/certs/ca-certificates.crt":
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(f"/{file}", root / file)
    copy_repo(root / "root" / "workshop")
    (root / "root" / ".bashrc").write_text(f"PS1='{PROMPT}'\ncd ~/workshop\n")
    yield root
    shutil.rmtree(root)


@pytest.fixture
def debian(bare_debian, tmp_path):
    """The folder of a copy of that Debian, which a check may change."""
    copy = tmp_path / "debian"
    subprocess.run(["cp", "--archive", bare_debian, copy], check=True)
    yield copy
    shutil.rmtree(copy)


@pytest.fixture
def debian_terminal(debian, terminal):
    """A function that opens a terminal there, in the copy of the repo, behind a command if given."""

    def open_terminal(*command):
        window = terminal(debian)
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        window.type(shlex.join(["env", "HOME=/root", path, *command, "chroot", ".", "bash"]))
        return window

    return open_terminal


@pytest.fixture(autouse=True)
def ports_stay_free():
    """No check leaves a server behind."""
    yield
    wait_until(lambda: port_is_free() and port_is_free(5001))
