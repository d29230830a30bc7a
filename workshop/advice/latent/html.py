"""The forms of a page: where they are sent, and what they send."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

FIELDS = {"button", "input", "select", "textarea"}
# What looks like a form inside of these is shown as it is, or not at all.
OF_TEXT = {"iframe", "noscript", "template", "textarea", "title", "xmp"}
# Attributes by which a script sends a form, or adds fields to it.
OF_SCRIPTS = re.compile("on|form|@|(?:data-)?hx-|x-|dirname")


class Form(NamedTuple):
    """A form: how and where it is sent, and the names of its fields."""

    method: str
    action: str
    fields: set[str]


class Forms(HTMLParser):
    """The forms that a page has for certain."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.is_sure = True
        self.is_in_text = False
        self.feed(body)

    def sent(self) -> list[Form]:
        """Return the forms, none if anything else may send them or change them."""
        return self.found if self.is_sure else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        action, field = given.get("action", ""), given.get("name", "")
        is_own = tag == "script" and not re.match("https?:|//", given.get("src", ""))
        others = [name for name in given if OF_SCRIPTS.match(name)]
        if self.is_in_text:
            return
        self.is_in_text = tag in OF_TEXT
        if is_own or others or tag == "base" or action.startswith("#"):
            self.is_sure = False
        elif tag == "form":
            self.found.append(Form(given.get("method", "get").upper(), action, set()))
        elif tag in FIELDS and field and self.found:
            self.found[-1].fields.add(field)

    def handle_endtag(self, tag: str) -> None:
        self.is_in_text &= tag not in OF_TEXT
