"""What may happen to a token, where in a line, and how unlikely that is: rows with an example each."""

from typing import NamedTuple


class Slip(NamedTuple):
    """What may happen to a token between two other parts of a line, and how unlikely that is.

    The parts are patterns: the first for the end of what is before it, the second for the start of
    what is behind it.
    """

    token: str
    before: str
    after: str
    cost: float
    instead: str = ""


END = r"[\s)\]}:,\"']*$"
VALUE = r" *(?:True|False|None|\d|[\"'])"
# What may be missing. Of the rows for a token, the first that matches counts.
MISSING = [
    Slip("==", r"^\s*(?:if|elif|while)\b.*[\w)\]] $", r"[\w\"']", 2.25),  # if name "Ann":
    Slip(")]}", r"[^\s,]$", END, 1.5),  # print("Hi"
    Slip(")]}", r"\S$", r"", 2.5),  # str(number + "<p>"
    Slip("([", r"\w$", r"[\"']", 1.5),  # print"Hi")
    Slip("([{", r"", r"\S", 2.5),  # str number)
    Slip("\"'", r"[(\[{=+:,] ?$", r"\w", 1.75),  # {name": "Ann"}
    Slip("\"'", r"[\"'].*\S$", r" *[+:,)\]}]", 1.75),  # "<p> + name
    Slip("\"'", r"", r"", 2.5),
    Slip(",", r"[\"']$", r" *[\"']", 1.75),  # ["Ann" "Bob"]
    Slip(",", r"\(.*[\w)\]\"']$", r" *\w+ *=[^=]", 1.75),  # Flask(__name__ debug=True)
    Slip(",", r"\S$", r"", 2.5),
    Slip("=", r"^\s*\w+$", r" *[^\s(\[=]", 2.15),  # app Flask(__name__)
    Slip("=", r"[\w\])]$", VALUE, 2.25),  # debug True
    Slip("=", r"[(,] *\w+$", r" *[^\s(\[=]", 2.25),  # name session["name"]
    Slip("=", r"[\w\])]$", r" *[^\s(\[=]", 2.75),
    Slip("+", r"[\"'] ?$", r"\S", 2.25),  # "Hello " name
    Slip("+", r"[\w)\]] $", r"[\"']", 2.25),  # name "!"
    Slip("%", r"%[sd].*[\"'] $", r"\S", 1.5),  # "Hello %s" name
    Slip(":", r"\S$", r"", 2.5),  # {"name" "Ann"}
    Slip(".", r"\w$", r"\w", 3.5),
    Slip("@", r"^\s*$", r"\S", 3.5),
    Slip("*", r"", r"\S", 4),
]
# What may be one too many, where that is likelier or unlikelier than elsewhere.
UNNEEDED = [
    Slip(")", r"\(.*", r" *[+%]", 1.5),  # str(number)) + "!"
    Slip("==", r"", r"", 3.5),
    Slip(".:,", r"\w$", r"\w", 3.5),  # would make one name of two
    Slip("=", r"", r"", 3.5),
    Slip("@", r"", r"", 4),
    Slip("([{", r"", r"", 2.5),
]
# What may be there instead of another.
REPLACED = [
    Slip("=", r"\{.*$", r"", 1.75, ":"),  # {"name" = "Ann"}
    Slip("=", r"^\s*(?:if|elif|while|return|assert)\b.*", r"", 2, "=="),
    Slip("=", r"", r"", 2.5, ","),
    Slip("==", r"^\s*[\w.]+ *$", r"", 1.75, "="),
    Slip("==", r"", r"", 2, "="),
    Slip("===", r"^\s*[\w.]+ *$", r"", 1.75, "="),
    Slip("===", r"\(.*\w$", r"", 1.9, "="),
    Slip("===", r"", r"", 2, "=="),
    Slip("====", r"", r"", 2, "=="),
    Slip(";-", r"\w$", r"\w+\(", 2, "."),  # app;run()
    Slip("+", r"\(.*\w$", r"\w", 2.25, "="),  # page(number+1)
    Slip(":", r"", r"", 2, "="),  # run(debug:True)
    Slip(":;.=", r"^\s*from .*", r" ", 2, ","),  # import Flask; request
    Slip(":;.=", r"[(\[{].*", r"", 2.25, ","),
    Slip("=", r"^\s*for .*", r"", 2, ","),
    Slip(":,=", r"\w$", r"\w+\(", 1.75, "."),  # app,run()
    Slip(":,", r"", r" *\w", 2.25, "."),
    Slip(" ", r"^\s*(?:from|import) [\w.]*", r"\w", 2.5, "."),  # from flask ext import
    Slip(";,.", r"", r"", 2.25, ":"),
    Slip(";-", r"", r"", 2.25, "="),
    Slip("-", r"\w$", r"\w", 2, "_"),
    Slip("'", r"\w$", r"\w", 2.5, '"'),
    Slip("'", r"", r"", 1.75, '"'),
    Slip('"', r"\w$", r"\w", 2.5, "'"),
    Slip('"', r"", r"", 1.75, "'"),
    Slip("&", r"", r"", 2, "and"),
    Slip("[{", r"^\s*@[\w.]+", r"", 1.9, "("),  # @app.route["/")
    Slip("[{", r"", r"", 2.25, "("),
    Slip("({", r"", r"", 2.25, "["),
    Slip("[", r"", r"", 2.25, "{"),
    Slip("(", r"^(?:(?!f[\"']).)*", r"", 2, "{"),
    Slip("]}", r"", r"", 2, ")"),
    Slip(")}", r"", r"", 2, "]"),
    Slip(")]", r"", r"", 2, "}"),
]
