"""What functions make of the values that they have, where Python says nothing."""

from workshop.hints import names
from workshop.hints.lesson import DEF, GUARD, RETURN
from workshop.hints.mistake import Mistake

REQUEST = "    from flask import request\n"

MISTAKES = [
    Mistake(
        "names in braces are replaced: : .* stands in a text",
        'To show what a name holds inside a text, put f before the text: f"..."',
        {
            (DEF, "def hello_world(name='World'):\n    print('Hello {name}!')\n"): 8,
            (RETURN, "    name = 'World'\n    return 'Hello {name}!'\n"): 9,
        },
    ),
    Mistake(
        "names in braces are replaced: : .(\\w+). stands in a URL",
        "In a URL, < and > stand around a name: <{0}>",
        {(GUARD, f"@app.route('/{{name}}')\ndef hi(name):\n    return name\n\n\n{GUARD}"): 11},
    ),
    Mistake(
        "loops go on: ",
        "This return stands inside the loop, and ends it in its first round. Begin it further to the left, below the loop.",
        {
            (
                RETURN,
                "    text = ''\n    for each in 'ab':\n        text += each\n        return text\n",
            ): 11
        },
    ),
    Mistake(
        "texts are compared with texts: ",
        "What a URL holds or a form sends is a text, which is never equal to a number. int(...) makes it a number, "
        "and so does <int:name> in a routing rule.",
        {
            (
                GUARD,
                f"@app.route('/<a>')\ndef same(a):\n    return 'Yes' if a == 7 else 'No'\n\n\n{GUARD}",
            ): 13,
            (RETURN, f"{REQUEST}    a = request.args.get('a')\n    return str(a in [1, 2])\n"): 10,
            (
                GUARD,
                f"names = {{1: 'Ann'}}\n\n\n@app.route('/<a>')\ndef name(a):\n    return names.get(a, 'Nobody')\n\n\n{GUARD}",
            ): 16,
        },
    ),
    Mistake(
        "sums are of numbers: : (.+)$",
        "What a URL holds or a form sends is a text, and {0} int(...) makes a number of it.",
        {
            (
                GUARD,
                f"@app.route('/add/<a>/<b>')\ndef add(a, b):\n    return str(a + b)\n\n\n{GUARD}",
            ): 13,
            (
                RETURN,
                f"{REQUEST}    if 'age' in request.args:\n        return request.args['age'] * 2\n    return '<form><input name=age type=number></form>'\n",
            ): 10,
        },
    ),
    Mistake(
        "nothing begins anew: : The list",
        "This list is made anew at each request, and never has more than one entry. Make it above the function, at "
        "the left, where it stays.",
        {
            (
                DEF + RETURN,
                f"{DEF}{REQUEST}    texts = []\n    if request.method == 'POST':\n        texts.append(request.form['text'])\n    return '/'.join(texts)\n",
            ): 9
        },
    ),
    Mistake(
        r"nothing begins anew: : The number (\w+)",
        "This begins anew at each request. Write it above the function, at the left, and here: global {0}",
        {(RETURN, "    count = 0\n    count += 1\n    return str(count)\n"): 8},
    ),
    Mistake(
        "changes of a database are committed: ",
        "Nothing saves this change. Below it belongs commit(), as in: {value}.commit()",
        {
            (
                GUARD,
                "import sqlite3\n\n\n@app.post('/add')\ndef add():\n    connection = sqlite3.connect('notes.db')\n    connection.execute('INSERT INTO notes VALUES (1)')\n    return 'Added'\n\n\n"
                + GUARD,
            ): 17
        },
        about=names.connection,
    ),
    Mistake(
        "changes of a session are kept: : (.+) is changed in the session",
        "The session does not notice that a list in it changes, and forgets this. Write below this line: "
        "session.modified = True",
        {
            (
                GUARD,
                f"app.secret_key = 'a'\n\n\n@app.route('/add')\ndef add():\n    from flask import session\n    if 'texts' not in session:\n        session['texts'] = []\n    session['texts'].append('a')\n    return 'Added'\n\n\n{GUARD}",
            ): 19
        },
    ),
    Mistake(
        "changes of a session are kept: : (.+) is changed on its own",
        'The session does not notice this change. Below it, put what was changed back: session["..."] = {0}',
        {
            (
                GUARD,
                f"app.secret_key = 'a'\n\n\n@app.route('/add')\ndef add():\n    from flask import session\n    texts = session.get('texts', [])\n    texts.append('a')\n    return 'Added'\n\n\n{GUARD}",
            ): 18
        },
    ),
]
