"""What a browser and a terminal get from the running server."""

from live_server import CTRL_C, STOPPED, ask, port_is_free


def test_server_answers_at_localhost(server):
    assert ask() == (200, "Hello World!")


def test_ctrl_c_stops_the_server_and_frees_its_port(server):
    server.send_signal(CTRL_C)
    assert server.wait(timeout=10) == STOPPED
    assert port_is_free()
