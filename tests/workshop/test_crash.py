"""What `invoke run` shows when server.py doesn't start."""

import pytest
from copies import PROGRAM

NEXT = "\nTo see what to change, type invoke test\n"


@pytest.mark.parametrize("options", [[], ["--port", "5001"]])
def test_program_that_python_cannot_read_is_shown_by_its_line(computer, options):
    program = PROGRAM.replace("hello_world():", "hello_world()")
    (computer.workshop / "server.py").write_text(program)
    started = computer.run("invoke", "run", *options)
    assert started.returncode == 1
    shown = "\nserver.py, line 7:  def hello_world()\n  SyntaxError: expected ':'\n"
    assert started.stdout.endswith(shown + NEXT)
    assert "Traceback" not in started.stdout


@pytest.mark.parametrize("options", [[], ["--port", "5001"]])
def test_crash_is_followed_by_what_to_type(computer, options):
    (computer.workshop / "server.py").write_text(f"{PROGRAM}\n".replace("Flask(", "Flaks("))
    started = computer.run("invoke", "run", *options)
    assert started.returncode == 1
    assert "\nNameError: name 'Flaks' is not defined" in started.stdout
    assert started.stdout.endswith(NEXT)


def test_program_sees_nothing_of_that(computer):
    lines = ["import os, sys", "print(*sys.path[:1], os.environ.get('PYTHONPATH'))", "sys.exit(3)"]
    (computer.workshop / "server.py").write_text("\n".join(lines))
    started = computer.run("invoke", "run")
    assert started.returncode == 3
    assert started.stdout.endswith(f"python server.py\n{computer.workshop} None\n")
