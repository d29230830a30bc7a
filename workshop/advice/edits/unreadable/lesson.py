"""The program of the lesson, which a beginner's program is mostly like."""

import difflib
import keyword
import re
from collections.abc import Iterator

from workshop.advice.edits.edit import Edit, indentation

LESSON = """\
from flask import Flask

app = Flask(__name__)


@app.route("/")
def hello_world():
    return "Hello World!"


if __name__ == "__main__":
    app.run()
"""
WORD = re.compile(r"\"[^\"]*\"|'[^']*'|\w+|[^\w\s]")
# How much of two lines must be the same, from 0 to 1.
ENOUGH = 0.5


def edits(lines: list[str], number: int, _: str) -> Iterator[Edit]:
    """Yield the line of the lesson that a line is most like, with the learner's names and texts."""
    line = lines[number - 1]
    words = WORD.findall(line)
    if not words:
        return
    best = max(LESSON.split("\n"), key=lambda each: _likeness(words, WORD.findall(each)))
    likeness = _likeness(words, WORD.findall(best))
    if likeness < ENOUGH:
        return
    of_learner = re.sub(WORD, lambda found: _of_the_learner(found[0], words, best), best)
    if of_learner in lines:
        return
    start = indentation(line)
    left = WORD.findall(of_learner)
    names = [word for word in words if word[0] == "_" or word[0].isalnum()]
    lost = [name for name in names if not difflib.get_close_matches(name, left, 1)]
    cost = 1.5 + 3 * (1 - likeness) + len(lost)
    yield Edit(
        number, (line,), (start + of_learner.strip(),), "Compare this line with README.", cost
    )


def _likeness(words: list[str], others: list[str]) -> float:
    return difflib.SequenceMatcher(None, _kinds(words), _kinds(others)).ratio()


def _kinds(words: list[str]) -> list[str]:
    """Return words with one for each text, because what it says is the learner's."""
    return ['""' if word[0] in "\"'" else word for word in words]


def _of_the_learner(word: str, words: list[str], line: str) -> str:
    """Return the learner's text or name in place of that of the lesson."""
    texts = [each for each in words if each[0] in "\"'"]
    if word[0] == '"' and texts and "__main__" not in word:
        return texts[0]
    if word == "hello_world" and words[0] == "def":
        before = words[1 : words.index("(")] if "(" in words else words[1:]
        names = [each for each in before if each.isidentifier() and not keyword.iskeyword(each)]
        return "_".join(names) or word
    return word
