"""What the workshop's own checks need, and what is left of them without a Linux."""

import os
import re
import shutil
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROGRAMS = ["ip", "unshare", "openssl", "mmdebstrap", "chromium"]


def missing():
    """Return what this computer lacks for the checks."""
    if os.geteuid() != 0:
        yield "root"
    yield from (program for program in PROGRAMS if not shutil.which(program))
    packages = re.findall("^(.+)==", (HERE / "requirements.txt").read_text(), re.MULTILINE)
    yield from {*packages} - {package.name for package in distributions()}


if sys.platform == "linux":
    pytest_plugins = ["computers", "programs"]
    for need in missing():
        pytest.exit(f"These checks need {need}: see .github/CONTRIBUTING.md.", returncode=4)
else:
    # pexpect drives no terminal of Windows, and the others need a Debian.
    checks = HERE.glob("test_*.py")
    collect_ignore = [path.name for path in checks if path.name != "test_every_system.py"]
