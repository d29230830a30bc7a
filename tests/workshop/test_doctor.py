"""Doctor looks at each step, and says what to type next."""

import os
import re
import sys

import pytest
from copies import contents
from learner import AS_LEARNER, EDGES

from workshop import check, doctor
from workshop.problem import ASK, Problem
from workshop.terminal import typed_invoke

# What each check says where all is well: a new check is a new line here.
HEALTHY = r"""ok  step 0  Python [\d.]+
ok  step 0  pipenv [\d.]+ \(type: pipenv\)
ok  step 1  this folder is fine
ok  step 2  Flask [\d.]+, in .venv
ok  step 3  you are outside the environment
ok  step 4  server.py is here, and Python can read it
ok  step 4  localhost is this computer
ok  step 4  port 5000 is free

You are outside the environment. Next: type invoke run or, by hand, pipenv shell
"""


def look_for_cake():
    raise Problem("There is no cake.", "Type bake")


@pytest.fixture
def checks(monkeypatch):
    """Doctor's checks, in place of its own."""
    checks = [(0, lambda: check.Version("Oven 1.2")), (1, lambda: f"this is {os.getcwd()}")]
    monkeypatch.setattr(check, "ALL", checks)
    # Doctor sets this, which is to be forgotten.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return checks


def test_each_thing_that_is_wrong_has_its_fix(checks, capsys):
    printed_before = []
    checks[1:] = [(2, look_for_cake), (3, lambda: 1 / 0), (4, look_for_cake)]
    checks += [(5, lambda: printed_before.append(capsys.readouterr().out) or "well")]
    assert not doctor.all_is_well(as_report=False)
    # Each line is printed as soon as it is known.
    assert "".join(printed_before) == (
        "ok  step 0  Oven 1.2\n"
        "no  step 2  There is no cake.\n"
        "            Type bake\n"
        "no  step 3  This check failed: ZeroDivisionError.\n"
        f"            {ASK.format(invoke=typed_invoke())}\n"
        "no  step 4  There is no cake.\n"
        "            Type bake\n"
    )
    assert capsys.readouterr().out.startswith("ok  step 5  well\n\nYou are ")


def test_report_is_a_line_and_a_block(checks, capsys, monkeypatch, tmp_path):
    home = str(tmp_path.parent)
    monkeypatch.setattr(os.path, "expanduser", lambda _: home)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CMDER_ROOT", "secret")
    monkeypatch.setattr(doctor.settings, "in_families", lambda: ["PIP_CERT", "PIP_INDEX_URL"])
    checks.append((2, look_for_cake))
    assert not doctor.all_is_well(as_report=True)
    assert re.fullmatch(
        r"no 2/3 \| [^|]+ \| cmder \| Oven 1.2 \| There is no cake\.\n\n"
        rf"ok  step 0  Oven 1.2\nok  step 1  this is ~{re.escape(os.sep + tmp_path.name)}\n"
        r"no  step 2  There is no cake\.\n            Type bake\n"
        r"folder .*\ninvoke runs in .*\nvariables PIP_CERT PIP_INDEX_URL\n",
        capsys.readouterr().out,
    )
    # That of a service, with which every path begins.
    home = os.sep
    doctor.all_is_well(as_report=True)
    assert f"step 1  this is {tmp_path}\n" in capsys.readouterr().out
    # Python doesn't always know its own path.
    monkeypatch.setattr(sys, "executable", "")
    doctor.all_is_well(as_report=True)
    assert capsys.readouterr().out.startswith(f"no 2/3 | {sys.platform} | ")


@pytest.mark.parametrize("python", EDGES)
def test_all_is_well(computer):
    assert re.fullmatch(HEALTHY, computer.do("invoke"))
    report = computer.run(*AS_LEARNER, "invoke", "doctor", "--report").stdout
    assert "Traceback" not in report
    assert re.search(r"\d/\d \| [^|]+ \| Python [^|]+ \| pipenv [^|]+ \| Flask [^|]+\n", report)
    with computer.started("invoke", "run"):
        shown = computer.do("invoke", "doctor")
    assert "ok  step 4  a Flask server is running at http://localhost:5000/\n" in shown
    assert "Next: open http://localhost:5000/ in your browser, or type invoke test\n" in shown


def test_what_doctor_names_is_typed_until_all_is_well(new_computer):
    computer = new_computer("invoke")
    (computer.workshop / "server.py").rename(computer.workshop / "app.py")
    for fix in "invoke setup", 'mv "app.py" "server.py"':
        shown = computer.run("invoke", "doctor")
        assert shown.returncode == 1
        assert re.search(r"^ {12}.*[Tt]ype (.*)$", shown.stdout, re.MULTILINE)[1] == fix
        next_step = "Next: fix the first line marked no, then type invoke doctor\n"
        assert next_step in shown.stdout
        computer.do("sh", "-c", fix)
    assert re.fullmatch(HEALTHY, computer.do("invoke", "doctor"))


def test_doctor_changes_nothing(computer):
    (computer.workshop / ".can-be-written").write_text("mine")
    computer.do("sh", "-c", "rm -r .venv/lib/python*/site-packages/*/__pycache__")
    folders = computer.workshop, computer.home
    before = contents(*folders), [path.stat().st_mtime_ns for path in contents(*folders)]
    computer.do("invoke", "doctor")
    assert (contents(*folders), [path.stat().st_mtime_ns for path in contents(*folders)]) == before
