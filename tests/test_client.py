"""What a client of server.py gets."""

from live_server import forms, pages


def test_home_page_is_found(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_no_page_fails(app, client):
    for page in pages(app):
        assert client.get(page).status_code != 500


def test_forms_can_be_sent(app, client):
    urls = app.url_map.bind("localhost")
    for page in pages(app):
        for url, method in forms(client.get(page).text, page):
            # This sends nothing, and is answered by what the form is sent to.
            client.options(url)
            assert method in sorted(urls.allowed_methods(url))


def test_other_addresses_do_not_fail(client):
    assert client.get("/no/such/page").status_code != 500
