"""The steps of the lesson as tasks: `invoke --list` names them."""

import contextlib
import difflib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import zlib
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

from invoke import Exit, task


@task
def setup(c):
    """Steps 0 and 2: have pipenv on this computer and Flask in .venv."""
    _ask_for(_check_python, _check_folder)
    pipenv = _pipenv()
    found = _is_set_up() and _inspect_environment("flask")
    if not found or found["packages"].keys() - _locked_packages():
        _set_up(pipenv, "--clean")
    print(f"The environment is complete. Next, type {_invoke()} run")


@task
def shell(c):
    """Step 3: be inside the environment; exit leaves it."""
    _ask_for(_check_python, _check_folder)
    if _place() == "inside the environment":
        raise Exit("You are inside the environment already.\nTo leave it, type exit")
    # The terminals of Windows do not all say that they are one.
    if not (WINDOWS or sys.stdin.isatty()):
        raise Exit(f"A shell needs a terminal.\nIn one, type {_invoke()} shell")
    # Where these are set, even by another folder's environment, pipenv opens no shell.
    for name in "PIPENV_ACTIVE", "VIRTUAL_ENV":
        os.environ.pop(name, None)
    _ask_for(_check_shell)
    _set_up_if_missing()
    pipenv = _read_mark()["pipenv"]
    print("By hand:", _as_typed(*pipenv, "shell"), flush=True)
    _hand_over(*pipenv, "shell", settings=SETTINGS)


@task(help={"port": "Another port than 5000.", "debug": "Use Flask's debugger and reloader."})
def run(c, port=None, debug=False):
    """Steps 4 and 5: have Hello World! at localhost:5000/ until CTRL+C."""
    if port and not _is_port(port):
        raise Exit(f"A port is a number from 1 to 65535.\nType {_invoke()} run --port 5001")
    _ask_for(_check_python, _check_folder)
    _set_up_if_missing()
    _ask_for(_check_program, partial(_check_port, port or ("5000" if debug else None)))
    command = ["python", "server.py"]
    if port or debug:
        command = ["flask", "--app", "server", "run"]
        command += ["--port", port] if port else []
        command += ["--debug"] if debug else []
    _hand_over_inside(*command)


@task
def test(c):
    """Last: have server.py checked, as a browser sees it."""
    _ask_for(_check_python, _check_folder)
    _set_up_if_missing()
    _ask_for(_check_program)
    # The checks say what to type next.
    os.environ["WORKSHOP_INVOKE"] = _invoke()
    _hand_over_inside("pytest")


@task(help={"report": "Give a line for the room, and lines to paste where you ask for help."})
def doctor(c, report=False):
    """Any time: have each step looked at, and know what to type next."""
    findings = [(step, *_find(check)) for step, check in CHECKS]
    print(*(_report if report else _advice)(findings), sep="\n")
    if any(cure for _, _, cure in findings):
        raise Exit(code=1)


# What must hold, in the order of the lesson. Each check gives what is so, or raises Exit with what
# is wrong and, on the next line, what to type. A task asks for what it needs, doctor for all.


def _check_python():
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):
        raise Exit(
            f"This is Python {version}, and the workshop needs 3.11 or newer.\n"
            "Install one from python.org, open a new terminal, and begin again with README"
        )
    return f"Python {version}"


def _check_pipenv():
    pipenv = _find_pipenv()
    if not pipenv:
        raise Exit(f"Pipenv is missing or too old.\nType {_invoke()} setup")
    version = ".".join(map(str, _pipenv_version(*pipenv)))
    return f"pipenv {version}, typed {_as_typed(*pipenv)}"


def _check_folder():
    bad = [ascii(each) for each in str(ROOT) if each == os.pathsep or not each.isprintable()]
    # Pipenv would put in what the variable stands for.
    if os.path.expandvars(ROOT) != str(ROOT):
        bad.append("$ and the name of a variable")
    if bad:
        raise Exit(
            f"No environment works in a folder with {bad[0]} in its path.\n"
            "Rename that folder, or copy this one to another place"
        )
    try:
        tempfile.TemporaryFile(dir=ROOT).close()
    except OSError:
        raise Exit(
            "Nothing can be written in this folder.\nCopy it to a folder of your own"
        ) from None
    try:
        _locked_packages()
    except (OSError, ValueError):
        raise Exit(
            "Pipfile.lock is missing or damaged.\nCopy it from a fresh download of this folder"
        ) from None
    return "this folder can have an environment"


def _check_environment():
    found = _inspect_environment("flask")
    if not found:
        state = "broken, unfinished or of another folder" if ENVIRONMENT.exists() else "missing"
        raise Exit(f"The environment in .venv is {state}.\nType {_invoke()} setup")
    return f"Flask {found['packages']['flask']}, in .venv"


def _check_shell():
    if _place() == "inside another environment":
        leave = "exit" if "PIPENV_ACTIVE" in os.environ else "deactivate"
        raise Exit(f"You are {_place()}.\nType {leave}, and begin again with README")
    for character in sorted(NOT_IN_A_SHELL & {*str(ROOT)}):
        raise Exit(
            f"pipenv shell does not work in a folder with {character} in its path.\n"
            f"Move the folder, or do without step 3: type {_invoke()} run"
        )
    return f"you are {_place()}"


def _check_program():
    names = [name for name in os.listdir() if not name.startswith(".")]
    if "server.py" not in names:
        others = [name for name in names if ".py" in name.lower() and name != "tasks.py"]
        cure = "Save the program in README under that name"
        closest = difflib.get_close_matches("server.py", others, n=1, cutoff=0)
        if closest:
            cure = f'If {closest[0]} is your program, type {RENAME} "{closest[0]}" server.py'
        raise Exit(f"There is no server.py in this folder.\n{cure}")
    if not Path("server.py").read_bytes().strip():
        raise Exit("server.py is empty.\nWrite the program in README into it, and save it")
    # A file in this folder is imported in place of the module of its name.
    modules = _read_mark().get("imported") or _locked_packages()
    for name in names:
        is_module = name.endswith(".py") or Path(name, "__init__.py").exists()
        if is_module and Path(name).stem in modules:
            raise Exit(
                f"{name} has the name of a part of Flask or Python, and is taken for it.\n"
                f'Type {RENAME} "{name}" "my_{name}"'
            )
    return "server.py is here"


def _check_port(port=None):
    port = int(port or _port_of_program())
    elsewhere = f"type {_invoke()} run --port {5002 if port == 5001 else 5001}"
    server = _server_at(port)
    if server is None:
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except PermissionError:
            fact = f"This computer keeps port {port} for itself."
            raise Exit(f"{fact}\nTo take another, {elsewhere}") from None
        except OSError:
            server = ""
    if server is not None:
        who, cure = _describe(server)
        raise Exit(f"Port {port} is in use by {who}.\n{cure}, or {elsewhere}")
    return f"port {port} is free"


CHECKS = [
    (0, _check_python),
    (0, _check_pipenv),
    (1, _check_folder),
    (2, _check_environment),
    (3, _check_shell),
    (4, _check_program),
    (4, _check_port),
]


# What the tasks stand on.

ROOT = Path(__file__).absolute().parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "Pipfile.lock"
# Written last: where it is missing or outdated, so is the environment.
MARK = ENVIRONMENT / "complete.json"
# What pipenv or pip said where it failed.
OUTPUT = ROOT / ".setup-output.txt"

# What differs between the systems is here, and where WINDOWS is asked for.
WINDOWS = sys.platform == "win32"
PROGRAMS = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
SUFFIX = ".exe" if WINDOWS else ""
RENAME = "ren" if WINDOWS else "mv"
END_PAUSED = "Close its window" if WINDOWS else "Type fg in its window, then CTRL+C"
# On Windows, pipenv shell passes no path to a shell.
NOT_IN_A_SHELL = set() if WINDOWS else {*"'\"`;!\\|<>*?{^"}
# A variable that a terminal sets, and the terminal.
TERMINALS = {"CMDER_ROOT": "cmder", "WT_SESSION": "Windows Terminal"}

# How a server calls itself: who it is, and what ends it. The first says nothing at all.
SERVERS = {
    "": ("a program that does not answer, such as a server paused with CTRL+Z", END_PAUSED),
    "Werkzeug": ("a Flask server that was started earlier", "Stop it with CTRL+C in its window"),
    "AirTunes": (
        "AirPlay Receiver of this Mac",
        "Search the System Settings for it and turn it off",
    ),
}

# An older pipenv cannot read a lock that names no package index.
OLDEST_PIPENV = (2026, 7)
# Pipenv is to use .venv and the Pipfile here, whatever else is active or lies above.
SETTINGS = {
    "PIPENV_IGNORE_VIRTUALENVS": "1",
    "PIPENV_NO_INHERIT": "1",
    "PIPENV_VENV_IN_PROJECT": "1",
    # Python compiles what it imports by itself: to compile all would take a third of the set-up.
    "PIP_COMPILE": "0",
    # Virtualenv would look for newer packages, behind one's back, in a Wi-Fi that thirty share.
    "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
}
# What Python imports is not to be a file of the learner's.
SAFE_PATH = {"PYTHONSAFEPATH": "1"}
# What pip and uv print where the network, or a proxy in it, lets no packages through.
NETWORK = "Retrying|timed out|Could not fetch URL|Failed to fetch"
# Where the disk is full, or one's share of it: the numbers of Linux, macOS and Windows.
DISK = r"\[Errno (28|69|122)\]|\[WinError 112\]"
# In bytes; an environment takes half of it.
ENOUGH_SPACE = 50_000_000

# For the environment's Python: fails where it is no environment's, where a named package is missing
# or cannot be imported, and where a file is not what its package has brought.
INSPECTION = """
import sys

assert sys.prefix != sys.base_prefix
before = {*sys.modules}
for module in sys.argv[1:]:
    __import__(module)
imported = {name.partition(".")[0] for name in {*sys.modules} - before}

import base64, csv, hashlib, json, os, re, sysconfig
from importlib.metadata import distributions

packages, recorded = {}, set()
for package in distributions():
    packages[re.sub("[-_.]+", "-", package.name).lower()] = package.version
    # Only a wheel has a record.
    record = package.read_text("RECORD") if package.read_text("WHEEL") else ""
    for path, expected, _ in csv.reader(record.splitlines()):
        file = os.path.normpath(package.locate_file(path))
        recorded.add(file)
        # What Python compiles comes and goes.
        if expected and not path.endswith(".pyc"):
            algorithm, _, digest = expected.partition("=")
            actual = hashlib.new(algorithm, open(file, "rb").read()).digest()
            assert base64.urlsafe_b64encode(actual).decode().rstrip("=") == digest, file
assert packages.keys() >= {*sys.argv[1:]}

brought_along = [name for name in ("pip", "setuptools", "wheel") if packages.pop(name, None)]
programs = [each.path for each in os.scandir(os.path.dirname(sys.executable)) if each.is_file()]
print(json.dumps({
    "packages": packages,
    "brought along": brought_along,
    "imported": sorted(imported),
    "pythons": [each for each in (sys.executable, sys._base_executable) if os.path.exists(each)],
    "site-packages": sysconfig.get_path("purelib"),
    "own": [*{*programs} - recorded, os.path.join(sys.prefix, "pyvenv.cfg")],
}))
"""

# Invoke may be called in a folder below this one.
os.chdir(ROOT)
# Invoke has put it there, but a file of the learner's is not to be imported here.
sys.path[:] = [folder for folder in sys.path if Path(folder) != ROOT]
# No traceback for a learner.
sys.excepthook = lambda kind, error, _: print(
    f"{kind.__name__}: {error}\n{_ask_somebody()}", file=sys.stderr
)
# A path may have letters that a terminal lacks.
if hasattr(sys.stdout, "reconfigure"):
    sys.stdout.reconfigure(errors="backslashreplace")


def _ask_for(*checks):
    """Stop the task with the first thing that does not hold."""
    for check in checks:
        fact, cure = _find(check)
        if cure:
            raise Exit(f"{fact}\n{cure}")


def _find(check):
    """Give what *check* finds and, where it does not hold, what to type, else None."""
    try:
        return check(), None
    except Exit as wrong:
        return wrong.message.split("\n", 1)
    # Whatever it is that crashed the check, the others are still to be asked for.
    except Exception as error:  # noqa: BLE001
        return f"Looking at this failed: {type(error).__name__}.", _ask_somebody()


def _ask_somebody():
    return f"Show somebody who can help the lines of {_invoke()} doctor --report"


def _lines(findings):
    """Give a line for each finding, and below the first that is wrong, what to type."""
    first_wrong = next((finding for finding in findings if finding[2]), None)
    for finding in findings:
        step, fact, cure = finding
        yield f"{'no' if cure else 'ok'}  step {step}  {fact}"
        if finding is first_wrong:
            yield f"            {cure}"


def _advice(findings):
    """Give the lines for the learner: the findings, where they are, and what is next."""
    if any(cure for _, _, cure in findings):
        command = f"mend the first no as it says, then type {_invoke()} doctor"
    elif _place() == "inside the environment":
        command = f"python server.py, by hand, or {_invoke()} run"
    else:
        command = f"{_as_typed(*_find_pipenv(), 'shell')}, by hand, or {_invoke()} run"
    return [*_lines(findings), "", f"You are {_place()}. Next: {command}"]


def _report(findings):
    """Give a line for the room, and a block for whoever helps, with ~ for the home folder."""
    import platform

    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (AttributeError, OSError):
        system = platform.platform(terse=True).replace("-", " ")
    wrong = [fact for _, fact, cure in findings if cure]
    terminal = [TERMINALS[name] for name in TERMINALS if name in os.environ] or ["terminal"]
    names = ("Python ", "pipenv ", "Flask ")
    versions = [
        fact.partition(",")[0] for _, fact, cure in findings if fact.startswith(names) and not cure
    ]
    room = [
        f"{'no' if wrong else 'ok'} {len(findings) - len(wrong)}/{len(findings)}",
        system,
        terminal[0],
        *versions,
        *wrong[:1],
    ]
    block = [*_lines(findings), f"folder {ROOT}", f"invoke of {sys.executable}"]
    home = os.path.join(Path.home(), "")
    return [line.replace(home, f"~{os.sep}") for line in [" | ".join(room), "", *block]]


def _place():
    """Tell where the terminal is: inside this folder's environment, another one, or outside."""
    active = os.environ.get("VIRTUAL_ENV")
    if not active:
        return "outside the environment"
    is_here = Path(active).resolve() == ENVIRONMENT.resolve()
    return "inside the environment" if is_here else "inside another environment"


def _is_port(text):
    return bool(re.fullmatch("[0-9]{1,5}", text)) and 0 < int(text) < 65536


def _port_of_program():
    """Give the port that server.py names, Flask's own where it names none."""
    with contextlib.suppress(OSError):
        program = Path("server.py").read_text(errors="replace")
        for port in re.findall(r"^[^#\n]*\bport *= *([0-9]+)", program, re.MULTILINE):
            if _is_port(port):
                return port
    return "5000"


def _server_at(port):
    """Give how the server at the port calls itself, "" for a silent one, None for none."""
    for host in "127.0.0.1", "::1":
        try:
            # Windows takes seconds to find that nobody is there.
            connection = socket.create_connection((host, port), timeout=0.25)
        except OSError:
            continue
        answer = b""
        with connection, contextlib.suppress(OSError):
            connection.settimeout(1)
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            while b"\r\n\r\n" not in answer and len(answer) < 10_000:
                answer += connection.recv(1000) or b"\r\n\r\n"
        if not answer.strip():
            return ""
        name = re.search(rb"^Server: *([\w.-]+)", answer, re.MULTILINE | re.IGNORECASE)
        return name[1].decode() if name else "without a name"
    return None


def _describe(server):
    """Give who a server is, by what it calls itself, and what ends it."""
    return SERVERS.get(server, (f"another program ({server})", "End that program"))


def _set_up_if_missing():
    if not _is_set_up():
        print(
            "The environment is missing or has changed. Setting it up can take a minute.",
            flush=True,
        )
        _set_up(_pipenv())


def _hand_over_inside(program, *words):
    """Hand over to a program of the environment."""
    if not (PROGRAMS / (program + SUFFIX)).exists():
        raise Exit(f"The environment has no {program}.\nType pipenv install --dev {program}")
    print("By hand, inside the environment:", program, *words, flush=True)
    # The script of a package does not start in each folder, nor on each disk, but its module does.
    # It is not to take files of the learner's for its own.
    module = [] if program == "python" else ["-P", "-m", program]
    # What server.py prints shows at once, also where it is not printed to a terminal.
    settings = {"PYTHONUNBUFFERED": "1"}
    _hand_over(str(PROGRAMS / ("python" + SUFFIX)), *module, *words, settings=settings)


def _hand_over(*command, settings):
    """Become the command: it has the terminal, and what ends the task ends the command."""
    environ = {**os.environ, **settings}
    if not WINDOWS:
        os.execve(command[0], command, environ)
    # Windows cannot do that. There CTRL+C reaches both: it is the command's to answer.
    signal.signal(signal.SIGINT, lambda *_: None)
    raise Exit(code=subprocess.call(command, env=environ))


def _as_typed(program, *words):
    """Give the command as one types it: the program without its folder where PATH leads to it."""
    name = Path(program).stem if WINDOWS else Path(program).name
    leads_to = shutil.which(name)
    if leads_to and Path(leads_to) == Path(program):
        program = name
    return " ".join([f'"{program}"' if " " in program else program, *words])


def _is_set_up():
    """Tell quickly, by the mark, whether nothing has changed since the set-up was complete."""
    mark = _read_mark()
    try:
        return mark["state"] == _state(mark)
    except (OSError, KeyError):
        return False


def _read_mark():
    """Give what _set_up has written, an empty dictionary where it has not."""
    try:
        return json.loads(MARK.read_text())
    except (OSError, ValueError):
        return {}


def _state(mark):
    """Give what the environment rests on; OSError where a part of it is missing."""
    files = [mark["pipenv"][0], *mark["pythons"], *mark["own"], ENVIRONMENT / ".project"]
    return {
        "folder": str(ROOT),
        "lock": LOCK.read_text(),
        "files": [os.stat(file).st_mtime_ns for file in files],
        "packages": zlib.crc32(repr(sorted(_files_below(mark["site-packages"]))).encode()),
        "programs": sorted(os.listdir(PROGRAMS)),
    }


def _files_below(folder):
    """Give the files of packages, with size and time, but for what Python compiles."""
    for each in os.scandir(folder):
        if not each.is_dir():
            yield each.path, each.stat().st_size, each.stat().st_mtime_ns
        elif each.name != "__pycache__":
            yield from _files_below(each.path)


def _run(*command):
    """Run a part of the set-up, with a dot for each second; tell whether it went well.

    Where it did not, OUTPUT keeps what it said. Exit where network or disk are the cause.
    """
    print("By hand:", _as_typed(*command), flush=True)
    # What it prints may have letters that the terminal lacks.
    environ = {**os.environ, **SETTINGS, **SAFE_PATH, "PYTHONIOENCODING": "utf-8"}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(command, env=environ, **pipes)
    output = None
    try:
        while output is None:
            try:
                output = process.communicate(timeout=1)[0].decode(errors="replace")
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise Exit(f"\nInterrupted.\nTo go on with the set-up, type {_invoke()} setup") from None
    print(flush=True)
    OUTPUT.unlink(missing_ok=True)
    if process.returncode == 0:
        return True
    again = f"type {_invoke()} setup"
    if re.search(DISK, output) or shutil.disk_usage(ROOT).free < ENOUGH_SPACE:
        raise _full_disk()
    OUTPUT.write_text(output, encoding="utf-8")
    if "PIP_NO_INDEX" in os.environ:
        raise Exit(
            "In this window, pip finds no packages but those of README, Without a network.\n"
            f"Do what it says there, or open a new window. Then {again}\n"
            f"What was printed is in {OUTPUT}"
        )
    if re.search(NETWORK, output):
        raise Exit(
            "The network does not let the packages through.\n"
            f"See to the Wi-Fi and, in a school, to its proxy. Then {again}\n"
            "What works without one: README, Without a network\n"
            f"What was printed is in {OUTPUT}"
        )
    return False


def _set_up(pipenv, *options):
    """Make .venv what the lock says, and mark it complete."""
    if "flask" not in _locked_packages():
        raise Exit("Pipfile.lock has no Flask.\nType pipenv install flask")
    found = _inspect_environment() and _sync(pipenv, *options)
    # What a sync does not make whole is made anew, once.
    if not found:
        _remove_environment()
        found = _sync(pipenv, *options)
    if not found:
        raise Exit(f"The environment was made anew, and is broken again.\n{_ask_somebody()}")
    mark = {"pipenv": pipenv, **found, "own": _sizes(found["own"])}
    mark["state"] = _state(mark)
    try:
        MARK.write_text(json.dumps(mark))
    except OSError:
        raise _full_disk() from None


def _sync(pipenv, *options):
    """Have pipenv install what the lock says; give what is then found, None where it is broken."""
    MARK.unlink(missing_ok=True)
    if not _run(*pipenv, "sync", "--dev", *options):
        raise Exit(f"Pipenv did not finish: {OUTPUT} says why.\n{_try_again()}")
    return _inspect_environment("flask")


def _full_disk():
    return Exit(f"The disk is full.\nMake room on it, then type {_invoke()} setup")


def _try_again():
    return f"To try again, type {_invoke()} setup"


def _inspect_environment(*packages):
    """Give what INSPECTION prints of the environment; None where it is broken or of another folder."""
    mark = _read_mark()
    own = mark.get("own", {})
    command = [str(PROGRAMS / ("python" + SUFFIX)), "-I", "-c", INSPECTION, *packages]
    try:
        # Without a script to activate it, there is no environment for pipenv.
        is_here = (PROGRAMS / "activate").exists() and os.path.samefile(
            (ENVIRONMENT / ".project").read_text(), ROOT
        )
        if not is_here or _sizes(own) != own:
            return None
        found = json.loads(subprocess.check_output(command, stderr=subprocess.DEVNULL))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return found if {*mark.get("brought along", [])} <= {*found["brought along"]} else None


def _sizes(files):
    """Give the size of each file; of a link, whose Python may be upgraded, that of the link."""
    return {file: os.lstat(file).st_size for file in files if os.path.exists(file)}


def _locked_packages():
    lock = json.loads(LOCK.read_text())
    return {*lock.get("default", {}), *lock.get("develop", {})}


def _remove_environment():
    if not os.path.lexists(ENVIRONMENT):
        return
    print(
        "What is in .venv is broken, unfinished or of another folder. It is made again.", flush=True
    )
    try:
        if ENVIRONMENT.is_dir() and not ENVIRONMENT.is_symlink():
            # First of all, lest half an environment looks complete.
            MARK.unlink(missing_ok=True)
            shutil.rmtree(ENVIRONMENT)
        else:
            ENVIRONMENT.unlink()
    except OSError as error:
        again = f"If you are inside the environment, type exit. Then type {_invoke()} setup"
        raise Exit(f"{error.filename} cannot be removed.\n{again}") from None


def _pipenv():
    """Give the command of a pipenv that is new enough, as a list; install one where there is none."""
    pipenv = _find_pipenv()
    if pipenv:
        return pipenv
    installers = _pipenv_installers()
    if not installers:
        get_pipx = "brew install pipx" if shutil.which("brew") else "sudo apt install pipx"
        raise Exit(
            "Pipenv is missing or too old, and pip may not install it here.\n"
            f"Type {get_pipx}, then {_invoke()} setup"
        )
    print("Pipenv is missing or too old. It is installed once for this computer.")
    for installer in installers:
        _run(*installer)
        _pipenv_version.cache_clear()
        pipenv = _find_pipenv()
        if pipenv:
            return pipenv
    raise Exit(f"Pipenv could not be installed: {OUTPUT} says why.\n{_try_again()}")


def _find_pipenv():
    """Give the command of the first pipenv that is new enough, None where there is none."""
    # One inside .venv does not count: it goes when .venv goes.
    path = [folder for folder in os.get_exec_path() if Path(folder).resolve() != PROGRAMS.resolve()]
    on_path = shutil.which("pipenv", path=os.pathsep.join(path))
    of_pipx_or_uv = shutil.which("pipenv", path=str(Path.home() / ".local" / "bin"))
    for command in [on_path], [of_pipx_or_uv], [_python(), "-m", "pipenv"]:
        if command[0] and _pipenv_version(*command) >= OLDEST_PIPENV:
            return command
    return None


@lru_cache(maxsize=None)
def _pipenv_version(*command):
    """Give its version as a tuple of numbers, an empty one where it does not answer."""
    options = {"stderr": subprocess.DEVNULL, "text": True, "env": {**os.environ, **SAFE_PATH}}
    try:
        answer = subprocess.check_output([*command, "--version"], **options)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(number) for number in re.findall(r"\d+", answer))


def _pipenv_installers():
    """Give the commands that install pipenv to stay, the next for where the last did not help."""
    in_environment = sys.prefix != sys.base_prefix and not _invoke_is_inside()
    is_managed = Path(os.__file__).with_name("EXTERNALLY-MANAGED").exists()
    if find_spec("pip") and not _is_throw_away() and (in_environment or not is_managed):
        pip = [_python(), "-m", "pip", "install"]
        # The second is for what an interrupted installation has left.
        return [[*pip, "--upgrade", "pipenv"], [*pip, "--ignore-installed", "pipenv"]]
    pipx, uv = shutil.which("pipx"), shutil.which("uv")
    if pipx:
        return [[pipx, "install", "--force", "pipenv"]]
    return [[uv, "tool", "install", "--force", "pipenv"]] if uv else []


def _python():
    """Give the Python that invoke runs in; inside .venv, the one that .venv was made from."""
    return sys._base_executable if _invoke_is_inside() else sys.executable


def _invoke_is_inside():
    """Tell whether invoke itself is the one in .venv."""
    return Path(sys.prefix).resolve() == ENVIRONMENT.resolve()


def _is_throw_away():
    """Tell whether invoke runs in a Python of pipx run or uvx, which is soon gone."""
    return bool({".cache", "cache", "caches"} & {*sys.prefix.lower().split(os.sep)})


def _invoke():
    """Give the word or words by which the learner calls invoke."""
    if _is_throw_away():
        return "pipx run invoke" if "pipx" in sys.prefix else "uvx --with pipenv invoke"
    return "invoke" if shutil.which("invoke") else _as_typed(sys.executable, "-m", "invoke")
