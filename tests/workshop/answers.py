"""Print what the pages of server.py answer, as JSON, in the ways in which the samples can be asked.

Type `python tests/workshop/answers.py` in the folder of the program.
"""

import json
import random
import re
import runpy
import sys

import werkzeug.serving

FIELDS = "name", "text", "title", "author", "before"
FILLED_IN = [{}, *(dict.fromkeys(FIELDS, value) for value in ("1", "e")), {"title": "1"}]
WAYS = [("GET", "query_string"), ("POST", "data"), ("POST", "json")]


def visit(host, port, app, **options):
    """Visit the pages of an app in place of serving them."""
    is_debug = app.debug
    # Otherwise an exception would end this program.
    app.debug = False
    client = app.test_client()
    found = [
        (method, re.sub("<.*?>", value, rule.rule), {way: fields})
        for rule in sorted(app.url_map.iter_rules(), key=str)
        for method, way in WAYS
        for value in ("1", "9")
        for fields in FILLED_IN
        if method in rule.methods
    ]
    # Some pages answer otherwise once another was visited.
    chosen = random.Random(0).choices(found, k=10 * len(found))
    answers = [client.open(path, method=method, **sent) for method, path, sent in chosen]
    texts = [(answer.status_code, answer.text) for answer in answers]
    print(json.dumps([host, port, is_debug, texts]))
    sys.exit()


if __name__ == "__main__":
    werkzeug.serving.run_simple = visit
    runpy.run_path("server.py", run_name="__main__")
