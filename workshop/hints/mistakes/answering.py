"""What a client gets, and should not."""

from workshop.hints.lesson import DEF, GUARD, OTHER, RENDER, RETURN, ROUTE
from workshop.hints.mistake import Mistake

PAGE = "home page: GET /"
RETURNS = r"^[ \t]+return +(?!print\()\S"
VALID = "TypeError: (?:.* )?The view function (?:for '.*' )?did not return a valid response. "

MISTAKES = [
    Mistake(
        PAGE + ": 404",
        "This line makes app a second time, without the routing rules above it. Delete it.",
        {("if __name__", "app = Flask(__name__)\n\nif __name__"): 11},
        cause=r"^@app\.[\s\S]*?^(?P<at>app\b.*Flask\(.*)",
    ),
    Mistake(
        PAGE + ": 404",
        'A routing rule says which URL it is for: @app.route("/")',
        {('@app.route("/")', "@app.route"): 6},
        cause=r"^@app\.route *$",
    ),
    Mistake(
        PAGE + ": 404",
        'This routing rule is for {0}. The home page is /, as in @app.route("/")',
        {('"/"', '"/hello"'): 6, ('"/"', 'rule="/hello"'): 6},
        cause=r"^@app\.\w+\( *(?:rule *= *)?[\"'](.+?)[\"'].*",
        unless=r"^@app\.[\s\S]*^app\b.*Flask\(|^ *app\.run\([\s\S]*^@app\.",
    ),
    Mistake(
        PAGE + ": 404",
        'There is no routing rule. Write right above this line: @app.route("/")',
        {(ROUTE, ""): 6, (ROUTE, f"# {ROUTE}"): 7},
        cause=r"^(?:async )?def .*",
        unless=r"^@?app\.",
    ),
    Mistake(
        PAGE + ": 404",
        'There is no routing rule and no function. README has both, from @app.route("/") on.',
        {(ROUTE + DEF + RETURN, ""): 0},
        unless=r"^@?app\.|^(?:async )?def ",
    ),
    Mistake(
        PAGE + ": 404",
        'No routing rule is for /. Write @app.route("/") right above the function of the home page.',
        {('@app.route("/")', 'hello = "/hello"\n\n\n@app.route(hello)'): 0},
    ),
    Mistake(
        PAGE + r"(?: by \w+)?: 405",
        "A browser sends GET, and this rule takes other methods only.",
        {('"/"', '"/", methods=["POST"]'): 6},
        cause=r"^@app\.\w+\([\"']/[\"'].*",
        unless=r"^@.*methods *= *\[ *[\"']\w+[\"'] +[\"']",
    ),
    Mistake(
        PAGE + r" by \w+: (?!400)[1-5]\d\d [^:]+$",
        "The function itself sends this status. Return the text alone.",
        {(RETURN, RETURN.replace("\n", ", 404\n")): 8},
        cause=r"^[ \t]+(?:return|abort)\b.*",
    ),
    Mistake(
        r"page: .*: HTTP has no such status\.$",
        "Only one text can be returned, and a comma makes two. Join them with +",
        {('"Hello World!"', '"Hello", "World!"'): 8},
        cause=r"^[ \t]+return\b.*",
    ),
    Mistake(
        "ValueError: (?:not enough|too many) values to unpack",
        "Only one text can be returned, and a comma makes more of them. Join them with +",
        {('"Hello World!"', '"Hello", "World", "!"'): 8},
        cause=r"^[ \t]+return\b.*,.*",
        unless=r"^(?![ \t]*return\b).*,.*=|\bfor\b.*,.*\bin\b|render_template",
    ),
    Mistake(
        "ValueError: (?:not enough|too many) values to unpack",
        "On the left stand more or fewer names than there are values on the right. A dict gives its names alone: "
        "for a, b in ... .items()",
        {(RETURN, "    a, b = 'abc'\n    return a + b\n"): 8},
    ),
    Mistake(
        PAGE + r" by \w+: 400",
        "A browser that opens this page sends no {1}: write request.{0}.get({1})",
        {(RETURN, "    from flask import request\n    return request.args['name']\n"): 9},
        cause=r"^.*request\.(form|args|values)\[(.*?)\].*",
    ),
    Mistake(
        VALID + "The function either returned None",
        "Did you type print instead of return? What is printed goes to the terminal, what is returned to "
        "the browser.",
        {
            (RETURN, '    print("Hello World!")\n'): 8,
            (RETURN, "    return print('Hello World!')\n"): 8,
            (GUARD, f"{OTHER}    print('Other')\n\n\n{GUARD}"): 13,
        },
        cause=r"^[ \t]+(?:return +)?print\(.*",
        unless=RETURNS,
    ),
    Mistake(
        VALID + "The function either returned None",
        "print() writes to the terminal and gives nothing back: write {0} = ... without it.",
        {(RETURN, '    text = print("Hello World!")\n    return text\n'): 8},
        cause=r"^[ \t]+(\w+) *= *print\(.*(?=[\s\S]*\breturn \1$)",
    ),
    Mistake(
        VALID + "The function either returned None",
        "The page is made here, but not returned: return {0}(...)",
        {(RETURN, RENDER.replace("return ", "") + 'render_template_string("Hi")\n'): 9},
        cause=r"^[ \t]+(render_template|render_template_string|redirect|jsonify)\(.*",
        unless=r"print\(|^[ \t]+return *$",
    ),
    Mistake(
        VALID + "The function either returned None",
        'This return sends nothing. Put the text after it: return "..."',
        {(RETURN, '    "Hello World!"\n    return\n'): 9},
        cause=r"^[ \t]+return *$",
        unless=r"print\(",
    ),
    Mistake(
        VALID + "The function either returned None",
        "The function comes to its end without a return. There, return what the browser is to show.",
        {(RETURN, '    "Hello World!"\n'): 7},
        cause=r"^(?:async )?def .*",
        unless=rf"\A(?![\s\S]*{RETURNS})[\s\S]*print\(|= *print\(|^[ \t]+return *$|^[ \t]+(?:render_template|redirect|jsonify)\w*\(",
    ),
    Mistake(
        VALID + r".*it was an? \w*(?:function|method)\w*\.$",
        "This returns a function and not a text. Call it with (), or return a text in quotes.",
        {('"Hello World!"', "hello_world"): 8},
        cause=r"^[ \t]+return\b.*",
    ),
    Mistake(
        VALID + r".*it was an? (?!int|float|\w*(?:function|method))(\w+)\.$",
        "This returns {0}, and a browser needs a text. Put it in quotes, without other brackets.",
        {
            ('"Hello World!"', '{"Hello World!"}'): 8,
        },
        cause=r"^[ \t]+return\b.*",
    ),
    Mistake(
        VALID + r".*it was an? (?:int|float)\.$",
        "This returns a number, and a browser needs a text: str(...)",
        {
            ('"Hello World!"', "42"): 8,
            (GUARD, f"{OTHER}    return 2026\n\n\n{GUARD}"): 13,
        },
        cause=r"^[ \t]+return\b.*",
    ),
    Mistake(
        "page: .*: This line never finishes",
        "Python waits here, or goes round in circles, and nobody gets an answer.",
        {
            ("app = ", "while True:\n    pass\napp = "): 3,
        },
    ),
]
