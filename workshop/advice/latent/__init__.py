"""Latent mistakes: those of a program whose pages all work, which show once a form is sent or another URL is opened."""

import itertools
from collections.abc import Mapping
from typing import Any

from workshop.advice.latent import expressions
from workshop.advice.latent.forms import SentForms
from workshop.advice.latent.routes import Parts, Routes
from workshop.advice.record import Record
from workshop.advice.text import PROGRAM, parsed, read


def first_mistake(app: Any, record: Record, bodies: Mapping[str, str]) -> Parts:
    """Return what an outcome says of the first such mistake in a program, nothing without one.

    Where it isn't certain that its line fails, or that its page is missed, there is no mistake. The
    *bodies* are those of the pages that were visited, by their URLs.
    """
    routes = Routes(app, record, parsed(read(record.folder / PROGRAM)))
    forms = SentForms(app, routes, bodies)
    handlers = [each for kinds in app.error_handler_spec.values() for each in kinds.get(None, ())]
    found = itertools.chain(
        routes.pages(),
        routes.views(forms.posted()),
        forms.refused(),
        forms.fields(),
        # A handler of exceptions may answer.
        () if handlers else expressions.failures(app, record),
    )
    return min(found, key=lambda each: (each["file"] != PROGRAM, each["line"]), default={})
