"""Visits to the pages of an application, as many as a browser can make without doing harm."""

import contextlib
import inspect
import sqlite3
import traceback
from io import UnsupportedOperation
from urllib.parse import urlsplit

import pytest
import sandbox
from app_pages import links, pages, status_of
from werkzeug.exceptions import BadRequest, BadRequestKeyError, HTTPException
from werkzeug.routing import RequestRedirect

from workshop.hints.where import is_raised


def reached(app, sandboxed):
    """Yield the URL and the answer of each page, and of each that they have a link to."""
    client = app.test_client()
    found = {page: client.get(page) for page in pages(app)}
    yield from found.items()
    for page, answer in [*found.items()]:
        for _, url in links(answer, page):
            if url not in found:
                found[url] = visit(sandboxed, url)
                if found[url]:
                    yield url, found[url]


def function_of(app, url, method="GET"):
    """Return the function that answers at a URL, None if there is none but that for files."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(url, method)
    except RequestRedirect as error:
        return function_of(app, urlsplit(error.new_url).path, method)
    except HTTPException:
        return None
    return None if endpoint.endswith("static") else inspect.unwrap(app.view_functions[endpoint])


def visit(app, url, method="GET", **values):
    """Return the answer to made-up values, None if getting it leads outside of the sandbox."""
    answer = None
    if app and function_of(app, url, method):
        with sandbox.entered(), right_for_other_values(), pytest.MonkeyPatch.context() as patch:
            patch.setitem(app.config, "TESTING", True)
            # What a form lacks is told only if it is sent.
            patch.setitem(app.config, "TRAP_BAD_REQUEST_ERRORS", bool(values))
            answer = app.test_client().open(url, method=method, **values)
    if answer:
        # HTTP has no such status, or the function takes other data than a form has.
        assert status_of(answer), "0"
        assert answer.status_code != 415, answer.status
    return answer


@contextlib.contextmanager
def right_for_other_values():
    """Let pass the errors that another value of the same type might not cause."""
    try:
        yield
    except (BadRequestKeyError, UnsupportedOperation):
        raise
    except (BadRequest, ValueError, LookupError, ArithmeticError, OSError, sqlite3.IntegrityError):
        pass
    except Exception as error:
        # Nothing was found for the value: 'NoneType' to Python, 'None' to a template.
        if "'None" not in str(error) and not is_raised(traceback.extract_tb(error.__traceback__)):
            raise
