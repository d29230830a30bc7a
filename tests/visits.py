"""Visits to the pages of an application, as a browser makes them, and with values that nobody chose."""

import contextlib
import functools
import inspect
import re
import sqlite3
import traceback
from io import UnsupportedOperation
from urllib.parse import urlsplit

import pytest
import sandbox
from app_pages import Page, pages, status_of
from jinja2 import UndefinedError
from werkzeug.exceptions import BadRequest, BadRequestKeyError, HTTPException
from werkzeug.routing import RequestRedirect

from workshop.hints.where import is_raised

# What another value of the same type might not cause.
FOR_OTHER_VALUES = (
    *(ArithmeticError, AssertionError, BadRequest, LookupError, OSError, StopIteration),
    *(ValueError, sqlite3.IntegrityError),
)
# Of the other errors: nothing was found for the value, or SQLite is not to reach another file.
NOTHING_FOUND = "NoneType|'None'|authoriz"


class Visitor:
    """Somebody who visits each page once, and follows the links to pages with a variable."""

    def __init__(self, app, sandboxed):
        self.app = app
        self.sandboxed = sandboxed
        self.answers = {}

    def visit(self, page):
        """Return the answer that a browser gets."""
        if page not in self.answers:
            self.answers[page] = self.app.test_client().get(page)
        return self.answers[page]

    @functools.cached_property
    def pages(self):
        """What is on each page, and on each that they have a link to."""
        found = [Page(self.visit(page), page) for page in pages(self.app)]
        for _, url in [link for page in found for link in page.links]:
            if url not in self.answers:
                self.answers[url] = send(self.sandboxed, url)
                found += [Page(self.answers[url], url)] if self.answers[url] else []
        return found

    @property
    def forms(self):
        """The forms on all of these pages."""
        return [form for page in self.pages for form in page.forms]


def function_of(app, url, method="GET"):
    """Return the function that answers at a URL, None if there is none but that for files."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(url, method)
    except RequestRedirect as error:
        return function_of(app, urlsplit(error.new_url).path, method)
    except HTTPException:
        return None
    return None if endpoint.endswith("static") else inspect.unwrap(app.view_functions[endpoint])


def send(app, url, method="GET", **values):
    """Return the answer to made-up values, None if there is none in the sandbox.

    AssertionError, and whatever the function raises, if it would fail for other values too.
    """
    answer = None
    if app and function_of(app, url, method):
        with sandbox.entered(), right_for_other_values(), pytest.MonkeyPatch.context() as patch:
            patch.setitem(app.config, "TESTING", True)
            # What a form lacks is told only if it is sent.
            patch.setitem(app.config, "TRAP_BAD_REQUEST_ERRORS", bool(values))
            answer = app.test_client().open(url, method=method, **values)
    if not answer or sandbox.was_left():
        return None
    assert status_of(answer), "HTTP has no such status."
    # The function takes other data than a form has.
    assert answer.status_code != 415, answer.status
    return answer


@contextlib.contextmanager
def right_for_other_values():
    """Let pass the errors that another value of the same type might not cause."""
    try:
        yield
    except (BadRequestKeyError, UnsupportedOperation):
        raise
    except FOR_OTHER_VALUES:
        pass
    except Exception as error:
        said = isinstance(error, UndefinedError) and "object' has no" in str(error)
        raised = is_raised(traceback.extract_tb(error.__traceback__))
        if not (said or raised or sandbox.was_left() or re.search(NOTHING_FOUND, str(error))):
            raise
