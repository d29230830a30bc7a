"""What a client of server.py gets."""

import contextlib
import inspect
import re

from app_pages import forms, pages, status_of
from view_functions import changes_nothing, own_functions


def test_no_page_fails(app, client):
    for page in pages(app):
        status = status_of(client.get(page))
        assert status != 500
        assert status != 0


def test_functions_take_what_their_urls_hold(app):
    for rule in app.url_map.iter_rules():
        function = app.view_functions[rule.endpoint]
        inspect.signature(function).bind(**dict.fromkeys(rule.arguments))


def test_pages_with_a_variable_do_not_fail(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "TESTING", True)
    functions = own_functions(app)
    for rule in app.url_map.iter_rules():
        function = functions.get(rule.endpoint)
        if rule.arguments and function and changes_nothing(function):
            # The value may be a wrong one, but not its type.
            with contextlib.suppress(ValueError, LookupError, ArithmeticError):
                assert status_of(client.get(re.sub("<.*?>", "1", rule.rule))) != 0


def test_forms_can_be_sent(app, client):
    urls = app.url_map.bind("localhost")
    for page in pages(app):
        for url, method in forms(client.get(page).text, page):
            # This sends nothing, and is answered by what the form is sent to.
            client.options(url)
            assert method in sorted(urls.allowed_methods(url))


def test_home_page_is_found(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_other_addresses_do_not_fail(client):
    assert client.get("/no/such/page").status_code != 500
