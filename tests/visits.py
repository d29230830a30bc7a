"""Visits to the pages of an application, as a browser makes them, and with values that nobody chose."""

import contextlib
import functools
import inspect
import re
import traceback
from io import UnsupportedOperation
from urllib.parse import urlsplit

import jinja2
import pytest
import sandbox
from app_pages import Page, pages, status_of
from jinja2.utils import missing
from sandbox import sqlite3
from werkzeug.exceptions import BadRequest, BadRequestKeyError, HTTPException
from werkzeug.routing import RequestRedirect

from workshop.hints.names import closest
from workshop.hints.where import is_raised

# What another value of the same type might not cause.
FOR_OTHER_VALUES = (
    *(ArithmeticError, AssertionError, BadRequest, LookupError, OSError, StopIteration),
    ValueError,
    *([sqlite3.IntegrityError] if sqlite3 else []),
)


class Undefined(jinja2.Undefined):
    """What a template asks for, and is not there: UndefinedError if something nearly so called is."""

    def __str__(self):
        owner, name = self._undefined_obj, self._undefined_name
        if owner is not missing and isinstance(name, str):
            has_keys = isinstance(owner, (dict, *([sqlite3.Row] if sqlite3 else [])))
            known = map(str, owner.keys()) if has_keys else dir(owner)
            # One of several may lack what others have, such as email2.
            close = closest(
                name,
                [each for each in known if not each.startswith("_") and not each[-1:].isdigit()],
            )
            if close and not name[-1].isdigit():
                raise jinja2.UndefinedError(f"There is no '{name}', but '{close}'.")
        return ""


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
        for before, url in [(page.url, url) for page in found for _, url in page.links]:
            if url not in self.answers:
                answer = self.answers[url] = send(self.sandboxed, url, before=before)
                if answer:
                    found.append(Page(answer, url))
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


@contextlib.contextmanager
def request_context(app):
    """Be in a request, without what the learner has done before and after each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "teardown_request_funcs", {})
        patch.setattr(app, "teardown_appcontext_funcs", [])
        with app.test_request_context():
            yield


def send(app, url, method="GET", before=None, **values):
    """Return the answer to a link on the page *before*, or to made-up values; None if there is none.

    AssertionError, and whatever the function raises, if it would fail for other values too.
    """
    answer = None
    if app and function_of(app, url, method):
        passing = right_as_it_is() if before else right_for_other_values()
        with sandbox.entered(), passing, pytest.MonkeyPatch.context() as patch:
            patch.setitem(app.config, "TESTING", True)
            # What a form lacks is told only if it is sent.
            patch.setitem(app.config, "TRAP_BAD_REQUEST_ERRORS", bool(values))
            client = app.test_client()
            if before:
                # It may give a cookie.
                client.get(before)
            answer = client.open(url, method=method, **values)
    if not answer or sandbox.was_left():
        return None
    assert status_of(answer), "HTTP has no such status."
    # The function takes other data than a form has.
    assert answer.status_code != 415, answer.status
    return answer


@contextlib.contextmanager
def right_as_it_is():
    """Let pass the errors that only the sandbox has caused."""
    try:
        yield
    except Exception:
        if not sandbox.was_left():
            raise


@contextlib.contextmanager
def right_for_other_values():
    """Let pass the errors that another value of the same type might not cause."""
    try:
        with right_as_it_is():
            yield
    except (BadRequestKeyError, UnsupportedOperation):
        raise
    except FOR_OTHER_VALUES:
        pass
    except Exception as error:
        # Nothing was found for the value.
        is_none = re.search("NoneType|'None'", str(error))
        is_lost = isinstance(error, jinja2.UndefinedError) and "object' has no" in str(error)
        if not (is_none or is_lost or is_raised(traceback.extract_tb(error.__traceback__))):
            raise
