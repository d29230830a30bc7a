"""What a real browser shows, and the picture of it in README."""

import re

import pytest
from learner import ROOT

CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
TAKE_PICTURE = re.search(r"^chromium (.*)$", CONTRIBUTING, re.MULTILINE)[1].split()


@pytest.fixture
def browse(computer, tmp_path):
    """A function that starts Chromium with options while `invoke run` serves."""

    def browse(*options):
        # Chromium refuses to run as root unless it is told to trust all pages, as this one.
        command = ["chromium", "--no-sandbox", *options]
        with computer.started("invoke", "run"):
            return computer.run(*command, seconds=60, HOME=str(tmp_path)).stdout

    return browse


def test_browser_shows_hello_world(browse):
    page = browse("--headless", "--dump-dom", "http://localhost:5000/")
    assert "<html><head></head><body>Hello World!</body></html>\n" in page


def test_picture_in_readme_has_the_size_of_a_new_one(browse, computer):
    picture = ".github/hello-world.png"
    in_readme, taken = ROOT / picture, computer.workshop / picture
    assert in_readme.stat().st_size < 10_000
    taken.unlink()
    browse(*TAKE_PICTURE)
    # The kind of file, its width and its height; the letters differ with the fonts of a computer.
    assert taken.read_bytes()[:24] == in_readme.read_bytes()[:24]
