"""Compare the tasks with the way by hand: medians and ratios of interleaved runs, in one go.

    pipenv run python tests/workshop/benchmark.py

Nothing else should run on the computer meanwhile. It takes about five minutes. The limits that it
shows beside the ratios are what we want; it does not enforce them.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

sys.path.append(str(Path(__file__).parent.parent))

from learner import Computer, copy_repo
from live_server import ask, started

ROUNDS = 10
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
PACKAGES = ["flask", "invoke", "pytest", "colorama", "pexpect", "ptyprocess"]
FRESH = {
    "by task": "python -m pip install invoke && exec python -m invoke run",
    "by hand": (
        "python -m pip install pipenv"
        f" && PIPENV_VENV_IN_PROJECT=1 python -m pipenv install {' '.join(PACKAGES)}"
        " && exec .venv/bin/python server.py"
    ),
    "uv run": (
        f"exec uv run --no-project {' '.join(f'--with {name}' for name in PACKAGES)}"
        " python server.py"
    ),
}


def report(title, unit, measurements, limits):
    """Take all measurements ROUNDS times in turn; print medians, and ratios of the first."""
    taken = [[measure() for measure in measurements.values()] for _ in range(ROUNDS)]
    medians = [median(values) for values in zip(*taken, strict=True)]
    names = list(measurements)
    print(f"{title}\n  {names[0]}: {medians[0]:.2f} {unit}")
    for name, value, limit in zip(names[1:], medians[1:], limits, strict=True):
        ratio = medians[0] / value
        print(f"  {name}: {value:.2f} {unit}, ratio {ratio:.2f} ({limit})", flush=True)


def until_answer(computer, folder, *command):
    """Give the seconds from starting the command to its server's first answer."""
    start = time.perf_counter()
    with started(command, seconds=300, cwd=folder, env=computer.environ, **QUIET):
        seconds = time.perf_counter() - start
        assert ask() == (200, "Hello World!")
    return seconds


def until_end(computer, folder, *command):
    """Give the seconds that the command takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=computer.environ, check=True, **QUIET)
    return time.perf_counter() - start


def memory(computer, folder, *command):
    """Give the MiB that all processes of the serving command hold."""
    with started(command, cwd=folder, env=computer.environ, **QUIET) as process:
        sizes = subprocess.check_output(["ps", "-o", "rss=", "--sid", str(process.pid)])
    return sum(map(int, sizes.split())) / 1024


def until_answer_when_fresh(original, folders, way):
    """Give the seconds to the first answer on a copy of a computer that has Python alone."""
    folder = next(folders)
    computer = original.copy(folder / "computer")
    # Pip's cache is warm.
    computer.home = original.home
    repo = copy_repo(folder / "workshop")
    if way != "by task":
        for name in "Pipfile", "Pipfile.lock":
            (repo / name).unlink()
    return until_answer(computer, repo, "sh", "-c", FRESH[way])


def set_up_with_more_packages(computer, folder, number):
    """Give a copy of the repo that is set up, with packages made here added to its lock."""
    repo = copy_repo(folder / "repo")
    wheels = folder / "wheels"
    wheels.mkdir()
    lock = json.loads((repo / "Pipfile.lock").read_text())
    for name in (f"extra{i}" for i in range(number)):
        about = f"{name}-1.0.dist-info"
        files = {
            f"{name}/__init__.py": "",
            f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        files[f"{about}/RECORD"] = "".join(f"{file},,\n" for file in files)
        wheel = wheels / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for file, text in files.items():
                archive.writestr(file, text)
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock["default"][name] = {"hashes": [f"sha256:{digest}"], "version": "==1.0"}
    (repo / "Pipfile.lock").write_text(json.dumps(lock))
    setup = computer.run("invoke", "setup", cwd=repo, PIP_FIND_LINKS=str(wheels))
    setup.check_returncode()
    return repo


def main(scratch):
    computer = Computer.new(scratch / "computer", "invoke", "pipenv")
    repo = copy_repo(scratch / "workshop")
    computer.run("invoke", "setup", cwd=repo).check_returncode()
    larger = set_up_with_more_packages(computer, scratch / "larger", 60)
    bare = ".venv/bin/python", "server.py"

    start = partial(until_answer, computer)
    report(
        "To the first answer, all in place",
        "s",
        {
            "invoke run": partial(start, repo, "invoke", "run"),
            "pipenv run python server.py": partial(
                start, repo, "pipenv", "run", "python", "server.py"
            ),
            ".venv/bin/python server.py": partial(start, repo, *bare),
        },
        ["at most 0.6", "at most 1.9"],
    )
    report(
        "The same with 60 more packages in the lock",
        "s",
        {
            "invoke run, 60 more": partial(start, larger, "invoke", "run"),
            "invoke run": partial(start, repo, "invoke", "run"),
        },
        ["at most 1.1"],
    )
    report(
        "Memory while serving",
        "MiB",
        {
            "invoke run": partial(memory, computer, repo, "invoke", "run"),
            ".venv/bin/python server.py": partial(memory, computer, repo, *bare),
        },
        ["1.0"],
    )
    report(
        "Set-up with nothing to do",
        "s",
        {
            "invoke setup": partial(until_end, computer, repo, "invoke", "setup"),
            "pipenv sync --dev": partial(until_end, computer, repo, "pipenv", "sync", "--dev"),
        },
        ["at most 2"],
    )

    fresh = Computer.new(scratch / "fresh")
    subprocess.run(
        [computer.programs / "pip", "install", "--quiet", "--target", scratch / "uv", "uv"],
        check=True,
    )
    (fresh.programs / "uv").symlink_to(scratch / "uv" / "bin" / "uv")
    folders = (scratch / f"fresh{number}" for number in count())
    ways = {way: partial(until_answer_when_fresh, fresh, folders, way) for way in FRESH}
    for fill_cache in ways.values():
        fill_cache()
    report(
        "To the first answer on a fresh computer with a warm cache",
        "s",
        ways,
        ["at most 1.0", "for the record"],
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder))
