"""Mistakes in what a page expects its visitor to send."""

from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.outcome import Stage


@mistake(
    """
    @app.route("/")
    def hello_world():
        return request.args["name"]  # <-
    """
)
def key_that_the_browser_does_not_send(failure: Failure) -> Found | None:
    """When this page is opened, no $name is sent. Say what to take then: request.$kind.get("$name", "...")"""
    outcome = failure.outcome
    is_home = outcome.stage == Stage.PAGES and "400" in outcome.message
    if not is_home and not failure.says("BadRequestKeyError"):
        return None
    pattern = r"request\.(?P<kind>args|form|values|files)\[ *[\"'](?P<name>\w+)[\"'] *\]"
    return failure.program_has(pattern) if is_home else failure.line_has(pattern)


@mistake(
    """
    @app.route("/")
    def hello_world():
        return f"Hello {session['name']}!"  # <-
    """
)
def session_that_is_still_empty(failure: Failure) -> Found | None:
    """The session has no $name until a page puts it there. Say what to take then: session.get("$name", "...")"""
    return failure.line_has(r"\bsession\[") and failure.says("KeyError: '(?P<name>.+)'")


@mistake(
    """
    @app.route("/")
    def hello_world():
        session["name"] = "Ann"  # <-
        return "Hello World!"
    """
)
def session_without_a_key(failure: Failure) -> Found | None:
    """A session needs a secret key. Below $app = Flask(__name__), write: $app.secret_key = "..." """
    return failure.says("RuntimeError: The session is unavailable because no secret key")


@mistake(
    """
    @app.route("/")
    def hello_world():
        return "Hello " + request.args.get("name")  # <-
    """
)
def default_that_is_missing(failure: Failure) -> Found | None:
    """When this page is opened, no $name is sent, and get returns None. Say what to take then: .get("$name", "...")"""
    return failure.says("(?:Attribute|Type)Error: .*None") and failure.line_has(
        r"\b(?:args|form|values|cookies|session)\.get\( *[\"'](?P<name>\w+)[\"'] *\)"
    )
