from flask import Flask, session, request, redirect, url_for
import random

app = Flask(__name__)
app.secret_key = "very secret"

class Question:
    def __init__(self, text, answers, right):
        self.text = text
        self.answers = answers
        self.right = right

    def is_right(self, answer):
        return answer == self.right

    def as_html(self):
        html = f"<h2>{self.text}</h2>"
        for i, answer in enumerate(self.answers):
            html += f'<label><input type="radio" name="answer" value="{i}">{answer}</label><br>'
        return html

questions = [
    Question("What is the capital of Peru?", ["Quito", "Lima", "La Paz"], 1),
    Question("How many legs has a spider?", ["6", "8", "10"], 1),
    Question("Who wrote Momo?", ["Michael Ende", "Astrid Lindgren"], 0),
]

def menu():
    links = {"Home": "/", "Play": "/question", "Score": "/score"}
    result = ""
    for name in links:
        result = result + "<a href='" + links[name] + "'>" + name + "</a> | "
    return "<nav>" + result + "</nav>"

# The first page
@app.route("/")
def home():
    if "score" not in session:
        session["score"] = 0
        session["number"] = 0
    greeting = random.choice(["Hello", "Hi", "Welcome"])
    return menu() + f"<h1>{greeting} to the quiz</h1><p>It has {len(questions)} questions.</p>"

@app.route("/question", methods=["GET", "POST"])
def question():
    number = session.get("number", 0)
    if number >= len(questions):
        return redirect(url_for("score"))
    current = questions[number]
    message = ""
    if request.method == "POST":
        answer = int(request.form.get("answer", -1))
        if current.is_right(answer):
            session["score"] += 1
            message = "Right!"
        else:
            message = "Wrong, it was " + current.answers[current.right]
        session["number"] = number + 1
        return menu() + message + "<p><a href='/question'>Next question</a></p>"
    return menu() + f"<form method='post'>{current.as_html()}<button>Send</button></form>"

@app.route("/score")
def score():
    points = session.get("score", 0)
    percent = round(points / len(questions) * 100, 1)
    if percent > 80:
        word = "Great"
    elif percent > 40:
        word = "Not bad"
    else:
        word = "Try again"
    return f"""
        {menu()}
        <h1>{word}!</h1>
        <p>You have {points} points, that is {percent} %.</p>
        <a href="{url_for('restart')}">Play again</a>
    """

@app.route("/restart")
def restart():
    session.clear()
    return redirect(url_for("home"))

if __name__ == "__main__":
    app.run(debug=True, port=5000)
