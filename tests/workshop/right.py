"""A server.py in which all is right, however unusual."""

import sqlite3
import time

import flask
from flask import redirect, render_template, render_template_string, request, send_file, session
from functions import hello

# The app.
website: flask.Flask = flask.Flask("my_app")
website.secret_key = "a"


@website.route("/")
def home() -> flask.Response:
    """Lead to another page."""
    print("asked")
    return redirect("/hello")


@website.get("/hello")
@website.route("/greeting", methods=["GET", "POST"])
def greet():
    return f"<form method=post><p>{hello()}</p>{request.url}{time.time()}</form>"


@website.route("/template")
def template():
    return render_template("home.html")


@website.route("/file")
def file():
    return send_file("templates/home.html")


@website.get("/newest")
def newest():
    page = "{{ notes[0] }}{{ notes|first }}{{ user.name }}"
    return render_template_string(page, notes=[], user=None)


@website.route("/<name>")
def age(name):
    return {"Ann": "7"}[name]


@website.route("/<a>/<b>")
def joined(a, b):
    return a + b


@website.route("/number/<n>")
def doubled(n):
    n = int(n) if n.isdigit() else 0
    return str(n == 7)


@website.route("/<path:name>")
def every(name):
    return name


@website.post("/begin")
def begin():
    global day
    day = "1"
    return day


@website.post("/go")
def go():
    return day


@website.get("/all")
def all_names():
    names = []
    names.append({"name": "Ann"})
    return names


@website.get("/quiz")
def quiz():
    answers = [request.args.get(f"answer{n}", "") for n in (1, 2)]
    return f"<form><input name=answer1><input name=answer2></form>{answers}"


@website.get("/add")
def add():
    texts = session.get("texts", [])
    texts.append("a")
    session["texts"] = texts
    return "Added"


def bold(view):
    def shown():
        return "<b>" + view() + "</b>"

    return shown


@website.route("/bold")
@bold
def in_bold():
    return "a"


def done(rows):
    rows.commit()
    return "Added"


@website.route("/rows", methods=["GET", "POST"])
def rows():
    with sqlite3.connect("rows.db") as rows:
        if request.method == "GET":
            return list(rows.execute("SELECT * FROM row"))
        rows.execute("INSERT INTO row VALUES (1)")
        return done(rows)


@website.errorhandler(404)
def lost(error):
    return "Lost"


if __name__ == "__main__":
    with sqlite3.connect("rows.db") as rows_at_start:
        rows_at_start.execute("CREATE TABLE IF NOT EXISTS row (a)")
    website.run(host="127.0.0.1", port=5000, debug=True, threaded=True)
