"""Where a page leads to: its links, its forms, and what they send."""

from workshop.hints import files
from workshop.hints.lesson import GUARD, OTHER, RETURN, ROUTE
from workshop.hints.mistake import Mistake

MISTAKES = [
    Mistake(
        "forms are read as they are sent: OPTIONS (\\S+)",
        "A form with method=post sends what it holds to request.form, and each other one to request.args.",
        {
            (
                GUARD,
                f"@app.route('/form', methods=['GET', 'POST'])\ndef form():\n    from flask import request\n    a = request.args.get('a')\n    return f'<form method=post><input name=a></form>{{a}}'\n\n\n{GUARD}",
            ): 14
        },
        cause=r"^.*request\.(?:args|form)\b.*",
    ),
    Mistake(
        r"(?:links are found: GET|functions know their templates and links: : There is no) (\S+?)(?:: 404 NOT|\.$)",
        "{value}",
        {
            (
                GUARD,
                f"{OTHER}    from flask import redirect\n    return redirect('/others')\n\n\n{GUARD}",
            ): 14,
            ("World!", "World!<a href='/other'>Other</a>"): 8,
            (GUARD, f"{OTHER}    return '<a href=/others>Others</a>'\n\n\n{GUARD}"): 13,
        },
        about=files.lost_link,
    ),
    Mistake(
        r"links are found: GET /static/(\S+) by static: 404",
        "{value}",
        {("World!", "World!<img src='/static/sun.png'>"): 8},
        about=files.missing_static,
    ),
    Mistake(
        r"(?:links are found: GET|functions know their templates and links: :) (\S+?)(?:: 405| takes no GET)",
        "A link sends GET, as does redirect, and the routing rule of {0} takes other methods only.",
        {
            (
                GUARD,
                f"@app.post('/other')\ndef other():\n    return 'Other'\n\n\n@app.route('/link')\ndef link():\n    return '<a href=\"/other\">'\n\n\n{GUARD}",
            ): 11
        },
    ),
    Mistake(
        r"links go on from the right page: .*: (\S+) stands for (\S+)\.$",
        'Without a slash at its beginning, a link goes on from the URL of its page, here to {1}. Write: "/{0}"',
        {
            (
                GUARD,
                f"@app.route('/of/<name>')\ndef of(name):\n    if name != 'a':\n        return 'Nobody', 404\n    return '<a href=\"all\">All</a>'\n\n\n@app.route('/all')\ndef everybody():\n    return '<a href=\"/of/a\">a</a>'\n\n\n{GUARD}",
            ): 15
        },
    ),
    Mistake(
        r"pages show no tags: .*: A page shows <(\w+)>",
        "A template shows the tag <{0}> as a text, and not what it does. For a text that only you have written, add |safe: "
        "{{{{ ...|safe }}}}",
        {
            (
                RETURN,
                "    from flask import render_template_string\n    return render_template_string('{{ text }}', text='<b>Hello</b>')\n",
            ): 9
        },
    ),
    Mistake(
        r"tags have their urls: : <(\w+)> needs (\w+)\.",
        "The tag <{0}> has its URL in {1}: write {1}= here.",
        {("World!", "World!<link rel='stylesheet' src='/'>"): 8},
    ),
    Mistake(
        r"fields have the names that are read: : No field is called (\w+)\.",
        'This field has no name, and so no browser sends what is in it. Add to its tag: name="{0}"',
        {
            (
                GUARD,
                f"@app.route('/form')\ndef form():\n    from flask import request\n    text = request.args.get('text', '')\n    return f'<form><input id=text></form>{{text}}'\n\n\n{GUARD}",
            ): 15
        },
    ),
    Mistake(
        r"fields have the names that are read: : (\w+) is not sent, but (\w+)\.",
        "The form sends no {0}. Do you mean {1}?",
        {
            (
                GUARD,
                f"@app.route('/form')\ndef form():\n    from flask import request\n    text = request.args.get('txt', '')\n    return f'<form><input name=text></form>{{text}}'\n\n\n{GUARD}",
            ): 14
        },
    ),
    Mistake(
        r"filled forms do not fail: .*: 415",
        "A form sends no JSON. Its fields are in request.form.",
        {
            (
                GUARD,
                f"@app.route('/form', methods=['GET', 'POST'])\ndef form():\n    from flask import request\n    if request.method == 'POST':\n        return request.json['name']\n    return '<form method=post>'\n\n\n{GUARD}",
            ): 15
        },
        cause=r"^.*request\.(?:get_)?json\b.*",
    ),
    Mistake(
        "ClientRedirectError: Loop detected",
        "This page leads to itself, again and again. Let it lead to another one, or return a text.",
        {
            (RETURN, "    from flask import redirect\n    return redirect('/')\n"): 9,
        },
        cause=r"^.*\bredirect\(.*",
        about=lambda program: None if "before_request" in program else "",
    ),
    Mistake(
        "ClientRedirectError: Loop detected: .* redirect to (\\S+) was",
        "What stands below before_request leads each page to {0}, and {0} too. Let it leave out {0}: "
        'if request.path != "{0}"',
        {
            (
                ROUTE,
                f"@app.before_request\ndef check():\n    from flask import redirect\n    return redirect('/')\n\n\n{ROUTE}",
            ): 0
        },
        about=lambda program, url: "" if "before_request" in program else None,
    ),
    Mistake(
        "rules take what functions read: ",
        'What this function reads is sent by POST, which its rule does not take: methods=["GET", "POST"]',
        {
            (
                GUARD,
                "@app.route('/form')\ndef form():\n    from flask import request\n    name = request.form.get('name')\n    return f'<form method=post><input name=name></form>{name}'\n\n\n"
                + GUARD,
            ): 11
        },
    ),
    Mistake(
        r"forms can be sent: .*: (\S+) takes no POST, but (\S+)\.$",
        'This form is sent to {0}, which takes no POST. {1} does, and no form leads there: action="{1}"',
        {
            (
                GUARD,
                "@app.route('/form')\ndef form():\n    return '<form method=post><input name=a></form>'\n\n\n@app.post('/a')\ndef a():\n    return 'A'\n\n\n"
                + GUARD,
            ): 13
        },
    ),
    Mistake(
        r"forms can be sent: OPTIONS \S+ by \w+: (?!.*POST)",
        'A form is sent here by POST, which this rule does not take: @app.route("...", methods=["GET", "POST"])',
        {("World!", "World!<form method=post></form>"): 6},
        cause=r"^@\w+\.\w+\(.*",
    ),
    Mistake(
        r"forms can be sent: OPTIONS \S+ by \w+: (?!.*(?:GET|takes no POST))",
        'A form is sent here by GET, which this rule does not take. The tag of the form needs: method="post"',
        {
            (
                GUARD,
                f'@app.post("/other")\ndef other():\n    return "<p>"\n\n\n@app.route("/form")\ndef form():\n    return "<form action=/other>"\n\n\n{GUARD}',
            ): 11
        },
        cause=r"^@\w+\.\w+\(.*",
    ),
    Mistake(
        r"forms can be sent: OPTIONS (\S+): nothing",
        "A form is sent to {0}, and no routing rule is for that URL.",
        {("World!", "World!<form action=/other></form>"): 0},
    ),
]
