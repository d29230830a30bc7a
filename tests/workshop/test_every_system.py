"""What a learner does from start to end, on Windows, macOS and Linux alike."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from live_server import STOPPED, ask, exit_code_after_ctrl_c, started

ROOT = Path(__file__).parent.parent.parent
INVOKE = [sys.executable, "-m", "invoke"]
COMPLETE = "The environment is complete. Next, type "


@pytest.mark.network
def test_learner_gets_from_start_to_end(tmp_path):
    folder = tmp_path / "workshop"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv"))

    def invoke(*words):
        return subprocess.run(
            [*INVOKE, *words], cwd=folder, check=False, capture_output=True, text=True
        )

    setup = invoke("setup")
    assert COMPLETE in setup.stdout, setup
    assert invoke("setup").stdout.startswith(COMPLETE)
    doctor = invoke("doctor")
    assert doctor.returncode == 0, doctor
    for options in [], ["--port", "5000"]:
        with started([*INVOKE, "run", *options], seconds=60, cwd=folder) as process:
            assert ask() == (200, "Hello World!")
            assert exit_code_after_ctrl_c(process) == STOPPED
    with started([*INVOKE, "run", "--debug"], seconds=60, cwd=folder):
        assert ask() == (200, "Hello World!")
    checks = invoke("test")
    assert checks.returncode == 0, checks
    program = folder / "server.py"
    right = program.read_text()
    program.write_text(right.replace("World", "Wold"))
    checks = invoke("test")
    assert checks.returncode == 1
    assert 'server.py, line 8:  return "Hello Wold!"' in checks.stdout
    program.write_text(right)
    lost = next(folder.glob(".venv/**/flask/app.py"))
    lost.unlink()
    assert " sync --dev " in invoke("test").stdout
    assert lost.exists()
