"""What a learner does from start to end, on Windows, macOS and Linux alike."""

import os
import subprocess
import sys

import pytest
from learner import COMPLETE, copy_repo
from live_server import STOPPED, ask, exit_code_after_ctrl_c, started

INVOKE = [sys.executable, "-m", "invoke"]


@pytest.mark.network
def test_learner_gets_from_start_to_end(tmp_path):
    folder = copy_repo(tmp_path / "workshop")
    # The tests may themselves run inside an environment.
    environ = {name: os.environ[name] for name in os.environ.keys() - {"VIRTUAL_ENV"}}
    options = {"cwd": folder, "env": environ}

    def invoke(*words):
        command = [*INVOKE, *words]
        return subprocess.run(command, **options, check=False, capture_output=True, text=True)

    setup = invoke("setup")
    is_complete = COMPLETE.partition(" Next")[0]
    assert is_complete in setup.stdout, setup
    assert invoke("setup").stdout.startswith(is_complete)
    doctor = invoke("doctor")
    assert doctor.returncode == 0, doctor
    for words in [], ["--port", "5000"]:
        with started([*INVOKE, "run", *words], **options) as process:
            assert ask() == (200, "Hello World!")
            assert exit_code_after_ctrl_c(process) == STOPPED
    with started([*INVOKE, "run", "--debug"], **options):
        assert ask() == (200, "Hello World!")
    tests = invoke("test")
    assert tests.returncode == 0, tests
    program = folder / "server.py"
    right = program.read_text()
    program.write_text(right.replace("World", "Wold"))
    assert 'server.py, line 8:  return "Hello Wold!"' in invoke("test").stdout
    program.write_text(right)
    # As an editor that hides the end of a name may save it.
    program.rename(folder / "server.py.txt")
    fix = invoke("test").stdout.strip().rpartition("type ")[2]
    subprocess.run(fix, **options, check=True, shell=True)
    lost = next(folder.glob(".venv/**/flask/app.py"))
    lost.unlink()
    assert " sync --dev " in invoke("test").stdout
    assert lost.exists()
