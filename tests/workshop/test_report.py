"""What `python -m workshop.advice` prints."""

import json
import os
import subprocess
import sys

from copies import PROGRAM, ROOT, with_page

WITHOUT_COLON = PROGRAM.replace("():", "()")


def advised(folder, program, *options):
    """Return the process that gives advice about a program."""
    (folder / "server.py").write_text(program)
    return subprocess.run(
        [sys.executable, "-m", "workshop.advice", *options],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def test_report_of_a_right_program_names_its_pages(tmp_path):
    report = advised(tmp_path, with_page("return ''"))
    said = "server.py works, as far as it was tried. Pages: / and /page\n"
    assert (report.returncode, report.stdout) == (0, said)


def test_report_of_a_wrong_program_says_what_to_change(tmp_path):
    report = advised(tmp_path, WITHOUT_COLON)
    assert report.returncode == 1
    assert report.stdout == (
        "server.py, line 7:  def hello_world()\n"
        "Change it to:       def hello_world():\n"
        "  SyntaxError: expected ':'\n"
        "  This line must end with a colon.\n"
    )


def test_report_of_a_program_that_was_not_tried_further_says_why(tmp_path):
    report = advised(tmp_path, f"import os\nos.system('exit')\n{PROGRAM}")
    assert report.returncode == 0
    assert report.stdout == (
        "server.py, line 2:  os.system('exit')\n"
        "  server.py was tried only to this line, because it starts another program.\n"
    )


def test_report_for_a_script_is_json(tmp_path):
    assert json.loads(advised(tmp_path, PROGRAM, "--json").stdout) == []

    two_mistakes = WITHOUT_COLON.replace("app.run()", "app.run(")
    [advice] = json.loads(advised(tmp_path, two_mistakes, "--json").stdout)
    message = advice.pop("message")
    assert message == (
        "SyntaxError: expected ':'\n"
        "This line must end with a colon.\n"
        "After that, there is another mistake to fix."
    )
    assert advice == {
        "file": "server.py",
        "line": 7,
        "before": "def hello_world()",
        "after": "def hello_world():",
    }
