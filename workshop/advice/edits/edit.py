"""An edit: some lines of a file, as they are and as they could be."""

from typing import NamedTuple

from workshop.advice.text import PROGRAM, lines_of


class Edit(NamedTuple):
    """Lines that replace others in a file, and why.

    Of edits that get a program equally far, the one of the lowest *cost* is shown: 1 is what many
    beginners mean, 5 is what hardly anybody does. What adds costs less than what removes.
    """

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    why: str
    cost: float
    file: str = PROGRAM

    def changed(self, lines: list[str]) -> list[str]:
        """Return the lines of the file with this edit."""
        first, last = self.line - 1, self.line - 1 + len(self.before)
        return [*lines[:first], *self.after, *lines[last:]]

    def applied(self, text: str) -> str:
        """Return the text of the file with this edit."""
        return "\n".join(self.changed(lines_of(text)))
