"""README and the notes for instructors, in the parts that tests ask for."""

import re
import textwrap

from copies import ROOT
from markdown_it import MarkdownIt

TEXT = (ROOT / "README.md").read_text()
INSTRUCTORS = (ROOT / ".github" / "INSTRUCTORS.md").read_text()
# For each program that README begins with: what starts the server, and what tests it.
COMMANDS = {
    program: (run, test)
    for program, run, test in re.findall(
        r"^\| (\w+).*?\| `(.*?)` \| `(.*?)` \|$", TEXT, re.MULTILINE
    )
}
# A block of code, with its language. In a list, it is indented.
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def blocks(language, text=TEXT):
    """Return the blocks of code in a language."""
    return [textwrap.dedent(code) for each, code in BLOCK.findall(text) if each == language]


def part(heading, text=TEXT):
    """Return what is below a heading, up to the next one of its level or above."""
    level = len(heading.partition(" ")[0])
    below = text.split(f"\n{heading}\n")[1]
    return re.split(rf"^#{{2,{level}}} ", below, flags=re.MULTILINE)[0]


def page(text=TEXT):
    """Return a text in Markdown as HTML."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
