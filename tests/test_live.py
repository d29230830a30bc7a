"""What a browser and a terminal get from the running server."""

from live_server import (
    STOPPED,
    address_in_the_network,
    addresses,
    ask,
    exit_code_after_ctrl_c,
    texts,
)


def test_server_answers_at_localhost(app, client, server):
    for url in addresses(app):
        assert ask(url, method="OPTIONS")[0] != 404
    status, page = ask()
    home_page = client.get("/")
    assert status == home_page.status_code
    assert texts(home_page.text)[:1] == texts(page)[:1]


def test_other_computers_do_not_reach_the_server(server):
    assert ask(host=address_in_the_network()) is None


def test_ctrl_c_stops_the_server(process):
    assert exit_code_after_ctrl_c(process) == STOPPED
