"""What a client of server.py gets."""

import inspect

from live_server import pages


def test_home_page_is_found(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_no_page_fails(app, client):
    for page in pages(app):
        assert client.get(page).status_code != 500


def test_functions_take_what_their_urls_hold(app):
    for rule in app.url_map.iter_rules():
        function = app.view_functions[rule.endpoint]
        inspect.signature(function).bind(**dict.fromkeys(rule.arguments))


def test_other_addresses_do_not_fail(client):
    assert client.get("/no/such/page").status_code != 500
