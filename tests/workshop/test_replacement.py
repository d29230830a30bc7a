"""An environment that is made again: what becomes of the old one, of whatever kind it is."""

import os
from pathlib import Path

import pytest

from workshop import record, replacement


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """The path of .venv in an empty folder."""
    monkeypatch.setattr(replacement, "ROOT", tmp_path)
    for name, path in vars(replacement).copy().items():
        if isinstance(path, Path) and name != "ROOT":
            monkeypatch.setattr(replacement, name, tmp_path / path.name)
    return tmp_path / ".venv"


def make(environment):
    """Make an environment as a set-up does."""
    with replacement.replaced():
        (environment / "bin").mkdir()
        (environment / "bin" / "python").touch()
        record.write(environment, {"files": record.files(environment)})


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def make_folder(environment):
    environment.mkdir()
    (environment / "notes.txt").touch()


def add_to_one_of_tasks(environment):
    make(environment)
    (environment / "notes.txt").touch()


def link_to_folder(environment):
    make(environment)
    environment.rename(environment.with_name("elsewhere")).with_name(".venv").symlink_to(
        "elsewhere"
    )


KINDS = [make_folder, add_to_one_of_tasks, Path.touch]
if os.name == "posix":
    KINDS += [link_to_folder, os.mkfifo]
    KINDS += [lambda path: path.symlink_to("nowhere"), lambda path: path.symlink_to(path)]


@pytest.mark.parametrize("make_old", KINDS)
def test_environment_of_the_learner_is_kept(environment, capsys, make_old):
    make_old(environment)
    folder, before = environment.parent, os.lstat(environment)
    make(environment)
    assert os.lstat(folder / ".venv-yours").st_ino == before.st_ino
    assert "so it was renamed to .venv-yours.\n" in capsys.readouterr().out
    assert not {".venv-aside", ".venv-discarded"} & {*names(folder)}
    environment.rename(folder / "other")
    environment.touch()
    make(environment)
    assert "so it was renamed to .venv-yours1.\n" in capsys.readouterr().out


def test_environment_of_tasks_is_deleted(environment):
    make(environment)
    make(environment)
    assert names(environment.parent) == [".venv"]


@pytest.mark.parametrize("make_old", [make, *KINDS])
def test_environment_comes_back_if_it_cannot_be_made_again(environment, make_old):
    make_old(environment)
    before = os.lstat(environment)
    with pytest.raises(KeyboardInterrupt), replacement.replaced():
        (environment / "bin").mkdir()
        raise KeyboardInterrupt
    assert os.lstat(environment).st_ino == before.st_ino
    assert {*names(environment.parent)} <= {".venv", "elsewhere"}


def test_file_in_an_environment_that_was_being_made_is_kept(environment):
    """As after CTRL+C, when the learner has gone on by hand."""
    environment.mkdir()
    record.write(environment, {})
    (environment / "notes.txt").touch()
    make(environment)
    assert (environment.with_name(".venv-yours") / "notes.txt").exists()
