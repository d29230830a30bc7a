"""What the server does when it is started, and should not."""

from workshop.hints.lesson import GUARD, RETURN, ROUTE
from workshop.hints.mistake import Mistake

ENDED = "python server.py: The program ended"

MISTAKES = [
    Mistake(
        ENDED + r"\.$",
        "Write it with parentheses, which call it: app.run()",
        {("app.run()", "app.run"): 12},
        cause=r"^[ \t]*app\.run *$",
    ),
    Mistake(
        ENDED + r"\.$",
        "These lines belong to the function above them. Begin the if without spaces.",
        {(f"\n\n{GUARD}", f"    {GUARD.replace('    ', '        ')}"): 9},
        cause=r"^[ \t]+if .*__main__.*",
    ),
    Mistake(
        ENDED + r"\.$",
        "Below this line, app.run() is missing, four spaces further to the right.",
        {("    app.run()", "    pass"): 11, ("    app.run()", "    # app.run()\n    pass"): 11},
        cause=r"^if .*",
        unless=r"app\.run",
    ),
    Mistake(
        ENDED + r"\.$",
        'At the end, two lines are missing: if __name__ == "__main__": and below it, four spaces in, app.run()',
        {(GUARD, ""): 0},
        unless=r"app\.run|^if ",
    ),
    Mistake(
        ENDED + r"\.$",
        'This is never true, so nothing starts. Write exactly: if __name__ == "__main__":',
        {('"__main__"', '"main"'): 11, ("if __name__", 'if "__name__"'): 11},
        cause=(
            r"^if (?=[\s\S]*app\.run\()(?!\(?__name__ *== *[\"']__main__[\"']\)? *:).*(?:name|main).*"
        ),
    ),
    Mistake(
        ENDED + r"\.$",
        'This is never reached. Above it belongs: if __name__ == "__main__":',
        {
            (GUARD, "def main():\n    app.run()\n"): 12,
            (f"{RETURN}\n\n{GUARD}", f"    if app:\n    {RETURN}\n    app.run()\n"): 11,
        },
        cause=r"^[ \t]+app\.run\(.*",
        unless=r"^if __name__|^[ \t]*if .*\n[ \t]*app\.run\(",
    ),
    Mistake(
        ENDED + r"\. (?:(?:Attribute|Type|Value|Overflow)Error|(?!\w*Error\b)\S)",
        "The server cannot start with what is in these parentheses. Leave them empty.",
        {
            ("run()", "run(5001)"): 12,
            ("run()", 'run(host="no.such.host")'): 12,
            ("run()", 'run(port="x")'): 12,
        },
        cause=r"^.*app\.run\(.+\).*",
    ),
    Mistake(
        "home page: GET /: 404",
        "app.run() knows only the routing rules above it. Move it to the end, with its if.",
        {
            (ROUTE, f"{GUARD}\n\n{ROUTE}"): 7,
        },
        cause=r"^.*app\.run\(.*(?=[\s\S]*^@app\.)",
    ),
]
