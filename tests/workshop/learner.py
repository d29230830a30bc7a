"""What a learner has: a computer, the folder of the workshop, a terminal."""

import fnmatch
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
from live_server import PORT, ask, started

ROOT = Path(__file__).parent.parent.parent
# How this computer reaches a package index. All else a learner's computer does not inherit.
NETWORK_SETTINGS = "PIP_*", "UV_*", "*_PROXY", "*_proxy", "SSL_CERT_*", "REQUESTS_CA_BUNDLE"
NOT_OF_THE_REPO = (
    ".git",
    ".venv",
    ".setup-output.txt",
    "wheels",
    "wheels.txt",
    "__pycache__",
    ".pytest_cache",
    ".ruff_cache",
)
# What to put before a command that is to reach no network.
OFFLINE = (
    *("unshare", "--net", "--map-root-user"),
    *("sh", "-c", 'ip link set lo up && exec "$@"', "sh"),
)
# Each Python from 3.11 on that can be had here.
PYTHONS = sorted(
    {
        str(python.resolve())
        for python in [
            Path(sys._base_executable),
            *Path.home().glob(".pyenv/versions/3.1[1-9].*/bin/python"),
        ]
    }
)
# What a set-up ends with that went well.
COMPLETE = "The environment is complete. Next, type invoke run\n"
PROMPT = "learner$ "
# The same inside the environment of a folder that is called workshop.
INSIDE = f"(workshop) {PROMPT}"


def copy_repo(folder):
    """Copy the repo to *folder*, as a download of it would be; give the folder."""
    return Path(shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_OF_THE_REPO)))


class Computer:
    """A folder with a home in it, and a Python with pip."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.programs = folder / "python" / "bin"

    @classmethod
    def new(cls, folder, *packages, python=sys._base_executable):
        """Make one in *folder*, with packages installed into its Python, a copy of *python*."""
        computer = cls(folder)
        computer.home.mkdir(parents=True)
        (computer.home / ".bashrc").write_text(f"PS1='{PROMPT}'\n")
        (computer.home / ".inputrc").write_text("set enable-bracketed-paste off\n")
        subprocess.run([python, "-m", "venv", folder / "python"], check=True)
        if packages:
            computer.run("pip", "install", "--quiet", *packages, cwd=folder).check_returncode()
        return computer

    def copy(self, folder):
        """Copy this computer to *folder*, and give the copy.

        Start its programs as `python -m pip`: the scripts still name the Python of the original.
        """
        return Computer(shutil.copytree(self.folder, folder, symlinks=True))

    @property
    def environ(self):
        """The environment variables of a fresh terminal on this computer."""
        return {
            **{
                name: value
                for name, value in os.environ.items()
                if any(fnmatch.fnmatchcase(name, pattern) for pattern in NETWORK_SETTINGS)
            },
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PATH": f"{self.programs}:/usr/bin:/bin",
            "TERM": "xterm",
        }

    def run(self, *command, cwd, seconds=600, **environ):
        """Run a command to its end; give its process, with all that it printed in stdout.

        subprocess.TimeoutExpired where it takes longer than *seconds*.
        """
        return subprocess.run(
            command,
            check=False,
            cwd=cwd,
            env=self.environ | environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
        )

    def set_up_copy(self, folder):
        """Copy the repo to *folder* and set it up; give the folder."""
        self.run("invoke", "setup", cwd=copy_repo(folder)).check_returncode()
        return folder

    def serves(self, folder, port=PORT, **environ):
        """Tell whether `invoke run` in *folder* comes to answer Hello World!"""
        command = ["invoke", "run"] if port == PORT else ["invoke", "run", "--port", str(port)]
        options = {"cwd": folder, "env": self.environ | environ}
        with started(command, port=port, seconds=300, **options):
            return ask(port=port) == (200, "Hello World!")


class Terminal(pexpect.spawn):
    """A real terminal with a shell in it."""

    def __init__(self, computer, folder, **environ):
        super().__init__(
            "bash",
            cwd=str(folder),
            env=computer.environ | environ,
            encoding="utf-8",
            timeout=120,
            dimensions=(24, 500),
        )
        self.expect_exact(PROMPT)

    def type(self, line, then=PROMPT):
        """Type a line, wait until *then* is shown, give what was shown in between."""
        self.sendline(line)
        self.expect_exact(line)
        self.expect_exact(then)
        return self.before

    def leave_shell(self):
        """Type exit, wait for the shell around, give what was shown in between.

        Pipenv ends with its shell, which may be before it has shown the word itself.
        """
        self.sendline("exit")
        self.expect_exact(PROMPT)
        return self.before

    def type_ctrl(self, letter, then=PROMPT):
        """Type CTRL and a letter, wait until *then* is shown, give what was shown in between."""
        self.sendcontrol(letter)
        self.expect_exact(then)
        return self.before
