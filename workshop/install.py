"""Running what installs packages, and saying why if it fails."""

import os
import re
import shutil
import subprocess
import textwrap

from workshop.paths import ROOT
from workshop.problem import Problem

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
# In bytes; an environment takes half of it.
ENOUGH_SPACE = 50_000_000

OR_WITHOUT = "or see README, Without a network"
NEW_WINDOW = "Do what README says in Without a network, or open a new window"
# What pip, pipenv and uv print, what it means, and its cure. The first that is found is told. The
# numbers are those of Linux, macOS and Windows.
REASONS = [
    (r"\[Errno (?:28|69|122)\]|\[WinError 112\]", "The disk is full.", "Make room on it"),
    (r"found for (\S+).*PIP_NO_INDEX", "There is no {0} where PIP_FIND_LINKS says.", NEW_WINDOW),
    ("ProxyError", "The proxy lets no packages through.", f"Ask for the right one, {OR_WITHOUT}"),
    (
        "CERTIFICATE_VERIFY_FAILED|UnknownIssuer",
        "This computer does not trust the certificate that the network shows.",
        f"Ask for the one to install, {OR_WITHOUT}",
    ),
    (
        r"Retrying|timed out|Failed to fetch|from versions: none\)",
        "The network lets no packages through.",
        f"Check the Wi-Fi and, if there is one, the proxy, {OR_WITHOUT}",
    ),
    (
        r"\[(?:Errno (?:13|30)|WinError (?:5|32))\][^\n]*?'(.*?)'",
        "{0} cannot be written.",
        "Close what uses it, or copy this folder to one of your own",
    ),
    ("Long Path", "The path of this folder is too long for Windows.", "Move it to C:\\workshop"),
    (r"Traceback .*^(\w[\w.]*: [^\n]*)", "The installer has crashed: {0}", "Try again"),
    # The last words about an error, among hundreds of hashes.
    (r".*^[^\n]*\b[Ee](?:RROR|rror): *([^\n]*)", "The installation failed: {0}", "Try again"),
    (r".*^([^\n]+)", "The installation failed: {0}", "Try again"),
]


def run(step: str, typed: str, command: list[str]) -> Problem | None:
    """Run a step of the lesson, shown as typed, with a dot each second; return why it failed.

    Problem if the learner presses CTRL+C.
    """
    print(f"{step:7}  {typed} .", end="", flush=True)
    # Paths may have letters that the encoding of Windows lacks, and no line is to be wrapped.
    output = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8", "COLUMNS": "1000"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **SETTINGS, **SAFE_PATH, **output},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            while (printed := _printed_by(process)) is None:
                print(".", end="", flush=True)
        except KeyboardInterrupt:
            raise Problem("\nInterrupted.", "To go on, type {invoke} setup") from None
    print(" failed" if process.returncode else " done", flush=True)
    return explain(printed) if process.returncode else None


def _printed_by(process: subprocess.Popen[str]) -> str | None:
    """Return all that a process has printed, None if it goes on after a second."""
    try:
        return process.communicate(timeout=1)[0]
    except subprocess.TimeoutExpired:
        return None


def explain(output: str) -> Problem:
    """Return what the output of an installation that failed means."""
    if shutil.disk_usage(ROOT).free < ENOUGH_SPACE:
        output = "[Errno 28]"
    if "PIP_NO_INDEX" in os.environ:
        output += "PIP_NO_INDEX"
    fact, cure = "The installation failed without saying why.", "Try again"
    for printed, meaning, what_to_do in REASONS:
        found = re.search(printed, output, re.MULTILINE | re.DOTALL)
        if found:
            fact, cure = textwrap.shorten(meaning.format(*found.groups()), 200), what_to_do
            break
    return Problem(fact, f"{cure}, then type {{invoke}} setup")
