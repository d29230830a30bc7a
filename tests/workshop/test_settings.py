"""Whatever is set on a computer, the tasks work in this folder, for this computer, with one Python."""

from copies import ALL_PASS
from learner import COMPLETE, IN_PLACE, OFFLINE
from live_server import ask

from workshop import settings

# What would break a set-up, or another task: a new variable is a new row.
HARMFUL = """
PIP_TARGET=/nowhere PIP_PREFIX=/nowhere PIP_ROOT=/nowhere PIP_SRC=/nowhere PIP_LOG=/nowhere/log
PIP_CONSTRAINT=/nowhere PIP_REQUIREMENT=/nowhere PIP_PYTHON=/nowhere PIP_DRY_RUN=1 PIP_NO_DEPS=1
PIP_REQUIRE_VIRTUALENV=1 PIP_USER=1
PIPENV_PIPFILE=/nowhere PIPENV_DEFAULT_PYTHON_VERSION=3.8 PIPENV_PYTHON=3.8 PIPENV_SYSTEM=1
PIPENV_SITE_PACKAGES=1 PIPENV_EXTRA_PIP_ARGS=--no-such PIPENV_ACTIVE=1
VIRTUALENV_SYSTEM_SITE_PACKAGES=1 VIRTUALENV_PYTHON=3.8 VIRTUAL_ENV=/nowhere
PYTHONWARNINGS=error
WERKZEUG_RUN_MAIN=true WERKZEUG_SERVER_FD=0
FLASK_RUN_FROM_CLI=true FLASK_RUN_HOST=0.0.0.0 FLASK_RUN_PORT=80 FLASK_RUN_CERT=adhoc
PYTEST_ADDOPTS=--cov PYTEST_PLUGINS=nowhere PYTEST_DISABLE_PLUGIN_AUTOLOAD=1
"""
HARMFUL = dict(assignment.split("=") for assignment in HARMFUL.split())
# These would break invoke itself in the set-up of a computer.
HARMFUL_LATER = {"PYTHONOPTIMIZE": "1", "PYTHONSAFEPATH": "1", "PYTHONINSPECT": "1"}


def test_each_family_has_a_variable_that_does_harm():
    for family in settings.FAMILIES:
        assert any(name.startswith(family) for name in HARMFUL), family


def test_commands_get_no_harmful_variable(monkeypatch):
    harmful = HARMFUL | HARMFUL_LATER
    for name, value in {**harmful, "PIP_INDEX_URL": "here", "HOME": "/home"}.items():
        monkeypatch.setenv(name, value)
    environ = settings.environ({"PIPENV_PYTHON": "ours"})
    assert environ["PIPENV_PYTHON"] == "ours"
    assert harmful.keys() & environ.keys() == {"PIPENV_PYTHON"}
    # A school's mirror is one of the exceptions.
    assert environ["PIP_INDEX_URL"] == "here" and environ["HOME"] == "/home"
    assert {*settings.in_families()} >= {*harmful, "PIP_INDEX_URL"}


def test_tasks_do_not_follow_variables(new_computer, tmp_path):
    computer = new_computer("invoke")
    assert computer.do("invoke", "setup", **HARMFUL).endswith(COMPLETE)
    (tmp_path / "flask.py").write_text("raise SystemExit('not Flask')\n")
    environ = {**HARMFUL, **HARMFUL_LATER, "PYTHONPATH": str(tmp_path)}
    assert ALL_PASS in computer.do("invoke", "test", **environ)
    for options, port in ([], 5000), (["--debug"], 5000), (["--port", "5001"], 5001):
        command = ["invoke", "run", *options]
        with computer.started(*command, port=port, environ=environ):
            assert ask(port=port) == (200, "Hello World!")
            # A server that all of the network reaches would answer here, too.
            assert ask(port=port, host="127.0.0.2") is None


def test_other_projects_are_left_alone(computer, tmp_path):
    """One that a variable names, one that is active, and one above the folder."""
    other = tmp_path / "other"
    computer.do("python", "-m", "venv", "--without-pip", str(other / ".venv"))
    for folder in other, computer.workshop.parent:
        (folder / "Pipfile").write_text('[packages]\nrequests = "*"\n')
    before = sorted(other.rglob("*"))
    environ = {
        "PIPENV_PIPFILE": str(other / "Pipfile"),
        "VIRTUAL_ENV": str(other / ".venv"),
        "CONDA_PREFIX": str(other / ".venv"),
        "PATH": f"{other}/.venv/bin:{computer.environ['PATH']}",
    }
    for prepare in "true", "rm -r .venv":
        computer.do("sh", "-c", prepare)
        assert computer.do("invoke", "setup", **environ).endswith(COMPLETE)
        assert computer.serves(**environ)
        assert sorted(other.rglob("*")) == before
        assert not (computer.modules / "requests").exists()
    assert not (computer.workshop.parent / ".venv").exists()


def test_pip_that_installs_elsewhere_is_named(new_computer):
    computer = new_computer("invoke")
    file = computer.home / ".config" / "pip" / "pip.conf"
    file.parent.mkdir(parents=True)
    file.write_text("[install]\ntarget = /tmp/elsewhere\n")
    summary = f"The setting target in {file} makes pip install elsewhere."
    fix = "Remove it from that file, then type invoke setup"
    assert computer.refusal("invoke", "setup") == f"{summary}\n{fix}\n"
    assert f"no  step 0  {summary}\n            {fix}\n" in computer.run("invoke", "doctor").stdout


def test_computer_without_localhost_and_ssl(computer):
    """Both are hidden from all programs for a while."""
    (computer.home / "hosts").write_text("::1 localhost")
    ssl = computer.do("python", "-c", "import _ssl; print(_ssl.__file__, end='')")
    hide = f"mount --bind /dev/null {ssl} && mount --bind ~/hosts /etc/hosts"
    in_place = [*OFFLINE, *IN_PLACE, f'{hide} && exec "$@"', "sh"]
    assert ALL_PASS in computer.do(*in_place, "invoke", "test")
    doctor = computer.run(*in_place, "invoke", "doctor").stdout
    assert "has no ssl" in doctor and "localhost doesn't work" in doctor
    run = computer.run(*in_place, "timeout", "5", "invoke", "run")
    assert " * Running on http://127.0.0.1:5000\n" in run.stdout
