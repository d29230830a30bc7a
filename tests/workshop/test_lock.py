"""Pipfile.lock is current, names no index, and is right on each system and Python."""

import json
import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
from copies import ROOT
from learner import LOCK, PACKAGES
from packaging.markers import Marker

SYSTEMS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}


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


def locked(system, python):
    """Return the packages that the lock has for a system and a Python, with their versions."""
    here = SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.0"}
    return {
        name: package["version"]
        for name, package in PACKAGES.items()
        if "markers" not in package or Marker(package["markers"]).evaluate(here)
    }


def resolve(folder, system, python):
    """Return what another resolver says of Pipfile: packages, with their versions and hashes."""
    folder.mkdir()
    pins = locked(system, python).items()
    pipfile = tomllib.loads((ROOT / "Pipfile").read_text())
    (folder / "wanted").write_text("\n".join([*pipfile["packages"], *pipfile["dev-packages"]]))
    (folder / "pins").write_text("\n".join(name + version for name, version in pins))
    command = [
        *[sys.executable, "-m", "uv", "pip", "compile", "--no-header", "--no-annotate"],
        *["--generate-hashes", "--no-config", "--python-platform", system],
        *["--python-version", python, "--no-python-downloads"],
        *["--constraints", "pins", "wanted"],
    ]
    resolved = subprocess.check_output(command, cwd=folder, text=True)
    entries = re.findall(r"^(\S+?)(==\S+).*\\\n((?:    --hash=.*\n)+)", resolved, re.MULTILINE)
    return {name: (pin, {*re.findall(r"sha256:\w+", text)}) for name, pin, text in entries}


@pytest.mark.weekly
@pytest.mark.network
def test_lock_is_what_an_independent_resolver_says(tmp_path):
    kinds = list(product(SYSTEMS, ["3.11", "3.12", "3.13", "3.14"]))
    # They wait for the network most of the time.
    with ThreadPoolExecutor(len(kinds)) as pool:
        resolved = pool.map(lambda kind: resolve(tmp_path / "-".join(kind), *kind), kinds)
    assert dict(zip(kinds, resolved, strict=True)) == {
        kind: {name: (pin, {*PACKAGES[name]["hashes"]}) for name, pin in locked(*kind).items()}
        for kind in kinds
    }
