"""Compare the tasks with the way by hand: medians and ratios of interleaved runs, in one go.

Nothing else should run on the computer meanwhile. The limits that it shows beside the ratios are
what we want; it does not enforce them.
"""

import subprocess
import time
from functools import partial
from statistics import median

import isolation
import pytest
from learner import OLDEST, Computer, network_settings

ROUNDS = 10
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
BARE = ".venv/bin/python server.py"
PACKAGES = "flask invoke pytest colorama"
BY_HAND = (
    "rm Pipfile* && pip install pipenv"
    f" && PIPENV_VENV_IN_PROJECT=1 pipenv install {PACKAGES} && exec {BARE}"
)
BY_UV = f"exec uv run --no-project --with {PACKAGES.replace(' ', ',')} python server.py"


def report(title, unit, measure, limits):
    """Measure all commands, each with the limit of its ratio; print medians, and ratios."""
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
    limits = {"invoke run": "", "pipenv run python server.py": "at most 0.6", BARE: "at most 1.9"}
    report("To the first answer, all in place", "s", partial(seconds_to_answer, computer), limits)


def test_memory_while_serving(computer):
    def mebibytes(command):
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

    by_task = "pip install invoke && exec invoke run"
    limits = {by_task: "", BY_HAND: "at most 1.0", BY_UV: "for the record"}
    for fill_cache in limits:
        seconds(fill_cache)
    report("To the first answer on a fresh computer with a warm cache", "s", seconds, limits)
