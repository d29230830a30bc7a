"""The lesson without the workshop, and the picture in README."""

from copies import ALL_PASS, ROOT


def test_lesson_needs_no_more_than_flask_and_pytest(new_computer):
    computer = new_computer("flask", "pytest")
    for folder in [], ["tests"]:
        assert ALL_PASS in computer.do("pytest", *folder)


def test_picture_in_readme_is_what_is_shown(computer):
    """By the words of a terminal and a browser; a new one is the same, whatever the fonts."""
    picture = ".github/hello-world.svg"
    (computer.workshop / picture).unlink()
    computer.do("python", ".ci/picture")
    assert (computer.workshop / picture).read_text() == (ROOT / picture).read_text()
