"""All checks, told: to the learner, to the room, and to whoever helps."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from workshop import check, pipenv
from workshop.paths import ROOT
from workshop.problem import ASK, Problem
from workshop.terminal import as_typed, typed_invoke

# A variable that a terminal sets, and the terminal.
TERMINALS = {"CMDER_ROOT": "cmder", "WT_SESSION": "Windows Terminal"}


class Finding(NamedTuple):
    """What is so at a step of the lesson, and what to type if it is wrong."""

    step: int
    fact: str
    cure: str = ""


def all_is_well(as_report: bool) -> bool:
    """Print what the checks find, for the learner or as a report; whether nothing is wrong."""
    findings = []
    for step, look in check.ALL:
        try:
            findings.append(Finding(step, look()))
        except Exception as error:  # noqa: BLE001 - The others are still to be looked at.
            unforeseen = Problem(f"This check failed: {type(error).__name__}.", ASK)
            problem = error if isinstance(error, Problem) else unforeseen
            findings.append(Finding(step, problem.fact, problem.cure))
    print(*(_report if as_report else _advice)(findings), sep="\n")
    return not any(finding.cure for finding in findings)


def _advice(findings: list[Finding]) -> Iterator[str]:
    """Return the lines for the learner: the findings, where they are, and what is next."""
    yield from _lines(findings)
    if any(finding.cure for finding in findings):
        step = f"fix the first line that begins with no, then type {typed_invoke()} doctor"
    elif check.own_server():
        step = f"open {check.own_server()} in your browser, or type {typed_invoke()} test"
    elif check.where() == "inside the environment":
        step = f"type python server.py by hand, or {typed_invoke()} run"
    else:
        step = f"type {as_typed(*pipenv.find() or (), 'shell')} by hand, or {typed_invoke()} run"
    yield f"\nYou are {check.where()}. Next: {step}"


def _report(findings: list[Finding]) -> Iterator[str]:
    """Return a line for the room, and a block for whoever helps, with ~ for the home folder."""
    wrong = [finding.fact for finding in findings if finding.cure]
    # The facts of these steps are versions.
    tools = [each.fact for each in findings if each.step in (0, 2) and not each.cure]
    terminal = [name for variable, name in TERMINALS.items() if variable in os.environ]
    system = subprocess.check_output([sys.executable, "-I", "-m", "platform"], text=True).strip()
    score = f"{'no' if wrong else 'ok'} {len(findings) - len(wrong)}/{len(findings)}"
    home = os.path.join(Path.home(), "")
    for line in (
        " | ".join([score, system, *terminal[:1], *tools, *wrong[:1]]) + "\n",
        *_lines(findings),
        f"folder {ROOT}",
        f"invoke runs in {sys.executable}",
    ):
        # The home of a service may be /, with which every path begins.
        yield line.replace(home, f"~{os.sep}") if home != os.sep else line


def _lines(findings: list[Finding]) -> Iterator[str]:
    """Return a line for each finding, and below the first that is wrong, its cure."""
    wrong = [finding for finding in findings if finding.cure]
    for finding in findings:
        yield f"{'no' if finding.cure else 'ok'}  step {finding.step}  {finding.fact}"
        if finding in wrong[:1]:
            yield f"            {finding.cure}"
