"""Mistakes in a program that Python cannot read."""

import re

from workshop.advice.mistakes.mistake import Failure, Found, mistake


@mistake(
    """
    @app.route("/")
    def hello_world():
        return "Gr\udcfc\udcdfe"  # <-
    """
)
def file_is_not_utf_8(failure: Failure) -> Found | None:
    """This file isn't saved as UTF-8. Choose that encoding in your editor, and save the file again."""
    return failure.says(r"(?:Syntax|Value)Error: .*(?:'utf-8' codec|Non-UTF-8|null bytes)")


@mistake(
    """
    <<<<<<< HEAD  # <-
    name = "Ann"
    =======
    name = "Bob"
    >>>>>>> main
    """
)
def merge_conflict(failure: Failure) -> Found | None:
    """Git has marked two versions of the same lines. Keep one of them, and delete these marks."""
    marks = failure.program_has(r"^<<<<<<< [\s\S]*^=======\s*$[\s\S]*^>>>>>>> ")
    return marks and failure.says("(?:Syntax|Indentation)Error") and marks


@mistake(
    """
    print "Starting"  # <-
    print "Started"
    """
)
def python_2(failure: Failure) -> Found | None:
    """This is Python 2. In Python 3, print needs parentheses on each line: print(...)"""
    return failure.says("SyntaxError: Missing parentheses in call to 'print'")


@mistake(
    """
    @app.route("/hello")  # <-

    @app.route("/")
    name = "Ann"
    """
)
def route_without_function(failure: Failure) -> Found | None:
    """A route needs its function right below it."""
    if not failure.says("(?:Syntax|Indentation)Error: (?:invalid syntax|unexpected indent)"):
        return None
    lines = failure.program.splitlines()
    number = failure.outcome.line
    if number > len(lines) or re.match(r"\s*(?:async|class|def)\b", lines[number - 1]):
        return None
    # Python names the line that is there in place of the function.
    while number > 1 and re.match(r"\s*(?:@.*|#.*)?$", lines[number - 2]):
        number -= 1
    routes = [
        each for each in range(number, failure.outcome.line + 1) if _is_route(lines[each - 1])
    ]
    return Found(line=routes[0]) if routes else None


def _is_route(line: str) -> bool:
    return bool(re.match(r"\s*@\w+\.\w+\(.*\)\s*(?:#.*)?$", line))


@mistake(
    """
    <h1>Hello World!</h1>  # <-
    """
)
def html_outside_quotes(failure: Failure) -> Found | None:
    """HTML is text to Python. Put it in quotes, or in a file in the folder templates."""
    return failure.says("SyntaxError: invalid") and failure.line_has(
        r"^\s*(?:return\s+)?<[/!]?[a-zA-Z][^=<]*(?:=\s*[\"'][^<]*)?>"
    )


@mistake(
    """
    def double(number):
        result = number * 2
    \treturn result  # <-
    """
)
def tabs_and_spaces(failure: Failure) -> Found | None:
    """Tabs and spaces are mixed. Indent every line with spaces, four for each level."""
    return failure.says("TabError") or (
        failure.says("IndentationError: unindent") and failure.program_has(r"^ *\t") and Found()
    )


@mistake(
    """
    def double(number):
        result = number * 2
      return result  # <-
    """
)
def unindented_to_no_level(failure: Failure) -> Found | None:
    """No line above starts in this column. Line this one up with the lines that it belongs to."""
    return failure.says("IndentationError: unindent")


@mistake(
    """
    @app.route("/")
    def hello_world():
        name = "Ann"
          return name  # <-
    """
)
def indented_too_far(failure: Failure) -> Found | None:
    """This line is indented further than the one above it. Line the two up, or add what is missing between them."""
    return failure.says("IndentationError: unexpected indent")


@mistake(
    """
    @app.route("/")
    def hello_world():
    return "Hello World!"  # <-
    """
)
def nothing_indented(failure: Failure) -> Found | None:
    """The lines that belong to line $line go below it, indented by four spaces. If there are none yet, write pass there."""
    return failure.says(r"IndentationError: expected an indented block .*on line (?P<line>\d+)")


@mistake(
    """
    Greet everybody.
    \"\"\"  # <-
    """
)
def three_quotes_alone(failure: Failure) -> Found | None:
    """A text in three quotes needs them at both ends. Here or further up, one of the two is missing."""
    return failure.says("SyntaxError: unterminated triple-quoted")


@mistake(
    """
    folder = "C:\\Users\\Ann"  # <-
    """
)
def backslash_in_text(failure: Failure) -> Found | None:
    r"""A backslash in a text starts a special character. Write / in a path instead."""
    return failure.says(r"SyntaxError: \(unicode error\) 'unicodeescape'")


@mistake(
    """
    birthday = 07  # <-
    """
)
def number_that_starts_with_0(failure: Failure) -> Found | None:
    """A number can't start with 0. Remove the 0, or put quotes around all of it to make it a text."""
    return failure.says("SyntaxError: leading zeros")
