"""A server of the learner's own that runs already is checked, and not stopped."""

import pytest
from learner import CHECKS
from programs import PROGRAM, invoke_test

from workshop.hints.lesson import GUARD, OTHER, RETURN

# No two answers of it are the same.
OF_THE_TIME = PROGRAM.replace(
    RETURN, '    import time\n    return f"<p>Hello World!</p>{time.time()}"\n'
)


@pytest.mark.parametrize("program", [PROGRAM, OF_THE_TIME])
def test_server_that_runs_already_is_checked(computer, program):
    (computer.workshop / "server.py").write_text(program)
    with computer.started("invoke", "run") as server:
        checks = invoke_test(computer, program)
        assert server.poll() is None
    assert checks.returncode == 0
    assert f"\n{CHECKS - 1} passed, 1 skipped in " in checks.stdout
    assert checks.stdout.endswith(
        "\nserver.py passes all checks, and so does the server you already have running; it was not stopped. "
        "Next, open http://localhost:5000/\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Hello World!", "Hello Moon!", "with CTRL+C in its window, and start it again"),
        ("Hello World!", "<b>Hello World!</b>", "with CTRL+C in its window, and start it again"),
        (GUARD, f'{OTHER}    return "Other"\n\n\n{GUARD}', "Stop it with CTRL+C in its window"),
        ("__main__", "main", 'server.py, line 11:  if __name__ == "main":\n'),
    ],
)
def test_server_that_runs_another_program_is_told(computer, old, new, words):
    with computer.started("invoke", "run"):
        checks = invoke_test(computer, PROGRAM.replace(old, new))
    assert checks.returncode == 1
    assert words in checks.stdout
    assert checks.stdout.count("actual:") == 1
