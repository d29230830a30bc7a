"""Report all checks: to the learner, to the instructor, and to whoever helps."""

import os
import subprocess
import sys
from typing import NamedTuple

from workshop import active, check, pipenv, port, settings
from workshop.paths import ROOT
from workshop.problem import ASK, Problem
from workshop.terminal import as_typed, typed_invoke

# A variable that a terminal sets, and the terminal.
TERMINALS = {"CMDER_ROOT": "cmder", "WT_SESSION": "Windows Terminal"}


class Finding(NamedTuple):
    """The result of a check: its step, what it says, and the fix, "" if nothing is wrong."""

    step: int
    summary: str
    fix: str = ""

    @property
    def lines(self) -> str:
        """What doctor prints: a line, and below it how to fix what is wrong."""
        mark, fix = ("no", f"\n            {self.fix}") if self.fix else ("ok", "")
        return f"{mark}  step {self.step}  {self.summary}{fix}"


def all_is_well(as_report: bool) -> bool:
    """Print what the checks find, or a report of it, and return whether nothing is wrong."""
    variables = settings.in_families()
    # Doctor changes nothing, so Python must not write compiled files.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    findings: list[Finding] = []
    for step, look in check.ALL:
        findings.append(_finding(step, look))
        if not as_report:
            # The next check may take a while.
            print(findings[-1].lines, flush=True)
    is_well = not any(finding.fix for finding in findings)
    if as_report:
        _print_report(findings, variables)
    else:
        print(f"\nYou are {active.where()}. Next: {_next_step(is_well)}")
    return is_well


def _finding(step: int, look: check.Check) -> Finding:
    try:
        return Finding(step, look())
    except Exception as error:  # noqa: BLE001 - The other checks still have something to say.
        unforeseen = Problem(f"This check failed: {type(error).__name__}.", ASK)
        problem = error if isinstance(error, Problem) else unforeseen
        return Finding(step, problem.summary, problem.fix)


def _next_step(is_well: bool) -> str:
    """Return what the learner does next."""
    if not is_well:
        return f"fix the first line marked no, then type {typed_invoke()} doctor"
    if port.own_server():
        return f"open {port.own_server()} in your browser, or type {typed_invoke()} test"
    if active.where() == active.INSIDE:
        return f"type {typed_invoke()} run or, by hand, python server.py"
    return f"type {typed_invoke()} run or, by hand, {as_typed(*pipenv.find() or (), 'shell')}"


def _print_report(findings: list[Finding], variables: list[str]) -> None:
    """Print a line for the instructor, and more for whoever helps, with ~ for the home folder."""
    wrong = [finding.summary for finding in findings if finding.fix]
    tools = [each.summary for each in findings if isinstance(each.summary, check.Version)]
    terminal = [name for variable, name in TERMINALS.items() if variable in os.environ]
    score = f"{'no' if wrong else 'ok'} {len(findings) - len(wrong)}/{len(findings)}"
    # Without a home folder, this is ~ already.
    home = os.path.join(os.path.expanduser("~"), "")
    for line in (
        " | ".join([score, _system(), *terminal[:1], *tools, *wrong[:1]]) + "\n",
        *(finding.lines for finding in findings),
        f"folder {ROOT}",
        f"invoke runs in {sys.executable}",
        # Only their names, because their values may be secret.
        f"variables {' '.join(variables) or 'none'}",
    ):
        # The home of a service may be /, which every path begins with.
        print(line.replace(home, f"~{os.sep}") if home != os.sep else line)


def _system() -> str:
    """Return the name and version of the system, as far as Python can say."""
    # In another process, because a file of the learner's may be called platform.py.
    command = [sys.executable, "-I", "-m", "platform"]
    try:
        return subprocess.check_output(command, text=True, stderr=subprocess.DEVNULL).strip()
    except (OSError, subprocess.CalledProcessError):
        return sys.platform
