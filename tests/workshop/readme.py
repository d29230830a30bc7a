"""README and the notes for instructors, in the parts that checks ask for."""

import re

from copies import ROOT

TEXT = (ROOT / "README.md").read_text()
INSTRUCTORS = (ROOT / ".github" / "INSTRUCTORS.md").read_text()
# For each program that README opens with: what starts the server, and what checks it.
COMMANDS = {
    program: (run, test)
    for program, run, test in re.findall(
        r"^\| (\w+).*?\| `(.*?)` \| `(.*?)` \|$", TEXT, re.MULTILINE
    )
}


def blocks(language, text=TEXT):
    """Give the blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def part(heading):
    """Give what stands below a heading of README, up to the next one of its level or above."""
    level = len(heading.partition(" ")[0])
    below = TEXT.split(f"\n{heading}\n")[1]
    return re.split(rf"^#{{2,{level}}} ", below, flags=re.MULTILINE)[0]
