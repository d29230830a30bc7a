"""Many laptops and a weak Wi-Fi: what the notes for instructors say, in a room without a network."""

import re
import shlex
import shutil
import subprocess
import sys

import isolation
import pytest
import readme
from copies import ALL_PASS, ROOT
from learner import OFFLINE, OLDEST, Computer, network_settings
from live_server import SERVES
from readme import blocks

COLLECT, COLLECT_FOR_OTHERS, SERVE, _ = map(str.strip, blocks("bash", readme.INSTRUCTORS))
PART = readme.part("## Without a network")
USE, USE_SERVED = map(str.strip, blocks("bash", PART))
USE_WITH_PIPX = f"export PIP_NO_INDEX=1 {re.search('`(PIP_FIND_LINKS=.*?)`', PART)[1]}"
BEGIN, TEST = readme.COMMANDS["pip"][0], readme.COMMANDS["pip"][0].replace("run", "test")
# What the notes call a system for pip, and what uv calls it.
PLATFORMS = {
    "win_amd64": "x86_64-pc-windows-msvc",
    "macosx_11_0_arm64": "aarch64-apple-darwin",
    "macosx_11_0_x86_64": "x86_64-apple-darwin",
    "manylinux2014_x86_64": "x86_64-unknown-linux-gnu",
}
ASK = "python -c 'from urllib.request import *; print(urlopen(\"http://localhost:5000\").read())'"


@pytest.fixture(scope="session")
def handout(shared, original, place):
    """A folder that an instructor hands out: the repo, with the wheels for this system."""

    def collect(folder):
        with isolation.fresh(original(OLDEST, "invoke", "pipenv"), place), isolation.way_out():
            computer = Computer(place, network_settings())
            computer.do("sh", "-ec", COLLECT)
            shutil.copytree(computer.workshop, folder)

    return shared("handout", collect)


@pytest.fixture
def laptop(new_computer, terminal):
    """A terminal on a computer with nothing but Python, and no network but the instructor's."""
    computer = new_computer()
    computer.settings = {}
    window = terminal(computer)
    window.type(shlex.join([*OFFLINE, "bash"]))
    window.type("ip address add 192.0.2.1/24 dev lo")
    return window


def collect_for_others(handout, folder, platform, version):
    """Type what README says for another system or Python, in such a folder."""
    shutil.copy(handout / "wheels.txt", folder)
    shutil.copytree(handout / "wheels", folder / "wheels")
    collect = COLLECT_FOR_OTHERS.replace("win_amd64", platform).replace("3.13", version)
    with isolation.way_out():
        command = f"{shlex.quote(sys.executable)} -m {collect}"
        subprocess.run(["sh", "-ec", command], cwd=folder, check=True)


def test_platforms_are_those_of_the_notes():
    assert re.findall(r"^\| .* \| `(\w+)` \|$", readme.INSTRUCTORS, re.MULTILINE) == list(PLATFORMS)


@pytest.mark.weekly
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_wheels_for_another_system_are_complete(handout, tmp_path, platform, version):
    collect_for_others(handout, tmp_path, platform, version)
    install = [
        *[sys.executable, "-m", "uv", "pip", "install", "--target", "installed", "--no-config"],
        *["--requirement", "wheels.txt", "invoke", "pipenv", "--python-version", version],
        *["--python-platform", PLATFORMS[platform], "--only-binary", ":all:"],
        *["--offline", "--no-index", "--find-links", "wheels"],
    ]
    subprocess.run(install, cwd=tmp_path, check=True)


def test_laptop_with_the_folder_needs_no_network(laptop, handout):
    assert "No matching distribution" in laptop.type("pip install --retries 0 invoke")
    laptop.type(f"cp -r {handout}/wheels .")
    laptop.type(USE)
    laptop.type(f"{BEGIN} &", then=SERVES)
    assert "Hello World!" in laptop.type(ASK)
    laptop.type("fg", then="invoke run")
    laptop.type_ctrl_c()


# The oldest pipx.
@pytest.mark.weekly
@pytest.mark.parametrize("debian", ["bookworm"], indirect=True)
def test_debian_with_the_folder_needs_no_network(handout, debian, debian_terminal):
    window = debian_terminal(*OFFLINE)
    version = re.search(r"Python (3\.\d+)", window.type("python3 --version"))[1]
    collect_for_others(handout, debian / "root" / "workshop", "manylinux2014_x86_64", version)
    window.type("unset PIP_NO_INDEX PIP_FIND_LINKS")
    window.type(USE_WITH_PIPX)
    assert ALL_PASS in window.type("pipx run invoke test")


def test_laptop_takes_the_packages_from_the_instructor(laptop, handout):
    laptop.type(f"(cd {handout} && {SERVE}) &", then="Serving HTTP")
    laptop.type(USE_SERVED.replace("ADDRESS", "192.0.2.1"))
    assert ALL_PASS in laptop.type(TEST)
    laptop.type("kill %1")


def test_index_of_a_school_is_used(laptop, handout, tmp_path, place):
    for wheel in (handout / "wheels").iterdir():
        project = tmp_path / "simple" / wheel.name.partition("-")[0].replace("_", "-")
        project.mkdir(parents=True, exist_ok=True)
        (project / wheel.name).symlink_to(wheel)
    laptop.type(f"python -m http.server --directory {tmp_path} 8000 2> log &")
    laptop.type("pip config set global.index-url http://192.0.2.1:8000/simple")
    laptop.type("pip config set global.trusted-host 192.0.2.1")
    assert ALL_PASS in laptop.type(TEST)
    laptop.type("kill %1")
    assert "GET /simple/flask/" in (place / "workshop" / "log").read_text()
    for name in "Pipfile", "Pipfile.lock":
        assert (place / "workshop" / name).read_bytes() == (ROOT / name).read_bytes()
