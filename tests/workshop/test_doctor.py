"""The doctor looks at each step, and says what is next."""

import re

import pytest
from learner import EDGES, PROMPT, contents
from pexpect import TIMEOUT

HEALTHY = r"""ok  step 0  Python [\d.]+
ok  step 0  pipenv [\d.]+ \(type: pipenv\)
ok  step 1  this folder is fine
ok  step 2  Flask [\d.]+, in .venv
ok  step 3  you are outside the environment
ok  step 4  server.py is here
ok  step 4  localhost is this computer
ok  step 4  port 5000 is free
"""
WITH_INVOKE_ALONE = r"""ok  step 0  Python [\d.]+
no  step 0  Pipenv is missing or too old\.
            Type invoke setup
ok  step 1  this folder is fine
no  step 2  The environment in \.venv is missing\.
ok  step 3  you are outside the environment
no  step 4  There is no server\.py in this folder\.
ok  step 4  localhost is this computer
ok  step 4  port 5000 is free

You are outside the environment\. Next: fix the first line marked no, then type invoke doctor
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
    assert "ok  step 4  a Flask server is running at http://localhost:5000/\n" in shown
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
    """As one that nobody has foreseen."""
    check = computer.workshop / "workshop" / "check.py"
    check.write_text(
        check.read_text().replace('    return "server.py is here"', "    return 1 / 0")
    )
    doctor = computer.run("invoke", "doctor").stdout
    assert "no  step 4  This check failed: ZeroDivisionError.\n" in doctor
    assert "ok  step 4  port 5000 is free\n" in doctor
    assert "Traceback" not in doctor


def test_doctor_changes_nothing(computer):
    (computer.workshop / ".can-be-written").write_text("mine")
    computer.do(
        "rm", "-r", *computer.workshop.glob(".venv/lib/python*/site-packages/*/__pycache__")
    )
    folders = computer.workshop, computer.home
    before = contents(*folders), [path.stat().st_mtime_ns for path in contents(*folders)]
    computer.do("invoke", "doctor")
    assert (contents(*folders), [path.stat().st_mtime_ns for path in contents(*folders)]) == before


def test_doctor_prints_each_line_when_it_is_known(computer, terminal):
    computer.replace_pipenv("sleep 3; exec real-pipenv $@")
    window = terminal(computer)
    window.type("invoke doctor", then="ok  step 0  Python")
    assert "step 0  pipenv" not in window.before
    with pytest.raises(TIMEOUT):
        window.expect_exact("pipenv", timeout=1)
    window.expect_exact(PROMPT)


def test_report_is_a_line_and_a_block(computer):
    environ = {"SECRET": "a-secret", "HOME": str(computer.workshop.parent)}
    shown = computer.do("invoke", "doctor", "--report", **environ)
    room, _, block = shown.partition("\n\n")
    assert re.fullmatch(
        r"ok 8/8 \| [^|]+ \| Python [\d.]+ \| pipenv [\d.]+ \(type: pipenv\) \| Flask [\d.]+, in .venv",
        room,
    )
    python = r"~/python/bin/python[\d.]*"
    assert re.fullmatch(
        HEALTHY + rf"folder ~/workshop\ninvoke runs in {python}\nvariables .*\n", block
    )


def test_report_of_a_service_has_its_paths_in_full(computer):
    report = computer.do("invoke", "doctor", "--report", HOME="/")
    assert f"\nfolder {computer.workshop}\n" in report


def test_report_names_the_first_thing_that_is_wrong(new_computer):
    computer = new_computer("invoke", "pipenv")
    report = computer.run("invoke", "doctor", "--report", CMDER_ROOT="C:\\secret")
    assert report.returncode == 1
    assert re.match(
        r"no 7/8 \| [^|]+ \| cmder \| Python [\d.]+ \| pipenv [\d.]+ \(type: pipenv\) "
        r"\| The environment in \.venv is missing\.\n",
        report.stdout,
    )
    assert "secret" not in report.stdout
