"""What the home page says, and should not."""

from workshop.hints.lesson import DEF, RETURN, ROUTE
from workshop.hints.mistake import Mistake

TEXT = (
    "This is not the text in tests/test_text.py: letters, capitals, spaces and punctuation count. Change the one that "
    "you do not mean."
)

MISTAKES = [
    Mistake(
        r"files are sent and not their names: : It is (\S+) that",
        'This sends the words {0}, and not what is in the file: return render_template("{0}")',
        {('"Hello World!"', '"home.html"'): 8},
    ),
    Mistake(
        r"home page says hello world: GET / by \w+: [\[{]",
        "A list or a dict is sent as data. Return the text alone, without brackets.",
        {('"Hello World!"', '["Hello World!"]'): 8},
        cause=r"^[ \t]+return +[\[{].*",
    ),
    Mistake(
        r"home page says hello world: GET / by \w+: ",
        TEXT,
        {
            ("World", "Wold"): 8,
            ("World", "world"): 8,
            ("World!", "World"): 8,
            ('hello_world():\n    return "Hello', 'home():\n    return "Hi'): 8,
        },
        cause=r"^[ \t]+return\b(?! +[\[{]).*",
    ),
    Mistake(
        r"home page says hello world: GET / by (?!hello_world:)(\w+): ",
        "The routing rule stands above {0}(), so this is what it returns. It belongs right above hello_world().",
        {
            (DEF, f"def greet():\n    return 'Hi'\n\n\n{DEF}"): 7,
            (ROUTE, f'{ROUTE}\n\ndef greet():\n    return "Hi"\n\n'): 9,
        },
        cause=r"^(?:async )?def .*",
        about=lambda program, *_: "" if "\ndef hello_world" in program else None,
    ),
    Mistake(
        "home page says hello world",
        TEXT,
        {(ROUTE + DEF + RETURN, 'app.add_url_rule("/", view_func=lambda: "Hi")\n'): 0},
    ),
]
