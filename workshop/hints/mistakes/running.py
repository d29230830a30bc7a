"""What fails while a function runs."""

from workshop.hints import names
from workshop.hints.lesson import DEF, GUARD, RENDER, RETURN, ROUTE
from workshop.hints.mistake import Mistake

MISTAKES = [
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
        'session has no {0} until a page puts it there. Say what to take instead: session.get("{0}", ...)',
        {
            (RETURN, "    from flask import session\n    return session['name']\n"): 9,
        },
        cause=r"^.*session\[[^\]]*\](?! *=[^=]).*",
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
        },
    ),
    Mistake(
        r"BuildError: Could not build url for endpoint '([^']+)'.*Did you mean '(?!static)([\w.]+)'",
        "url_for takes the name of a function. There is no {0}. Do you mean {1}?",
        {(RETURN, f"{RENDER}url_for('hello_word')\n"): 9},
    ),
    Mistake(
        r"FileNotFoundError: .*'(.*)'",
        "There is no {0}. A file without a folder before its name is looked for beside server.py.",
        {(RETURN, "    return open('x.html').read()\n"): 8},
    ),
    Mistake(
        r"JSONDecodeError: Expecting value: line 1 column 1 ",
        "What is read here is empty, or not JSON. For an empty list, write [] into the file.",
        {(RETURN, "    import json\n    return json.loads('')\n"): 9},
    ),
    Mistake(
        r"JSONDecodeError: (?!Expecting value: line 1 column 1 ).*: line (\d+)",
        "Line {0} of what is read here, or the one above it, is not JSON. Texts and names stand in double quotes, a comma "
        "between two entries, and none behind the last.",
        {(RETURN, "    import json\n    return json.loads('[1, ]')\n"): 9},
    ),
    Mistake(
        r"OperationalError: no such column: (?:\w+\.)?(\w+)",
        "The database has no column {0}. {value}",
        {
            (
                RETURN,
                "    import sqlite3\n    d = sqlite3.connect(':memory:')\n    d.execute('CREATE TABLE a (name)')\n    return str(d.execute('SELECT nme FROM a'))\n",
            ): 11
        },
        about=names.missing_column,
    ),
    Mistake(
        r"OperationalError: table (\w+) already exists",
        "The table is there already, from the last time. Write: CREATE TABLE IF NOT EXISTS {0}",
        {
            (
                RETURN,
                "    import sqlite3\n    d = sqlite3.connect(':memory:')\n    for _ in 'ab':\n        d.execute('CREATE TABLE a (b)')\n",
            ): 11
        },
    ),
    Mistake(
        r'OperationalError: near "(.+?)": syntax error',
        "SQL does not understand {0} here. Is it a typo, or is something missing before it, such as a comma or quotes?",
        {
            (
                RETURN,
                "    import sqlite3\n    return str(sqlite3.connect(':memory:').execute('SELCT 1'))\n",
            ): 9
        },
    ),
    Mistake(
        "TypeError: execute expected at most 2 arguments",
        "The values stand in parentheses of their own: execute('...', (a, b))",
        {
            (
                RETURN,
                "    import sqlite3\n    return str(sqlite3.connect(':memory:').execute('SELECT ?, ?', 1, 2))\n",
            ): 9
        },
    ),
    Mistake(
        r"OperationalError: no such table: (\w+)",
        "The database has no table {0} yet: {value}",
        {
            (
                RETURN,
                "    import sqlite3\n    return str(sqlite3.connect(':memory:').execute('SELECT * FROM a'))\n",
            ): 9
        },
        about=names.missing_table,
    ),
    Mistake(
        "UnsupportedOperation: not (readable|writable)",
        'The file is not open for that. To read it: open(..., "r"). To write it anew: "w". To add to it: "a".',
        {(RETURN, "    with open('server.py') as file:\n        file.write('a')\n"): 9},
    ),
    Mistake(
        r"OperationalError: (?:table \w+ has \d+ columns but|\d+ values for)",
        "As many values belong here as there are columns, and a ? for each.",
        {
            (
                RETURN,
                "    import sqlite3\n    d = sqlite3.connect(':memory:')\n    d.execute('CREATE TABLE a (b, c)')\n    d.execute('INSERT INTO a VALUES (?)', (1,))\n",
            ): 11
        },
    ),
    Mistake(
        r"\w+Error: (?:Incorrect number of bindings|parameters are of unsupported)",
        "Each ? gets one value. The values stand in parentheses, and one alone has a comma behind it: (name,)",
        {
            (
                RETURN,
                "    import sqlite3\n    return str(sqlite3.connect(':memory:').execute('SELECT ?', ('ab')))\n",
            ): 9
        },
    ),
]
