"""What the home page says, without tags: if you change it in server.py, change it here too."""

from app_pages import texts


def test_home_page_says_hello_world(client):
    assert "Hello World!" in texts(client.get("/", follow_redirects=True).text)
