"""What keeps a task from going on."""

from invoke.exceptions import Exit

from workshop.terminal import typed_invoke

ASK = "Show the output of {invoke} doctor --report to somebody who can help"


class Problem(Exit):
    """What is so, and what to type, with {invoke} for what the learner types for it.

    It ends a task with exit code 1.
    """

    def __init__(self, summary: str, fix: str) -> None:
        self.summary = summary
        self.fix = fix.replace("{invoke}", typed_invoke())
        super().__init__(f"{self.summary}\n{self.fix}")
