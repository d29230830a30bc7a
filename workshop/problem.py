"""What keeps a task from going on."""

from invoke.exceptions import Exit

from workshop.terminal import typed_invoke

ASK = "Show the output of {invoke} doctor --report to somebody who can help"


class Problem(Exit):
    """What is so, and what to type, with {invoke} for what the learner types for it.

    It ends a task with exit code 1.
    """

    def __init__(self, fact: str, cure: str) -> None:
        self.fact = fact
        self.cure = cure.replace("{invoke}", typed_invoke())
        super().__init__(f"{self.fact}\n{self.cure}")
