"""The pages of an app, and what they hold."""

import html
import http.client
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit

from live_server import HEADERS, PORT


def pages(app):
    """Return the URLs of an app that a browser can ask for without more."""
    rules = app.url_map.iter_rules()
    return [rule.rule for rule in rules if "GET" in rule.methods and not rule.arguments]


def rules(app):
    """Return the URLs of the routing rules of an app, with their variables."""
    return [rule.rule for rule in app.url_map.iter_rules()]


def addresses(app):
    """Return a URL for each routing rule that takes a text or a number, or has no variable."""
    urls = [re.sub("<.*?>", "1", rule) for rule in rules(app)]
    known = app.url_map.bind("localhost")
    return [quote(url) for url in urls if known.allowed_methods(url)]


def home_pages(app):
    """Return what the home page shows to each of ten visitors."""
    client = app.test_client(use_cookies=False)
    asked = {"base_url": f"http://localhost:{PORT}/", "headers": HEADERS}
    answers = [client.get("/", **asked) for _ in range(10)]
    # JSON is indented in debug mode, which the server may be in and this client is not.
    return [answer.data.decode(errors="replace") for answer in answers if not answer.is_json]


def status_of(response):
    """Return the status of a client's answer, 0 if HTTP has no such status."""
    return response.status_code if response.status_code in http.client.responses else 0


def texts(page):
    """Return the texts of a page as a browser shows them: without tags, with single spaces."""
    # These change how a part of a text looks, and do not end it.
    page = re.sub(r"</?(?:a|b|code|em|i|mark|small|span|strong|u)\b[^>]*>", "", page)
    between_tags = [" ".join(text.split()) for text in re.split("<[^>]*>", page)]
    return [html.unescape(text) for text in between_tags if text]


# The name under which a tag has a URL, and that of others.
URL_OF = {
    **dict.fromkeys(["a", "link"], ("href", "src")),
    **dict.fromkeys(["img", "script"], ("src", "href")),
}


@dataclass
class Form:
    """What a form sends if nobody fills it: to which path, by which method, with which fields.

    Of fields without a name, which are not sent, it has the number.
    """

    path: str
    query: str
    method: str
    fields: dict[str, str]
    nameless: int = 0


class Page(HTMLParser):
    """The links and forms of a page that lead to its own server; a link also as it is written."""

    def __init__(self, answer, url):
        super().__init__()
        self.url = url
        self.links = []
        self.forms = []
        # Tags with a URL under the wrong name: the tag, that name and the right one.
        self.misnamed = []
        # The form whose fields follow, and the list whose options follow.
        self.form = self.list = None
        is_html = answer.mimetype == "text/html"
        self.text = answer.data.decode(errors="replace") if is_html else ""
        self.feed(self.text)

    def handle_starttag(self, tag, attributes):
        """Note a link, a form or a field."""
        given = {name: value or "" for name, value in attributes}
        written = given.get("href") or given.get("src")
        right, wrong = URL_OF.get(tag, ("", ""))
        if wrong in given and right not in given:
            self.misnamed.append((tag, wrong, right))
        if written and not written.startswith("#"):
            path, _ = self.place(written)
            if path:
                self.links.append((written, path))
        elif tag == "form":
            path, query = self.place(given.get("action", ""))
            is_post = given.get("method", "").lower() == "post"
            self.form = Form(path, query, "POST" if is_post else "GET", {})
            # Scripts and files are nothing that a number stands for.
            is_plain = "onsubmit" not in given and "multipart" not in given.get("enctype", "")
            if path and is_plain:
                self.forms.append(self.form)
        elif self.form and tag in ("input", "textarea", "button", "select"):
            kind = given.get("type", "").lower()
            # Browsers do not send a box that is not ticked.
            if "name" in given and (kind != "checkbox" or given.keys() & {"checked", "required"}):
                self.form.fields[given["name"]] = given.get("value") or "12"
            # Others are there for a script, or to be pressed.
            is_filled = tag != "button" and kind in ("", "email", "number", "password", "text")
            is_for_a_script = any(name.startswith("on") for name in given)
            self.form.nameless += is_filled and "name" not in given and not is_for_a_script
            self.list = given.get("name") if tag == "select" else None
        elif tag == "option" and self.list:
            self.form.fields[self.list] = given.get("value") or "12"
            self.list = None

    def handle_endtag(self, tag):
        """Note the end of a form."""
        if tag == "form":
            self.form = None

    def place(self, written):
        """Return the path and the query of a URL as it is written; none on another server."""
        url = urlsplit(urljoin(self.url, written))
        if url.netloc or not url.path.startswith("/"):
            return "", ""
        return unquote(url.path), url.query
