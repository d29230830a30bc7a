"""What `invoke test` says of a program."""

import re

from copies import PROGRAM

# Frames of a traceback, and words that only a maintainer knows.
NOT_FOR_LEARNERS = re.compile(
    r"Traceback|File \"|INTERNAL|site-packages|conftest|watch\.py|fixture|longrepr"
)


def invoke_test(computer, program=PROGRAM):
    """Save a program as server.py, and return the process of `invoke test`, ended in a minute."""
    (computer.workshop / "server.py").write_text(program, "utf-8")
    tests = computer.run("invoke", "test", seconds=60)
    assert not NOT_FOR_LEARNERS.search(tests.stdout), tests.stdout
    return tests
