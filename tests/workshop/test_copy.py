"""What a trial must not change, not start and not leave behind."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from copies import PROGRAM, ROOT
from live_server import wait_until
from trials import page, tried, with_lines

from workshop.advice.outcome import Reason, Stage
from workshop.advice.trial import trial

IN_A_THREAD = """
thread = threading.Thread(target=os.system, args=[f"touch {OUT}"])
thread.start()
thread.join()
"""
# What leaves the copy. The names in capitals are files outside.
LEAVES = {
    "connect": ("socket.create_connection(('127.0.0.1', 9))", Reason.NETWORK),
    "bind": ("socket.socket().bind(('127.0.0.1', 5050))", Reason.SERVER),
    "run": ("subprocess.run(['touch', OUT])", Reason.PROGRAM),
    "system": ("os.system(f'touch {OUT}')", Reason.PROGRAM),
    "thread": (IN_A_THREAD, Reason.PROGRAM),
    "spawn": ("multiprocessing.get_context('spawn').Process().start()", Reason.PROGRAM),
    "write": ("open(OUT, 'w')", Reason.WRITING),
    "mkdir": ("os.mkdir(OUT)", Reason.WRITING),
    "remove": ("os.remove(MINE)", Reason.WRITING),
    "rename": ("os.rename(MINE, 'taken')", Reason.WRITING),
    "symlink": ("os.symlink(MINE, 'link')\nopen('link', 'w')", Reason.WRITING),
    "rmtree": ("shutil.rmtree(os.path.dirname(MINE))", Reason.WRITING),
    "database": ("sqlite3.connect(OUT)", Reason.WRITING),
    "kill": ("os.kill(os.getppid(), 15)", Reason.SIGNAL),
    # This one ends the trial, so it must be the last.
    "exit": ("os._exit(0)", Reason.ENDED),
}
if os.name == "nt":
    # Windows lets few make links.
    del LEAVES["symlink"]


@pytest.fixture
def outside(tmp_path):
    """A folder with a file, which is the same after the test."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "mine").write_text("mine")
    yield folder
    assert [path.name for path in folder.iterdir()] == ["mine"]
    assert (folder / "mine").read_text() == "mine"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def names_of(outside):
    """Return the lines that give files outside their names."""
    return f"OUT = {str(outside / 'out')!r}\nMINE = {str(outside / 'mine')!r}\n\n\n"


def test_pages_that_leave_the_copy_are_left_out(folder, outside):
    pages = [page(code, name) for name, (code, _) in LEAVES.items()]
    outcome = tried(folder, with_lines(names_of(outside) + "".join(pages)))
    assert dict(outcome.notes) == {f"/{name}": reason for name, (_, reason) in LEAVES.items()}
    assert not outcome.is_wrong


def test_start_that_leaves_the_copy_ends_the_trial(folder, outside):
    outcome = tried(folder, with_lines(names_of(outside) + "os.rename(MINE, 'taken')"))
    assert (outcome.stopped, outcome.is_wrong) == (Reason.WRITING, False)


def test_trial_is_still_guarded_after_a_bind_that_fails(folder, outside):
    code = """
        try:
            app.run(host="192.0.2.77")
        except OSError:
            open(OUT, "w")
    """
    outcome = tried(folder, with_lines(names_of(outside) + textwrap.dedent(code)))
    assert outcome.stopped == Reason.WRITING


@pytest.mark.skipif(
    os.name == "nt", reason="Windows has no pipes in folders, and lets few make links."
)
def test_pipes_and_links_of_the_folder(folder, outside):
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to(outside / "mine")
    (folder / "folder").symlink_to(outside)
    (folder / "itself").symlink_to(folder)
    (folder / "nowhere").symlink_to("nothing")
    (folder / "zeros").symlink_to("/dev/zero")
    program = with_lines("""
        assert open("link").read() == "mine"
        open("link", "w")
        open("folder/mine", "w")
    """)
    (folder / "server.py").write_text(program)
    assert trial(folder).stage == Stage.HOME
    (folder / "server.py").unlink()
    os.mkfifo(folder / "server.py")
    assert trial(folder).message == "server.py is not a file."


def test_program_that_must_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "server.py").touch()
    # Root may read each file.
    monkeypatch.setattr("os.access", lambda *_: False)
    assert trial(tmp_path).message == "server.py cannot be opened: you have no permission."


def test_disk_without_room(tmp_path, monkeypatch):
    (tmp_path / "server.py").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert trial(tmp_path).stopped == Reason.ROOM


def test_folder_that_is_too_big_is_only_read(tmp_path, monkeypatch):
    monkeypatch.setattr("workshop.advice.folder.MOST_FILES", 1)
    (tmp_path / "other").touch()
    outcome = tried(tmp_path, with_lines("1 / 0"))
    assert (outcome.stage, outcome.stopped) == (Stage.READ, Reason.SIZE)
    assert tried(tmp_path, with_lines("1 /")).exception == "SyntaxError"


def test_change_is_tried_on_the_copy_alone(tmp_path):
    (tmp_path / "server.py").write_text("x")
    better = trial(tmp_path, {"server.py": PROGRAM})
    assert better.stage == Stage.HOME
    assert (tmp_path / "server.py").read_text() == "x"
    assert better.progress > trial(tmp_path).progress


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")
@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_nothing_is_left_if_the_trial_is_ended(tmp_path, folder, name):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (folder / "server.py").write_text(with_lines("tempfile.mkdtemp()\ntime.sleep(99)"))
    code = "import pathlib; from workshop.advice.trial import trial; trial(pathlib.Path('.'))"
    environ = {**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.DEVNULL) as process:
        wait_until(lambda: [*scratch.glob("*/record")])
        process.send_signal(getattr(signal, name))
    wait_until(lambda: not any(scratch.iterdir()))
