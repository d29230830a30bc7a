"""What is wrong in a template, or where one is rendered."""

from workshop.hints import files, template_names
from workshop.hints.lesson import DEF, LESSON, RENDER, RETURN, ROUTE
from workshop.hints.mistake import Mistake

IN_FOLDER = 'from flask import Flask\n\napp = Flask(__name__, template_folder=".")\n'
# What Jinja says of what it cannot read.
NOT_CLOSED = r"(?:Unexpected end|.*unknown tag '(?:end\w+|el\w+)').*needs to be closed is '(\w+)'"
TWO_WORDS = r".*unknown tag 'end'.*needs to be closed is '(\w+)'"
ONE_BRACE = r"unexpected '}'|unexpected end of template, expected 'end of print"
ONE_EQUALS_SIGN = "expected token 'end of statement block', got '='"
ELSE_IF = "expected token 'end of statement block', got 'if'"
UNKNOWN_TAG = r"Encountered unknown tag '(?!end)(\w+)'"
TWO_VALUES = r"expected token 'end of print statement', got '(.+)'"

MISTAKES = [
    Mistake(
        r"TemplateAssertionError: No filter named '(\w+)'",
        "A template has no filter {0}. Do you mean {value}?",
        {
            (
                RETURN,
                f"{RENDER}render_template_string('{{{{ \"a\" | uppercase }}}}')\n",
            ): 9
        },
        about=template_names.close_filter,
    ),
    Mistake(
        r"TypeError: render_template\(\) missing",
        'It needs the name of a file in the folder templates: render_template("home.html")',
        {(RETURN, f"{RENDER}render_template()\n"): 9},
    ),
    Mistake(
        r"TypeError: render_template\(\) takes 1 positional",
        'What the template is given has a name: render_template("home.html", text="...")',
        {(LESSON, f"{IN_FOLDER}{ROUTE}{DEF}{RENDER}render_template('Pipfile', 'Hi')\n"): 7},
    ),
    Mistake(
        "TemplateNotFound: (.*)",
        "{value}",
        {
            (RETURN, f"{RENDER}render_template('home.html')\n"): 9,
            (RETURN, f"{RENDER}render_template('templates/home.html')\n"): 9,
            (RETURN, f"{RENDER}render_template('README.md')\n"): 9,
        },
        about=files.missing_template,
    ),
    Mistake(
        r"TypeError: .*'Undefined'",
        "This takes something that the template was not given: render_template(..., name=...)",
        {
            (
                RETURN,
                f"{RENDER}render_template_string('{{% for a in range(b) %}}{{% endfor %}}')\n",
            ): 9
        },
    ),
    Mistake(
        "UndefinedError: '(\\w+)' is undefined",
        "{value}",
        {
            (RETURN, f"{RENDER}render_template_string('{{{{ user.name }}}}')\n"): 9,
            (RETURN, f"{RENDER}render_template_string('{{{{ len(\"a\") }}}}')\n"): 9,
            (RETURN, f"{RENDER}render_template_string('{{{{ str(1) }}}}')\n"): 9,
        },
        about=template_names.unknown_in_template,
    ),
    Mistake(
        f"TemplateSyntaxError: {NOT_CLOSED}",
        "The {0} is not closed. Where it ends belongs: {{% end{0} %}}",
        {
            (RETURN, f"{RENDER}render_template_string('{{% if 1 %}}')\n"): 9,
            (RETURN, f"{RENDER}render_template_string('{{% for a in b %}}{{% endif %}}')\n"): 9,
        },
    ),
    Mistake(
        f"TemplateSyntaxError: {TWO_WORDS}",
        "It is one word: {{% end{0} %}}",
        {(RETURN, f"{RENDER}render_template_string('{{% if 1 %}}{{% end if %}}')\n"): 9},
    ),
    Mistake(
        f"TemplateSyntaxError: (?:{ONE_BRACE})",
        "Two braces open, and two close: {{{{ name }}}}",
        {
            (RETURN, f"{RENDER}render_template_string('{{{{ name }}')\n"): 9,
            (RETURN, f"{RENDER}render_template_string('{{{{ name')\n"): 9,
        },
    ),
    Mistake(
        f"TemplateSyntaxError: {ONE_EQUALS_SIGN}",
        "To compare, type two: ==",
        {(RETURN, f"{RENDER}render_template_string('{{% if 1 = 2 %}}{{% endif %}}')\n"): 9},
    ),
    Mistake(
        f"TemplateSyntaxError: {ELSE_IF}",
        "Jinja writes it as one word: {{% elif ... %}}",
        {
            (
                RETURN,
                f"{RENDER}render_template_string('{{% if 1 %}}{{% else if 2 %}}{{% endif %}}')\n",
            ): 9
        },
    ),
    Mistake(
        f"TemplateSyntaxError: {UNKNOWN_TAG}",
        "A template knows no {{% {0} %}}. {value}",
        {
            (RETURN, f"{RENDER}render_template_string('{{% extend \"a.html\" %}}')\n"): 9,
            (RETURN, f"{RENDER}render_template_string('{{% url \"home\" %}}')\n"): 9,
            (RETURN, f"{RENDER}render_template_string('{{% user %}}')\n"): 9,
        },
        about=template_names.unknown_tag,
    ),
    Mistake(
        f"TemplateSyntaxError: {TWO_VALUES}",
        "Two braces hold one value, and here stands {0} behind it. Is a dot, a comma or an operator missing, or a closing }}}}?",
        {(RETURN, f"{RENDER}render_template_string('{{{{ 1 2 }}}}')\n"): 9},
    ),
    Mistake(
        "TypeError: (?:Flask\\.)?url_for\\(\\) takes",
        "What url_for gets behind the first comma has a name: url_for('static', filename='...')",
        {(RETURN, f"{RENDER}url_for('static', 'a.css')\n"): 9},
    ),
    Mistake(
        f"TemplateSyntaxError: (?!{NOT_CLOSED}|{TWO_WORDS}|{ONE_BRACE}|{ONE_EQUALS_SIGN}|{ELSE_IF}|{UNKNOWN_TAG}|{TWO_VALUES})",
        "server.py is right here: Jinja cannot read the template.",
        {(RETURN, f"{RENDER}render_template_string('{{{{ 1 + }}}}')\n"): 9},
    ),
]
