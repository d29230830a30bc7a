"""Mistakes in pages: their routes, and what they return."""

from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.outcome import Stage

INVALID = r"TypeError: (?:.* )?The view function (?:for '.*' )?did not return a valid response"


@mistake(
    """
    def pages():
        @app.route("/")  # <-
        def hello_world():
            return "Hello World!"
    """
)
def route_that_is_not_reached(failure: Failure) -> Found | None:
    """Python never comes to this route, because it's inside something else. Move it, and its function, to the left edge."""
    route = failure.program_has(r"^[ \t]+@\w+\.(?:route|get)\( *[\"']/[\"']")
    return route if _no_home(failure, "404") else None


@mistake(
    """
    from flask import Blueprint

    pages = Blueprint("pages", __name__)  # <-


    @pages.route("/")
    def hello_world():
        return "Hello World!"
    """
)
def blueprint_that_is_not_registered(failure: Failure) -> Found | None:
    """The app doesn't have the pages of this blueprint yet. Below its routes, write: $app.register_blueprint($name)"""
    found = failure.program_has(r"^(?P<name>\w+) *= *(?:flask\.)?Blueprint\(")
    if not found or not _no_home(failure, "404"):
        return None
    return None if failure.program_has(r"register_blueprint\(") else found


@mistake(
    """
    @app.route("/", methods=["POST"])  # <-
    def hello_world():
        return "Hello " + request.form["name"]
    """
)
def home_page_that_is_only_sent_to(failure: Failure) -> Found | None:
    """This route only accepts POST, which a form sends. Opening a page sends GET, so / needs a function for GET that returns the form."""
    route = failure.program_has(r"^@\w+\.(?:post\( *[\"']/[\"']|route\( *[\"']/[\"'].*POST)")
    return route if _no_home(failure, "405") else None


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        return "Hello", "World!", "Welcome", "here"
    """
)
def several_texts_returned(failure: Failure) -> Found | None:
    """A comma after return makes several values, and a page is one text. Join them with +"""
    return failure.says(rf"{INVALID} tuple|HTTP has no such status")


@mistake(
    """
    @app.route("/")
    def hello_world():
        return "Hello World!", 404
    """
)
def status_that_the_page_sends(failure: Failure) -> Found | None:
    """$function() itself answers with this number. Return the text alone."""
    outcome = failure.outcome
    view = failure.view if outcome.stage == Stage.PAGES and outcome.function else None
    return Found({"function": view.name}) if view and "405" not in outcome.message else None


def _no_home(failure: Failure, status: str) -> bool:
    """Return whether a browser gets this status instead of a page at /."""
    outcome = failure.outcome
    return outcome.stage == Stage.PAGES and not outcome.function and status in outcome.message
