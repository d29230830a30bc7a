"""A server of the learner's own that runs already is not stopped, and nothing is asked of it."""

from programs import PROGRAM, invoke_test


def test_server_that_runs_already_is_left_alone(computer):
    visits = computer.workshop / "visits"
    program = PROGRAM.replace("    return", "    open('visits', 'a').write('x')\n    return")
    (computer.workshop / "server.py").write_text(program)
    with computer.started("invoke", "run") as server:
        before = visits.read_text()
        tests = invoke_test(computer, program)
        assert server.poll() is None
    assert tests.returncode == 0
    assert "\n2 passed, 3 skipped in " in tests.stdout
    # Two tests visit the home page, and none the server that runs.
    assert visits.read_text() == f"{before}xx"
