"""What a browser and a terminal get from the running server."""

from live_server import (
    STOPPED,
    address_in_the_network,
    ask,
    exit_code,
    pages,
    port_is_free,
    press_ctrl_c,
    shown,
)


def test_server_answers_at_localhost(app, server):
    status, page = ask()
    assert status == 200
    assert "Hello World!" in shown(page)
    for url in pages(app):
        assert ask(url, method="HEAD")[0] != 404


def test_other_computers_do_not_reach_the_server(server):
    assert ask(host=address_in_the_network()) is None


def test_ctrl_c_stops_the_server(process):
    press_ctrl_c(process)
    assert exit_code(process) == STOPPED
    assert port_is_free()
