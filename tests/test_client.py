"""What a client of server.py gets."""

import contextlib
import re
import runpy

import pytest
from app_pages import forms, pages, status_of
from view_functions import own_functions, stays_inside
from werkzeug.exceptions import BadRequestKeyError

from workshop.paths import PROGRAM


@pytest.fixture(scope="module")
def app(app):
    """The application once more: what these visits change in it is forgotten."""
    return runpy.run_path(str(PROGRAM), run_name="server")["app"]


def test_no_page_fails(app, client):
    for page in pages(app):
        status = status_of(client.get(page))
        assert status != 500
        assert status != 0


def test_forms_can_be_sent(app, client):
    urls = app.url_map.bind("localhost")
    for page in pages(app):
        for url, method, _ in forms(client.get(page).text, page):
            # This sends nothing, and is answered by what the form is sent to.
            client.options(url)
            assert method in sorted(urls.allowed_methods(url))


def test_pages_with_a_variable_do_not_fail(app):
    for rule in app.url_map.iter_rules():
        if rule.arguments:
            send_values(app, re.sub("<.*?>", "1", rule.rule))


def test_filled_forms_do_not_fail(app, client):
    for page in pages(app):
        for url, method, fields in forms(client.get(page).text, page):
            kind = "data" if method == "POST" else "query_string"
            send_values(app, url, method=method, **{kind: dict.fromkeys(fields, "1")})


def send_values(app, url, method="GET", **values):
    """Send values that nobody has chosen to a function, if it changes nothing outside."""
    urls = app.url_map.bind("localhost")
    if method in urls.allowed_methods(url):
        function = own_functions(app).get(urls.match(url, method)[0])
        if function and stays_inside(function):
            with right_for_other_values(), pytest.MonkeyPatch.context() as patch:
                patch.setitem(app.config, "TESTING", True)
                patch.setitem(app.config, "TRAP_BAD_REQUEST_ERRORS", True)
                response = app.test_client().open(url, method=method, **values)
                assert status_of(response) != 0


@contextlib.contextmanager
def right_for_other_values():
    """Let pass what another value of the same type may not bring about."""
    try:
        yield
    except BadRequestKeyError:
        raise
    except (ValueError, LookupError, ArithmeticError):
        pass
    except (TypeError, AttributeError) as error:
        # Nothing was found for the value.
        if "NoneType" not in str(error):
            raise


def test_home_page_is_found(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_other_addresses_do_not_fail(client):
    assert client.get("/no/such/page").status_code != 500
