"""What the server does when it is started, and should not."""

from workshop.hints import names
from workshop.hints.lesson import GUARD, OTHER, RETURN, ROUTE
from workshop.hints.mistake import Mistake

ENDED = "server answers at localhost: .*ended before it answered"

MISTAKES = [
    Mistake(
        "server answers at localhost: http://localhost:5000/: 404",
        "{value} imports server.py, which makes a second app, and its routing rules are for that one. Make app in a third "
        "file, and import it from there in both.",
        {},
        about=names.importing_server,
    ),
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
        r".*Port (\d+) is in use",
        "Port {0} is taken, perhaps by a server of yours. Leave the parentheses empty for 5000.",
        {},
        cause=r"^.*app\.run\(.*port.*",
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
        r".*somewhere else.*//(?:127\.0\.0\.1|localhost):(\d+)",
        "The server listens at port {0}. Leave the parentheses empty for 5000.",
        {("run()", "run(port=5001)"): 12},
        cause=r"^.*app\.run\(.*",
    ),
    Mistake(
        r".*somewhere else.*//((?!127\.0\.0\.1:|localhost:)\S+)",
        "The server listens at {0}. Leave the parentheses empty for localhost.",
        {("run()", 'run(host="127.0.0.2")'): 12},
        cause=r"^.*app\.run\(.*",
    ),
    Mistake(
        ".*Nobody answers.*still importing",
        "Python is still importing what this line names, which can take long the first time. Try again.",
        {},
    ),
    Mistake(
        ".*Nobody answers(?!.*still importing)",
        "The program runs, and opens no port: it waits here. A server waits in app.run() only.",
        {("    app.run()", "    import time\n    time.sleep(99)"): 13},
    ),
    Mistake(
        r"server answers at localhost: http\S+: ",
        "app.run() knows only the routing rules above it. Move it to the end, with its if.",
        {(ROUTE, f"{GUARD}\n\n{ROUTE}"): 7, (GUARD, f"{GUARD}\n\n{OTHER}{RETURN}"): 12},
        cause=r"^.*app\.run\(.*(?=[\s\S]*^@app\.)",
    ),
    Mistake(
        "server answers at localhost: the server you already have running(?!.*ended before)",
        "It does not show what server.py says now. Stop it with CTRL+C in its window, and start it again.",
        {},
    ),
    Mistake(
        "other computers do not reach the server",
        "Everybody in your network can reach this server. Leave out the host.",
        {("run()", 'run(host="0.0.0.0")'): 12},
        cause=r"^.*app\.run\(.*",
    ),
    Mistake(
        "ctrl c stops the server: .*: nothing",
        "The program goes on after CTRL+C, perhaps because of this.",
        {("    app.run()", "    while True:\n        app.run()"): 12},
        cause=r"^[ \t]*(?:while|except|signal)\b.*",
    ),
    Mistake(
        "ctrl c stops the server: .*: nothing",
        "The program goes on after CTRL+C. Does app.run() stand there twice?",
        {("app.run()", "app.run()\n    app.run()"): 0},
    ),
]
