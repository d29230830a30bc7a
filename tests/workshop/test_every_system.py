"""What is checked on Windows, macOS and Linux alike, in this very folder, once it is set up."""

import subprocess
import sys
from pathlib import Path

import pytest
from live_server import STOPPED, ask, exit_code_after_ctrl_c, started

ROOT = Path(__file__).parent.parent.parent
INVOKE = [sys.executable, "-m", "invoke"]


def test_setup_has_nothing_left_to_do():
    shown = subprocess.check_output([*INVOKE, "setup"], cwd=ROOT, text=True)
    assert shown.startswith("The environment is complete. Next, type ")


def test_doctor_finds_nothing_wrong():
    doctor = subprocess.run([*INVOKE, "doctor"], cwd=ROOT, check=False)
    assert doctor.returncode == 0


@pytest.mark.parametrize("options", [[], ["--port", "5000"]])
def test_run_serves_until_ctrl_c(options):
    with started([*INVOKE, "run", *options], seconds=60, cwd=ROOT) as process:
        assert ask() == (200, "Hello World!")
        assert exit_code_after_ctrl_c(process) == STOPPED
