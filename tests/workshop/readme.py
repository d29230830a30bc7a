"""README, in the parts that checks ask for."""

import re

from learner import ROOT

TEXT = (ROOT / "README.md").read_text()
# The commands that README opens with: for each tool, the one that starts the server, and the one
# that checks it.
COMMANDS = {
    tool: {"run": run, "test": test}
    for tool, run, test in re.findall(r"^\| (\w+).*?\| `(.*?)` \| `(.*?)` \|$", TEXT, re.MULTILINE)
}


def blocks(language, text=TEXT):
    """Give the blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def part(title):
    """Give the part below a heading of the second level."""
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
