# A small API for books
import json
from datetime import date
from flask import Flask, jsonify, request

app = Flask(__name__)

books = {
	1: {"title": "Momo", "author": "Michael Ende", "year": 1973, "tags": ["novel", "time"]},
	2: {"title": "Emma", "author": "Jane Austen", "year": 1815, "tags": []},
}
visits = 0

@app.route("/")
def home():
	global visits
	visits = visits + 1
	stars = ""
	i = 0
	while i < 5:
		stars += "*"
		i += 1
	return "<h1>Books</h1><p>" + stars + "</p><p>Visits: %s</p>" % visits

@app.get("/api/books")
def list_books():
	year = request.args.get("before", default=3000, type=int)
	found = []
	for number, book in books.items():
		if book["year"] >= year:
			continue
		found.append({"id": number, "is_old": date(book["year"], 1, 1) < date(1950, 1, 1), **book})
	return jsonify(found)

@app.post("/api/books")
def add_book():
	data = request.get_json()
	if "title" not in data or "author" not in data:
		return {"error": "title and author, please"}, 400
	number = max(books) + 1
	books[number] = {"title": data["title"], "author": data["author"], "year": data.get("year", 2000), "tags": []}
	return jsonify(books[number]), 201

@app.get("/api/authors")
def authors():
	names = sorted(set(book["author"] for book in books.values()), key=lambda name: name.split()[-1])
	return json.dumps(names), 200, {"Content-Type": "application/json"}

if __name__ == "__main__":
	app.run(host="127.0.0.1", debug=True)
