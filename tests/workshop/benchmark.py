"""Compare the tasks with the way by hand: medians and ratios of interleaved runs, in one go.

Nothing else should run on the computer meanwhile. The limits beside the ratios are what we want; it
does not enforce them.
"""

import subprocess
import time
from statistics import median

import isolation
import pytest
from learner import OLDEST, Computer, network_settings

ROUNDS = 10
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
BARE = ".venv/bin/python server.py"
PACKAGES = "flask invoke pytest colorama"
BY_TASK = "pip install invoke && exec invoke run"
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
        print(
            f"  {command}: {value:.2f} {unit}, ratio {medians[0] / value:.2f} {limit}", flush=True
        )


def seconds_to_answer(computer, command):
    start = time.perf_counter()
    with computer.started("sh", "-c", command, **QUIET):
        return time.perf_counter() - start


def mebibytes_while_serving(computer, command):
    with computer.started("sh", "-c", f"exec {command}", **QUIET) as process:
        sizes = subprocess.check_output(["ps", "-o", "rss=", "--sid", str(process.pid)])
    return sum(map(int, sizes.split())) / 1024


def seconds_to_end(computer, command):
    start = time.perf_counter()
    computer.do("sh", "-c", command)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("measure", "unit", "limits"),
    [
        (seconds_to_answer, "s", {"pipenv run python server.py": "(0.6)", BARE: "(1.9)"}),
        (mebibytes_while_serving, "MiB", {BARE: "(1.0)"}),
        (seconds_to_end, "s", {"pipenv sync --dev": "(2)"}),
    ],
)
def test_all_is_in_place(computer, measure, unit, limits):
    task = "invoke setup" if measure == seconds_to_end else "invoke run"
    report(measure.__name__, unit, lambda command: measure(computer, command), {task: "", **limits})


@pytest.mark.network
def test_start_on_a_fresh_computer(original, place, tmp_path):
    caches = {"PIP_CACHE_DIR": f"{tmp_path}/pip", "UV_CACHE_DIR": f"{tmp_path}/uv"}

    def seconds(command):
        with isolation.fresh(original(OLDEST, "uv"), place):
            return seconds_to_answer(Computer(place, network_settings() | caches), command)

    limits = {BY_TASK: "", BY_HAND: "(1.0)", BY_UV: "for the record"}
    for fill_cache in limits:
        seconds(fill_cache)
    report("seconds to answer, with a warm cache", "s", seconds, limits)
