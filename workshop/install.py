"""Running what installs packages, and saying why if it fails."""

import os
import re
import shutil
import subprocess
import textwrap

from workshop import settings
from workshop.paths import ROOT
from workshop.problem import Problem
from workshop.progress import dots

# What makes colours and links in a terminal.
ESCAPE_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\))")
# In bytes; an environment takes half of it.
ENOUGH_SPACE = 50_000_000

OR_WITHOUT = "or see README, Without a network"
NEW_WINDOW = "Do what README says in Without a network, or open a new window"
# What pip, pipenv and uv print, what it means, and its cure. The first that is found is told. The
# numbers are those of Linux, macOS and Windows.
REASONS = [
    (
        r"\[Errno (?:28|69|122)\]|\(os error 28\)|\[WinError 112\]",
        "The disk is full.",
        "Make room on it",
    ),
    (
        "SSL module is not available|ssl module in Python is not available",
        "This Python has no ssl, which pip needs.",
        "Install Python from python.org, open a new terminal",
    ),
    (
        r"activated virtualenv \(required\)",
        "The setting require-virtualenv keeps pip from installing pipenv.",
        "Remove it from the file that python -m pip config debug names",
    ),
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
    ("", "The installation failed without saying why.", "Try again"),
]


def run(step: str, typed: str, command: list[str]) -> Problem | None:
    """Run a step of the lesson, shown as typed, with a dot each second; return why it failed."""
    print(f"{step:7}  {typed} .", end="", flush=True)
    with dots():
        process = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            env=settings.environ(settings.FOR_INSTALLING),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    print(" failed" if process.returncode else " done", flush=True)
    return explain(process.stdout) if process.returncode else None


def explain(output: str) -> Problem:
    """Return what the output of an installation that failed means."""
    output = ESCAPE_CODES.sub("", output)
    if shutil.disk_usage(ROOT).free < ENOUGH_SPACE:
        output = "[Errno 28]"
    if "PIP_NO_INDEX" in os.environ:
        output += "PIP_NO_INDEX"
    for printed, meaning, cure in REASONS:
        found = re.search(printed, output, re.MULTILINE | re.DOTALL)
        if found:
            fact = textwrap.shorten(meaning.format(*found.groups()), 200)
            return Problem(fact, f"{cure}, then type {{invoke}} setup")
    raise AssertionError("The last reason is always found.")
