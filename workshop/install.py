"""Running what installs packages, and saying why if it fails."""

import os
import re
import shutil
import subprocess
import textwrap
from concurrent.futures import ThreadPoolExecutor, wait

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
        f"See to the Wi-Fi and, if there is one, to the proxy, {OR_WITHOUT}",
    ),
    (
        r"\[(?:Errno 13|Errno 30|WinError 5)\][^\n]*?'(.*?)'",
        "{0} may not be written.",
        "Close what uses it, or copy this folder to one of your own",
    ),
    (r"Traceback .*^(\w[\w.]*: [^\n]*)", "The installer has crashed: {0}", "Try again"),
    # The last words about an error, among hundreds of hashes.
    (r".*^[^\n]*\b[Ee](?:RROR|rror): *([^\n]*)", "The installation failed: {0}", "Try again"),
    (r".*^([^\n]+)", "The installation failed: {0}", "Try again"),
    ("", "The installation failed without a word.", "Try again"),
]


def run(step: str, typed: str, command: list[str]) -> Problem | None:
    """Run a step of the lesson, shown as typed, with a dot each second; return why it failed.

    Problem if the learner presses CTRL+C.
    """
    print(f"{step:7}  {typed} .", end="", flush=True)
    with ThreadPoolExecutor() as pool:
        ended = pool.submit(_run, command)
        try:
            while wait([ended], 1).not_done:
                print(".", end="", flush=True)
        except KeyboardInterrupt:
            raise Problem("\nInterrupted.", "To go on, type {invoke} setup") from None
    exit_code, output = ended.result()
    print(" failed" if exit_code else " done", flush=True)
    return why(output) if exit_code else None


def _run(command: list[str]) -> tuple[int, str]:
    # What it prints may have letters that the terminal lacks, and is not to be wrapped.
    output = {"PYTHONIOENCODING": "utf-8", "COLUMNS": "1000"}
    process = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env={**os.environ, **SETTINGS, **SAFE_PATH, **output},
        input=b"",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return process.returncode, process.stdout.decode(errors="replace")


def why(output: str) -> Problem:
    """Return what the output of an installation that failed means."""
    if shutil.disk_usage(ROOT).free < ENOUGH_SPACE:
        output = "[Errno 28]"
    if "PIP_NO_INDEX" in os.environ:
        output += "PIP_NO_INDEX"
    found, fact, cure = next(
        (found, fact, cure)
        for printed, fact, cure in REASONS
        if (found := re.search(printed, output, re.MULTILINE | re.DOTALL))
    )
    fact = textwrap.shorten(fact.format(*found.groups()), 200)
    return Problem(fact, f"{cure}, then type {{invoke}} setup")
