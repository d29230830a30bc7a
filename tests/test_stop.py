"""What a terminal gets from the running server."""

from live_server import STOPPED, exit_code_after_ctrl_c


def test_ctrl_c_stops_the_server(process):
    assert exit_code_after_ctrl_c(process) == STOPPED
