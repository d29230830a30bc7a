"""Slips: what makes a program one that Python cannot read, and no program that it can has."""

import difflib
import keyword
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from workshop.hints.lesson import DEF, RETURN, ROUTE
from workshop.hints.mistake import Change
from workshop.hints.source import UNCLOSED, UNCLOSED_LINES, UNCLOSED_TEXT, UNOPENED, masked

# Keywords that join what stands before them to what stands behind.
JOINING = r"(?:if|else|in|is|and|or|not|for|as|from|async|lambda|await|yield)\b"
KEYWORD = rf"(?:{'|'.join(keyword.kwlist)})\b"
# Those that a line with more lines below it begins with.
BLOCK = r"(?:def|class|if|elif|else|for|while|try|except|finally|with)\b"
# What begins something new.
BEGINNING = r"(?:@|(?:def|class|async)\b|if __name__)"
# What is behind a word, in brackets or not.
BALANCED = r"(?:[^:\n(\[{]|\([^()\n]*\)|\[[^\[\]\n]*\]|\{[^{}\n]*\})*+"


def close_keyword(word: str) -> str | None:
    """Return the keyword that *word* is a misspelling of, if it is one."""
    if keyword.iskeyword(word) or keyword.issoftkeyword(word):
        return None
    # Most slips are two letters that have changed places.
    swapped = [each for each in keyword.kwlist if sorted(each) == sorted(word.lower())]
    close = difflib.get_close_matches(word.lower(), keyword.kwlist, n=1, cutoff=0.7)
    return next(iter([*swapped, *close]), None)


class Slip(NamedTuple):
    """What a slip looks like in a masked program, what it means, and examples.

    It begins at the group *at* if there is one. In the hint, {0}, {1} and names stand for groups,
    {bracket} for the letter at its beginning, and {value} for what *about* makes of the first
    group, or None if it is no slip.
    """

    pattern: str
    hint: str
    examples: dict[Change, int]
    about: Callable[[str], object] | None = None


class Found(NamedTuple):
    """A slip in a program: what was probably meant, and where it is."""

    hint: str
    position: int
    line: int


SLIPS = [
    Slip(
        r"^(?:<{7}|={7}|>{7})(?: .*)?$",
        "Git left marks where two versions differ. Keep one of the two, and remove the lines that begin "
        "with <<<<<<<, ======= and >>>>>>>",
        {(RETURN, f"<<<<<<< HEAD\n{RETURN}=======\n    return 'Hi'\n>>>>>>> origin\n"): 8},
    ),
    Slip(
        "[\u2018-\u201f\u00ab\u00bb\u00b4]|(?<!`)`(?!`)",
        'The quote here only looks like one. Type it by hand: "',
        {('"Hello World!"', "\u201cHello World!\u201d"): 8, ('"/"', "\u2018/\u2019"): 6},
    ),
    Slip(
        "[\u00a0\u2000-\u200f\u2028-\u202f\u205f\u3000\ufeff]",
        "A space in this line is no plain one: it was copied from a web page. Delete the spaces, and type "
        "them by hand.",
        {("    return", "\u00a0\u00a0\u00a0\u00a0return"): 8},
    ),
    Slip(
        r"^ *+(?=print +(?!=|in\b|is\b|and\b|or\b|if\b|not\b)[\w\"\u00ac])",
        "To print, Python needs parentheses: print(...). To send it to the browser, type return in place "
        "of print.",
        {(RETURN, '    print "Hello World!"\n'): 8, (RETURN, f"    print 42\n{RETURN}"): 8},
    ),
    Slip(
        r"^ *+@\w.*\) *\n(?: *\n)*+"
        r"(?! *(?:@|def\b|async\b|class\b|\w+ +\w+ *\(|\w+\(\w*\) *:|[<=>]{7}|\d))",
        "There is no function below this routing rule. Right below it belongs: def hello_world():",
        {
            (ROUTE, f"{ROUTE}x = 1\n"): 6,
            (ROUTE + DEF + RETURN, f"{ROUTE}{DEF}{RETURN}\n\n@app.route('/other')\n"): 11,
            (DEF, ""): 6,
        },
    ),
    Slip(
        r"^ *+(?:def(?=\w+ *\(.*\) *: *$)|if(?=__name__)|from(?=\w+ +import\b))",
        "A space is missing after the first word of this line.",
        {("def ", "def"): 7, ("if ", "if"): 11, ("from ", "from"): 1},
    ),
    Slip(
        r"^ *+@[\w.]+ *\([^()\n]*\) *: *$",
        "A routing rule has no colon at its end.",
        {(ROUTE, '@app.route("/"):\n'): 6},
    ),
    Slip(
        r"^ *+@[\w.]+ *= *\(",
        'A routing rule has no =, as in @app.route("/")',
        {("route(", "route = ("): 6},
    ),
    Slip(
        r"^ *+(?:\} *)?(?:(?:def|class|if|elif|for|while)\b[^:\n]*\)|else|try) *[{\u2282]",
        "In place of braces, Python has a colon at the end of this line, and four spaces before each below it.",
        {
            (f"hello_world():\n{RETURN}", f"hello_world() {{\n{RETURN}}}\n"): 7,
            (DEF + RETURN, f"def hello_world() {{\n{RETURN}"): 7,
        },
    ),
    Slip(
        r"^ *+([A-Za-z]+)(?: +[\w\"\u00ac]| *: *$)",
        "Python does not know {0}. Do you mean {value}?",
        {
            ("def ", "Def "): 7,
            ("return", "retrun"): 8,
            ("return", "Return"): 8,
            ("from", "form"): 1,
            ("if ", "If "): 11,
        },
        close_keyword,
    ),
    Slip(
        r"^ *+from +[\w.]+ +(\w+) +\w",
        "Python does not know {0} here. Do you mean {value}?",
        {("import", "Import"): 1},
        close_keyword,
    ),
    Slip(
        rf"^ *+(?:async +)?({BLOCK})(?<!def)(?<!class){BALANCED}(?<![\u00ac\u2282;{{])$"
        rf"|^ *+((?:def|class) +\w+ *(?:\(\)|\([^()\n]*\))?[ ;]*)$",
        "A line that begins with def, class, if, else, for, while or try ends with a colon.",
        {("hello_world():", "hello_world()"): 7, ('"__main__":', '"__main__"'): 11},
    ),
    Slip(
        r"^ *+(?:async +)?def\b(?! +\w+ *[(\[\u2282]| +\w+ *$)",
        "A function's name is one word of letters, digits and _, with parentheses after it: def hello_world():",
        {
            ("hello_world", "hello world"): 7,
            ("hello_world", "hello-world"): 7,
            ("hello_world()", "hello_world"): 7,
            ("hello_world", ""): 7,
        },
    ),
    Slip(
        r"^ *+(?:async +)?def +(\w+) *[(]",
        "{0} is a word of Python's own. Give the function another name.",
        {("hello_world", "return"): 7},
        lambda name: keyword.iskeyword(name) or None,
    ),
    Slip(
        r"^ *+(?:async +)?def +\d\w* *[(]",
        "A name cannot begin with a digit.",
        {("hello_world", "1st_page"): 7},
    ),
    Slip(
        r"^ *+import +(?i:flask) +from +(?i:flask)\b",
        "The package comes first: from flask import Flask",
        {("from flask import Flask", "import flask from Flask"): 1},
    ),
    Slip(
        r"^ *+import +(?!(?i:flask) +from +(?i:flask)\b)([\w, ]+?) +from +([\w.]+)",
        "The package comes first: from {1} import {0}",
        {("from flask import Flask", "import Flask, request from flask"): 1},
    ),
    Slip(
        r"^ *+from +([\w.]+) *$",
        "What to import is missing: from {0} import ...",
        {("from flask import Flask", "from flask import Flask\nfrom os"): 2},
    ),
    Slip(
        r"^ *+(?:from +[\w.]+ +)?import *(?:\w+ *, *)*$",
        "What to import is missing at the end of this line.",
        {("import Flask", "import"): 1, ("import Flask", "import Flask,"): 1},
    ),
    Slip(
        r"^ *+import +\w+-",
        "The name of a module has no - in it. The page of the package says what to import.",
        {("import Flask", "import Flask\nimport scikit-learn"): 2},
    ),
    Slip(
        r"^ *+(?:from +[\w.]+ +)?import +(?:\w+ *, *)*(\w+) +(?!as\b|from\b)(\w+) *(?:,.*|as\b.*)?$",
        "A comma belongs between two names: {0}, {1}",
        {("import Flask", "import Flask request"): 1},
    ),
    Slip(
        r"^ *+(?:return +)?< *[/!]?[A-Za-z]|</[A-Za-z]",
        "To Python, HTML is a text: put it in quotes, with three on each side if it has several lines.",
        {('"Hello World!"', "<h1>Hello World!</h1>"): 8, (DEF, f"{DEF}<!doctype html>\n"): 8},
    ),
    Slip(
        r"^ *+(?:[$%>] +\w|>>>|\.\.\. +\w"
        r"|(?:pip3?|pipenv|python3?|py|invoke|flask|cd|export|set|source|sudo|git|conda|npm) +"
        rf"(?!{JOINING})(?:\w|-{{1,2}}\w+ |[./~]))",
        "This line is for the terminal, not for Python: remove it from server.py.",
        {
            ("app = ", "$ python server.py\napp = "): 3,
            ("app = ", "pip install flask\napp = "): 3,
            ("app = ", "export FLASK_APP=server\napp = "): 3,
            ("app = ", ">>> app = "): 3,
        },
    ),
    Slip(
        r"^ *+\d+[.:|]? +(?:(?:from|import|app|def|return|if)\b|@\w)",
        "The number of the line was copied too. Remove it here, and on the other lines.",
        {("from", "1 from"): 1},
    ),
    Slip(
        r"^ *+(?://|/\*|\*/)",
        "A note to readers begins with #",
        {("app = ", "// My server\napp = "): 3},
    ),
    Slip(
        r"^ *+(?:else +if|elseif|elsif)\b",
        "Python writes it as one word: elif",
        {(RETURN, f"    if app:\n        x = 1\n    else if 1:\n        x = 2\n{RETURN}"): 10},
    ),
    Slip(
        r"^ *+(?:if|elif|while)\b[^=!<>:()\[\]{}]*=(?! *=).*: *$",
        "One = gives a name to something. To compare, type two: ==",
        {('== "__main__"', '= "__main__"'): 11},
    ),
    Slip(
        rf"^ *+(?:```|([A-Z]\w*)[,!]?(?=.*\b(?!{JOINING})\w+ +(?!{JOINING})\w)(?: +\w+){{2,}})",
        "This line is no Python. Begin a note with # and remove what was only copied along.",
        {("from", "Here is your program:\nfrom"): 1, ("from", "```python\nfrom"): 1},
        about=lambda word: None if close_keyword(word) else word,
    ),
    Slip(
        r": *: *$|, *,",
        "There is one colon or comma too many.",
        {("hello_world():", "hello_world()::"): 7, ("run()", 'run("localhost",, 5000)'): 12},
    ),
    Slip(
        r"===|!==|(?<=[^=!<>])= +=",
        "Python compares with == and !=, without a space in between.",
        {("==", "==="): 11, ("==", "= ="): 11},
    ),
    Slip(
        r"&&|\|\|",
        "Python writes it as a word: and, or",
        {("if ", "if app && "): 11},
    ),
    Slip(
        r"(?<![^\s(,])!(?=[\w(])",
        "Python writes it as a word: not",
        {("if ", "if !app and "): 11},
    ),
    Slip(
        r"^ *+(\w+)(\+\+|--) *;? *$",
        "Python counts with {0} += 1",
        {(RETURN, f"    count = 0\n    count++\n{RETURN}"): 9},
    ),
    Slip(
        r"^ *+(?:function|var|let|const) +\w",
        "This is JavaScript. In Python, a function begins with def, and a name needs no word before it.",
        {("app = ", "var app = "): 3, ("def ", "function "): 7},
    ),
    Slip(
        r"= *new +\w",
        "Python makes an instance without the word new.",
        {("= Flask", "= new Flask"): 3},
    ),
    Slip(
        r"^(?! *+(?:async +)?(?:def|class)\b)(?!.*\blambda\b)"
        r"(?:.*\w\((?:[^()\[\]{}\n]*,)? *)(?P<name>[A-Za-z_]\w*) *:(?!=)",
        "In parentheses, a name gets its value by = and not by a colon: {name}=...",
        {("run()", "run(debug: True)"): 12, ("run()", 'run(port=5000, host: "localhost")'): 12},
    ),
    Slip(
        rf"[(,] *(?P<at>(?P<word>{KEYWORD}) *=)(?!=)",
        "{word} is a word of Python's own. Choose another name.",
        {("run()", "run(class=1)"): 12},
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
        r"^ *+(?:from\b.*\bimport\b[\w, ]*\w +\w+ *[=(@]"
        r"|(?!(?:from|import|def)\b)\S.*?(?:(?<!\basync)(?<=[)\w\"]) +"
        r"(?:(?:def|class) +\w+ *\(|@\w+\.\w+\(|return\b)|(?<=[)\"]) +import ))",
        "Two statements stand on this line. Each has a line of its own.",
        {(ROUTE, '@app.route("/") '): 6, ("Flask\n\n", "Flask "): 1},
    ),
    Slip(
        rf"\"_*\"(?:(?!{JOINING})(?![rbfuRBFU]{{1,2}}\")\w+|/[\w/.]*\")",
        "A text ends at the next quote that is like its first. Inside it, use the other kind: "
        "\"... '...' ...\"",
        {
            ("Hello World!", '<a href="x">Hello</a>'): 8,
            ("Hello World!", '<a href="/other">Hello</a>'): 8,
            ('"Hello World!"', "'I'm here'"): 8,
        },
    ),
    Slip(
        rf"\"_*\" +(?!{JOINING})(?![rbfuRBFU]{{1,2}}\")(\w+)",
        "Something is missing between this text and {0}: a comma, or +",
        {('"Hello World!"', '"Hello World!" app'): 8},
    ),
    Slip(
        rf"(?<=[^\s:;]) *\b(?!{KEYWORD}|(?:print|case)\b)(\w{{3,}}) +\"",
        "Something is missing between {0} and this text: a comma, or +",
        {("return ", "return app "): 8},
    ),
    Slip(
        r"^ *+return +[\w.]+\((?:[^()\n]|\([^()\n]*\))*\) *, *(\w+) *=(?!=)",
        "{0}=... belongs inside the parentheses before it.",
        {(RETURN, "    return str(1), name=2\n"): 8},
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
        r"^( *+)try *:.*+(?:\n\1 ++\S.*+|\n *+(?=\n))*+"
        rf"(?!\n\1(?:except|finally)\b)(?!\n *+(?!{KEYWORD})\w.*: *$)",
        "Below a try and its lines comes except, in the same column as the try.",
        {(RETURN, f"    try:\n        x = 1\n{RETURN}"): 8},
    ),
    Slip(
        r"^( *+)(?!(?:if|elif|else|for|while|try|except|finally|with|async|case|match)\b)\S.*+"
        r"(?:\n\1 ++\S.*+|\n *+(?=\n))*+\n(?P<at>\1(?P<word>else|elif|except|finally)\b)",
        "Above {word}, in the same column, there is no line that it goes with, such as an if or a try.",
        {(RETURN, f"    x = 1\n    else:\n        x = 2\n{RETURN}"): 9},
    ),
    Slip(
        rf"^( *+)(?:async +)?(?:def|class)\b.*: *\n(?: *\n)*+(?:(?!\1 ) *+{BEGINNING}|\Z)",
        "This function has nothing in it. Below it, four spaces further to the right, belongs what it "
        "does.",
        {
            (DEF, DEF + DEF): 7,
            (RETURN, ""): 7,
        },
    ),
    Slip(
        rf"^( *+)(?:async +)?{BLOCK}.*: *\n(?: *\n)*+"
        rf"(?P<at>(?!\1 ) *+(?!{BEGINNING}|<|[=>]{{7}})\S)",
        "This line belongs to the one above that ends with a colon. Begin it four spaces further to the "
        "right.",
        {(RETURN, RETURN.strip() + "\n"): 8, ("    app.run()", "app.run()"): 12},
    ),
    Slip(
        rf"^ *+(?!def\w|{KEYWORD}|(?:print|match|case)\b)(\w+) *\([\w, ]*\) *: *\n(?= +\S)",
        "A function begins with def: def {0}():",
        {("def ", ""): 7},
    ),
    Slip(
        rf"^ *+(?!(?:async|match|case|lambda)\b|{BLOCK}|@)[^\n:]*[).=][^\n:]*\) *: *$",
        "This line does not end with a colon: remove it.",
        {("Flask(__name__)", "Flask(__name__):"): 3, ("run()", "run():"): 12},
    ),
    Slip(
        r"(?:[=+\-/%|&]|[A-Za-z_)\]\"]\.|\b(?:and|or|not|in|is)) *$",
        "Something is missing at the end of this line.",
        {("app = Flask(__name__)", "app ="): 3, ('!"', '!" +'): 8, ("run()", ""): 12},
    ),
    Slip(
        r"(?<![\w.])\d+\.\d+\.\d+",
        "An address is a text: put quotes around it.",
        {("run()", "run(host=0.0.0.0)"): 12},
    ),
]


def first(program: str, last_line: int) -> list[Found]:
    """Return what is wrong first in a program, down to a line: one slip if the table is right."""
    found = [each for each in _found(program) if each.line <= last_line]
    start = min((each.position for each in found), default=0)
    return [each for each in found if each.position == start]


def _found(program: str) -> Iterator[Found]:
    """Return where each slip comes first in a program."""
    readable = masked(program)
    for slip in SLIPS:
        for match in re.finditer(slip.pattern, readable, re.MULTILINE):
            value = slip.about(match[1] or "") if slip.about else ""
            if value is None:
                continue
            names = match.groupdict()
            at = match.start("at" if "at" in names else 0)
            spans = map(match.span, range(1, match.re.groups + 1))
            groups = [program[first:last] for first, last in spans]
            hint = slip.hint.format(*groups, **names, value=value, bracket=program[at])
            yield Found(hint, at, program.count("\n", 0, at) + 1)
            break
