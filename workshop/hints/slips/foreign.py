"""What was copied along with a program, or belongs to another language."""

from workshop.hints.lesson import DEF, RETURN
from workshop.hints.slip import JOINING, Slip, close_keyword

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
        "A space in this line is not an ordinary one: it was copied from a web page. Delete the spaces, and "
        "type them by hand.",
        {("    return", "\u00a0\u00a0\u00a0\u00a0return"): 8},
    ),
    Slip(
        r"^ *+(?=print +(?!=|in\b|is\b|and\b|or\b|if\b|not\b)[\w\"\u00ac])",
        "To print, Python needs parentheses: print(...). To send it to the browser, type return in place "
        "of print.",
        {(RETURN, '    print "Hello World!"\n'): 8, (RETURN, f"    print 42\n{RETURN}"): 8},
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
        r"\*\*(name|main)\*\*",
        "The web page that this was copied from has made stars of underscores. Type two on each side: __{0}__",
        {("Flask(__name__)", "Flask(**name**)"): 3},
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
        rf"^ *+(?:```|([A-Z]\w*)[,!]?(?=.*\b(?!{JOINING})\w+ +(?!{JOINING})\w)(?: +\w+){{2,}})",
        "This line is not Python. If it is a note, put # before it. If it was only copied along, delete it.",
        {("from", "Here is your program:\nfrom"): 1, ("from", "```python\nfrom"): 1},
        about=lambda word: None if close_keyword(word) else word,
    ),
    Slip(
        r"===|!==|(?<=[^=!<>])= +=",
        "Python compares with == and !=, without a space in between.",
        {("==", "==="): 11, ("==", "= ="): 11},
    ),
    Slip(
        "=[<>]",
        "Python writes it the other way round: >= or <=",
        {("==", "=>"): 11},
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
        r"^ *+import\b.*\bfrom *[\"']",
        "In Python, the module comes first, and without quotes, as in: from flask import Flask",
        {("from flask import Flask", 'import {Flask} from "flask"'): 1},
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
]
