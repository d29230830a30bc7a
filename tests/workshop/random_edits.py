"""Measure the advice by random edits: break programs by one token, and do what the advice says.

Type `python tests/workshop/random_edits.py --verbose`. The same seed makes the same edits, as long
as it is the same Python, whose versions divide f-strings into different tokens.
"""

import argparse
import ast
import functools
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from token_edits import edits

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PROGRAMS = [ROOT / "server.py", *sorted((HERE / "samples").glob("*.py"))]
# A fix may be an endless loop, and some advice takes its time.
SECONDS = 60
# Short enough to type.
SEEDS = 1_000_000


class Sample(NamedTuple):
    """A program that works, one edit of it, and what the edit makes of it."""

    name: str
    kind: str
    line: int
    original: str
    broken: str


class Result(NamedTuple):
    """What the advice on a broken program says, and whether the program then works as before."""

    sample: Sample
    advice: dict
    works: bool

    @property
    def line_is_right(self):
        """Whether the advice is about the edited line, next to it if it adds one, or works elsewhere."""
        first, count = self.advice["line"], number_of_lines(self.advice["before"])
        lines = range(first, first + count) if count else (first - 1, first)
        return self.works or self.sample.line in lines

    def __str__(self):
        sample, advice = self.sample, self.advice
        was, now = (text.split("\n")[sample.line - 1] for text in (sample.original, sample.broken))
        return f"""
{sample.name}, line {sample.line}, {sample.kind}
  was        {was}
  is         {now}
  advised    {advice["line"]}: {advice["before"]}
  should be  {advice["after"]}
  because    {advice["message"]}"""


def samples(seed, number):
    """Return edits of the programs chosen at random, as many of each kind and program if there are."""
    chooser = random.Random(seed)
    groups = defaultdict(list)
    for path in PROGRAMS:
        program = path.read_text("utf-8")
        for kind, start, end, text in edits(program):
            line = 1 + program.count("\n", 0, start)
            broken = program[:start] + text + program[end:]
            groups[path, kind].append(Sample(path.name, kind, line, program, broken))
    in_turn = list(groups.values())
    for each in *in_turn, in_turn:
        chooser.shuffle(each)
    every = (each for turn in itertools.zip_longest(*in_turn) for each in turn if each)
    changed = (each for each in every if tree(each.broken) != tree(each.original))
    return list(itertools.islice(changed, number))


def tree(program):
    """Return the syntax tree of a program without its positions, None if Python cannot read it."""
    try:
        return ast.dump(ast.parse(program))
    except (SyntaxError, ValueError):
        return None


def result(each):
    """Return what the advice on a sample is worth, None if the edit has broken nothing."""
    printed, errors = run(each.broken, "-m", "workshop.advice", "--json")
    try:
        found = json.loads(printed)
    except json.JSONDecodeError:
        found = [{"line": 0, "before": "", "after": None, "message": errors}]
    return Result(each, found[0], works_as_before(each, found[0])) if found else None


def works_as_before(each, advice):
    """Return whether a program does what it did before the edit, once the advice is followed."""
    lines = each.broken.split("\n")
    first, count = advice["line"] - 1, number_of_lines(advice["before"])
    if advice["after"] is None or "\n".join(lines[first : first + count]) != advice["before"]:
        return False
    lines[first : first + count] = advice["after"].split("\n")
    fixed = "\n".join(lines)
    return tree(fixed) == tree(each.original) or answers(fixed) == answers(each.original)


def number_of_lines(before):
    """Return how many lines are to be replaced, 0 if lines are to be added."""
    return before.count("\n") + 1 if before else 0


@functools.cache
def answers(program):
    """Return what the pages of a program answer, as JSON; its last words if it has no pages."""
    printed, _ = run(program, str(HERE / "answers.py"))
    return printed.strip().split("\n")[-1]


def run(program, *arguments):
    """Run Python in a new folder that has nothing but a server.py; return what it prints, and errors."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "server.py").write_text(program, "utf-8", newline="")
        command = [sys.executable, *arguments]
        options = {"cwd": folder, "env": environ, "text": True, "timeout": SECONDS}
        try:
            done = subprocess.run(command, capture_output=True, check=False, **options)
        except subprocess.TimeoutExpired:
            return "", f"It takes more than {SECONDS} seconds."
        return done.stdout, done.stderr


def measure(seed, number, is_verbose=False):
    """Print a table; return how often the line of the advice is right, and how often its fix works.

    Both are in percent of the edits that break a program.
    """
    print(f"Seed {seed}, Python {sys.version.split()[0]}", flush=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = [each for each in pool.map(result, samples(seed, number)) if each]
    if is_verbose:
        print(*(each for each in results if not each.works), sep="\n")
    print(f"\n{'':24}number  line right  fix works  no edit")
    kinds = sorted({each.sample.kind for each in results})
    for name in [*kinds, "all"]:
        found = [each for each in results if name in ("all", each.sample.kind)]
        lines = [each.line_is_right for each in found]
        fixes = [each.works for each in found]
        silent = [each.advice["after"] is None for each in found]
        line, fix, none = (100 * sum(each) / max(len(each), 1) for each in (lines, fixes, silent))
        print(f"{name:24}{len(found):6}{line:10.0f} %{fix:9.0f} %{none:7.0f} %")
    return line, fix


def main():
    """Measure with what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(SEEDS), help="of the edits")
    parser.add_argument("--number", type=int, default=200, help="of edits to try")
    parser.add_argument("--verbose", action="store_true", help="show each edit that is not undone")
    arguments = parser.parse_args()
    measure(arguments.seed, arguments.number, arguments.verbose)


if __name__ == "__main__":
    main()
