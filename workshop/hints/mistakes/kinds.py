"""Values of the wrong kind for what is done with them."""

from workshop.hints import names
from workshop.hints.lesson import DEF, RETURN, ROUTE
from workshop.hints.mistake import Mistake

MISTAKES = [
    Mistake(
        "AttributeError: 'function' object has no attribute '(?!html')",
        "This function hides something else that is called {0}. Rename the function.",
        {(DEF + RETURN, "def random():\n    return random.choice('ab')\n"): 7},
        cause=r"^(?:async )?def (?!app\b)(\w+)\(.*(?=[\s\S]*\b\1\.\w+)",
    ),
    Mistake(
        r"AttributeError: module '(\w+)' has no attribute '(\w+)'",
        "{0} has no {1}. Do you mean {value}?",
        {
            (RETURN, "    import random\n    return random.choise('ab')\n"): 9,
            (RETURN, "    import datetime\n    return str(datetime.now())\n"): 9,
            (RETURN, "    import os\n    return os.join('a', 'b')\n"): 9,
        },
        about=names.close_in_module,
    ),
    Mistake(
        r"AttributeError: module '(\w+)' has no attribute '(?!(?:request_started|g)')(\w+)'",
        "{0} has no {1}. Is it a typo, or does it come from elsewhere?",
        {(RETURN, "    import random\n    return random.number()\n"): 9},
    ),
    Mistake(
        r"AttributeError: '([\w.]+)' object has no attribute '(?!before_first)(\w+)'",
        "What stands before the dot is a {0}, which has no {1}. Do you mean {value}?",
        {
            ('World!"', 'World!".uper()'): 8,
            ("app.route", "app.Route"): 6,
            ("app.route", "app.rout"): 6,
            ("app.run", "app.Run"): 12,
            ("app.run", "app.listen"): 12,
            (RETURN, "    return request.arg\n\n\nfrom flask import request\n"): 8,
            (RETURN, "    import sqlite3\n    sqlite3.connect(':memory:').comit()\n"): 9,
        },
        about=names.close_in_type,
    ),
    Mistake(
        "AttributeError: 'str' object has no attribute 'read'",
        'json.load() takes a file that is open: with open("...") as file: and below it ... = json.load(file)',
        {(RETURN, "    import json\n    return json.load('quiz.json')\n"): 9},
        cause=r"^.*\bload\(.*",
    ),
    Mistake(
        r"AttributeError: type object '[\w.]*\b(\w+)' has no attribute '(?=\1')",
        "Here, {0} is already what stands in the module {0}: leave one of the two out, with its dot.",
        {
            (
                RETURN,
                "    from datetime import datetime\n    return str(datetime.datetime.now())\n",
            ): 9
        },
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
        "TypeError: (?:'NoneType' object is not|object of type 'NoneType'|can only join an iterable)",
        "{0}() changes the list itself, and gives None. Let it stand on a line of its own, without = or return before it.",
        {
            (
                RETURN,
                "    texts = ['b', 'a']\n    texts = texts.sort()\n    return '/'.join(texts)\n",
            ): 9
        },
        cause=r"^.*(?:=|\breturn\b).*\.(append|extend|insert|remove|reverse|shuffle|sort)\(.*",
    ),
    Mistake(
        r"AttributeError: 'NoneType' object has no attribute '(\w+)'",
        "What stands before .{0} is None: nothing was found, or a function returned nothing.",
        {('"Hello World!"', "None.upper()"): 8},
    ),
    Mistake(
        r"TypeError: unsupported operand type\(s\) for /: 'str' and 'str'",
        "Inside a text, use other quotes than those around it: \"... '...' ...\"",
        {('"Hello World!"', '"<a href="/">Hello World!</a>"'): 8},
        cause=r"^(?!@).*=\"/\".*",
    ),
    Mistake(
        r"TypeError: can only concatenate str (?!.*(?:NoneType|function|method))",
        'Only a text can be added to a text: "..." + str(...). To add numbers, make one of the text: int(...)',
        {('"Hello World!"', '"a" + 1'): 8},
    ),
    Mistake(
        r"TypeError: (?:can only concatenate str \(not \"\w*(?:function|method)|'builtin_function_or_method' object is not iterable)",
        "A function stands here, and not what it gives. Parentheses call it, as in: name.upper()",
        {
            ('"Hello World!"', '"a" + "b".upper'): 8,
            ('"Hello World!"', '"".join(a for a in {}.keys)'): 8,
        },
    ),
    Mistake(
        r"ValueError: invalid literal for int\(\) with base 10: (.*)",
        "{0} is no whole number. Ask first whether it is one: if text.isdigit():",
        {('"Hello World!"', 'int("")'): 8},
        about=lambda program, text: "" if "int(" in program else None,
    ),
    Mistake(
        r"TypeError: Random\.(\w+)\(\) missing \d required positional arguments?: (.+)",
        "{0}() needs one more value in its parentheses, for {1}.",
        {(RETURN, "    import random\n    return str(random.randint(10))\n"): 9},
    ),
    Mistake(
        r"TypeError: (?:unsupported operand|'[<>]=?' not supported|can't multiply|'str' object cannot be interpreted as an integer)(?!.*NoneType)(?:.*'str'|$)",
        "A text and a number do not go together here, nor do two texts. int(...) makes a text a number, and so does "
        "<int:name> in a routing rule.",
        {
            ('"Hello World!"', '1 + "a"'): 8,
        },
    ),
    Mistake(
        r"TypeError: (?!(?:render_template|url_for)\()(\w+)\(\) takes (\d+) positional arguments? but (\d+)",
        "{0} is called with {2} values in its parentheses, and its def has names for {1}.",
        {(RETURN, "    return text(1)\n\n\ndef text():\n    return 'Hi'\n"): 8},
    ),
    Mistake(
        "TypeError: '(?!ImmutableMultiDict)(\\w+)' object is not callable",
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
        "TypeError: tuple indices must be integers or slices, not str",
        "A row of a database has its entries by number, as in row[0]. To have them by name, write below the line with "
        "connect(): {value}.row_factory = sqlite3.Row",
        {
            (
                RETURN,
                "    import sqlite3\n    db = sqlite3.connect(':memory:')\n    return db.execute('SELECT 1').fetchone()['a']\n",
            ): 10
        },
        about=names.connection_without_names,
    ),
    Mistake(
        "IndexError: (\\w+) index out of range",
        "This {0} has no entry of that number: the first is 0, and an empty one has none.",
        {('"Hello World!"', "[][0]"): 8},
    ),
    Mistake(
        r"KeyError: (?!'\d+'$)(.+)",
        "There is no {0} in it. Is it a typo (capitals count), or is it only put there later?",
        {('"Hello World!"', '{"a": "b"}["A"]'): 8},
    ),
    Mistake(
        r"TypeError: (?:'function' object (?:is not (?:iterable|subscriptable)|does not support item)|Object of type function)",
        "{value} is the name of a function and of something else. Give one of them another name.",
        {
            (
                ROUTE + DEF + RETURN,
                f"texts = ['a']\n\n\n{ROUTE}def texts():\n    return ' '.join(text for text in texts)\n",
            ): 11
        },
        about=names.of_two,
    ),
    Mistake(
        r"AttributeError: '(?:builtin_function_or_method|function|method)' object has no attribute '(?!html)(\w+)'",
        "What stands before .{0} is a function. Parentheses call it: (...).{0}",
        {(RETURN, "    import datetime\n    return str(datetime.date.today.year)\n"): 9},
    ),
    Mistake(
        "TypeError: (?:can only concatenate str|unsupported operand|'[<>]=?' not supported) .*NoneType",
        'One of the two is None: nothing was sent or found. Say what to take instead: .get("name", "...")',
        {(RETURN, "    from flask import request\n    return 'a' + request.args.get('b')\n"): 9},
    ),
    Mistake(
        r"TypeError: \w+\(\) argument must be .*, not 'NoneType'",
        'It is None: nothing was sent or found. Say what to take instead: .get("name", 0)',
        {
            (
                RETURN,
                "    from flask import request\n    return str(int(request.args.get('b')))\n",
            ): 9
        },
    ),
    Mistake(
        r"TypeError: Object of type (?!function)(\w+) is not JSON serializable",
        "JSON has texts, numbers, lists and dicts, and no {0}. Make one of them of it, such as by str(...) or list(...)",
        {(RETURN, "    from flask import jsonify\n    return jsonify({'a'})\n"): 9},
    ),
    Mistake(
        r"TypeError: sequence item \d+: expected str instance",
        'Only texts can be joined: "...".join(str(each) for each in ...)',
        {('"Hello World!"', '"".join([1, 2])'): 8},
    ),
    Mistake(
        r"TypeError: (?!render_template\()(\w+)\(\) missing \d+ required positional arguments?: (.+)",
        "{0} is called here with no value for {1}, which stands in its def.",
        {(RETURN, "    return text()\n\n\ndef text(name):\n    return name\n"): 8},
    ),
    Mistake(
        "TypeError: 'ImmutableMultiDict' object is not callable",
        'What was sent stands in square brackets or after get: request.{0}.get({1}, "...")',
        {(RETURN, "    from flask import request\n    return request.args('name')\n"): 9},
        cause=r"^.*request\.(\w+)\( *([\"']\w+[\"']).*",
    ),
]
