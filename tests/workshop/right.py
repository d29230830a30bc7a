"""A server.py in which all is right, however unusual."""

import sqlite3

import flask
from flask import redirect, render_template, request, session
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
    session["visits"] = session.get("visits", 0) + 1
    return f"<form method=post><input name=n><p>{hello()}</p>{request.url}</form>"


@website.route("/template")
def template():
    return render_template("home.html", notes=[], user=None)


@website.route("/<name>")
def age(name):
    return {"Ann": "7"}[name]


@website.post("/begin")
def begin():
    global day
    day = request.form["day"]
    return day


@website.errorhandler(404)
def lost(error):
    return "Lost"


@website.route("/rows")
def rows():
    with sqlite3.connect("rows.db") as rows:
        return list(rows.execute("SELECT * FROM row"))


if __name__ == "__main__":
    with sqlite3.connect("rows.db") as rows_at_start:
        rows_at_start.execute("CREATE TABLE IF NOT EXISTS row (a)")
    website.run(host="127.0.0.1", port=5000, debug=True, threaded=True)
