"""Print what the pages of server.py answer, as JSON, in all ways in which the samples can be asked.

Type `python tests/workshop/answers.py` in the folder of the program. What is random in it is the
same each time.
"""

import json
import random
import re
import runpy
import sys

import werkzeug.serving

FIELDS = "name", "text", "answer", "price", "title", "author", "q", "before"
FILLED_IN = [{}, *(dict.fromkeys(FIELDS, value) for value in ("1", "e", "?"))]
# With a query string, with a form, and as JSON.
GETS = [{"query_string": fields} for fields in FILLED_IN]
POSTS = [{way: fields} for way in ("data", "json") for fields in [*FILLED_IN, {"title": "1"}]]


def visits(app):
    """Return the arguments of requests to each page of an app, in an order that is always the same."""
    found = [
        {"method": method, "path": re.sub("<.*?>", value, rule.rule), **sent}
        for rule in sorted(app.url_map.iter_rules(), key=str)
        for method, every in [("GET", GETS), ("POST", POSTS)]
        for value in ("1", "9")
        for sent in every
        if method in rule.methods
    ]
    # Some pages answer otherwise once another was visited.
    return random.Random(0).choices(found, k=10 * len(found))


def visit(host, port, app, **options):
    """Visit the pages of an app in place of serving them."""
    is_debug = app.debug
    # Otherwise an exception would end this program.
    app.debug = False
    client = app.test_client()
    answers = [client.open(**each) for each in visits(app)]
    texts = [(answer.status_code, answer.text) for answer in answers]
    print(json.dumps([host, port, is_debug, texts]))
    sys.exit()


if __name__ == "__main__":
    werkzeug.serving.run_simple = visit
    random.seed(0)
    runpy.run_path("server.py", run_name="__main__")
