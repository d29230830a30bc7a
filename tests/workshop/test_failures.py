"""What keeps a set-up from its end, and that the next one gets there.

What else is printed where packages cannot be installed is in test_reasons.py.
"""

import subprocess

import pytest
from copies import ALL_PASS
from learner import COMPLETE, EDGES, IN_PLACE, LOCKED, OFFLINE
from live_server import wait_until

from workshop.advice.process import OWN_GROUP, end

# As where a school's proxy looks into what it passes on, with a certificate of its own.
CERTIFICATE = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out one.pem -subj /CN=school"
TRUST = dict.fromkeys(["PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"], "one.pem")


@pytest.mark.network
@pytest.mark.parametrize("packages", [["invoke"], ["invoke", "pipenv"]])
def test_computer_without_a_network(new_computer, packages):
    """Wheels from the instructor fix it: test_classroom.py."""
    computer = new_computer(*packages)
    said = computer.refusal(*OFFLINE, "invoke", "setup", PIP_RETRIES="0", FORCE_COLOR="1")
    assert said == (
        "Packages can't be downloaded.\n"
        "Check the Wi-Fi and, if there is one, the proxy,"
        " or ask your instructor for the packages, then type invoke setup\n"
    )


@pytest.mark.network
def test_network_with_a_certificate_of_its_own(new_computer):
    computer = new_computer("invoke", "pipenv")
    computer.do(*CERTIFICATE.split())
    said = computer.refusal("invoke", "setup", SSL_CERT_DIR=".", **TRUST)
    assert said == (
        "This computer doesn't trust the certificate of this network.\n"
        "Ask which one to install,"
        " or ask your instructor for the packages, then type invoke setup\n"
    )


def test_full_disk(new_computer, tmp_path):
    """Without an environment, and with one that must be made again."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=15m tmpfs {disk} && cp -r . {disk}/w && cd {disk}/w"
    fix = f"mount -o remount,size=200m {disk} && invoke setup"
    fill = "rm .venv/lib/*/site-packages/flask/app.py && head -c 1G /dev/zero > full; invoke run"
    check = "ls -a && .venv/bin/python -c 'import pytest; print(pytest.__version__)'"
    line = f"{mount} && invoke run; {fix} && {{ {fill}; {check}; rm full && invoke setup; }}"
    shown = new_computer("invoke", "pipenv").do(*IN_PLACE, line)
    full = "The disk is full.\nMake room on it, then type invoke setup\n"
    assert shown.count(full) == shown.count(COMPLETE) == 2
    between = shown.partition(COMPLETE)[2]
    assert ".venv\n" in between and f"\n{LOCKED['pytest']}\n" in between
    assert ".venv-" not in between


def test_disk_that_is_read_only_or_lets_no_script_start(new_computer):
    """As a school may mount what learners can write to."""
    computer = new_computer("invoke", "pipenv")
    read_only = 'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && invoke setup'
    assert computer.refusal(*IN_PLACE, read_only) == (
        "This folder is read-only.\nCopy it to a folder of your own\n"
    )
    mount = "cp -r . ../copy && mount -t tmpfs -o noexec tmpfs tests && mv ../copy tests"
    assert ALL_PASS in computer.do(*IN_PLACE, f"{mount} && cd tests/copy && invoke test")


def test_folder_that_cannot_be_used_stops_each_task(computer):
    computer.do("sh", "-c", "rm Pipfile && mkfifo Pipfile")
    for task in "setup", "run", "test", "shell":
        assert computer.refusal("invoke", task, seconds=20) == (
            "Pipfile is missing or damaged.\nCopy it from a fresh download of this folder\n"
        )


def test_fault_of_the_workshop_says_so_above_its_traceback(computer):
    (computer.workshop / "workshop" / "port.py").write_text("def parse(_):\n    1 / 0\n")
    crash = computer.run("invoke", "run", "--port", "1")
    assert crash.returncode == 1
    assert crash.stdout.startswith(
        "This is a bug in the workshop, not your mistake.\n"
        "Show the output of invoke doctor --report to somebody who can help, and the lines below:\n"
        "Traceback"
    )


@pytest.mark.parametrize("python", EDGES)
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


# The first file or folder of each part of the set-up.
PARTS = {
    "installing pipenv": "python/lib/python*/site-packages/pipenv",
    "making the environment": "workshop/.venv",
    "installing packages": "workshop/.venv/lib/python*/site-packages/click",
}


@pytest.mark.parametrize("part", PARTS)
def test_run_serves_after_a_killed_setup(new_computer, place, part):
    computer = new_computer("invoke")
    options = {"cwd": computer.workshop, "env": computer.environ, **OWN_GROUP}
    run = subprocess.Popen(["invoke", "run"], **options)
    try:
        wait_until(lambda: run.poll() is not None or [*place.glob(PARTS[part])], seconds=300)
        assert run.poll() is None
    finally:
        end(run)
    record = computer.workshop / ".venv" / "complete.json"
    assert not record.exists() or record.read_text() == "{}"
    assert computer.serves()
