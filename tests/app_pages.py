"""The pages of an app, and what they hold."""

import html
import http.client
import re
from urllib.parse import unquote, urljoin, urlsplit

from live_server import PORT

# A field of a form in HTML, with the first option of a list.
FIELD = r"(?i)<(?:input|select|textarea|button)\b[^>]*>(?:\s*<option\b[^>]*>[^<]*)?"


def pages(app):
    """Return the URLs of an app that a browser can ask for without more."""
    rules = app.url_map.iter_rules()
    return [rule.rule for rule in rules if "GET" in rule.methods and not rule.arguments]


def addresses(app):
    """Return the URLs of an app that have no variable part."""
    return [rule.rule for rule in app.url_map.iter_rules() if not rule.arguments]


def home_page(client):
    """Return the text of the home page, None if it changes, as one does that shows the time."""
    answers = [client.get("/", base_url=f"http://localhost:{PORT}/") for _ in range(10)]
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


def forms(answer, page):
    """Yield for each form that is sent to this server: its URL, query, method and fields."""
    text = re.sub("(?s)<!--.*?-->", "", answer.data.decode(errors="replace"))
    for form, inside in re.findall(r"(?is)(<form\b[^>]*>)(.*?)(?=</form|<form\b|$)", text):
        url = urlsplit(urljoin(page, attribute("action", form)))
        if url.path.startswith("/") and not url.netloc:
            is_post = attribute("method", form).lower() == "post"
            tags = re.findall(FIELD, inside)
            fields = {attribute("name", tag): value(tag) for tag in tags}
            yield unquote(url.path), url.query, "POST" if is_post else "GET", fields


def value(field):
    """Return what a field of a form sends: its own value, its first option, or else a number."""
    return attribute("value", field) or field.rpartition(">")[2].strip() or "1"


def attribute(name, tag):
    """Return an attribute of a tag of HTML, "" if it has none."""
    found = re.search(rf"""(?i)\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))""", tag)
    return (found[1] or found[2] or found[3] or "") if found else ""
