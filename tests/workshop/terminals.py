"""A real terminal, which Windows has none of for pexpect."""

import pexpect
from learner import PROMPT
from live_server import PORT, SERVES, ask, port_is_free, wait_until


class Terminal(pexpect.spawn):
    """A terminal with a shell in it, in the workshop's folder if not told otherwise."""

    def __init__(self, computer, folder=None, **environ):
        super().__init__(
            "bash",
            cwd=str(folder or computer.workshop),
            env=computer.environ | environ,
            encoding="utf-8",
            timeout=300,
            dimensions=(24, 500),
        )
        self.expect_exact(PROMPT)

    def type(self, line, then=PROMPT):
        """Type a line, wait until *then* is shown, return what was shown in between."""
        self.sendline(line)
        self.expect_exact(line)
        self.expect_exact(then)
        return self.before

    def type_ctrl(self, letter, then=PROMPT):
        """Type CTRL and a letter, wait until *then* is shown, return what was shown in between."""
        self.sendcontrol(letter)
        self.expect_exact(then)
        return self.before

    def type_ctrl_c(self, prompt=PROMPT):
        """Press CTRL+C until the prompt is back; return what was shown in between."""
        # Python may lose the first one, where it comes at the moment that a request does.
        for seconds in 5, 5, self.timeout:
            self.sendcontrol("c")
            if self.expect_exact([prompt, pexpect.TIMEOUT], timeout=seconds) == 0:
                return self.before
        raise AssertionError("The program goes on after CTRL+C.")

    def serve(self, line, prompt=PROMPT, port=PORT):
        """Start the server, visit it, press CTRL+C; return what was shown before and after that."""
        shown = self.type(line, then=SERVES)
        assert wait_until(lambda: ask(port=port)) == (200, "Hello World!"), line
        after = self.type_ctrl_c(prompt)
        # A reloader holds it a moment longer than it has the terminal.
        wait_until(lambda: port_is_free(port))
        return shown, after

    def leave_shell(self):
        """Type exit, wait for the shell around, return what was shown in between."""
        # Pipenv ends with its shell, which may be before it has shown the word itself.
        self.sendline("exit")
        self.expect_exact(PROMPT)
        # The prompt inside ends with the one around it.
        assert not self.before.endswith(") "), "The shell goes on after exit."
        return self.before
