"""Download the packages of the lesson, for a room without a network: python -m workshop.wheels [PYTHON ...]

They go into the folder wheels, for each system and each of the Pythons, such as 3.13.
"""

import subprocess
import sys

from workshop.environment import locked_packages
from workshop.paths import ROOT

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
# What pip calls Windows, macOS on Apple's and on Intel's chips, and Linux.
PLATFORMS = ["win_amd64", "macosx_11_0_arm64", "macosx_11_0_x86_64", "manylinux2014_x86_64"]


def download(python: str, platform: str) -> None:
    """Download all packages for a Python on a platform. CalledProcessError if pip can't."""
    locked = [f"{name}=={version}" for name, version in locked_packages().items()]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(ROOT / "wheels")]
    pip += ["--only-binary", ":all:", "--python-version", python, "--platform", platform]
    subprocess.run([*pip, *locked, "invoke", "pipenv", "pip"], check=True)


if __name__ == "__main__":
    for python in sys.argv[1:] or PYTHONS:
        for platform in PLATFORMS:
            print(f"Python {python} on {platform}", flush=True)
            download(python, platform)
