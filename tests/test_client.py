"""What a client of server.py gets."""

from live_server import pages, shown


def test_home_page_is_found(client):
    assert client.get("/").status_code == 200


def test_home_page_is_html(client):
    assert client.get("/").mimetype == "text/html"


def test_home_page_says_hello_world(client):
    assert "Hello World!" in shown(client.get("/").text)


def test_no_page_fails(app, client):
    for page in pages(app):
        assert client.get(page).status_code != 500


def test_other_addresses_are_not_found(client):
    assert client.get("/no/such/page").status_code == 404


def test_app_is_named_after_its_file(app):
    assert app.import_name == "server"
