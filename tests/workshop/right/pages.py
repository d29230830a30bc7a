"""Pages of all kinds."""

import flask
from flask import redirect, render_template, request, session
from functions import hello

# The app.
website: flask.Flask = flask.Flask("my_app")
website.secret_key = "a"


def create_app():
    return website


@website.route("/")
def home() -> flask.Response:
    """Lead to another page."""
    print("asked")
    return redirect("/hello")


@website.get("/hello")
@website.route("/greeting", methods=["GET", "POST"])
def greet():
    session["visits"] = session.get("visits", 0) + 1
    return f"<form method=post action=/greeting><input name=n><p>{hello()}</p>{request.url}</form>"


@website.route("/template")
def template():
    return render_template("home.html", notes=[], user=None)


@website.route("/about")
def about():
    links = [f"<a href='/{number}'>{number}</a>" for number in range(300)]
    form = "<form method=post><script>addEventListener('submit', send)</script></form>"
    return f"Type /hello/{{name}} or {{{{ '<b>' }}}} or &lt;b&gt; {form} {' '.join(links)}"


@website.route("/age")
def unknown_age():
    return redirect("/Nobody")


@website.route("/<name>")
def age(name):
    return {"Ann": "7"}[name]


@website.post("/begin")
def begin():
    global day
    day = request.form["day"]
    return day


@website.route("/error")
def error():
    return f"This is what an error looks like. Debugging: {website.debug}", 500


@website.errorhandler(404)
def lost(error):
    return "Lost"


if __name__ == "__main__":
    website.run(host="127.0.0.1", port=5000, debug=True, threaded=True)
