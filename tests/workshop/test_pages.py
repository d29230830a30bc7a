"""README, its picture and its printed sheet, as they look."""

import json
import re
import subprocess
import sys

import pypdf
import pytest
import readme
from copies import ROOT

# GitHub's styles, as far as they take much room.
STYLE = """
body { font: 16px/1.5 sans-serif; margin: 0 } pre { padding: 16px; font-size: 85% }
td, th { padding: 6px 13px; border: 1px solid } pre.drawing { height: 300px; font-size: 0 }
"""
MEASURE = """
<script>onload = () => document.body.innerHTML = document.documentElement.scrollHeight</script>
"""
# In pixels.
WIDTH, SCREEN = 1012, 900
BROWSER = ["chromium", "--headless", "--no-sandbox", f"--window-size={WIDTH},{SCREEN}"]


def test_readme_is_at_most_six_screens(computer):
    # Chromium doesn't draw Mermaid: GitHub's drawing is as high as STYLE says.
    drawing = '<pre class="drawing">'
    body = readme.page().replace('<pre><code class="language-mermaid">', drawing + "<code>")
    page = computer.workshop / "readme.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}{MEASURE}")
    shown = subprocess.check_output([*BROWSER, "--dump-dom", page.as_uri()], text=True)
    assert int(re.search(r"<body>(\d+)", shown)[1]) <= 6 * SCREEN


def test_readme_has_at_most_1200_words():
    """Outside of code and of what is folded."""
    shown = re.sub("<pre>.*?</pre>", "", readme.page(), flags=re.DOTALL)
    shown = re.sub("</summary>.*?</details>", "", shown, flags=re.DOTALL)
    words = re.sub("<.*?>", " ", shown, flags=re.DOTALL).split()
    assert sum(bool(re.search("[A-Za-z]", word)) for word in words) <= 1200


@pytest.mark.parametrize("text", [readme.TEXT, readme.INSTRUCTORS], ids=["README", "INSTRUCTORS"])
def test_each_sentence_has_a_line_of_its_own(text):
    """Short enough for an editor that knows nothing of Markdown."""
    assert max(map(len, text.splitlines())) <= 160
    prose = re.sub(r"^ *```.*?^ *```$|^\|.*?$|^- \*.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"(?<!^\d)[.!?]`? [A-Z]", prose, re.MULTILINE)


def test_picture_in_readme_is_what_is_shown(computer):
    """By the words of a terminal and a browser; a new one is the same, whatever the fonts."""
    picture = ".github/hello-world.svg"
    (computer.workshop / picture).unlink()
    computer.do("python", ".ci/picture")
    assert (computer.workshop / picture).read_text() == (ROOT / picture).read_text()


def test_sheet_is_printed_from_readme(computer):
    sheet = ".github/sheet.pdf"
    (computer.workshop / sheet).unlink()
    computer.do(sys.executable, ".ci/sheet")
    printed, committed = (pypdf.PdfReader(each / sheet).pages for each in (computer.workshop, ROOT))
    assert len(printed) == 2
    assert [page.extract_text() for page in printed] == [page.extract_text() for page in committed]


def test_editor_is_told_where_the_environment_and_the_tests_are():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())
    assert settings["python.defaultInterpreterPath"] == "${workspaceFolder}/.venv"
    assert settings["python.testing.pytestEnabled"]
