"""What the workshop's own checks need, and what is left of them without a Linux."""

import os
import re
import shutil
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# What needs Flask, pytest and invoke only.
EVERYWHERE = {
    "test_advice.py",
    "test_every_system.py",
    "test_lesson.py",
    "test_mistakes.py",
    "test_random_edits.py",
    "test_right_programs.py",
}
PROGRAMS = ["ip", "unshare", "openssl", "mmdebstrap", "chromium"]


def missing():
    """Return what this computer lacks for the checks."""
    if os.geteuid() != 0:
        yield "root"
    yield from (program for program in PROGRAMS if not shutil.which(program))
    packages = re.findall("^(.+)==", (HERE / "requirements.txt").read_text(), re.MULTILINE)
    yield from {*packages} - {package.name for package in distributions()}


def is_asked_for_by_name():
    """Return whether the command line names files that need no Linux, and no others."""
    names = {Path(word.partition("::")[0]).name for word in sys.argv[1:] if ".py" in word}
    return names != set() and names <= EVERYWHERE


if sys.platform != "linux" or is_asked_for_by_name():
    # pexpect drives no terminal of Windows, and the others need a Debian.
    collect_ignore = [path.name for path in HERE.glob("test_*.py") if path.name not in EVERYWHERE]
else:
    pytest_plugins = ["computers"]
    for need in missing():
        pytest.exit(f"These checks need {need}: see .github/CONTRIBUTING.md.", returncode=4)
