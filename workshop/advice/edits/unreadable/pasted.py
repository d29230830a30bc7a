"""What was pasted along with a program: prompts, commands and marks."""

import itertools
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit

# What a terminal, or a page with numbered lines, shows in front of each line.
PROMPTS = [
    re.compile(each) for each in (r"(?:>>>|\.\.\.)(?: |$)", r"[$%>] ?", r" *\d+[.:|]?(?: |$)")
]
CODE = re.compile(r" *(?:from|import|def|return|if|app|@)")
COMMAND = re.compile(
    r"^\s*(?:[$%>] *)?(?:pip3?|pipenv|python3?|py|invoke|flask|cd|export|set|source|sudo|git|conda|npm)\s+[\w./~-]"
)
FENCE = re.compile(r"^\s*(?:```|~~~)")
MARK = re.compile(r"(<{7}|={7}|>{7})( |$)")
# As other languages begin a comment.
FOREIGN_COMMENT = re.compile(r"^(\s*)(?://|/\*|\*/|--|<!--)")


def edits(lines: list[str], number: int, _: str) -> Iterator[Edit]:
    """Yield a line without what does not belong in a program."""
    line = lines[number - 1]
    if COMMAND.match(line) and " import " not in line:
        why = "This is a command for the terminal. Delete this line."
        yield Edit(number, (line,), (), why, 1.5)
    if marks := [n for n, each in enumerate(lines, 1) if FENCE.match(each)]:
        yield from _around_program(lines, number, marks)
    if MARK.match(line):
        yield from _conflict(lines, number)
    for prompt in PROMPTS:
        if (shown := prompt.match(line)) and CODE.match(line, shown.end()):
            yield _without_prompts(lines, number, prompt)
    if FOREIGN_COMMENT.match(line):
        why = "In Python, a comment starts with #."
        yield Edit(number, (line,), (FOREIGN_COMMENT.sub(r"\1#", line),), why, 1)
    if number == 1 and "bin/" in line:
        yield Edit(number, (line,), (f"#!/{line.lstrip(' #!/')}",), "This line starts with #!", 1)


def _around_program(lines: list[str], number: int, marks: list[int]) -> Iterator[Edit]:
    """Yield the program without the words around it, or without one mark of where it begins or ends."""
    if number in marks:
        why = "This mark belongs to a chat or a page, not to the program. Delete this line."
        yield Edit(number, (lines[number - 1],), (), why, 1)
    blocks = [lines[first : last - 1] for first, last in zip(marks[::2], marks[1::2], strict=False)]
    program = max(blocks, key=len, default=[])
    if lines[number - 1] not in program:
        why = "Only what is between the marks is the program. Delete the rest."
        yield Edit(1, tuple(lines), (*program, ""), why, 0.9)


def _without_prompts(lines: list[str], number: int, prompt: re.Pattern[str]) -> Edit:
    """Return a line, and those below it, without a prompt."""
    below = itertools.takewhile(lambda each: prompt.match(each) or not each, lines[number - 1 :])
    before = tuple(below)
    after = tuple(prompt.sub("", each, count=1) for each in before)
    why = "The start of each line was copied along. It isn't Python."
    return Edit(number, before, after, why, 1.5)


def _conflict(lines: list[str], number: int) -> Iterator[Edit]:
    """Yield one of the two versions that Git has left between its marks."""
    marks = {
        mark: next((n for n, line in enumerate(lines, 1) if line.startswith(mark)), 0)
        for mark in ("<" * 7, "=" * 7, ">" * 7)
    }
    first, middle, last = marks.values()
    if not 0 < first < middle < last:
        yield Edit(number, (lines[number - 1],), (), "Git left this mark here. Delete it.", 1)
        return
    before = tuple(lines[first - 1 : last])
    for version in before[1 : middle - first], before[middle - first + 1 : -1]:
        why = "Git left two versions here, between its marks. Keep one, and delete the marks."
        yield Edit(first, before, version, why, 1)
