"""What a client of server.py gets."""

import inspect
import re
from urllib.parse import parse_qs

import pytest
from app_pages import forms, links, pages, status_of
from loading import imported_app, started_app
from source import fail_where, is_own
from visits import function_of, reached, visit

from workshop.paths import PROGRAM, ROOT


@pytest.fixture(scope="module")
def app(sandboxed):
    """Another application: what these visits change in it is forgotten."""
    return (sandboxed and started_app()) or imported_app()


def test_no_page_fails(app, client):
    for page in pages(app):
        status = status_of(client.get(page))
        assert status != 500
        assert status != 0


def test_pages_with_a_variable_do_not_fail(app, sandboxed):
    for rule in app.url_map.iter_rules():
        if rule.arguments:
            visit(sandboxed, re.sub("<.*?>", "1", rule.rule))


def test_links_are_found(app, client, sandboxed):
    # A link to nowhere may be there to show one's own page for that.
    if 404 in app.error_handler_spec[None]:
        return
    files = PROGRAM, *ROOT.glob("templates/**/*.html")
    for page, answer in reached(app, sandboxed):
        for written, url in links(answer, page):
            if not function_of(app, url):
                status = client.get(url).status
                if status.startswith(("404", "405")):
                    fail_where(rf"[\"'=]{re.escape(written)}[\"'\s>]", status, *files)


def test_forms_can_be_sent(app, client, sandboxed):
    urls = app.url_map.bind("localhost")
    for page, answer in reached(app, sandboxed):
        for url, _, method, _ in forms(answer, page):
            # This sends nothing, and is answered by what the form is sent to.
            client.options(url)
            # Flask leads to a URL that ends with a slash.
            allowed = urls.allowed_methods(url) or urls.allowed_methods(f"{url}/")
            assert method in sorted(allowed)


def test_forms_are_read_as_they_are_sent(app, client, sandboxed):
    for page, answer in reached(app, sandboxed):
        for url, query, method, fields in forms(answer, page):
            function = function_of(app, url, method)
            if is_own(function):
                client.options(url)
                source = inspect.getsource(function)
                taken = re.findall(r"request\.(form|args)(?:\[|\.get\() *[\"'](\w+)", source)
                other = "args" if method == "POST" else "form"
                misread = {name for place, name in taken if place == other}
                misread -= {name for place, name in taken if place != other}
                misread &= fields.keys() - parse_qs(query).keys()
                assert not misread, f"{misread.pop()} is sent by {method}."


def test_filled_forms_do_not_fail(app, sandboxed):
    for page, answer in reached(app, sandboxed):
        for url, query, method, fields in forms(answer, page):
            if method == "POST":
                visit(sandboxed, url, method, query_string=query, data=fields)
            else:
                visit(sandboxed, url, query_string=fields)


def test_home_page_is_found(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_other_addresses_do_not_fail(client):
    assert client.get("/no/such/page").status_code != 500
