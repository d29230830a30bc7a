"""Mistakes in what a page returns."""

import ast

from workshop.advice.mistakes.mistake import Failure, Found, mistake
from workshop.advice.outcome import Stage

INVALID = r"TypeError: (?:.* )?The view function (?:for '.*' )?did not return a valid response"
# What certainly makes a page.
MAKERS = {
    "jsonify",
    "make_response",
    "redirect",
    "render_template",
    "render_template_string",
    "str",
}


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        return request.args.get("name")
    """
)
def none_returned(failure: Failure) -> Found | None:
    """What $function() returns is None. get() returns None if nothing was sent, and so does a function without a return."""
    view = _returned_none(failure)
    return Found({"function": view.name}) if view and _always_returns(view.body) else None


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        if request.method == "POST":
            return "Thank you!"
    """
)
def return_that_is_not_reached(failure: Failure) -> Found | None:
    """$function() ended without reaching a return. Add one at its end, for when no other is reached."""
    view = _returned_none(failure)
    values = _values(view) if view else []
    is_certain = values and all(map(_is_page, values))
    return Found({"function": view.name}) if view and is_certain else None


@mistake(
    """
    @app.route("/")
    def hello_world():
        print("Hello World!")  # <-
    """
)
def print_for_return(failure: Failure) -> Found | None:
    """print() writes to the terminal. The browser shows what $function() returns: return "..." """
    view = _returned_none(failure)
    for node in ast.walk(view) if view and not _values(view) else ():
        match node:
            case ast.Call(func=ast.Name(id="print")) if view:
                return Found({"function": view.name}, node.lineno)
    return None


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        text = "Hello World!"
    """
)
def nothing_returned(failure: Failure) -> Found | None:
    """$function() returns nothing. What it returns is what the browser shows: return "..." """
    view = _returned_none(failure)
    return Found({"function": view.name}) if view and not _values(view) else None


def _returned_none(failure: Failure) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """Return the function of a page if it has returned None."""
    return failure.view if failure.says(f"{INVALID}.*returned None") else None


def _values(view: ast.AST) -> list[ast.expr]:
    """Return what a function returns anywhere."""
    found = [node.value for node in ast.walk(view) if isinstance(node, ast.Return)]
    return [value for value in found if value]


def _always_returns(body: list[ast.stmt]) -> bool:
    """Return whether lines never end without returning a value that is not made by print()."""
    match body[-1]:
        case ast.Return(value=ast.Call(func=ast.Name(id="print"))) | ast.Return(value=None):
            return False
        case ast.Return():
            return True
        case ast.If(body=if_true, orelse=[_, *_] as if_false):
            return _always_returns(if_true) and _always_returns(if_false)
        case ast.With(body=inner):
            return _always_returns(inner)
    return False


def _is_page(value: ast.expr) -> bool:
    """Return whether a value is certainly not None."""
    match value:
        case ast.Constant(value=str()) | ast.JoinedStr() | ast.BinOp():
            return True
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name in MAKERS
    return False


@mistake(
    """
    @app.route("/")
    def hello_world():  # <-
        return 42
    """
)
def number_returned(failure: Failure) -> Found | None:
    """A page must be text: return str(...)"""
    return failure.says(rf"{INVALID}.* it was an? (?:int|float|bool|complex)\.$")


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
