"""The fixes in fixes.diff: each program fails, and becomes what is suggested."""

from pathlib import Path

import pytest
from trials import followed

from workshop.advice import advise
from workshop.advice.mistakes.mistake import LESSON
from workshop.advice.trial import trial

_, *CASES = Path(__file__).with_name("fixes.diff").read_text("utf-8").split("\n@@ ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("\n")[0])
def test_program_becomes_what_is_suggested(tmp_path, case):
    (tmp_path / "shop.py").write_text('price = "Two"\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "home.html").write_text("<p>{{ name + '!' }}</p>\n")
    broken, fixed = version(case, "-"), version(case, "+")
    (tmp_path / "server.py").write_text(broken)

    [advice] = advise.advice(tmp_path, trial(tmp_path, patience=2))

    assert followed(advice, broken) == fixed


def version(case, sign):
    """Return the program of a case with its lines of one sign."""
    lines = case.strip("\n").split("\n")[1:]
    text = "\n".join(line[1:] for line in lines if line[:1] in ("", " ", sign))
    if text.startswith("    "):
        text = f'@app.route("/")\ndef home():\n{text}'
    return f"{text}\n" if "import " in case else LESSON.replace("EXAMPLE", text)
