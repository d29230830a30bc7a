"""What a learner has: a computer with a Python, and a download of the repo."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from copies import ROOT
from live_server import PORT, ask, started

# How this computer reaches a package index. All else a learner's computer does not inherit.
NETWORK_SETTINGS = re.compile("(PIP|UV|SSL_CERT)_|REQUESTS_CA_BUNDLE|.*_(PROXY|proxy)$")
NOT_OF_THE_REPO = ".git", ".venv", "wheels", "__pycache__", ".*_cache"
# What to put before a command that is to reach no network.
OFFLINE = (
    *("unshare", "--net", "--map-root-user"),
    *("sh", "-c", 'ip link set lo up && exec "$@"', "sh"),
)
# What to put before a command line that is to see other mounts than this computer.
IN_PLACE = ("unshare", "--mount", "--map-root-user", "sh", "-c")
# What to put before a command that somebody types who is not root, and has no home.
AS_LEARNER = ("unshare", "--user", "--map-user=12345", "env", "--unset=HOME")
# The Pythons from 3.11 on that can be had here, by their versions.
PYTHONS = {
    python.resolve().name.removeprefix("python"): str(python.resolve())
    for python in [
        *sorted(Path.home().glob(".pyenv/versions/3.1[1-9].*/bin/python")),
        Path(sys._base_executable),
    ]
}
OLDEST, NEWEST = min(PYTHONS), max(PYTHONS)
# For tests of what depends on the Python.
EDGES = sorted({OLDEST, NEWEST})
# The packages of the lock, with their versions.
LOCK = json.loads((ROOT / "Pipfile.lock").read_text())
PACKAGES = LOCK["default"] | LOCK["develop"]
LOCKED = {name: package["version"].removeprefix("==") for name, package in PACKAGES.items()}
# What a set-up ends with that went well, but for the words that follow.
COMPLETE = "The environment is complete. Next, type invoke run\n"
# What a set-up shows while it goes on.
PROGRESS = re.compile(r"Step \d  ")
PROMPT = "learner$ "
# The same inside the environment of a folder that is called workshop.
INSIDE = f"(workshop) {PROMPT}"


def copy_repo(folder):
    """Copy the repo to *folder*, as a download of it would be; return the folder."""
    return Path(shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_OF_THE_REPO)))


def network_settings():
    """Return the environment variables by which this computer reaches a package index."""
    return {name: os.environ[name] for name in os.environ if NETWORK_SETTINGS.match(name)}


class Computer:
    """A folder with a home in it, a Python with pip, and a copy of the repo."""

    def __init__(self, folder, settings):
        self.home = folder / "home"
        self.python = folder / "python"
        self.programs = self.python / "bin"
        self.workshop = folder / "workshop"
        # The environment variables by which its pip finds packages.
        self.settings = settings

    @property
    def environ(self):
        """The environment variables of a fresh terminal on this computer."""
        return self.settings | {
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PATH": f"{self.programs}:/usr/bin:/bin",
            "TERM": "xterm",
            # Pipenv by hand would leave a process behind that looks for newer packages.
            "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        }

    @property
    def modules(self):
        """The folder that packages of the workshop's environment are installed into."""
        return next(self.workshop.glob(".venv/lib/python*/site-packages"))

    def replace_pipenv(self, script):
        """Put a script for sh in the place of pipenv, which is called real-pipenv then."""
        pipenv = self.programs / "pipenv"
        pipenv.rename(self.programs / "real-pipenv")
        pipenv.write_text(f"#!/bin/sh\n{script}\n")
        pipenv.chmod(0o755)

    def run(self, *command, cwd=None, seconds=600, **environ):
        """Run a command to its end; return its process, with all that it printed in stdout."""
        return subprocess.run(
            command,
            check=False,
            cwd=cwd or self.workshop,
            env=self.environ | environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
        )

    def do(self, *command, **options):
        """Run a command that must go well; return what it printed."""
        process = self.run(*command, **options)
        assert process.returncode == 0, process.stdout
        return process.stdout

    def refusal(self, *command, **options):
        """Return what a task says that must stop: two to four lines, in ASCII, with exit code 1."""
        stopped = self.run(*command, **options)
        lines = stopped.stdout.splitlines(keepends=True)
        said = [line for line in lines if not PROGRESS.match(line)]
        assert (stopped.returncode, stopped.stdout.isascii()) == (1, True), stopped.stdout
        assert 2 <= len(said) <= 4, stopped.stdout
        return "".join(said)

    def started(self, *command, cwd=None, port=PORT, environ=None, **options):
        """Start a server, as live_server.started does, with 300 seconds to answer."""
        environ = self.environ | (environ or {})
        return started(command, port, 300, cwd=cwd or self.workshop, env=environ, **options)

    def serves(self, cwd=None, port=PORT, **environ):
        """Return whether `invoke run` comes to answer Hello World!"""
        options = [] if port == PORT else ["--port", str(port)]
        with self.started("invoke", "run", *options, cwd=cwd, port=port, environ=environ):
            return ask(port=port) == (200, "Hello World!")
