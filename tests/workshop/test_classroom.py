"""Many laptops and a weak Wi-Fi: what the notes for instructors say, in a room without a network."""

import re
import shlex
import subprocess
import sys

import pytest
import readme
from copies import ALL_PASS, ROOT
from learner import OFFLINE, PACKAGES, copy_repo
from live_server import SERVES
from readme import blocks

from workshop.wheels import PLATFORMS, PYTHONS

COLLECT, _, USE, USE_SERVED, SERVE = map(str.strip, blocks("bash", readme.INSTRUCTORS))
HANDOUT = readme.part("## Hand-out: without a network", readme.INSTRUCTORS)
# What is typed on a laptop to use the folder, by what it has to begin with.
WAYS = {"pip": USE, "pipx": re.search("With pipx, type `(.*?)`", HANDOUT)[1]}
BEGIN = readme.COMMANDS["pip"][0]
# What uv calls a system, by what pip calls it.
SYSTEMS = {
    "win_amd64": "x86_64-pc-windows-msvc",
    "macosx_11_0_arm64": "aarch64-apple-darwin",
    "macosx_11_0_x86_64": "x86_64-apple-darwin",
    "manylinux2014_x86_64": "x86_64-unknown-linux-gnu",
}
ASK = "python -c 'from urllib.request import *; print(urlopen(\"http://localhost:5000\").read())'"


@pytest.fixture
def tool():
    """What a laptop has besides Python: pip, which comes with it. A test may name another tool."""
    return "pip"


@pytest.fixture
def laptop(new_computer, terminal, tool):
    """A terminal on a computer with nothing but Python, and no network but the instructor's."""
    computer = new_computer(*{tool} - {"pip"})
    computer.settings = {}
    window = terminal(computer)
    window.type(shlex.join([*OFFLINE, "bash"]))
    window.type("ip address add 192.0.2.1/24 dev lo")
    assert "No matching distribution" in window.type("pip install --retries 0 invoke")
    return window


@pytest.mark.weekly
@pytest.mark.parametrize("version", PYTHONS)
def test_lock_and_wheels_are_complete_for_each_system(tmp_path, version):
    """Uv checks that what each package needs is locked too, and that its wheel has the locked hash."""
    folder = copy_repo(tmp_path / "copy")
    command = COLLECT.replace("python", shlex.quote(sys.executable))
    subprocess.run(["sh", "-ec", f"{command} {version}"], cwd=folder, check=True)
    (tmp_path / "locked").write_text("".join(map(requirement, PACKAGES)))
    for platform in PLATFORMS:
        install = [
            *[sys.executable, "-m", "uv", "pip", "install", "--target", platform, "--no-config"],
            *["--python-version", version, "--python-platform", SYSTEMS[platform]],
            *["--only-binary", ":all:", "--offline", "--no-index"],
            *["--find-links", folder / "wheels"],
        ]
        for packages in ["--require-hashes", "-r", "locked"], ["invoke", "pipenv", "pip"]:
            subprocess.run([*install, *packages], cwd=tmp_path, check=True)


def requirement(name):
    """Return the line of a package of the lock as pip and uv read it."""
    package = PACKAGES[name]
    markers = package.get("markers", "python_version > '3'")
    hashes = " ".join(f"--hash={each}" for each in package["hashes"])
    return f"{name}{package['version']} ; {markers} {hashes}\n"


@pytest.mark.parametrize("tool", WAYS)
def test_laptop_with_the_folder_needs_no_network(laptop, handout, tool):
    run, test = readme.COMMANDS[tool]
    laptop.type(f"cp -r {handout}/wheels .")
    laptop.type(WAYS[tool])
    laptop.type(f"{run} &", then=SERVES)
    assert "Hello World!" in laptop.type(ASK)
    laptop.type("fg", then="invoke run")
    laptop.type_ctrl_c()
    assert ALL_PASS in laptop.type(test)


def test_laptop_takes_the_packages_from_the_instructor(laptop, handout):
    laptop.type(f"(cd {handout} && {SERVE}) &", then="Serving HTTP")
    laptop.type(USE_SERVED.replace("ADDRESS", "192.0.2.1"))
    assert ALL_PASS in laptop.type(BEGIN.replace("run", "test"))
    laptop.type("kill %1")


def test_index_of_a_school_is_used(laptop, handout, tmp_path, place):
    for wheel in (handout / "wheels").iterdir():
        project = tmp_path / "simple" / wheel.name.partition("-")[0].replace("_", "-")
        project.mkdir(parents=True, exist_ok=True)
        (project / wheel.name).symlink_to(wheel)
    laptop.type(f"python -m http.server --directory {tmp_path} 8000 2> log &")
    laptop.type("pip config set global.index-url http://192.0.2.1:8000/simple")
    laptop.type("pip config set global.trusted-host 192.0.2.1")
    assert ALL_PASS in laptop.type(BEGIN.replace("run", "test"))
    laptop.type("kill %1")
    assert "GET /simple/flask/" in (place / "workshop" / "log").read_text()
    for name in "Pipfile", "Pipfile.lock":
        assert (place / "workshop" / name).read_bytes() == (ROOT / name).read_bytes()
