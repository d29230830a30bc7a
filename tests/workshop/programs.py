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

# For the environment's Python: it collects the checks once, and runs them for each line that it
# reads, in a process of their own. Each time, it prints what they print, a NUL, and their exit code.
RUN_CHECKS = """
import gc, os, signal, sys
import pytest

sys.path.append(os.getcwd())
import workshop.hints.explanation

# Pytest itself has its input from nowhere.
lines = os.fdopen(os.dup(0))

class RunChecks:
    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self):
        gc.freeze()
        for line in lines:
            if not os.fork():
                signal.alarm(60)
                return None
            print(f"\\0{os.waitstatus_to_exitcode(os.wait()[1])}", flush=True)
        return True

sys.path.pop()
sys.exit(pytest.main(plugins=[RunChecks()]))
"""


@pytest.fixture
def run_checks(computer):
    """A function that gives the exit code and the output of the checks of a program."""
    # Without compiled files: one looks current where server.py is saved twice in a second.
    command = [".venv/bin/python", "-B", "-P", "-c", RUN_CHECKS]
    options = {"cwd": computer.workshop, "env": {**computer.environ, "WORKSHOP_INVOKE": "invoke"}}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}

    with subprocess.Popen(command, **options, **pipes, text=True, bufsize=1) as runner:

        def run_checks(program):
            (computer.workshop / "server.py").write_text(program, "utf-8", "surrogateescape")
            runner.stdin.write("\n")
            output = ""
            for line in runner.stdout:
                output += line
                if "\0" in line:
                    break
            assert "\0" in output, output
            output, exit_code = output.split("\0")
            assert not NOT_FOR_LEARNERS.search(output), output
            return int(exit_code), output

        yield run_checks


def invoke_test(computer, program=PROGRAM, encoding="utf-8"):
    """Save a program as server.py, and give the process of `invoke test`, ended in a minute."""
    (computer.workshop / "server.py").write_bytes(program.encode(encoding))
    checks = computer.run("invoke", "test", seconds=60)
    assert not NOT_FOR_LEARNERS.search(checks.stdout), checks.stdout
    return checks
