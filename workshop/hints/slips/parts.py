"""What is wrong between the beginning and the end of a line: texts, brackets, names."""

from workshop.hints.lesson import RETURN
from workshop.hints.masking import UNCLOSED, UNCLOSED_LINES, UNCLOSED_TEXT, UNOPENED
from workshop.hints.slip import JOINING, KEYWORD, Slip

SLIPS = [
    Slip(
        r"^(?! *+(?:async +)?(?:def|class)\b)(?!.*\blambda\b)"
        r"(?:.*\w\((?:[^()\[\]{}\n]*,)? *)(?P<name>[A-Za-z_]\w*) *:(?!=)",
        "In parentheses, a name gets its value by = and not by a colon: {name}=...",
        {("run()", "run(debug: True)"): 12, ("run()", 'run(port=5000, host: "localhost")'): 12},
    ),
    Slip(
        rf"[(,] *(?P<at>(?P<word>{KEYWORD}) *=)(?!=)",
        "{word} is a Python keyword. Choose another name.",
        {("run()", "run(class=1)"): 12},
    ),
    Slip(
        rf"(?<=[A-Za-z_)\]])\.({KEYWORD})",
        "{0} is a Python keyword and no name. Is it a typo, such as from for form?",
        {(RETURN, "    return request.from['name']\n"): 8},
    ),
    Slip(
        rf"\)(?!{KEYWORD})([A-Za-z_]\w*)",
        "Something is missing between the ) and {0}, or {0} does not belong there.",
        {("run()", "run()pip"): 12},
    ),
    Slip(
        rf"^ *+return +(?!{JOINING})(\w+(?: +(?!{JOINING})\w+)+ *[!.?]*) *$",
        'A text goes in quotes: return "{0}"',
        {('"Hello World!"', "Hello World!"): 8, ('"Hello World!"', "Hello my World"): 8},
    ),
    Slip(
        r"\( */",
        'A URL goes in quotes: @app.route("/")',
        {('"/"', "/"): 6, ('"/"', "/hello"): 6},
    ),
    Slip(
        r"^ *+@\w+\.\w+ *(?:\"|\[|\{|<)",
        'The URL of a routing rule stands in parentheses: @app.route("/")',
        {('("/")', ' "/"'): 6, ('("/")', '{"/"}'): 6},
    ),
    Slip(
        rf"(?<!_)\"_*\"(?:(?!{JOINING})(?![rbfuRBFU]{{1,2}}\")\w+|/[\w/.]*\")",
        "A text ends at the next quote that is like its first. Is one missing? Inside a text, use the other kind: "
        "\"... '...' ...\"",
        {
            ("Hello World!", '<a href="x">Hello</a>'): 8,
            ("Hello World!", '<a href="/other">Hello</a>'): 8,
            ('"Hello World!"', "'I'm here'"): 8,
        },
    ),
    Slip(
        rf"\"_*\" +(?!{KEYWORD})(?![rbfuRBFU]{{1,2}}\")(\w+)",
        "Something is missing between this text and {0}: a comma, or +",
        {('"Hello World!"', '"Hello World!" app'): 8},
    ),
    Slip(
        rf"(?<=[^\s:;]) *\b(?!{KEYWORD}|(?:print|case)\b)(\w{{3,}}) +\"",
        "Something is missing between {0} and this text: a parenthesis, a comma or +",
        {("return ", "return app "): 8},
    ),
    Slip(
        r"^ *+return +[\w.]+\((?:[^()\n]|\([^()\n]*\))*\) *, *(\w+) *=(?!=)",
        "{0}=... belongs inside the parentheses before it.",
        {(RETURN, "    return str(1), name=2\n"): 8},
    ),
    Slip(
        r"\}(?P<at> *)\{",
        "A comma is missing between the }} and the next {{",
        {("app = ", "texts = [\n    {'a': 'b'}\n    {'c': 'd'},\n]\napp = "): 4},
    ),
    Slip(
        r": *\"_*\" +\"_*\" *:",
        "A comma is missing between two texts.",
        {("app = ", 'texts = {"a": "b" "c": "d"}\napp = '): 3},
    ),
    Slip(
        UNCLOSED_TEXT,
        "A text ends on its line, with the quote that it began with. The second one is missing, or a backslash "
        "stands before it. A text of several lines has three quotes on each side.",
        {('World!"', "World!"): 8, ('World!"', "World!'"): 8, ('"/"', r'"\"'): 6},
    ),
    Slip(
        UNCLOSED_LINES,
        "The three quotes here open a text that never ends. Add three more at its end, or remove these.",
        {("run()", 'run()"""'): 12, (RETURN, '    return """Hello World!\n'): 8},
    ),
    Slip(
        UNCLOSED,
        "The {bracket} that is opened here is never closed.",
        {("(__name__)", "(__name__"): 3, ("run()", "run("): 12, ('("/")', '("/"'): 6},
    ),
    Slip(
        UNOPENED,
        "The {bracket} here does not fit the bracket before it, or closes nothing.",
        {('("/")', '("/"))'): 6, ('("/")', '("/"]'): 6},
    ),
    Slip(
        r"(?<![\w.])\d+\.\d+\.\d+",
        "An address is a text: put quotes around it.",
        {("run()", "run(host=0.0.0.0)"): 12},
    ),
]
