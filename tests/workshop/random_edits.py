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
ANSWERS = str(HERE / "answers.py")
PROGRAMS = [ROOT / "server.py", *sorted((HERE / "samples").glob("*.py"))]
# How many seconds advice or answers may take. A fix may be an endless loop.
SECONDS = 60
NO_ADVICE = {"line": 0, "before": "", "after": None, "message": "It crashed or takes too long."}


class Sample(NamedTuple):
    """A program that works, one edit of it, and what the edit makes of it."""

    name: str
    kind: str
    line: int
    original: str
    broken: str


class Result(NamedTuple):
    """What the advice on a sample says, and what it is worth."""

    sample: Sample
    advice: dict
    line_is_right: bool
    works: bool

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
    """Return random edits of the programs, as many of each kind and program."""
    chooser = random.Random(seed)
    groups = defaultdict(list)
    for path in PROGRAMS:
        program = path.read_text("utf-8")
        for kind, start, end, text in edits(program):
            line = 1 + program.count("\n", 0, start)
            broken = program[:start] + text + program[end:]
            groups[path, kind].append(Sample(path.name, kind, line, program, broken))
    chosen = (chooser.choice(groups[each]) for each in itertools.cycle(groups))
    changed = (each for each in chosen if tree(each.broken) != tree(each.original))
    return list(itertools.islice(changed, number))


def tree(program):
    """Return the syntax tree of a program without its positions, None if Python can't read it."""
    try:
        return ast.dump(ast.parse(program))
    except (SyntaxError, ValueError):
        return None


def result(sample):
    """Return what the advice on a sample is worth, None if the edit has broken nothing."""
    printed = run(sample.broken, "-m", "workshop.advice", "--json")
    found = json.loads(printed) if printed else [NO_ADVICE]
    if not found:
        return None
    advice = found[0]
    before, after = advice["before"], advice["after"]
    # With nothing before, it adds lines.
    first, count = advice["line"] - 1, before.count("\n") + 1 if before else 0
    lines = sample.broken.split("\n")
    works = False
    if after is not None and "\n".join(lines[first : first + count]) == before:
        lines[first : first + count] = after.split("\n")
        fixed, right = "\n".join(lines), sample.original
        works = tree(fixed) == tree(right) or run(fixed, ANSWERS) == run(right, ANSWERS)
    near = range(first, first + count) if count else (first - 1, first)
    # A fix at another line is as right if it works.
    return Result(sample, advice, works or sample.line - 1 in near, works)


@functools.cache
def run(program, *arguments):
    """Return what Python prints in a new folder with nothing but a server.py, "" if it never ends."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    command = [sys.executable, *arguments]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "server.py").write_text(program, "utf-8", newline="")
        options = {"cwd": folder, "env": environ, "text": True, "timeout": SECONDS}
        try:
            return subprocess.run(command, check=False, capture_output=True, **options).stdout
        except subprocess.TimeoutExpired:
            return ""


def measure(number, seed=None, is_verbose=False):
    """Print a table; return how often the line of the advice is right, and how often its fix works.

    Both are in percent of the edits that break a program.
    """
    # Short enough to type.
    seed = random.randrange(1_000_000) if seed is None else seed
    print(f"Seed {seed}, Python {sys.version.split()[0]}", flush=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = [each for each in pool.map(result, samples(seed, number)) if each]
    if is_verbose:
        print(*(each for each in results if not each.works), sep="\n")
    print(f"\n{'':24}number  line right  fix works")
    for kind in [*sorted({each.sample.kind for each in results}), "all"]:
        found = [each for each in results if kind in ("all", each.sample.kind)]
        line = 100 * sum(each.line_is_right for each in found) / len(found)
        fix = 100 * sum(each.works for each in found) / len(found)
        print(f"{kind:24}{len(found):6}{line:10.0f} %{fix:9.0f} %")
    return line, fix


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=200, help="of edits to try")
    parser.add_argument("--seed", type=int, help="of the edits")
    parser.add_argument("--verbose", action="store_true", help="show each edit that is not undone")
    options = parser.parse_args()
    measure(options.number, options.seed, options.verbose)
