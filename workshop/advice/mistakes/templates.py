"""Mistakes inside a template."""

import builtins
import difflib

from workshop.advice.mistakes.mistake import Failure, Found, mistake

EXAMPLE = """
    @app.route("/")
    def hello_world():
        return render_template("home.html")
"""
# What templates of Django have.
OF_DJANGO = {"csrf_token", "load", "static", "url"}
TAGS = [
    "block",
    "elif",
    "else",
    "extends",
    "filter",
    "for",
    "from",
    "if",
    "import",
    "include",
    "macro",
    "set",
    "with",
]


@mistake(EXAMPLE, {"templates/home.html": "{% extends base.html %}  {# <- #}"})
def name_of_a_template_without_quotes(failure: Failure) -> Found | None:
    """The name of a file needs quotes: "$name" """
    return failure.says("UndefinedError") and failure.line_has(
        r"\b(?:extends|include|import) +(?P<name>\w+\.\w+)"
    )


@mistake(EXAMPLE, {"templates/home.html": "{{ len(names) }}  {# <- #}"})
def function_of_python_in_a_template(failure: Failure) -> Found | None:
    """A template doesn't have $name(). Use it in server.py, and pass the result: render_template("...", result=...)"""
    found = failure.says(r"UndefinedError: '(?P<name>\w+)' is undefined")
    return found if found and hasattr(builtins, found.names["name"]) else None


@mistake(EXAMPLE, {"templates/home.html": "Hello {{ user.name }}!  {# <- #}"})
def value_that_is_not_passed(failure: Failure) -> Found | None:
    """The template isn't given anything called $name: render_template("...", $name=...)"""
    return failure.says(r"UndefinedError: '(?P<name>\w+)' is undefined")


@mistake(EXAMPLE, {"templates/home.html": "{% if 1 %}Hello World!  {# <- #}"})
def block_that_is_not_closed(failure: Failure) -> Found | None:
    """A {% $tag %} isn't closed. Where it should end, write {% end$tag %}"""
    return failure.says(
        r"TemplateSyntaxError: (?:Unexpected end of template|.*unknown tag 'end\w+').*"
        r"needs to be closed is '(?P<tag>\w+)'"
    )


@mistake(EXAMPLE, {"templates/home.html": "{% endif %}  {# <- #}"})
def end_without_a_start(failure: Failure) -> Found | None:
    """This {% $tag %} ends nothing. Remove it, or write what it should end above it."""
    return failure.says(r"TemplateSyntaxError: Encountered unknown tag '(?P<tag>end\w+)'\.$")


@mistake(EXAMPLE, {"templates/home.html": "{% extend 'base.html' %}  {# <- #}"})
def misspelt_tag(failure: Failure) -> Found | None:
    """There is no {% $tag %}. Did you mean {% $close %}?"""
    tag = _unknown_tag(failure)
    close = difflib.get_close_matches(tag, TAGS, 1, 0.75)
    return Found({"tag": tag, "close": close[0]}) if close else None


@mistake(EXAMPLE, {"templates/home.html": "<a href=\"{% url 'home' %}\">Home</a>  {# <- #}"})
def tag_of_django(failure: Failure) -> Found | None:
    """{% $tag %} is from Django, and Flask doesn't have it. For a link, write {{ url_for("...") }}"""
    tag = _unknown_tag(failure)
    return Found({"tag": tag}) if tag in OF_DJANGO else None


@mistake(EXAMPLE, {"templates/home.html": "Hello {% name %}!  {# <- #}"})
def value_in_a_tag(failure: Failure) -> Found | None:
    """To show a value, use two braces: {{ $name }}"""
    name = _unknown_tag(failure)
    return failure.line_has(r"\{% *(?P<name>" + (name or "$.") + r") *%\}")


def _unknown_tag(failure: Failure) -> str:
    found = failure.says(r"TemplateSyntaxError: Encountered unknown tag '(?P<tag>(?!end)\w+)'")
    return found.names["tag"] if found else ""


@mistake(EXAMPLE, {"templates/home.html": "Hello {{ name }!  {# <- #}"})
def brace_that_is_missing(failure: Failure) -> Found | None:
    """Close {{ with }}, and {% with %}"""
    return failure.says(
        "TemplateSyntaxError: (?:unexpected '}'|unexpected char '}'|unexpected end of template, expected 'end of)"
    )


@mistake(EXAMPLE, {"templates/home.html": "{% if name = 'Ann' %}Hello!{% endif %}  {# <- #}"})
def one_equals_sign(failure: Failure) -> Found | None:
    """To compare, use =="""
    return failure.says(
        "TemplateSyntaxError: expected token 'end of statement block', got '='"
    ) and failure.line_has(r"\{%-? *(?:el)?if\b")


@mistake(EXAMPLE, {"templates/home.html": "{% if a %}{% else if b %}{% endif %}  {# <- #}"})
def else_if(failure: Failure) -> Found | None:
    """In a template, else if is one word: {% elif ... %}"""
    return failure.says("TemplateSyntaxError: .*got 'if'") and failure.line_has("else if")


@mistake(EXAMPLE, {"templates/home.html": "<a href=\"{{ url_for('hello') }}\">Hello</a>  {# <- #}"})
def url_of_no_function(failure: Failure) -> Found | None:
    """url_for takes the name of a function that has a route, and there is no $name."""
    return failure.says(
        r"BuildError: Could not build url for endpoint '(?P<name>[^']+)'(?!.*Did you forget)"
    )


@mistake(
    """
    @app.route("/hello/<name>")
    def hello(name):
        return f"Hello {name}!"


    @app.route("/")
    def hello_world():
        return url_for("hello")  # <-
    """
)
def url_without_its_variable(failure: Failure) -> Found | None:
    """The URL of $function has <$name>, and needs its value: url_for("$function", $name=...)"""
    return failure.says(
        r"BuildError: Could not build url for endpoint '(?P<function>[^']+)'"
        r".*Did you forget .*values \['(?P<name>\w+)'"
    )
