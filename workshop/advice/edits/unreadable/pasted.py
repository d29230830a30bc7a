"""What was pasted along with a program: prompts, commands and marks."""

import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit

PROMPT = re.compile(
    r"^\s*(?:(?:>>>|\.\.\.|[$%>]) ?(?=\s*\S)|\d+[.:|]? )(?=\s*(?:from|import|def|return|if|app|@))"
)
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
    if FENCE.match(line):
        yield Edit(
            number,
            (line,),
            (),
            "This mark belongs to a chat or a page, not to the program. Delete this line.",
            1,
        )
    if MARK.match(line):
        yield from _conflict(lines, number)
    if PROMPT.match(line):
        why = "The start of this line was copied by mistake. It isn't Python."
        yield Edit(number, (line,), (PROMPT.sub("", line),), why, 1.5)
    if FOREIGN_COMMENT.match(line):
        why = "In Python, a comment starts with #."
        yield Edit(number, (line,), (FOREIGN_COMMENT.sub(r"\1#", line),), why, 1)
    if number == 1 and "bin/" in line:
        yield Edit(number, (line,), (f"#!/{line.lstrip(' #!/')}",), "This line starts with #!", 1)


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
