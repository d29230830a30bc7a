"""Whatever is set on a computer, the tasks work in this folder, for this computer, with one Python."""

import re

import pytest
from learner import ALL_PASS, AS_LEARNER, COMPLETE, IN_PLACE, INSIDE, OFFLINE, PROMPT
from live_server import address_in_the_network, ask, wait_until

# Variables that would break a set-up,
BREAK_SETUP = """
PIP_TARGET=/nowhere PIP_PREFIX=/nowhere PIP_ROOT=/nowhere PIP_SRC=/nowhere PIP_LOG=/nowhere/log
PIP_CONSTRAINT=/nowhere PIP_REQUIREMENT=/nowhere PIP_PYTHON=/nowhere PIP_DRY_RUN=1 PIP_NO_DEPS=1
PIP_REQUIRE_VIRTUALENV=1 PIP_USER=1
PIPENV_PIPFILE=/nowhere PIPENV_DEFAULT_PYTHON_VERSION=3.8 PIPENV_PYTHON=3.8 PIPENV_SYSTEM=1
PIPENV_SITE_PACKAGES=1 PIPENV_EXTRA_PIP_ARGS=--no-such PIPENV_ACTIVE=1
VIRTUALENV_SYSTEM_SITE_PACKAGES=1 VIRTUALENV_PYTHON=3.8
PYTHONWARNINGS=error
"""
# and others that would break Python, Flask or pytest.
BREAK_PROGRAMS = """
PYTHONOPTIMIZE=1 PYTHONSAFEPATH=1 PYTHONINSPECT=1 PYTHONWARNINGS=error
WERKZEUG_RUN_MAIN=true WERKZEUG_SERVER_FD=0
FLASK_RUN_FROM_CLI=true FLASK_RUN_HOST=0.0.0.0 FLASK_RUN_PORT=80 FLASK_RUN_CERT=adhoc
PYTEST_ADDOPTS=--cov PYTEST_PLUGINS=nowhere PYTEST_DISABLE_PLUGIN_AUTOLOAD=1
"""


def variables(text):
    """Give the environment variables that are set in a text, as in a shell."""
    return dict(assignment.split("=") for assignment in text.split())


@pytest.fixture
def modules(tmp_path):
    """A folder with a module called flask, one of the learner's, and a broken plugin for pytest."""
    (tmp_path / "flask.py").write_text("raise SystemExit('not Flask')\n")
    plugin = tmp_path / "plugin-1.dist-info"
    plugin.mkdir()
    (plugin / "METADATA").write_text("Name: plugin\nVersion: 1\n")
    (plugin / "entry_points.txt").write_text("[pytest11]\nbroken = nowhere\n")
    return tmp_path


@pytest.mark.parametrize("packages", [["invoke"], ["invoke", "pipenv"]], ids=str)
def test_setup_does_not_follow_variables(new_computer, packages):
    computer = new_computer(*packages)
    assert computer.do("invoke", "setup", **variables(BREAK_SETUP)).endswith(COMPLETE)
    assert ALL_PASS in computer.do("invoke", "test")


def test_program_and_tests_do_not_follow_variables(computer, modules):
    environ = variables(BREAK_PROGRAMS) | {"PYTHONPATH": str(modules)}
    assert ALL_PASS in computer.do("invoke", "test", **environ)
    assert computer.serves(**environ)
    for options, port in ([], 5000), (["--debug"], 5000), (["--port", "5001"], 5001):
        command = ["invoke", "run", *options]
        with computer.started(*command, port=port, environ=environ):
            assert ask(port=port, host=address_in_the_network()) is None


def test_address_in_a_file_is_not_followed_either(computer):
    """Flask reads it where python-dotenv is installed, which this stands for."""
    (computer.modules / "dotenv.py").write_text(
        "def find_dotenv(*_, **__): return '.flaskenv'\n"
        "def dotenv_values(*_, **__): return {'FLASK_RUN_HOST': '0.0.0.0'}\n"
    )
    (computer.workshop / ".flaskenv").touch()
    with computer.started("invoke", "run", "--port", "5001", port=5001):
        assert ask(port=5001, host=address_in_the_network()) is None


def test_doctor_names_the_path_that_hides_a_module(computer, modules):
    doctor = computer.run("invoke", "doctor", PYTHONPATH=f"nowhere:{modules}")
    assert re.search(r"ok  step 2  Flask [\d.]+, in .venv\n", doctor.stdout)
    assert (
        f"no  step 3  Because of PYTHONPATH, python imports flask.py from {modules}, not from .venv.\n"
        "            Type unset PYTHONPATH\n"
    ) in doctor.stdout


def test_doctor_names_the_variable_that_leads_to_another_folder(computer):
    doctor = computer.run("invoke", "doctor", PIPENV_PIPFILE="/nowhere")
    fact = "PIPENV_PIPFILE sends pipenv to another folder."
    assert f"no  step 3  {fact}\n            Type unset PIPENV_PIPFILE\n" in doctor.stdout


def test_other_projects_are_left_alone(new_computer, tmp_path):
    """One that a variable names, one that is active, and one above the folder."""
    computer = new_computer("invoke", "pipenv", set_up=True)
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


@pytest.mark.parametrize("setting", ["target = /tmp/elsewhere", "prefix = /tmp/elsewhere"])
def test_pip_that_installs_elsewhere_is_named(new_computer, setting):
    computer = new_computer("invoke")
    file = computer.home / ".config" / "pip" / "pip.conf"
    file.parent.mkdir(parents=True)
    file.write_text(f"[install]\n{setting}\n")
    fact = f"The setting {setting.split()[0]} in {file} makes pip install elsewhere."
    cure = "Remove it from that file, then type invoke setup"
    assert computer.refusal("invoke", "setup") == f"{fact}\n{cure}\n"
    assert f"no  step 0  {fact}\n            {cure}\n" in computer.run("invoke", "doctor").stdout
    file.unlink()
    assert computer.do("invoke", "setup").endswith(COMPLETE)


def test_env_file_that_pipenv_cannot_read_is_named(computer, terminal):
    """As PowerShell writes it."""
    (computer.workshop / ".env").write_bytes("A=1\n".encode("utf-16"))
    fact = "pipenv shell can't read the file .env, because it isn't UTF-8."
    cure = "In your editor, save .env as UTF-8"
    window = terminal(computer)
    assert f"{fact}\r\n{cure}\r\n" in window.type("invoke shell")
    assert f"no  step 3  {fact}\r\n            {cure}\r\n" in window.type("invoke doctor")
    computer.do("rm", "-r", ".venv")
    assert COMPLETE.strip() in window.type("invoke setup")
    (computer.workshop / ".env").write_text("A=1\n")
    window.type("invoke shell", then=INSIDE)
    assert "\r\n1\r\n" in window.type("echo $A", then=INSIDE)


@pytest.mark.parametrize("hosts", ["", "::1 localhost", "127.0.1.1 localhost"])
def test_hosts_file_without_localhost_is_named(computer, hosts):
    (computer.home / "hosts").write_text(hosts)
    prepare = 'mount --bind ~/hosts /etc/hosts && exec "$@"'
    in_place = [*OFFLINE, *IN_PLACE, prepare, "sh"]
    instead = "localhost doesn't work on this computer: open http://127.0.0.1:5000/\n"
    assert f"ok  step 4  {instead}" in computer.do(*in_place, "invoke", "doctor")
    assert ALL_PASS in computer.do(*in_place, "invoke", "test")
    run = computer.run(*in_place, "timeout", "5", "invoke", "run")
    assert " * Running on http://127.0.0.1:5000\n" in run.stdout


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("_ssl", "no  step 0  Python {0} has no ssl, which pip needs.\n"),
        ("_sqlite3", "ok  step 0  Python {0}, without sqlite3 (for a database, install another)\n"),
    ],
)
def test_python_that_lacks_a_part_is_named(computer, module, said):
    """The part is hidden from all Pythons of this computer for a while."""
    find = f"import {module}; print({module}.__file__)"
    file = computer.do("python", "-c", find).strip()
    hide = f'mount --bind /dev/null "{file}" && exec "$@"'
    find = "import sys; print(sys.version.split()[0])"
    version = computer.do("python", "-c", find).strip()
    assert said.format(version) in computer.run(*IN_PLACE, hide, "sh", "invoke", "doctor").stdout
    assert ALL_PASS in computer.do(*IN_PLACE, hide, "sh", "invoke", "test")


def test_terminal_is_where_its_python_is(computer, terminal, tmp_path):
    computer.do("python", "-m", "venv", "--without-pip", f"{tmp_path}/other")
    leave = "deactivate or, if that is not found, open a new terminal"
    # Variables that are left over.
    for left_over in {"VIRTUAL_ENV": f"{computer.workshop}/.venv"}, {"PIPENV_ACTIVE": "1"}:
        window = terminal(computer, **left_over)
        assert "ok  step 3  you are outside the environment\r\n" in window.type("invoke doctor")
    window = terminal(computer)
    window.type("invoke shell", then=INSIDE)
    window.leave_shell()
    # A shell inside one that has activated the environment does not know how to leave it.
    window.type(". .venv/bin/activate", then=INSIDE)
    window.type("bash")
    assert "ok  step 3  you are inside the environment\r\n" in window.type("invoke doctor")
    assert f"To leave it, type {leave}\r\n" in window.type("invoke shell")
    window = terminal(computer)
    window.type(f". {tmp_path}/other/bin/activate", then=f"(other) {PROMPT}")
    shown = window.type("invoke doctor", then=f"(other) {PROMPT}")
    assert f"            Type {leave}, then type invoke doctor\r\n" in shown
    window.type("deactivate")
    wait_until(lambda: "outside" in window.type("invoke doctor"))


def test_report_lists_variables_and_works_without_a_home(computer):
    secret = {"PIP_INDEX_URL": "https://user:password@host/", "PYTHONPATH": "/nowhere"}
    report = computer.run(*AS_LEARNER, "invoke", "doctor", "--report", **secret).stdout
    assert report.endswith("PIP_INDEX_URL PIP_NO_INDEX PYTHONPATH VIRTUALENV_NO_PERIODIC_UPDATE\n")
    assert "password" not in report and "Traceback" not in report
