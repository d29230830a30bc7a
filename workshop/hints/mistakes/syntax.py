"""What Python says of a program that it cannot read, where no slip is certain."""

from workshop.hints.lesson import RETURN
from workshop.hints.mistake import Mistake

MISTAKES = [
    Mistake(
        "(?:TabError|IndentationError: unindent)",
        "Tabs and spaces are mixed. Begin each line with spaces only, four for each step.",
        {(RETURN, f"    x = 1\n\t{RETURN.strip()}\n"): 9, (RETURN, f"\tx = 1\n{RETURN}"): 8},
        cause=r"^ *\t.*",
    ),
    Mistake(
        "IndentationError: unindent",
        "This line begins in a column in which no line above it begins. Compare the spaces before both.",
        {(RETURN, f"        x = 1\n{RETURN}"): 9},
    ),
    Mistake(
        "IndentationError: unexpected indent",
        "This line begins further to the right than the one above it. Let both begin in the same column, or add "
        "the line that is missing in between.",
        {(RETURN, f"{RETURN}      x = 1\n"): 9, ("app = ", "  app = "): 3},
    ),
    Mistake(
        "SyntaxError: .*(?:null bytes|'utf-8' codec|Non-UTF-8)",
        "The file is not saved as UTF-8. Choose that encoding in the editor, and save it again.",
        {("World", "W\udcf6rld"): 8},
    ),
    Mistake(
        "SyntaxError: 'return' outside function",
        "A return belongs inside a function: begin its line four spaces further to the right than the def.",
        {(RETURN, f"    x = 1\n{RETURN.strip()}\n"): 9},
    ),
    Mistake(
        "SyntaxError: invalid syntax. Maybe you meant '=='",
        "One = gives a name to something. To compare, type two: ==",
        {('__name__ == "__main__"', '(__name__ = "__main__")'): 11},
    ),
    Mistake(
        "SyntaxError: f-string",
        "In a text that begins with f, {{ and }} hold Python code: each {{ needs its }}, and quotes in between "
        "are other ones than around the text.",
        {('"Hello World!"', 'f"Hello {app"'): 8, ('"Hello World!"', 'f"Hello {}"'): 8},
    ),
    Mistake(
        r"SyntaxError: \(unicode error\) 'unicodeescape'",
        'In a text, a backslash begins a special letter. Write / in its place: "C:/..."',
        {('"Hello World!"', r'"C:\Users"'): 8},
    ),
    Mistake(
        "SyntaxError: leading zeros",
        "A number does not begin with 0: write it without, or as a text in quotes.",
        {("app = ", "day = 07\napp = "): 3},
    ),
    Mistake(
        "SyntaxError: unexpected character after line continuation",
        "A backslash stands only at the end of a line. A URL has / in it.",
        {("app = ", "app = \\ "): 3},
    ),
    Mistake(
        "SyntaxError: invalid decimal literal",
        "A name cannot begin with a digit, and a text stands in quotes.",
        {("app = ", "1st = "): 3},
    ),
    Mistake(
        "SyntaxError: positional argument follows keyword argument",
        "In parentheses, what has no name= comes first.",
        {("run()", "run(debug=True, 5000)"): 12},
    ),
    Mistake(
        "SyntaxError: invalid syntax. Perhaps you forgot a comma",
        "Between two things in parentheses there is a comma, and around a text there are quotes.",
        {("run()", "run(debug=True port=5000)"): 12},
    ),
    Mistake(
        "SyntaxError: cannot assign to function call",
        'To set an entry, use square brackets: app.config["..."] = ...',
        {("app = Flask(__name__)", 'app = Flask(__name__)\napp.config("DEBUG") = True'): 4},
        cause=r"^.*config\(.*= *.*",
    ),
    Mistake(
        "SyntaxError: cannot assign to",
        "On the left of = there is a name. If this is to compare, type two: ==",
        {("app = ", "app() = "): 3},
    ),
    Mistake(
        "SyntaxError: invalid (?:non-printable )?character",
        "A character in this line was copied from elsewhere, and Python cannot read it. Type it by hand.",
        {("app = ", "app \u2212 "): 3},
    ),
]
