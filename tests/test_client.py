"""What a client of server.py gets."""

import inspect
import re
from urllib.parse import parse_qs

import jinja2
import pytest
from app_pages import addresses, pages, status_of
from source import fail_where, files, is_own, program, sources
from visits import Undefined, Visitor, function_of, send

from workshop.hints.names import closest
from workshop.paths import PROGRAM

# A field of a form that has no name.
NAMELESS = r"<(?:textarea|select|input(?![^>]*\btype=[\"']?(?:submit|button|reset|image)))\b(?![^>]*\bname\b)"


@pytest.fixture(scope="module")
def app(new_app):
    """Another application: what these visits change in it is forgotten."""
    app = new_app()
    if app.jinja_env.undefined is jinja2.Undefined:
        app.jinja_env.undefined = Undefined
    return app


@pytest.fixture(scope="module")
def visitor(app, sandboxed):
    """Somebody who visits its pages."""
    return Visitor(app, sandboxed)


def test_no_page_fails(app, visitor):
    for page in pages(app):
        status = status_of(visitor.visit(page))
        assert status != 500
        assert status != 0


def test_pages_with_a_variable_do_not_fail(app, sandboxed):
    for rule in app.url_map.iter_rules():
        if rule.arguments:
            # A number, or a text of more than one letter.
            send(sandboxed, re.sub("<.*?>", "1", re.sub(r"<\w+>", "12", rule.rule)))


def test_links_are_found(app, client, visitor):
    # A link to nowhere may be there to show one's own page for that.
    if any(app.error_handler_spec[None].get(code) for code in (404, None)):
        return
    for written, url in [link for page in visitor.pages for link in page.links]:
        function, answer = function_of(app, url), visitor.answers.get(url)
        # A page that asks for what no link sends, and does not refuse on purpose.
        is_refused = answer and answer.status_code == 400 and "?" not in written
        if is_refused and is_own(function):
            is_refused = "400" not in inspect.getsource(function)
        if is_refused or not function:
            status = client.get(url).status
            if status.startswith(("400", "404", "405")):
                fail_where(in_quotes(written), status, *files())


def test_links_go_on_from_the_right_page(app, sandboxed, visitor):
    for page, (written, url) in [(each, link) for each in visitor.pages for link in each.links]:
        if written[0].isalpha() and function_of(app, f"/{written}") and function_of(app, url):
            answer = send(sandboxed, url, before=page.url)
            if answer and answer.status_code == 404:
                fail_where(in_quotes(written), f"{written} stands for {url}.", *files())


def test_pages_show_no_tags(visitor):
    # Whoever writes this wants it so.
    if re.search(r"&lt;|\bescape\b", sources()):
        return
    for page in visitor.pages:
        for tag in re.findall(r"&lt;(\w+)[^&]*&gt;", page.text):
            if f"<{tag}" in program():
                fail_where(rf"<{tag}\b", f"A page shows <{tag}> as a text.", PROGRAM)


def test_tags_have_their_urls(visitor):
    for tag, wrong, right in [each for page in visitor.pages for each in page.misnamed]:
        fail_where(rf"<{tag}\b[^>]*\b{wrong}\b", f"<{tag}> needs {right}.", *files())


def test_forms_can_be_sent(app, client, visitor):
    urls = app.url_map.bind("localhost")
    sent_to = {form.path for form in visitor.forms}
    for form in visitor.forms:
        # This sends nothing, and is answered by what the form is sent to.
        client.options(form.path)
        # Flask leads to a URL that ends with a slash.
        allowed = urls.allowed_methods(form.path) or urls.allowed_methods(f"{form.path}/")
        take_it = {url for url in addresses(app) if form.method in urls.allowed_methods(url)}
        if form.method == "POST" and "POST" not in allowed and len(take_it - sent_to) == 1:
            said = f"{form.path} takes no POST, but {min(take_it - sent_to)}."
            fail_where(r"(?i)<form\b[^>]*\bpost\b", said, *files())
        assert form.method in sorted(allowed)


def test_forms_are_read_as_they_are_sent(app, client, visitor):
    for form in visitor.forms:
        function = function_of(app, form.path, form.method)
        if is_own(function):
            # This only says to the hints which function it is.
            client.options(form.path)
            source = inspect.getsource(function)
            right, wrong = ("form", "args") if form.method == "POST" else ("args", "form")
            taken = re.findall(rf"request\.{wrong}(?:\[|\.get\() *[\"'](\w+)", source)
            misread = form.fields.keys() & {*taken} - parse_qs(form.query).keys()
            is_right = re.search(rf"request\.(?:{right}|values)\b", source)
            assert is_right or not misread, f"{misread.pop()} is sent by {form.method}."


def test_filled_forms_do_not_fail(sandboxed, visitor):
    for form in visitor.forms:
        if form.method == "POST":
            send(sandboxed, form.path, "POST", query_string=form.query, data=form.fields)
        else:
            send(sandboxed, form.path, query_string=form.fields)


def test_fields_have_the_names_that_are_read(app, visitor):
    # By function and method, as each may have several forms.
    sent = {}
    for form in visitor.forms:
        function = function_of(app, form.path, form.method)
        if is_own(function):
            sent.setdefault((function, form.method), []).append(form)
    for (function, method), forms in sent.items():
        kind = "form" if method == "POST" else "args"
        reading = rf"request\.(?:{kind}|values)(?:\[|\.get\() *[\"'](\w+)[\"'] *[],)]"
        read = {*re.findall(reading, inspect.getsource(function))}
        names = {name for form in forms for name in form.fields}
        lost = read - names
        if len(lost) == 1 and sum(form.nameless for form in forms) == 1:
            fail_where(NAMELESS, f"No field is called {min(lost)}.", *files())
        for name in lost:
            close = closest(name, names - read)
            if close:
                fail_where(
                    rf"[\[(] *[\"']{name}[\"']", f"{name} is not sent, but {close}.", PROGRAM
                )


def test_home_page_is_found(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_other_addresses_do_not_fail(client):
    assert client.get("/no/such/page").status_code != 500


def in_quotes(written):
    """Return the pattern of a URL as it is written."""
    return rf"[\"'=]{re.escape(written)}[\"'\s>]"
