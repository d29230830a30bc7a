"""Lines that do not begin, end or follow each other as they should."""

from workshop.hints.lesson import DEF, RETURN, ROUTE
from workshop.hints.slip import BALANCED, BEGINNING, BLOCK, KEYWORD, Slip, close_keyword

SLIPS = [
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
        rf"^ *+(?:async +)?{BLOCK}(?<!def)(?<!class){BALANCED}$"
        r"|^ *+(?:def|class) +\w+ *(?:\([^()\n]*\)(?: *->[^:\n]*)?)? *$",
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
        rf"^ *+(?:async +)?def +({KEYWORD}) *[(]",
        "{0} is a Python keyword. Give the function another name.",
        {("hello_world", "return"): 7},
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
        "Nothing follows import, or the last comma. Add a name, or remove the comma.",
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
        r"^ *+(?:if|elif|while)\b[^=!<>:()\[\]{}]*=(?! *=|[<>]).*: *$",
        "One = gives a name to something. To compare, type two: ==",
        {('== "__main__"', '= "__main__"'): 11},
    ),
    Slip(
        r": *: *$|, *,",
        "There is one colon or comma too many here.",
        {("hello_world():", "hello_world()::"): 7, ("run()", 'run("localhost",, 5000)'): 12},
    ),
    Slip(
        r"^ *+(?:from\b.*\bimport\b[\w, ]*\w +\w+ *[=(@]"
        r"|(?!(?:from|import|def)\b)\S.*?(?:(?<!\basync)(?<=[)\w\"]) +"
        r"(?:(?:def|class) +\w+ *\(|@\w+\.\w+\(|return\b)|(?<=[)\"]) +import ))",
        "Two statements stand on this line. Each has a line of its own.",
        {(ROUTE, '@app.route("/") '): 6, ("Flask\n\n", "Flask "): 1},
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
        rf"^ *+({KEYWORD}) *=(?!=)",
        "{0} is a word of Python's own, and can be no name. Take another one.",
        {(RETURN, f"    class = 1\n{RETURN}"): 8},
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
]
