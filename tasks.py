"""The steps of the lesson as tasks: `invoke --list` names them.

Each task prepares what its step needs, and then becomes the command that you would type by hand. So
the terminal, CTRL+C and the exit code are the command's own.
"""

import sys

from invoke import Exit, Task

if sys.version_info < (3, 11):
    raise Exit(
        "This is Python {}.{}.{}, but this workshop needs 3.11 or newer.\n"
        "Install it from python.org, open a new terminal, and start again at the top of README".format(
            *sys.version_info
        )
    )

from workshop import check, command_line, environment, pipenv, pipenv_shell, settings
from workshop.doctor import all_is_well
from workshop.task import task
from workshop.terminal import typed_invoke


@task
def setup(c):
    """Steps 0 and 2: install pipenv on this computer, and Flask in .venv."""
    check.folder()
    pipenv.find_or_install()
    environment.complete(exactly=True)
    print(f"The environment is complete. Next, type {typed_invoke()} run")


@task
def shell(c):
    """Step 3: enter the environment; exit leaves it."""
    check.folder()
    pipenv_shell.check()
    environment.complete()
    pipenv_shell.become()


@task(help={"port": "A port other than 5000.", "debug": "Restart whenever server.py is saved."})
def run(c, port=None, debug=False):
    """Steps 4 and 5: start server.py at localhost:5000/; CTRL+C stops it."""
    number = command_line.port_number(port)
    command = ["python", "server.py"]
    if number or debug:
        number = number or 5000
        command = ["flask", "--app", "server", "run", "--host", "127.0.0.1", "--port", str(number)]
        command += ["--debug"] if debug else []
    check.folder()
    environment.complete()
    check.program()
    check.free_port(number)
    environment.become("Step 4", *command, added=settings.FOR_SERVER)


@task
def test(c):
    """Last: test server.py as a browser sees it."""
    check.folder()
    environment.complete()
    check.program()
    environment.become("Test", "pytest")


@task(
    default=True,
    help={"report": "Print a line for your instructor, and more to paste where you ask for help."},
)
def doctor(c, report=False):
    """Any time: check each step, and say what to type next."""
    if not all_is_well(report):
        raise Exit(code=1)


# Only here, all tasks are known.
tasks = [name for name, each in dict(vars()).items() if isinstance(each, Task)]
command_line.check(sys.argv[1:], tasks)
