"""What a client of server.py gets."""

import contextlib
import re
import runpy
import sys
from pathlib import Path

import pytest
from app_pages import forms, pages, status_of
from jinja2 import UndefinedError
from view_functions import is_own, stays_inside
from werkzeug.exceptions import BadRequest, BadRequestKeyError

from workshop.paths import PROGRAM, ROOT


@pytest.fixture(scope="module")
def app(app):
    """The application once more: what these visits change in it is forgotten."""
    with pytest.MonkeyPatch.context() as patch:
        # So are the modules beside it.
        for name, module in [*sys.modules.items()]:
            if Path(getattr(module, "__file__", None) or "").parent == ROOT:
                patch.delitem(sys.modules, name)
        yield runpy.run_path(str(PROGRAM), run_name="server")["app"]


def test_no_page_fails(app, client):
    for page in pages(app):
        status = status_of(client.get(page))
        assert status != 500
        assert status != 0


def test_forms_can_be_sent(app, client):
    urls = app.url_map.bind("localhost")
    for page in pages(app):
        for url, _, method, _ in forms(client.get(page), page):
            # This sends nothing, and is answered by what the form is sent to.
            client.options(url)
            # Flask leads to a URL that ends with a slash.
            allowed = urls.allowed_methods(url) or urls.allowed_methods(f"{url}/")
            assert method in sorted(allowed)


def test_pages_with_a_variable_do_not_fail(app):
    for rule in app.url_map.iter_rules():
        if rule.arguments:
            send_values(app, re.sub("<.*?>", "1", rule.rule))


def test_filled_forms_do_not_fail(app, client):
    for page in pages(app):
        for url, query, method, fields in forms(client.get(page), page):
            if method == "POST":
                send_values(app, url, method, query_string=query, data=fields)
            else:
                send_values(app, url, query_string=fields)


def send_values(app, url, method="GET", **values):
    """Send made-up values to a function, if it changes nothing outside of the program."""
    urls = app.url_map.bind("localhost")
    if method not in urls.allowed_methods(url):
        return
    function = app.view_functions[urls.match(url, method)[0]]
    if is_own(function) and stays_inside(function):
        with right_for_other_values(), pytest.MonkeyPatch.context() as patch:
            patch.setitem(app.config, "TESTING", True)
            # What a form lacks is told only if it is sent.
            patch.setitem(app.config, "TRAP_BAD_REQUEST_ERRORS", bool(values))
            response = app.test_client().open(url, method=method, **values)
            assert status_of(response) != 0


@contextlib.contextmanager
def right_for_other_values():
    """Let pass the errors that another value of the same type might not cause."""
    try:
        yield
    except BadRequestKeyError:
        raise
    except (BadRequest, ValueError, LookupError, ArithmeticError):
        pass
    except (TypeError, AttributeError, UndefinedError) as error:
        # Nothing was found for the value: 'NoneType' to Python, 'None' to a template.
        if "'None" not in str(error):
            raise


def test_home_page_is_found(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_other_addresses_do_not_fail(client):
    assert client.get("/no/such/page").status_code != 500
