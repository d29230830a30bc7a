"""`python -m workshop.advice`: what is wrong with the server.py of the current folder, if anything."""

import argparse
import json
import sys
from pathlib import Path

from workshop.advice import advise, report
from workshop.advice.trial import trial


def main() -> int:
    """Print the report, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m workshop.advice", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print a list for a script")
    is_json = parser.parse_args().json
    folder = Path.cwd()
    outcome = trial(folder)
    # A script is told what is wrong, and not what no visit shows.
    found = advise.advice(folder, outcome) if outcome.is_wrong or not is_json else []
    if is_json:
        print(json.dumps([each._asdict() for each in found], indent=2))
    else:
        # Not every terminal can show every letter.
        encoding = sys.stdout.encoding or "ascii"
        text = "\n".join(report.lines(folder, outcome, found))
        print(text.encode(encoding, "backslashreplace").decode(encoding))
    return 1 if outcome.is_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
