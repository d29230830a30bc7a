"""Running commands that install packages, and explaining why they fail."""

import os
import re
import shutil
import subprocess
import textwrap

from workshop import settings
from workshop.paths import ROOT
from workshop.problem import Problem
from workshop.progress import dots

# Colours and links of a terminal.
ESCAPE_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\))")
# In bytes: twice as much as an environment needs.
ENOUGH_SPACE = 50_000_000

OR_WITHOUT = "or ask your instructor for the packages"
NEW_WINDOW = "Check what you typed for it, or open a new terminal"
# What pip, pipenv and uv print, what it means, and how to fix it: the first that matches counts. The
# numbers of errors are those of Linux, macOS and Windows.
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
    (r"wheel found for (\S+)", "There is no {0} where PIP_FIND_LINKS points.", NEW_WINDOW),
    (
        "ProxyError",
        "The proxy keeps packages from being downloaded.",
        f"Ask for the right proxy, {OR_WITHOUT}",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED|UnknownIssuer",
        "This computer doesn't trust the certificate of this network.",
        f"Ask which one to install, {OR_WITHOUT}",
    ),
    (
        r"Retrying|timed out|Failed to fetch|from versions: none\)",
        "Packages can't be downloaded.",
        f"Check the Wi-Fi and, if there is one, the proxy, {OR_WITHOUT}",
    ),
    (
        r"\[(?:Errno (?:13|30)|WinError (?:5|32))\][^\n]*?'(.*?)'",
        "{0} can't be written to.",
        "Close what uses it, or copy this folder to one of your own",
    ),
    ("Long Path", "The path of this folder is too long for Windows.", "Move it to C:\\workshop"),
    (r"Traceback .*^(\w[\w.]*: [^\n]*)", "The installer crashed: {0}", "Try again"),
    # The last error, among hundreds of hashes.
    (r".*^[^\n]*\b[Ee](?:RROR|rror): *([^\n]*)", "The installation failed: {0}", "Try again"),
    (r".*^([^\n]+)", "The installation failed: {0}", "Try again"),
    ("", "The installation failed without saying why.", "Try again"),
]


def run(step: str, typed: str, command: list[str]) -> Problem | None:
    """Run the command of a step, shown as typed, with a dot each second; return why it failed, if so."""
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
    """Return the Problem behind the output of a failed installation."""
    output = ESCAPE_CODES.sub("", output)
    if shutil.disk_usage(ROOT).free < ENOUGH_SPACE:
        output = "[Errno 28]"
    if "PIP_NO_INDEX" in os.environ:
        output = output.replace("distribution found for", "wheel found for")
    found, meaning, fix = next(
        (found, meaning, fix)
        for printed, meaning, fix in REASONS
        if (found := re.search(printed, output, re.MULTILINE | re.DOTALL))
    )
    summary = textwrap.shorten(meaning.format(*found.groups()), 200)
    return Problem(summary, f"{fix}, then type {{invoke}} setup")
