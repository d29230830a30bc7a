"""The program of the lesson, its parts, and the line of it that another line is most like."""

import difflib
import keyword
import re

LESSON = """\
from flask import Flask

app = Flask(__name__)


@app.route("/")
def hello_world():
    return "Hello World!"


if __name__ == "__main__":
    app.run()
"""
IMPORT = "from flask import Flask"
ROUTE = '@app.route("/")\n'
DEF = "def hello_world():\n"
RETURN = '    return "Hello World!"\n'
GUARD = 'if __name__ == "__main__":\n    app.run()\n'
# What examples add.
OTHER = '@app.route("/other")\ndef other():\n'
RENDER = (
    "    from flask import render_template, render_template_string, send_file, url_for\n    return "
)

WORD = re.compile(r"\"[^\"]*\"|'[^']*'|\w+|[^\w\s]")
# How like two lines are, from 0 to 1, of which one is a slip of the other.
ENOUGH = 0.75


def closest(line: str) -> str:
    """Return the line of the lesson that *line* is a slip of, with its names and texts, or ""."""
    words = WORD.findall(line)
    best = max(LESSON.split("\n"), key=lambda each: _likeness(words, WORD.findall(each)))
    likeness = _likeness(words, WORD.findall(best))
    if not ENOUGH <= likeness < 1:
        return ""
    return re.sub(WORD, lambda found: _of_the_learner(found[0], words, best), best).strip()


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
        names = [each for each in words[1:] if each.isidentifier() and not keyword.iskeyword(each)]
        return "_".join(names) or word
    return word
