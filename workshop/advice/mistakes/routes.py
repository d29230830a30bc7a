"""Mistakes in routes, and in the functions below them."""

from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.outcome import Stage


@mistake(
    """
    from flask import Flask

    app = Flask(__name__)

    if __name__ == "__main__":
        app.run()  # <-


    @app.route("/")
    def hello_world():
        return "Hello World!"
    """,
    whole=True,
)
def start_above_the_routes(failure: Failure) -> Found | None:
    """$app.run() starts the server before Python reads the routes below it. Move it to the end of the file."""
    run, route = failure.outcome.run, failure.program_has(r"^@\w+\.(?:route|get)\( *[\"']/[\"']")
    if not (run and route and _no_home(failure)):
        return None
    return Found(line=run.line) if run.line < route.line else None


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
    return route if _no_home(failure) else None


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
    """The app doesn't know the pages of this blueprint yet. Below its routes, write: $app.register_blueprint($name)"""
    found = failure.program_has(r"^(?P<name>\w+) *= *(?:flask\.)?Blueprint\(")
    if not found or not _no_home(failure):
        return None
    return None if failure.program_has(r"register_blueprint\(") else found


@mistake(
    """
    def hello_world():
        return "Hello World!"
    """
)
def no_route(failure: Failure) -> Found | None:
    """No function has a route. Right above the function of the home page, write: @$app.route("/")"""
    return Found() if _no_home(failure) and not failure.outcome.routes else None


@mistake(
    """
    @app.route("/hello")
    def hello_world():
        return "Hello World!"
    """
)
def no_home_page(failure: Failure) -> Found | None:
    """No route is for the home page. Right above its function, write: @$app.route("/")"""
    return Found() if _no_home(failure) and "/" not in failure.outcome.routes else None


def _no_home(failure: Failure) -> bool:
    """Return whether the app has no page at /."""
    outcome = failure.outcome
    return outcome.stage == Stage.PAGES and not outcome.function and "404" in outcome.message


@mistake(
    """
    @app.route("/", methods=["POST"])  # <-
    def hello_world():
        return "Hello World!"
    """
)
def home_page_without_get(failure: Failure) -> Found | None:
    """A browser opens a page with GET. Add it to the methods: methods=["GET", "POST"]"""
    rule = r"^@\w+\.(?:route|post)\( *[\"']/[\"']"
    is_refused = failure.outcome.stage == Stage.PAGES and "405" in failure.outcome.message
    return (failure.program_has(rule) or Found()) if is_refused else None


@mistake(
    """
    class Pages:
        @app.route("/")
        def hello_world(self):  # <-
            return "Hello World!"
    """
)
def route_in_a_class(failure: Failure) -> Found | None:
    """A function with a route can't be in a class. Move it out, to the left edge, and remove self."""
    return failure.says(r"TypeError: [\w.]+\(\) missing .* argument.*: 'self'")
