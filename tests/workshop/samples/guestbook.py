from flask import Flask, redirect, render_template_string, request, url_for

app = Flask(__name__)

entries = [{'name': 'Ann', 'text': 'Nice page!'}, {'name': 'Ben', 'text': 'Hi'}]

page = '''
<!doctype html>
<title>Guestbook</title>
<h1>My guestbook</h1>
{% for entry in entries %}
  <p><b>{{ entry.name }}</b>: {{ entry['text'] }}</p>
{% else %}
  <p>Nobody was here yet.</p>
{% endfor %}
<form method="post" action="{{ url_for('sign') }}">
  <input name="name" placeholder="Your name">
  <input name="text">
  <button>Sign</button>
</form>
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
    return '<form method="post">Name: <input name="name"> Text: <input name="text"></form>'


@app.route('/delete/<int:number>')
def delete(number):
    if number >= len(entries):
        return 'There is no such entry', 404
    del entries[number]
    return redirect(url_for('index'))


if __name__ == '__main__':
    app.run(debug=True)
