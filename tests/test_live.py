"""What a browser gets from the running server."""

from app_pages import addresses
from live_server import address_in_the_network, ask


def test_server_answers_at_localhost(app, client, server, home_page):
    for url in addresses(app):
        assert ask(url, method="OPTIONS")[0] != 404
    status, page = ask()
    assert status == client.get("/").status_code
    expected = home_page()
    if expected is not None:
        assert page == expected


def test_other_computers_do_not_reach_the_server(server):
    assert ask(host=address_in_the_network()) is None
