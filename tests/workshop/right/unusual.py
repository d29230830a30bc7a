"""A start and pages that do what is unusual."""

import atexit
import io
import math
import os
import pathlib
import pickle
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading

from flask import Flask

app = Flask(__name__)
number = random.choice([1, 2])
total = math.sumprod([1], [1]) if hasattr(math, "sumprod") else 1
flags = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
assert pathlib.Path(__file__).name == "server.py"
assert pathlib.Path("server.py").exists()

os.makedirs("data", exist_ok=True)
os.chdir("data")
rows = sqlite3.connect("rows.db", check_same_thread=False)
rows.execute("CREATE TABLE IF NOT EXISTS row (a)")
rows.commit()
# As packages such as requests do to see whether they may.
with socket.socket() as probe:
    probe.bind(("localhost", 0))


class Note:
    def save(self, name):
        with open(name, "wb") as file:
            pickle.dump(self, file)


atexit.register(Note().save, "at_the_end")
threading.Thread(target=Note().save, args=["by_a_thread"]).start()


@app.route("/")
def home():
    return "Hello World!"


@app.route("/change")
def change():
    open("../emptied.txt", "w").close()
    os.remove("../removed.txt")
    shutil.rmtree("../cleared")
    with sqlite3.connect("rows.db") as connection:
        connection.execute("INSERT INTO row VALUES (1)")
    return os.getcwd() + type(pickle.loads(pickle.dumps(Note()))).__name__


@app.route("/rows")
def list_rows():
    return list(rows.execute("SELECT * FROM row"))


@app.post("/form")
@app.route("/note", methods=["DELETE", "OPTIONS"])
def forget():
    os.remove("../kept.txt")
    return ""


def main():
    assert sys.argv == ["server.py"]
    assert sys.path[0] == os.path.dirname(os.path.abspath(__file__))
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
    print("\u2713")
    app.run()


if __name__ == "__main__":
    main()
