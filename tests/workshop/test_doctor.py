"""The doctor looks at each step, and says what is next."""

import re

import pytest
from learner import EDGES, contents

HEALTHY = r"""ok  step 0  Python [\d.]+
ok  step 0  pipenv [\d.]+, typed pipenv
ok  step 1  this folder can have an environment
ok  step 2  Flask [\d.]+, in .venv
ok  step 3  you are outside the environment
ok  step 4  server.py is here
ok  step 4  port 5000 is free
"""
WITH_INVOKE_ALONE = r"""ok  step 0  Python [\d.]+
no  step 0  Pipenv is missing or too old\.
            Type invoke setup
ok  step 1  this folder can have an environment
no  step 2  The environment in \.venv is missing\.
ok  step 3  you are outside the environment
no  step 4  There is no server\.py in this folder\.
ok  step 4  port 5000 is free

You are outside the environment\. Next: fix the first line that begins with no, then type invoke doctor
"""
OUTSIDE = r"""
You are outside the environment. Next: type pipenv shell by hand, or invoke run
"""


@pytest.mark.parametrize("python", EDGES)
def test_all_is_well(computer):
    assert re.fullmatch(HEALTHY + OUTSIDE, computer.do("invoke", "doctor"))


def test_all_is_well_while_the_server_runs(computer):
    with computer.started("invoke", "run"):
        shown = computer.do("invoke", "doctor")
    assert "ok  step 4  a Flask server runs at http://localhost:5000/\n" in shown
    assert "Next: open http://localhost:5000/ in your browser, or type invoke test\n" in shown


def test_first_thing_that_is_wrong_has_its_cure(new_computer):
    """What the doctor names is typed until all is well."""
    computer = new_computer("invoke")
    (computer.workshop / "server.py").rename(computer.workshop / "app.py")
    doctor = computer.run("invoke", "doctor")
    assert doctor.returncode == 1
    assert re.fullmatch(WITH_INVOKE_ALONE, doctor.stdout)
    computer.do("invoke", "setup")
    doctor = computer.run("invoke", "doctor")
    cure = re.search(r"^ +If app.py is your program, type (.*)$", doctor.stdout, re.MULTILINE)[1]
    computer.do("sh", "-c", cure)
    assert re.fullmatch(HEALTHY + OUTSIDE, computer.do("invoke", "doctor"))


def test_look_that_fails_is_told(computer):
    (computer.workshop / "server.py").unlink()
    (computer.workshop / "server.py").mkdir()
    doctor = computer.run("invoke", "doctor").stdout
    assert "no  step 4  This check failed: IsADirectoryError.\n" in doctor
    assert "ok  step 4  port 5000 is free\n" in doctor
    assert "Traceback" not in doctor


def test_doctor_changes_nothing(computer):
    before = contents(computer.workshop, computer.home)
    computer.do("invoke", "doctor")
    assert contents(computer.workshop, computer.home) == before


def test_report_is_a_line_and_a_block(computer):
    environ = {"SECRET": "a-secret", "HOME": str(computer.workshop.parent)}
    shown = computer.do("invoke", "doctor", "--report", **environ)
    room, _, block = shown.partition("\n\n")
    assert re.fullmatch(
        r"ok 7/7 \| [^|]+ \| Python [\d.]+ \| pipenv [\d.]+, typed pipenv \| Flask [\d.]+, in .venv",
        room,
    )
    python = r"~/python/bin/python[\d.]*"
    assert re.fullmatch(HEALTHY + rf"folder ~/workshop\ninvoke runs in {python}\n", block)


def test_report_of_a_service_has_its_paths_in_full(computer):
    report = computer.do("invoke", "doctor", "--report", HOME="/")
    assert f"\nfolder {computer.workshop}\n" in report


def test_report_names_the_first_thing_that_is_wrong(new_computer):
    computer = new_computer("invoke", "pipenv")
    report = computer.run("invoke", "doctor", "--report", CMDER_ROOT="C:\\secret")
    assert report.returncode == 1
    assert re.match(
        r"no 6/7 \| [^|]+ \| cmder \| Python [\d.]+ \| pipenv [\d.]+, typed pipenv "
        r"\| The environment in \.venv is missing\.\n",
        report.stdout,
    )
    assert "secret" not in report.stdout
