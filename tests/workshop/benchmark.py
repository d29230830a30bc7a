"""Compare the tasks with the way by hand: medians and ratios of interleaved runs, in one go.

    pytest tests/workshop/benchmark.py -n 0 -s

Nothing else should run on the computer meanwhile. It takes about five minutes. The limits that it
shows beside the ratios are what we want; it does not enforce them.
"""

import hashlib
import json
import subprocess
import time
import zipfile
from statistics import median

import isolation
import pytest
from learner import LOCKED, OLDEST, Computer, network_settings

ROUNDS = 10
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
BARE = ".venv/bin/python server.py"
WITHOUT_PIPFILE = "rm Pipfile Pipfile.lock && "
PACKAGES = "flask invoke pytest colorama"
# On a computer with Python and uv alone.
FRESH = {
    "pip install invoke && exec invoke run": "",
    f"{WITHOUT_PIPFILE}pip install pipenv && pipenv install {PACKAGES} && exec {BARE}": "at most 1.0",
    f"{WITHOUT_PIPFILE}exec uv run --no-project --with {PACKAGES.replace(' ', ',')} python server.py": (
        "for the record"
    ),
}


def report(title, unit, measure, limits):
    """Measure all commands ROUNDS times in turn; print medians, and ratios of the first.

    *limits* are the commands, with what is wanted of their ratio.
    """
    taken = [[measure(command) for command in limits] for _ in range(ROUNDS)]
    medians = [median(values) for values in zip(*taken, strict=True)]
    print(f"\n{title}")
    for value, (command, limit) in zip(medians, limits.items(), strict=True):
        ratio = f", ratio {medians[0] / value:.2f} ({limit})" if limit else ""
        print(f"  {command}: {value:.2f} {unit}{ratio}", flush=True)


def seconds_to_answer(computer, command):
    start = time.perf_counter()
    with computer.started("sh", "-c", command, **QUIET):
        return time.perf_counter() - start


def test_start_with_all_in_place(computer):
    report(
        "To the first answer, all in place",
        "s",
        lambda command: seconds_to_answer(computer, f"exec {command}"),
        {
            "invoke run": "",
            "pipenv run python server.py": "at most 0.6",
            BARE: "at most 1.9",
        },
    )


def test_memory_while_serving(computer):
    def mebibytes(command):
        """Give what all processes of the serving command hold."""
        with computer.started("sh", "-c", f"exec {command}", **QUIET) as process:
            sizes = subprocess.check_output(["ps", "-o", "rss=", "--sid", str(process.pid)])
        return sum(map(int, sizes.split())) / 1024

    report("Memory while serving", "MiB", mebibytes, {"invoke run": "", BARE: "1.0"})


def test_setup_with_nothing_to_do(computer):
    def seconds(command):
        start = time.perf_counter()
        computer.do("sh", "-c", command)
        return time.perf_counter() - start

    limits = {"invoke setup": "", "pipenv sync --dev": "at most 2"}
    report("Set-up with nothing to do", "s", seconds, limits)


@pytest.mark.network
def test_start_on_a_fresh_computer(original, place, tmp_path):
    caches = {"PIP_CACHE_DIR": f"{tmp_path}/pip", "UV_CACHE_DIR": f"{tmp_path}/uv"}

    def seconds(command):
        with isolation.fresh(original(OLDEST, "uv"), place):
            return seconds_to_answer(Computer(place, network_settings() | caches), command)

    for fill_cache in FRESH:
        seconds(fill_cache)
    report("To the first answer on a fresh computer with a warm cache", "s", seconds, FRESH)


def test_start_with_more_packages(computer, tmp_path):
    """With packages that are made here added to the lock."""
    lock = json.loads((computer.workshop / "Pipfile.lock").read_text())
    for name in (f"extra{number}" for number in range(60)):
        wheel = tmp_path / f"{name}-1.0-py3-none-any.whl"
        about = f"{name}-1.0.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"{name}/__init__.py", "")
            archive.writestr(
                f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
            )
            archive.writestr(
                f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            archive.writestr(
                f"{about}/RECORD", "".join(f"{file},,\n" for file in archive.namelist())
            )
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock["default"][name] = {"hashes": [f"sha256:{digest}"], "version": "==1.0"}
    larger = computer.workshop.with_name("larger")
    computer.do("cp", "-r", ".", str(larger))
    (larger / "Pipfile.lock").write_text(json.dumps(lock))
    wheels = f"{computer.settings['PIP_FIND_LINKS']} {tmp_path}"
    computer.do("invoke", "setup", cwd=larger, PIP_FIND_LINKS=wheels)
    report(
        f"To the first answer with 60 packages more than the {len(LOCKED)} of the lesson",
        "s",
        lambda command: seconds_to_answer(computer, command),
        {f"cd {larger} && exec invoke run": "", "exec invoke run": "at most 1.1"},
    )
