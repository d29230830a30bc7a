"""Pipfile.lock is current and names no index. That it is complete: test_classroom.py."""

import json
import tomllib

import pytest
from copies import ROOT
from learner import LOCK


def test_neither_pipfile_nor_lock_names_an_index_or_a_python():
    assert LOCK["_meta"]["sources"] == []
    assert LOCK["_meta"]["requires"] == {}
    assert "requires" not in tomllib.loads((ROOT / "Pipfile").read_text())
    for name in "Pipfile", "Pipfile.lock":
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert "index" not in text


@pytest.mark.network
def test_renewed_lock_names_no_index_either(computer):
    computer.do("pipenv", "verify")
    (computer.workshop / "Pipfile.lock").unlink()
    computer.do("python", ".ci/lock")
    lock = json.loads((computer.workshop / "Pipfile.lock").read_text())
    assert lock["_meta"] == LOCK["_meta"]
    packages = lock["default"] | lock["develop"]
    assert "flask" in packages
    assert not any("index" in package for package in packages.values())
