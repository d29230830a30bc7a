from flask import Flask, redirect, render_template_string, request, url_for

app = Flask(__name__)

entries = [
    {'name': 'Ann', 'text': 'Nice page!'},
    {'name': 'Ben', 'text': 'Greetings from Kiel'},
]

page = '''
<!doctype html>
<title>Guestbook</title>
<h1>My guestbook</h1>
<ul>
{% for entry in entries %}
  <li><b>{{ entry.name }}</b>: {{ entry['text'] }}</li>
{% else %}
  <li>Nobody was here yet.</li>
{% endfor %}
</ul>
<form method="post" action="{{ url_for('sign') }}">
  <input name="name" placeholder="Your name">
  <input name="text">
  <button>Sign</button>
</form>
<p><a href="{{ url_for('statistics') }}">Statistics</a></p>
'''


@app.route('/')
def index():
    return render_template_string(page, entries=entries)


@app.route('/sign', methods=['GET', 'POST'])
def sign():
    if request.method == 'POST':
        name = request.form['name'].strip()
        text = request.form['text']
        if name != '' and len(text) < 200:
            entries.append({'name': name, 'text': text})
        return redirect(url_for('index'))
    return '<form method="post">Name: <input name="name"> Text: <input name="text"><button>OK</button></form>'


@app.route('/statistics')
def statistics():
    longest = ''
    letters = 0
    for entry in entries:
        letters += len(entry['text'])
        if len(entry['text']) > len(longest):
            longest = entry['text']
    return '<p>' + str(len(entries)) + ' entries, ' + str(letters) + ' letters</p><p>The longest: ' + longest + '</p>'


@app.route('/delete/<int:number>')
def delete(number):
    if number >= len(entries):
        return 'There is no such entry', 404
    del entries[number]
    return redirect(url_for('index'))


if __name__ == '__main__':
    app.run(debug=True)
