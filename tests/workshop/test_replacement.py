"""An environment that is made again: what becomes of the old one, of whatever kind it is."""

import os
from pathlib import Path

import pytest

from workshop import record, replacement
from workshop.problem import Problem


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """The path of .venv in an empty folder."""
    for name in "ENVIRONMENT", "ASIDE", "DISCARDED", "YOURS":
        monkeypatch.setattr(replacement, name, tmp_path / getattr(replacement, name).name)
    monkeypatch.setattr(replacement, "ROOT", tmp_path)
    return tmp_path / ".venv"


def make(environment):
    """Make an environment as a set-up does."""
    with replacement.replaced():
        (environment / "bin").mkdir()
        (environment / "bin" / "python").touch()
        record.write(environment, {"files": record.files(environment)})


def make_and_add_notes(environment):
    make(environment)
    (environment / "notes.txt").touch()


def begin_and_add_notes(environment):
    """Do as a set-up that CTRL+C ends, and a learner who goes on by hand."""
    environment.mkdir()
    record.write(environment, {})
    (environment / "notes.txt").touch()


OF_THE_LEARNER = [make_and_add_notes, begin_and_add_notes, Path.touch]
if os.name == "posix":
    # A link may lead to another folder, nowhere, or to itself.
    OF_THE_LEARNER += [lambda path, to=to: path.symlink_to(to) for to in ("..", "nowhere", ".venv")]
    OF_THE_LEARNER += [os.mkfifo]


@pytest.mark.parametrize("make_old", OF_THE_LEARNER)
def test_environment_of_the_learner_is_kept(environment, capsys, make_old):
    make_old(environment)
    before = os.lstat(environment).st_ino
    make(environment)
    assert os.lstat(environment.with_name(".venv-yours")).st_ino == before
    assert "so it was renamed to .venv-yours.\n" in capsys.readouterr().out
    environment.rename(environment.with_name("elsewhere"))
    environment.touch()
    make(environment)
    assert "so it was renamed to .venv-yours1.\n" in capsys.readouterr().out


def test_environment_of_tasks_is_deleted(environment):
    make(environment)
    make(environment)
    assert os.listdir(environment.parent) == [".venv"]


def test_environment_that_cannot_be_moved_is_kept(environment, monkeypatch):
    def refuse(*_):
        raise PermissionError

    make(environment)
    before = os.listdir(environment)
    # As Windows does while a server runs in it.
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Problem) as caught:
        make(environment)
    assert caught.value.summary == ".venv can't be moved."
    assert os.listdir(environment) == before
    assert os.listdir(environment.parent) == [".venv"]


@pytest.mark.parametrize("make_old", [make, *OF_THE_LEARNER])
def test_environment_comes_back_if_it_cannot_be_made_again(environment, make_old):
    make_old(environment)
    before = os.lstat(environment).st_ino
    with pytest.raises(KeyboardInterrupt), replacement.replaced():
        raise KeyboardInterrupt
    assert os.lstat(environment).st_ino == before
    assert os.listdir(environment.parent) == [".venv"]
