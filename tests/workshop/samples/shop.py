import sqlite3

from flask import Flask, abort, request

app = Flask(__name__)
db = sqlite3.connect(":memory:", check_same_thread=False)
cursor = db.cursor()
cursor.execute("CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, price REAL, stock INTEGER)")
PRODUCTS = [
    ("Pencil", 0.5, 100),
    ("Notebook", 2.25, 40),
    ("Rucksack", 39.99, 3),
    ("Globe", 24, 0),
]
cursor.executemany("INSERT INTO products (name, price, stock) VALUES (?, ?, ?)", PRODUCTS)
db.commit()

HEAD = """<!doctype html>
<html>
<head><title>School shop</title></head>
<body>
"""
FOOT = "</body></html>"
TAX = 0.19


def layout(title, body):
    return HEAD + f"<h1>{title}</h1>" + body + FOOT


def price_with_tax(price, tax=TAX):
    return round(price * (1 + tax), 2)


def all_products(only_available=False):
    sql = "SELECT id, name, price, stock FROM products"
    if only_available:
        sql += " WHERE stock > 0"
    return cursor.execute(sql + " ORDER BY name").fetchall()


@app.route("/")
def home():
    rows = ""
    for id, name, price, stock in all_products():
        if stock == 0:
            available = "sold out"
        elif stock < 10 and price > 10:
            available = "hurry up"
        else:
            available = "available"
        rows += f"<tr><td><a href='/product/{id}'>{name}</a></td><td>{price_with_tax(price):.2f}</td><td>{available}</td></tr>\n"
    return layout("School shop", f"<table>{rows}</table><a href='/value'>Value</a>")


@app.route("/product/<int:id>")
def product(id):
    found = cursor.execute("SELECT name, price FROM products WHERE id = ?", (id,)).fetchone()
    if found is None:
        abort(404)
    name, price = found
    return layout(name, "It costs {} euros.".format(price_with_tax(price)))


@app.route("/value")
def value():
    total = sum(price * stock for _, _, price, stock in all_products(True))
    counted = len([row for row in all_products() if row[3] > 0])
    return layout("Value", "%d products, %.2f euros" % (counted, total))


@app.route("/search")
def search():
    word = request.args.get("q", "")
    names = [row[1] for row in all_products() if word.lower() in row[1].lower()]
    if not names:
        return layout("Search", "Nothing found for " + word)
    items = "".join(["<li>" + name + "</li>" for name in names])
    return layout("Search", "<ul>" + items + "</ul>")


@app.route("/add", methods=["POST"])
def add():
    try:
        price = float(request.form["price"])
    except ValueError:
        return "The price must be a number", 400
    cursor.execute("INSERT INTO products (name, price, stock) VALUES (?, ?, 1)", (request.form["name"], price))
    db.commit()
    return layout("Added", "<a href='/'>Back</a>")


@app.errorhandler(404)
def not_found(error):
    return layout("Not found", "<p>We do not sell that.</p>"), 404


if __name__ == "__main__":
    app.run()
