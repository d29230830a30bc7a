"""Programs that a learner may write from the lesson's, and what the checks say of one."""

import re
import subprocess

import pytest
from learner import ROOT

PROGRAM = (ROOT / "server.py").read_text()
LOST = '@app.errorhandler(404)\ndef lost(error):\n    return "Lost"'
# Frames of a traceback, and words that only a maintainer knows.
NOT_FOR_LEARNERS = re.compile(
    r"Traceback|File \"|INTERNAL|site-packages|conftest|hints|live_server|fixture|longrepr"
)

# For the environment's Python: for each line that it reads, the name of a file, it runs the checks
# in a process of their own with their output in that file, and prints their exit code. What takes
# most of the time to load, all but server.py, is loaded once, and not looked through for garbage.
RUN_CHECKS = """
import contextlib, gc, io, os, signal, sys
import pytest

sys.path.append(os.getcwd())
import workshop.hints.explanation
sys.path.pop()

with contextlib.redirect_stdout(io.StringIO()):
    pytest.main(["--collect-only"])
gc.freeze()
for name in sys.stdin:
    if not os.fork():
        signal.alarm(60)
        output = os.open(name.strip(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.exit(pytest.main())
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


@pytest.fixture
def run_checks(computer, tmp_path):
    """A function that gives the exit code and the output of the checks of a program."""
    # Without compiled files: one looks current where server.py is saved twice in a second.
    command = [".venv/bin/python", "-B", "-P", "-c", RUN_CHECKS]
    environ = {**computer.environ, "WORKSHOP_INVOKE": "invoke"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    output = tmp_path / "output"

    with subprocess.Popen(command, cwd=computer.workshop, env=environ, **pipes) as runner:

        def run_checks(program):
            (computer.workshop / "server.py").write_text(program, "utf-8", "surrogateescape")
            runner.stdin.write(f"{output}\n")
            exit_code = int(runner.stdout.readline())
            assert not NOT_FOR_LEARNERS.search(output.read_text()), output.read_text()
            return exit_code, output.read_text()

        yield run_checks


def invoke_test(computer, program=PROGRAM, encoding="utf-8"):
    """Save a program as server.py, and give the process of `invoke test`, ended in a minute."""
    (computer.workshop / "server.py").write_bytes(program.encode(encoding))
    checks = computer.run("invoke", "test", seconds=60)
    assert not NOT_FOR_LEARNERS.search(checks.stdout), checks.stdout
    return checks
