"""What a learner does from start to end, on Windows, macOS and Linux alike."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from live_server import STOPPED, ask, exit_code_after_ctrl_c, started

ROOT = Path(__file__).parent.parent.parent
INVOKE = [sys.executable, "-m", "invoke"]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv")
COMPLETE = "The environment is complete. Next, type "


@pytest.mark.network
def test_learner_gets_from_start_to_end(tmp_path):
    folder = shutil.copytree(ROOT, tmp_path / "workshop", ignore=NOT_COPIED)
    # The checks may themselves run inside an environment.
    environ = {name: os.environ[name] for name in os.environ.keys() - {"VIRTUAL_ENV"}}
    options = {"cwd": folder, "env": environ}

    def invoke(*words):
        command = [*INVOKE, *words]
        return subprocess.run(command, **options, check=False, capture_output=True, text=True)

    setup = invoke("setup")
    assert COMPLETE in setup.stdout, setup
    assert invoke("setup").stdout.startswith(COMPLETE)
    doctor = invoke("doctor")
    assert doctor.returncode == 0, doctor
    for words in [], ["--port", "5000"]:
        with started([*INVOKE, "run", *words], seconds=60, **options) as process:
            assert ask() == (200, "Hello World!")
            assert exit_code_after_ctrl_c(process) == STOPPED
    with started([*INVOKE, "run", "--debug"], seconds=60, **options):
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
    # As an editor that hides the end of a name may save it.
    program.rename(folder / "server.py.txt")
    cure = invoke("test").stdout.strip().rpartition("type ")[2]
    subprocess.run(cure, **options, check=True, shell=True)
    lost = next(folder.glob(".venv/**/flask/app.py"))
    lost.unlink()
    assert " sync --dev " in invoke("test").stdout
    assert lost.exists()


def test_folder_that_windows_alone_cannot_use(tmp_path):
    folder = shutil.copytree(ROOT, tmp_path / "R&D", ignore=NOT_COPIED)
    doctor = [*INVOKE, "doctor"]
    shown = subprocess.run(doctor, cwd=folder, check=False, capture_output=True, text=True).stdout
    is_refused = "An environment can't work in a folder with '&' in its path." in shown
    assert is_refused == (os.name == "nt")
