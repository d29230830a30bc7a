"""The computers and terminals that tests take, and what is around each test."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import isolation
import pytest
from copies import copied
from learner import EDGES, OLDEST, PROMPT, PYTHONS, Computer, copy_repo, network_settings

# Nohup and a background job ignore these, and so would all that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
if os.name != "nt":
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def no_process_is_left():
    """The assertion that a test has ended all that it started."""
    yield
    left = isolation.end_processes()
    assert not left, f"Left behind: {left}"


@pytest.fixture
def folder(tmp_path):
    """A copy of the lesson's folder."""
    return copied(tmp_path)


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """The folder below which all workers have theirs."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def shared(base):
    """A function that returns a folder for all workers, made by the first that asks for it."""
    # Windows has no such locks.
    import fcntl

    def shared(name, make):
        folder = base / name
        with open(f"{folder}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                # Only what was made to its end has the name.
                part = Path(f"{folder}.part")
                shutil.rmtree(part, ignore_errors=True)
                make(part)
                part.rename(folder)
        return folder

    return shared


@pytest.fixture(scope="session")
def handout(shared):
    """The folder that an instructor hands out: the repo, with the wheels of all packages."""

    def collect(folder):
        copy_repo(folder)
        subprocess.run([sys.executable, "-m", "workshop.wheels", *EDGES], cwd=folder, check=True)

    return shared("handout", collect)


@pytest.fixture(scope="session")
def wheels(handout):
    """The environment variables by which pip finds all packages of the lesson without a network."""
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(handout / "wheels")}


@pytest.fixture(scope="session")
def place(base):
    """Where each test has its computer: always there, since scripts name the path of their Python."""
    return base / "computer"


@pytest.fixture(scope="session")
def original(shared, place, wheels):
    """A function that returns a folder to make fresh computers with some packages from."""

    def original(python, *packages, set_up=False):
        computer = Computer(place, wheels)

        def make(folder):
            if set_up:
                start, add = original(python, *packages), set_up_workshop
            elif packages:
                start, add = original(python), add_packages
            else:
                start, add = shared("nothing", Path.mkdir), add_python_and_repo
            with isolation.fresh(start, place):
                add()
                subprocess.run(["cp", "-a", place, folder], check=True)

        def add_python_and_repo():
            computer.home.mkdir()
            (computer.home / ".bashrc").write_text(f"PS1='{PROMPT}'\n")
            (computer.home / ".inputrc").write_text("set enable-bracketed-paste off\n")
            copy_repo(computer.workshop)
            computer.do(PYTHONS[python], "-m", "venv", str(computer.python))

        def add_packages():
            # Some of them are none of the lesson's.
            computer.settings = network_settings()
            computer.do("pip", "install", "--quiet", "--no-cache-dir", *packages)
            if "pipenv" in packages:
                # Virtualenv unpacks what it puts into each environment, once for a computer.
                computer.do("virtualenv", "--quiet", "environment")
                shutil.rmtree(computer.workshop / "environment")

        def set_up_workshop():
            computer.do("invoke", "setup")
            # Python compiles what it imports.
            computer.do("invoke", "test")

        return shared("-".join([python, *packages, "set-up" if set_up else "fresh"]), make)

    return original


@pytest.fixture
def python():
    """The version of the Python of a computer. Tests of what depends on it name more of them."""
    return OLDEST


@pytest.fixture
def new_computer(request, original, python, place, wheels):
    """A function that returns a computer with a Python, some packages and the repo, and nothing else."""
    needs_network = request.node.get_closest_marker("network")
    with contextlib.ExitStack() as stack:

        def new_computer(*packages, **options):
            stack.enter_context(isolation.fresh(original(python, *packages, **options), place))
            return Computer(place, network_settings() if needs_network else wheels)

        yield new_computer


@pytest.fixture
def computer(new_computer):
    """A computer with invoke and pipenv, where the workshop is set up."""
    return new_computer("invoke", "pipenv", set_up=True)


@pytest.fixture
def terminal():
    """A function that opens a terminal on a computer, closed when the test ends."""
    from terminals import Terminal

    with contextlib.ExitStack() as stack:
        yield lambda *args, **environ: stack.enter_context(Terminal(*args, **environ))
