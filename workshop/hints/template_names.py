"""What is known of the names in templates: what a learner may mean by one that is not there."""

import builtins
import importlib
import re
from pathlib import Path

from workshop.hints import names

# The name of a file that has no quotes.
BARE = r"\b(?:extends|include|import) +({}\.\w+)"
# The tags of Jinja that a page may need, and what it has for those of Django.
TAGS = ["block", "elif", "else", "extends", "for", "if", "include", "macro", "set"]
OF_DJANGO = {
    "csrf_token": "Leave it out: it is one of Django's.",
    "load": "Leave it out: it is one of Django's.",
    "static": "It is one of Django's, in place of which Flask has: {{ url_for('static', filename='...') }}",
    "url": "It is one of Django's, in place of which Flask has: {{ url_for('...') }}, with the name of a function",
}


def unknown_in_template(program: str, name: str) -> str:
    """Return a sentence about a name that a template uses, and was not given."""
    for template in Path().glob("templates/**/*.html"):
        bare = re.search(BARE.format(name), template.read_text("utf-8", "replace"))
        if bare:
            return f"The name of a file stands in quotes: '{bare[1]}'"
    if name == "len":
        return "A template has no len(). The length of a list is {{ list|length }}"
    if hasattr(builtins, name):
        return f"A template has no {name}(): use it in server.py, and give the template the result."
    return f"The template uses {name}, which it was not given: render_template(..., {name}=...)"


def unknown_tag(program: str, name: str) -> str:
    """Return a sentence about a tag that templates do not have."""
    close = names.closest(name, TAGS)
    if close:
        return f"Do you mean {{% {close} %}}?"
    return OF_DJANGO.get(name, f"A value stands in two braces: {{{{ {name} }}}}")


def close_filter(program: str, name: str) -> str | None:
    """Return the filter of templates that *name* is a misspelling or a longer form of, if any is."""
    filters = importlib.import_module("jinja2.filters").FILTERS
    within = [each for each in filters if len(each) > 3 and each in name]
    return names.closest(name, filters) or next(iter(within), None)
