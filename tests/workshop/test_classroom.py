"""Many laptops and a weak Wi-Fi: what README says for instructors, in a room without a network."""

import re
import shlex
import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from learner import OFFLINE, ROOT, copy_repo
from live_server import ask, started

PART = (ROOT / "README.md").read_text().partition("## In a classroom")[2].partition("\n## ")[0]
COLLECT, COLLECT_FOR_OTHERS, USE, USE_WITH_PIPX, BEGIN, SERVE, USE_SERVED, _ = re.findall(
    r"```bash\n(.*?)\n```", PART, re.DOTALL
)
# What README calls a system for pip, and what uv calls it.
PLATFORMS = {
    "win_amd64": "x86_64-pc-windows-msvc",
    "macosx_11_0_arm64": "aarch64-apple-darwin",
    "macosx_11_0_x86_64": "x86_64-apple-darwin",
    "manylinux2014_x86_64": "x86_64-unknown-linux-gnu",
}
ASK = "python -c 'from urllib.request import *; print(urlopen(\"http://localhost:5000\").read())'"


@pytest.fixture(scope="module")
def handout(computer, tmp_path_factory):
    """A folder that an instructor hands out: the repo, with the wheels for this system."""
    folder = copy_repo(tmp_path_factory.mktemp("handout") / "workshop")
    computer.run("sh", "-ec", COLLECT, cwd=folder).check_returncode()
    return folder


@pytest.fixture
def laptop(new_computer, terminal):
    """A function that opens a terminal in a folder, on a computer with nothing but Python.

    The only address in its network, besides its own name for itself, is that of the instructor.
    """

    def laptop(folder):
        window = terminal(folder, new_computer())
        window.type(shlex.join([*OFFLINE, "bash"]))
        window.type("ip address add 192.0.2.1/24 dev lo")
        # Where this computer's pip finds packages is not what the laptop is to use.
        window.type("unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL")
        assert "No matching distribution" in window.type("pip install --retries 0 invoke")
        return window

    return laptop


def test_platforms_are_those_of_readme():
    assert re.findall(r"^\| .* \| `(\w+)` \|$", PART, re.MULTILINE) == list(PLATFORMS)


def collect_for_others(computer, handout, folder, platform, python):
    shutil.copy(handout / "wheels.txt", folder)
    collect = COLLECT_FOR_OTHERS.replace("win_amd64", platform).replace("3.13", python)
    computer.run("sh", "-ec", collect, cwd=folder).check_returncode()


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_wheels_for_another_system_are_complete(computer, uv, handout, tmp_path, platform, python):
    collect_for_others(computer, handout, tmp_path, platform, python)
    installed = uv(
        *["pip", "install", "--target", "installed", "--no-config", "--requirement", "wheels.txt"],
        *["invoke", "pipenv", "--python-platform", PLATFORMS[platform], "--python-version", python],
        *["--offline", "--no-index", "--find-links", "wheels", "--only-binary", ":all:"],
        cwd=tmp_path,
    )
    assert installed.returncode == 0, installed.stdout


def test_laptop_with_the_folder_needs_no_network(laptop, handout, tmp_path):
    window = laptop(shutil.copytree(handout, tmp_path / "workshop"))
    window.type(USE)
    window.type(f"{BEGIN} &", then="CTRL+C to quit")
    assert "Hello World!" in window.type(ASK)
    window.type("fg", then="invoke run")
    window.type_ctrl("c")
    assert "9 passed" in window.type("invoke test")


def test_debian_with_the_folder_needs_no_network(computer, handout, debian, debian_terminal):
    window = debian_terminal(*OFFLINE)
    python = re.search(r"Python (3\.\d+)", window.type("python3 --version"))[1]
    workshop = debian / "root" / "workshop"
    collect_for_others(computer, handout, workshop, "manylinux2014_x86_64", python)
    window.type("unset PIP_FIND_LINKS")
    assert "No matching distribution" in window.type("PIP_RETRIES=0 pipx run invoke test")
    window.type(USE_WITH_PIPX)
    assert "9 passed" in window.type("pipx run invoke test")


def test_laptop_takes_the_packages_from_the_instructor(laptop, handout, folder):
    window = laptop(folder)
    window.type(f"(cd {handout} && {SERVE}) &", then="Serving HTTP")
    window.type(USE_SERVED.replace("ADDRESS", "192.0.2.1"))
    assert "9 passed" in window.type(BEGIN.replace("run", "test"))
    window.type("kill %1")


def test_index_of_a_school_is_used(laptop, handout, folder, tmp_path):
    for wheel in (handout / "wheels").iterdir():
        project = tmp_path / "simple" / wheel.name.partition("-")[0].replace("_", "-")
        project.mkdir(parents=True, exist_ok=True)
        (project / wheel.name).symlink_to(wheel)
    window = laptop(folder)
    window.type(f"python -m http.server --directory {tmp_path} 8000 2> log &")
    window.type("pip config set global.index-url http://192.0.2.1:8000/simple")
    window.type("pip config set global.trusted-host 192.0.2.1")
    assert "9 passed" in window.type(BEGIN.replace("run", "test"))
    window.type("kill %1")
    assert "GET /simple/flask/" in (folder / "log").read_text()
    for name in "Pipfile", "Pipfile.lock":
        assert (folder / name).read_bytes() == (ROOT / name).read_bytes()


def test_ten_learners_serve_at_once(computer, tmp_path):
    all_serve = Barrier(10, timeout=300)

    def learn(port):
        folder = copy_repo(tmp_path / str(port))
        program = folder / "server.py"
        program.write_text(program.read_text().replace("World", str(port)))
        command = ["invoke", "run", "--port", str(port)]
        with started(command, port, 300, cwd=folder, env=computer.environ):
            all_serve.wait()
            return ask(port=port), (folder / ".venv" / ".project").read_text()

    ports = range(5010, 5020)
    with ThreadPoolExecutor(10) as learners:
        assert [*learners.map(learn, ports)] == [
            ((200, f"Hello {port}!"), str(tmp_path / str(port))) for port in ports
        ]
