"""The mistakes of beginners: each example is made for real, and must be explained by its own entry."""

import pytest

from workshop.advice import mistakes
from workshop.advice.mistakes.mistake import LESSON, Failure
from workshop.advice.trial import trial


@pytest.mark.parametrize("entry", mistakes.MISTAKES, ids=lambda entry: entry.name)
def test_example_is_explained_by_its_entry_at_its_line(tmp_path, entry):
    for name, text in entry.example.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8", "surrogateescape")
    outcome = trial(tmp_path, patience=1)
    assert outcome.is_wrong or outcome.is_latent
    found = mistakes.first(Failure(tmp_path, outcome))
    assert found
    assert found[0].name == entry.name
    explanation = mistakes.explain(tmp_path, outcome)
    assert explanation.words
    marked = [
        (name, number)
        for name, text in entry.example.items()
        for number, line in enumerate(text.splitlines(), 1)
        if "# <-" in line
    ]
    assert (explanation.file, explanation.line) in (marked or [("server.py", 0)])


def test_what_learners_raise_themselves_they_know(tmp_path):
    (tmp_path / "server.py").write_text("raise EOFError")
    assert explained(tmp_path) == ""


def test_all_templates_that_are_missing_are_named(tmp_path):
    pages = [
        f"@app.route('/{name}')\ndef {name}():\n    return render_template('{name}.html')\n"
        for name in "abC"
    ]
    (tmp_path / "server.py").write_text(LESSON.replace("EXAMPLE", "\n".join(pages)))
    assert "Create it, and in it a.html, b.html and C.html" in explained(tmp_path)
    (tmp_path / "b.html").write_text("")
    (tmp_path / "C.html").write_text("")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text("")
    assert explained(tmp_path).endswith(" Move b.html and C.html into it.")
    (tmp_path / "templates").rename(tmp_path / "template")
    assert explained(tmp_path).endswith(" Rename the folder template to templates.")


def explained(folder):
    """Return the words about a program."""
    return mistakes.explain(folder, trial(folder)).words
