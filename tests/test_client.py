"""What a client of server.py gets."""

from server import hello_world


def test_home_page_is_hello_world(client):
    response = client.get("/")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert response.text == "Hello World!"


def test_home_page_is_what_hello_world_returns(client):
    assert client.get("/").text == hello_world()


def test_other_addresses_are_not_found(client):
    assert client.get("/other").status_code == 404


def test_home_page_takes_no_post(client):
    assert client.post("/").status_code == 405
