"""The pages of an app, and what they hold."""

import html
import http.client
import io
import re
from urllib.parse import unquote, urljoin, urlsplit

from live_server import HEADERS, PORT

# A field of a form in HTML, with the first option of a list.
FIELD = r"(?i)<(?:input|select|textarea|button)\b[^>]*>(?:\s*<option\b[^>]*>[^<]*)?"
# What leads to another page, or takes a file.
LINK = r"(?i)<(?:a|area|audio|iframe|img|link|script|source|video)\b[^>]*>"


def pages(app):
    """Return the URLs of an app that a browser can ask for without more."""
    rules = app.url_map.iter_rules()
    return [rule.rule for rule in rules if "GET" in rule.methods and not rule.arguments]


def addresses(app):
    """Return the URLs of an app that have no variable part."""
    return [rule.rule for rule in app.url_map.iter_rules() if not rule.arguments]


def home_page(client):
    """Return the text of the home page, None if it changes, as one does that shows the time."""
    # Each visitor is a new one.
    client = client.application.test_client(use_cookies=False)
    as_asked = {"base_url": f"http://localhost:{PORT}/", "headers": HEADERS}
    answers = [client.get("/", **as_asked) for _ in range(10)]
    # JSON is indented in debug mode, which the server may be in and this client is not.
    shown = {answer.data.decode(errors="replace") for answer in answers if not answer.is_json}
    return shown.pop() if len(shown) == 1 else None


def status_of(response):
    """Return the status of a client's answer, 0 if HTTP has no such status."""
    return response.status_code if response.status_code in http.client.responses else 0


def texts(page):
    """Return the texts of a page as a browser shows them: without tags, with single spaces."""
    # These change how a part of a text looks, and do not end it.
    page = re.sub(r"</?(?:a|b|code|em|i|mark|small|span|strong|u)\b[^>]*>", "", page)
    between_tags = [" ".join(text.split()) for text in re.split("<[^>]*>", page)]
    return [html.unescape(text) for text in between_tags if text]


def links(answer, page):
    """Yield each link of a page to this server: as it is written, and its URL."""
    for tag in re.findall(LINK, shown(answer)):
        written = attribute("href", tag) or attribute("src", tag)
        url = urlsplit(urljoin(page, written))
        # A place on the same page needs no other.
        if url.path.startswith("/") and not url.netloc and not written.startswith("#"):
            yield written, unquote(url.path)


def forms(answer, page):
    """Yield for each form that is sent to this server: its URL, query, method and fields."""
    for form, inside in re.findall(r"(?is)(<form\b[^>]*>)(.*?)(?=</form|<form\b|$)", shown(answer)):
        url = urlsplit(urljoin(page, attribute("action", form)))
        if url.path.startswith("/") and not url.netloc:
            is_post = attribute("method", form).lower() == "post"
            takes_files = attribute("enctype", form).lower() == "multipart/form-data"
            tags = [tag for tag in re.findall(FIELD, inside) if is_sent(tag)]
            fields = {attribute("name", tag): value(tag, takes_files) for tag in tags}
            yield unquote(url.path), url.query, "POST" if is_post else "GET", fields


def shown(answer):
    """Return the HTML of an answer without its comments."""
    text = answer.data.decode(errors="replace") if answer.mimetype == "text/html" else ""
    return re.sub("(?s)<!--.*?-->", "", text)


def is_sent(field):
    """Return whether a browser sends a field as it is, which it does not with an unticked box."""
    return attribute("type", field).lower() != "checkbox" or "checked" in field.lower()


def value(field, takes_files):
    """Return what a field of a form sends: its own value, its first option, or else a number."""
    if takes_files and attribute("type", field).lower() == "file":
        return io.BytesIO(b"12"), "12.txt"
    return attribute("value", field) or field.rpartition(">")[2].strip() or "12"


def attribute(name, tag):
    """Return an attribute of a tag of HTML, "" if it has none."""
    found = re.search(rf"""(?i)\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))""", tag)
    return html.unescape(found[1] or found[2] or found[3] or "") if found else ""
