"""The forms of a page, and where they are sent."""

import re
from html.parser import HTMLParser


class Forms(HTMLParser):
    """Where the forms of a page are sent by POST."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.sent: list[str] = []
        self.is_sure = True
        self.feed(body)

    def actions(self) -> list[str]:
        """Return the actions of the forms, none if anything else may send them."""
        return self.sent if self.is_sure else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        is_own = tag == "script" and not re.match("https?:|//", given.get("src", ""))
        others = [name for name in given if re.match("on|hx-|formaction", name)]
        if is_own or others or tag in ("base", "textarea"):
            self.is_sure = False
        elif tag == "form" and given.get("method", "").lower() == "post":
            self.sent.append(given.get("action", ""))
            self.is_sure &= not given.get("action", "").startswith("#")
