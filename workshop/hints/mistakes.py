"""What is probably meant by a mistake in server.py: data, which story.py searches."""

# {symptom: {cause: explanation}}. A symptom is searched in "check: asked by view: came", a cause in
# server.py: in the view that answered, or at the line that Python cannot read, where there is one.
# The first pair that is found is told, with {0}, {1} for the groups of both. Its line is that of
# the cause, or of the error where the cause is found without a line.
MISTAKES = {
    # The home page is another one. These come first: what is on a page is no other symptom.
    r"^home page is html: GET": {
        r"^[ \t]+return\b.*": "A list or a dict is sent as data. Return the text alone, without brackets.",
    },
    r"^home page says [\w ]+: GET / by (\w+): ": {
        r"^[ \t]+return +[\"'].*\{.*": 'A text that has {{ }} in it, for a variable, begins with f: f"..."',
        r"^(?:async )?def (?!hello_world\b).*": (
            "This is what {0}() returns. Is the text another one, "
            "or does the routing rule stand above another function than is meant?"
        ),
        r"^[ \t]+return\b.*": (
            "The text is another one: letters, capitals, spaces and marks count. "
            "If you mean it, change it in tests/ too."
        ),
    },
    "^home page says": {
        "": "The text is another one: letters, capitals, spaces and marks count.",
    },
    # Python cannot read server.py.
    "TabError|unindent": {
        r"^ *\t.*": "Tabs and spaces are mixed. Begin each line with spaces only, four for each step.",
    },
    "unexpected indent": {
        "": (
            "Take spaces away, until the line begins exactly below the one above it. "
            "Or is a line missing there?"
        ),
    },
    "expected an indented block after (.*) on line": {
        "": "What belongs to the {0} above begins four spaces further to the right.",
    },
    "IndentationError": {
        "": "The line begins neither exactly below the one above it nor below an earlier one.",
    },
    "import server: .*(?:null bytes|'utf-8' codec|Non-UTF-8)": {
        "": "The file is not saved as UTF-8. Choose that encoding in the editor, and save it again.",
    },
    "invalid (?:non-printable )?character": {
        "": 'A character here only looks like the right one. Type it by hand: quotes are "',
    },
    "unterminated": {
        r"^.*[\"']\\[\"'].*": "A URL has / in it, and not \\",
        "": "A text begins and ends with the same quote, on the same line. The second one is missing.",
    },
    "expected ':'": {
        "": "A line that begins with def or if ends with a colon, and nothing else.",
    },
    "was never closed|unmatched '.'|closing parenthesis": {
        "": "Every bracket that is opened is closed, and no other. Count them.",
    },
    "Maybe you meant '=='": {
        "": "One = gives a name to something. Two compare: ==",
    },
    "call to 'print'": {
        "": "What is printed goes to the terminal. For the client, type return in place of print.",
    },
    "Perhaps you forgot a comma": {
        "": "A comma stands between two things in parentheses, and quotes around a text.",
    },
    "TemplateSyntaxError": {
        r"^.*render_template\w*\(.*": "Here server.py is right: the mistake is in the template.",
    },
    r"\bSyntaxError": {
        r"^[ \t]*(Def|Return|If|From|Import)\b.*": "Python writes {0} in small letters.",
        r"^[ \t]*(?:[$>`*]|(?:cd|python|pip|pipenv|invoke) ).*": (
            "This line is none of Python's: take it out of server.py."
        ),
        r"^[ \t]*//.*": "A note for readers begins with #",
        r"^def +(?!\w+\().*": "A function has one word for a name, and parentheses behind it.",
        r"(?=^@.*\n+(?![\s@]|def |async |class ).+)": (
            "Below a routing rule comes its function at once: def hello_world():"
        ),
        r"^[ \t]+(?!return\b|if\b)([a-z]+) +[\"'].*": "Python knows no {0}. Do you mean return?",
        r"^@app\.(?:route|get|post)\([^\"'\n].*": 'The URL stands in quotes: @app.route("/")',
        r"^[ \t]*return +[^\"'\s]+ [^\"'\n]*$": 'A text stands in quotes: return "Hello World!"',
        "": "Python cannot read this line, or the end of the one above. Compare both with README.",
    },
    # Python cannot import server.py.
    "No module named 'server'": {
        "": "There is no server.py in this folder. Is it saved, under exactly that name?",
    },
    "No module named 'Flask'|cannot import name 'flask'": {
        "": "The package is flask, and the class in it Flask: from flask import Flask",
    },
    "No module named '(.+)'": {
        "": "Python finds no {0}. If that is no typo but a package, type pipenv install {0}",
    },
    "cannot import name 'app'": {
        r"^(\w+)\b.*= *(?:flask\.)?Flask\(.*": (
            "The instance of Flask is called {0} here. Call it app, on each line: others look for that."
        ),
        "": "server.py makes no app. Is it saved, and without # in front of app = Flask(__name__)?",
    },
    "import server: app.run.. was reached": {
        r"\A(?=[\s\S]*^if __name__)": (
            "app.run() is not inside the if, so whoever imports server.py waits for ever. "
            "Begin its line with four spaces, right below the if."
        ),
        "": (
            "app.run() stands alone, so whoever imports server.py waits for ever. "
            'Above it belongs: if __name__ == "__main__":'
        ),
    },
    "name '_*name_*' is not defined": {
        r"^(?:.*Flask\(|if +)(?!__name__)_*name_*\b.*": "Two underscores stand on each side of it: __name__",
    },
    "name '_*main_*' is not defined": {
        r"^if .*= *_*main_*\b.*": 'It is a text, with two underscores on each side: "__main__"',
    },
    "name 'flask' is not defined": {
        r"\A(?=[\s\S]*import Flask)": "The class begins with a capital: Flask(__name__)",
    },
    "name 'Flask' is not defined": {
        "": "Flask is not imported yet. The first line is: from flask import Flask",
    },
    "name 'app' is not defined": {
        r"^(?!app\b)(\w+)\b.*= *(?:flask\.)?Flask\(.*": (
            "The instance of Flask is called {0} here. Call it app, on each line."
        ),
        "": "There is no app yet. Above this line belongs: app = Flask(__name__)",
    },
    "name '(true|false|none)' is not defined": {
        "": "Python writes it with a capital: True, False, None.",
    },
    "name '(render_template|request|redirect|url_for|session|abort|jsonify)' is not defined": {
        "": "Flask brings it along. The first line: from flask import Flask, {0}",
    },
    "name '(.+?)' is not defined": {
        "": "Python knows no {0}. Is it a typo, or is an import missing, or the quotes around a text?",
    },
    "'module' object is not callable": {
        r"^.*= *flask\(.*": "flask is the package, and Flask the class in it: from flask import Flask",
    },
    "missing 1 required .*'(?:import_name|rule)'|_check_setup_finished": {
        r"^app\b.*= *(?:flask\.)?Flask(?:\( *\))? *$": "An app is made by: app = Flask(__name__)",
        "": 'A routing rule says which URL it is for: @app.route("/")',
    },
    "URL rule '\\w+:": {
        "": 'A routing rule has only what stands behind the port: @app.route("/")',
    },
    "URL rule ' *(.*)' must start with a slash": {
        "": 'The URL in a routing rule begins with a slash, as in @app.route("/{0}")',
    },
    "Allowed methods must be a list": {
        "": 'The methods stand in a list, as in methods=["GET"]. This rule needs none.',
    },
    "overwriting an existing endpoint function: (.+)": {
        "": "Two functions are called {0}. Give each a name of its own.",
    },
    "'Flask' object has no attribute '(.+?)'": {
        "": "Flask has no {0}. Is it a typo? Capitals count: app.route, app.run",
    },
    "reading from stdin|EOF when reading": {
        "": "input() waits for somebody who types. A server answers by itself.",
    },
    "SystemExit": {
        "": "This ends the program. Leave it out: CTRL+C ends the server.",
    },
    "unsupported operand .* 'str' and 'str'": {
        "": """The quotes inside a text are others than those around it: "... '...' ...\"""",
    },
    "can only concatenate str": {
        "": 'Only texts can be added to a text: "..." + str(...)',
    },
    "It still goes on": {
        "": "Python waits here, or goes round in circles, and nobody gets an answer.",
    },
    # A client gets no home page.
    "GET /: 404": {
        r"\A(?=[\s\S]*^@app\.[\s\S]*^app\b.*Flask\()": (
            "app is made again below the routing rules, which are lost by that. Make it once."
        ),
        r"^app\.\w+\(.*(?=\n+def )": 'A routing rule begins with @, as in @app.route("/")',
        r"^@app\.route *$": 'A routing rule says which URL it is for: @app.route("/")',
        r"^@app\.\w+\([\"'](.+?)[\"'].*": (
            'The routing rule is for {0}, and the home page is /, as in @app.route("/")'
        ),
        r"^(?:async )?def .*": 'There is no routing rule. Right above this line: @app.route("/")',
        "": 'There is no routing rule, and no function. README has both, from @app.route("/") on.',
    },
    "GET /: 405": {
        r"^@app\.\w+\([\"']/[\"'].*": "A browser asks by GET, and this rule takes other methods only.",
    },
    r"GET / by \w+: [1-5]\d\d [^:]+$": {
        r"^[ \t]+(?:return|abort)\b.*": "The function itself sends this status. Return the text alone.",
    },
    "either returned None": {
        r"^[ \t]+(?:return +)?print\(.*": (
            "Did you type print instead of return? "
            "What is printed goes to the terminal, what is returned to the client."
        ),
        r"^[ \t]+return *$": 'Nothing is returned. What to send stands behind it: return "..."',
        r"^(?:async )?def .*": 'The function returns nothing. Its last line: return "Hello World!"',
    },
    r"missing \d required positional argument": {
        r"^(?:async )?def .*\((.+)\).*": (
            "Nobody gives {0} to the function. Leave its parentheses empty."
        ),
    },
    r"it was an? \w*(?:function|method)\w*\.$": {
        r"^[ \t]+return\b.*": (
            "A function is returned, and no text. Call it with (), or return a text in quotes."
        ),
    },
    r"but it was an? (\w+)\.$": {
        r"^[ \t]+return *[{\[(].*": "A client can be sent a text. Return it alone, without brackets.",
        r"^[ \t]+return\b.*": "A client can be sent a text, and this is none ({0}). Put quotes around it.",
    },
    "RecursionError": {
        "": "The function calls itself, again and again. Return the text.",
    },
    "TemplateNotFound: (.*)": {
        r"^.*render_template\(.*": "There is no {0} in the folder templates beside server.py.",
    },
    "other addresses are not found": {
        r"^@app\.before_request.*": 'This answers every request. A routing rule: @app.route("/")',
        r"^@app\.errorhandler.*": "The number belongs behind the text: return ..., 404",
        r"^@.*<path:.*": "This rule takes every address. If you want that, take the check out of test_client.py.",
    },
    "app is named after": {
        r"^app\b.*": "Flask finds the files of an app by this name: app = Flask(__name__)",
    },
    # The program does not serve, or not as it should.
    r"ended before it answered\.$": {
        r"^[ \t]*app\.run *$": "Without parentheses, it is named, and not called: app.run()",
        r"^[ \t]+if .*__main__.*": "The line belongs to the function above it. Begin it without spaces.",
        r"^if (?![\s\S]*app\.run).*": "Below this line, app.run() is missing, four spaces further in.",
        r"\A(?![\s\S]*app\.run)": (
            'app.run() is missing at the end, and above it: if __name__ == "__main__":'
        ),
        r"^if (?!\(?__name__ *== *[\"']__main__[\"']\)? *:).*(?:name|main).*": (
            'This is never true, so that nothing starts. Exactly: if __name__ == "__main__":'
        ),
        r"^[ \t]+app\.run\(.*": 'This is never reached. Above it belongs: if __name__ == "__main__":',
    },
    r"ended before it answered.* (\d+) is in use": {
        r"^.*app\.run\(.*port.*": "Port {0} is taken, perhaps by a server of yours. Leave the parentheses empty for 5000.",
    },
    r"ended before it answered\. (?:AttributeError: 'int' object|(?!\w*Error\b))": {
        r"^.*app\.run\(.+\).*": "It cannot start with what is in the parentheses. Leave them empty.",
    },
    r"somewhere else.*//(?:127\.0\.0\.1|localhost):(\d+)": {
        r"^.*app\.run\(.*": "The server listens at port {0}. Leave the parentheses empty for 5000.",
    },
    r"somewhere else.*//(\S+)": {
        r"^.*app\.run\(.*": "The server listens at {0}. Leave the parentheses empty for localhost.",
    },
    "Nobody answers": {
        "": "The program runs, and opens no port. Does it wait for something before app.run()?",
    },
    "your server that runs already": {
        r"^.*app\.run\(.*(?=[\s\S]*^@app\.)": (
            "app.run() knows only the routing rules above it. Move it, with its if, to the end. "
            "Then stop your server with CTRL+C in its window, and start it again."
        ),
        "": (
            "It does not show what server.py says now. "
            "Stop it with CTRL+C in its window, and start it again."
        ),
    },
    "server answers at localhost": {
        r"^.*app\.run\(.*(?=[\s\S]*^@app\.)": (
            "app.run() knows only the routing rules above it. Move it, with its if, to the end."
        ),
    },
    "other computers do not reach": {
        r"^.*app\.run\(.*": "Everybody in the network reaches this server. Leave out the host.",
    },
    "ctrl c stops the server: .*: nothing": {
        r"^[ \t]*(?:while|except|signal)\b.*": "The program goes on after CTRL+C, perhaps because of this.",
        "": "The program goes on after CTRL+C. Does app.run() stand there twice?",
    },
}
