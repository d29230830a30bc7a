"""What your browser and your terminal get from server.py. If you change server.py, change its tests, too."""

import http.client
import socket
from html.parser import HTMLParser


def shown(page):
    """Return the text of a page as a browser shows it, without tags."""
    texts = []
    parser = HTMLParser()
    parser.handle_data = texts.append
    parser.feed(page)
    return " ".join("".join(texts).split())


def test_home_page_is_found(client):
    response = client.get("/", follow_redirects=True)
    assert response.status_code == 200


def test_home_page_says_hello_world(client):
    response = client.get("/", follow_redirects=True)
    assert "Hello World!" in shown(response.text)


def test_server_answers_at_localhost(server):
    connection = http.client.HTTPConnection("127.0.0.1", 5000)
    connection.request("GET", "/")
    assert connection.getresponse().status < 400


def test_other_computers_do_not_reach_the_server(server):
    with socket.socket() as visitor:
        visitor.settimeout(1)
        error = visitor.connect_ex((address_in_the_network(), 5000))
    assert error, "Other computers reach the server."


def address_in_the_network():
    """Return the address of this computer for other computers."""
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        try:
            # This sends nothing. It only looks up the way to an address reserved for examples.
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            # Without a network, this is another name for this computer.
            return "127.0.0.2"


def test_ctrl_c_stops_the_server(server):
    server.stdin.write("CTRL+C\n")
    server.wait(timeout=5)
