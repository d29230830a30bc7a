"""Mistakes in the routes of pages."""

from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.outcome import Stage


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
    return failure.says(r"TypeError: .*valid response tuple")


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        return "Hello World!", 42
    """
)
def status_that_http_does_not_have(failure: Failure) -> Found | None:
    """A number after the page is its status, such as 200 or 404. Remove it if you don't need one."""
    return failure.says("HTTP has no such status")


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        return "Hello World!", 404
    """
)
def number_that_the_page_sends(failure: Failure) -> Found | None:
    """$function() answers with this number itself. Does its return have a number, does it call abort(), or is a file missing that it sends?"""
    is_answered = failure.outcome.stage == Stage.PAGES and "405" not in failure.outcome.message
    view = failure.source.function(failure.outcome.function or "?") if is_answered else None
    return Found({"function": view.name}, view.lineno) if view else None


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        return "<form method=post action=/send><input name=text></form>"
    """
)
def form_that_no_function_gets(failure: Failure) -> Found | None:
    """No function has the route $url. Add one that accepts what the form sends, or change the action of the form."""
    return failure.says(r".*\bform\b.* is sent to (?P<url>[^\s,]+).* 404 Not Found\.")


@mistake(
    """
    @app.route("/")
    def hello_world():
        return "<form action=/send><input name=text></form>"


    @app.post("/send")
    def send():  # <-
        return request.form["text"]
    """
)
def form_that_is_not_posted(failure: Failure) -> Found | None:
    """This function only accepts POST. In the form, write method="post"."""
    return failure.says(r"The form of .* by GET: .* 405")


@mistake(
    """
    @app.route("/", methods=["GET", "POST"])
    def hello_world():
        if request.method == "POST":
            return request.form["text"]  # <-
        return "<form method=post><input id=text></form>"
    """
)
def field_that_the_form_lacks(failure: Failure) -> Found | None:
    """So your browser shows 400 Bad Request. In the form, give the field name="$name", or look up a name that is there."""
    return failure.says(r"The form of \S+ has no field called (?P<name>\S+?)[,.]")


def _no_home(failure: Failure, status: str) -> bool:
    """Return whether a browser gets this status instead of a page at /."""
    outcome = failure.outcome
    return outcome.stage == Stage.PAGES and not outcome.function and status in outcome.message
