"""What ends a task: something is wrong, and there is something to type."""

from invoke.exceptions import Exit

from workshop.terminal import typed_invoke

ASK = "Show the output of {invoke} doctor --report to somebody who can help"


class Problem(Exit):
    """What is wrong, and how to fix it, with {invoke} for what the learner types for invoke.

    It ends a task with exit code 1.
    """

    def __init__(self, summary: str, fix: str) -> None:
        self.summary = summary
        self.fix = fix.replace("{invoke}", typed_invoke())
        super().__init__(f"{self.summary}\n{self.fix}")
