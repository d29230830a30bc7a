"""What fails while a function runs."""

from workshop.hints import names
from workshop.hints.lesson import DEF, GUARD, RENDER, RETURN, ROUTE
from workshop.hints.mistake import Mistake

MISTAKES = [
    Mistake(
        "AttributeError: 'function' object has no attribute '(?!html')",
        "This function has the name of the module {0}, and hides it. Rename the function.",
        {(DEF + RETURN, "def random():\n    return random.choice('ab')\n"): 7},
        cause=r"^(?:async )?def (?!app\b)(\w+)\(.*(?=[\s\S]*\b\1\.\w+)",
    ),
    Mistake(
        r"AttributeError: module '(\w+)' has no attribute '(\w+)'",
        "{0} has no {1}. Do you mean {0}.{value}?",
        {
            (RETURN, "    import random\n    return random.choise('ab')\n"): 9,
            (RETURN, "    import datetime\n    return str(datetime.now())\n"): 9,
            (RETURN, "    import os\n    return os.join('a', 'b')\n"): 9,
        },
        about=names.close_in_module,
    ),
    Mistake(
        r"AttributeError: module '(\w+)' has no attribute '(?!request_started)(\w+)'",
        "{0} has no {1}. Is it a typo, or does it come from elsewhere?",
        {(RETURN, "    import random\n    return random.number()\n"): 9},
    ),
    Mistake(
        r"AttributeError: '(str|int|list|dict|tuple)' object has no attribute '(\w+)'",
        "What stands before the dot is a {0}, and has no {1}. Do you mean {value}?",
        {('World!"', 'World!".uper()'): 8},
        about=names.close_in_type,
    ),
    Mistake(
        r"AttributeError: 'NoneType' object has no attribute '(\w+)'",
        "The browser may send no {1}, and what stands before .{0} is None then. Say what to take instead: "
        '.get({1}, "...")',
        {
            (
                RETURN,
                "    from flask import request\n    return request.args.get('name').upper()\n",
            ): 9,
        },
        cause=r"^.*\.(?:args|form|values|cookies)\.get\( *([\"']\w+[\"']) *\).*",
    ),
    Mistake(
        r"AttributeError: 'NoneType' object has no attribute '(\w+)'",
        "What stands before .{0} is None: nothing was found, or a function returned nothing.",
        {('"Hello World!"', "None.upper()"): 8},
    ),
    Mistake(
        "(?:OSError: pytest: )?.*(?:reading from stdin|EOF when reading)",
        "input() waits for somebody to type. A server has nobody there: leave it out.",
        {("app = ", "name = input()\napp = "): 3},
    ),
    Mistake(
        "SystemExit",
        "This ends the program. Leave it out: CTRL+C ends the server.",
        {(GUARD, "exit()\n"): 11},
    ),
    Mistake(
        "TypeError: unsupported operand .* 'str' and 'str'",
        "Inside a text, use other quotes than those around it: \"... '...' ...\"",
        {('"Hello World!"', '"<a href="/">Hello World!</a>"'): 8},
        cause=r"^(?!@).*\"/\".*",
    ),
    Mistake(
        "TypeError: can only concatenate str",
        'Only a text can be added to a text: "..." + str(...)',
        {('"Hello World!"', '"a" + 1'): 8},
    ),
    Mistake(
        r"TypeError: (?:unsupported operand|'[<>]=?' not supported|can't multiply) .*'(?:str|int)'",
        "A text and a number do not go together here, nor do two texts. int(...) makes a text a number, and so does "
        "<int:name> in a routing rule.",
        {
            ('"Hello World!"', '1 + "a"'): 8,
            (GUARD, f'@app.route("/<a>")\ndef less(a):\n    return str(a < 9)\n\n\n{GUARD}'): 13,
            (GUARD, f'@app.route("/<a>")\ndef double(a):\n    return str(a * a)\n\n\n{GUARD}'): 13,
        },
    ),
    Mistake(
        r"TypeError: (?!render_template\()(\w+)\(\) takes (\d+) positional arguments? but (\d+)",
        "{0} is called with {2} values in its parentheses, and its def has names for {1}.",
        {(RETURN, "    return text(1)\n\n\ndef text():\n    return 'Hi'\n"): 8},
    ),
    Mistake(
        "TypeError: '(\\w+)' object is not callable",
        "What stands before the parentheses is no function ({0}). Is its name used twice, or is a comma missing "
        "before them?",
        {(RETURN, '    text = "Hello World!"\n    return text()\n'): 9},
    ),
    Mistake(
        r"TypeError: (?:type '\w+'|'\w*(?:function|method)\w*' object) is not subscriptable",
        "Parentheses call what stands before the bracket: write (...) in place of [...]",
        {
            ("Flask(__name__)", "Flask[__name__]"): 3,
            (RETURN, "    from flask import request\n    return request.args.get['name']\n"): 9,
        },
    ),
    Mistake(
        "ProgrammingError: SQLite objects created in a thread",
        "Flask answers each request in a thread of its own: connect to the database inside the function.",
        {
            (
                ROUTE + DEF,
                f"import sqlite3\n\nd = sqlite3.connect(':memory:')\n\n\n{ROUTE}{DEF}    d.execute('SELECT 1')\n",
            ): 13
        },
    ),
    Mistake(
        "ValueError: I/O operation on closed file",
        "The file is closed already: move this line into the with block.",
        {
            (
                RETURN,
                "    with open('server.py') as file:\n        pass\n    return file.read()\n",
            ): 10
        },
    ),
    Mistake(
        "IndexError: (\\w+) index out of range",
        "This {0} has no entry of that number: the first is 0, and an empty one has none.",
        {('"Hello World!"', "[][0]"): 8},
    ),
    Mistake(
        "KeyError: (.+)",
        "There is no {0} in it. Is it a typo? Capitals count.",
        {('"Hello World!"', '{"a": "b"}["A"]'): 8},
    ),
    Mistake(
        "RecursionError",
        "The function calls itself, again and again. Return the text.",
        {('"Hello World!"', "hello_world()"): 8},
    ),
    Mistake(
        r"KeyError: '(.+)'",
        'There is no environment variable {0}: write os.environ.get("{0}", "...")',
        {("app = ", 'import os\n\nkey = os.environ["SECRET"]\napp = '): 5},
        cause=r"^.*environ\[.*",
    ),
    Mistake(
        r"KeyError: '(.+)'",
        'session has no {0} until a page puts it there: write session.get("{0}")',
        {
            (RETURN, "    from flask import session\n    return session['name']\n"): 9,
        },
        cause=r"^.*session\[.*",
    ),
    Mistake(
        "RuntimeError: The session is unavailable because no secret key was set",
        'A session needs a secret. Below app = Flask(__name__) write: app.secret_key = "..."',
        {(RETURN, "    from flask import session\n    session['a'] = 1\n" + RETURN): 9},
    ),
    Mistake(
        "RuntimeError: Working outside of (?:application|request) context",
        "This works only while a request is answered: move it into a function below a routing rule.",
        {("app = ", "from flask import request\n\nname = request.args\nprint(name)\napp = "): 5},
    ),
    Mistake(
        r"BuildError: Could not build url for endpoint '([\w.]+)'.*Did you forget .*values \['(\w+)'",
        "The routing rule of {0} has <{1}>, which needs a value: url_for('{0}', {1}=...)",
        {
            (
                GUARD,
                f'@app.route("/<a>")\ndef page(a):\n    return a\n\n\n@app.route("/other")\ndef other():\n{RENDER}url_for("page")\n\n\n{GUARD}',
            ): 19
        },
    ),
    Mistake(
        r"BuildError: Could not build url for endpoint '([^']+)'(?!.*Did you (?:forget|mean '(?!static)))",
        "url_for takes the name of a function that has a routing rule. There is no {0}.",
        {
            (RETURN, f"{RENDER}url_for('xyz')\n"): 9,
            (GUARD, f'@app.post("/other")\ndef other():\n{RENDER}url_for("/")\n\n\n{GUARD}'): 14,
        },
    ),
    Mistake(
        r"BuildError: Could not build url for endpoint '([\w.]+)'.*Did you mean '(?!static)([\w.]+)'",
        "url_for takes the name of a function. There is no {0}. Do you mean {1}?",
        {(RETURN, f"{RENDER}url_for('hello_word')\n"): 9},
    ),
    Mistake(
        r"FileNotFoundError: .*'(.*)'",
        "There is no {0}. A file without a folder before its name is looked for beside server.py.",
        {(RETURN, "    return open('x.html').read()\n"): 8},
    ),
    Mistake(
        r"OperationalError: no such table: (\w+)",
        "The database has no table {0} yet: make it first, with CREATE TABLE.",
        {
            (
                RETURN,
                "    import sqlite3\n    return str(sqlite3.connect(':memory:').execute('SELECT * FROM a'))\n",
            ): 9
        },
    ),
]
