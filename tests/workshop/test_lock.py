"""Pipfile.lock is current, names no index, and is right on each system and Python."""

import json
import re
import tomllib

import pytest
from learner import ROOT
from packaging.markers import Marker

LOCK = json.loads((ROOT / "Pipfile.lock").read_text())
PACKAGES = LOCK["default"] | LOCK["develop"]
SYSTEMS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}


def requirements():
    """Give what Pipfile asks for, in the words of pip."""
    pipfile = tomllib.loads((ROOT / "Pipfile").read_text())
    for name, wanted in (pipfile["packages"] | pipfile["dev-packages"]).items():
        if isinstance(wanted, str):
            yield name
        else:
            yield f"{name}; sys_platform {wanted['sys_platform']}"


def test_lock_belongs_to_pipfile(computer, folder):
    # Pipenv counts the index that pip is set to into what it compares.
    unset = ["env", "--unset=PIP_INDEX_URL", "--unset=PIP_EXTRA_INDEX_URL"]
    assert computer.run(*unset, "pipenv", "verify", cwd=folder).returncode == 0


def test_neither_pipfile_nor_lock_names_an_index():
    assert LOCK["_meta"]["sources"] == []
    for name in "Pipfile", "Pipfile.lock":
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert '"index"' not in text


def test_renewed_lock_names_no_index_either(computer, folder):
    (folder / "Pipfile.lock").unlink()
    computer.run("python", ".ci/lock", cwd=folder).check_returncode()
    lock = json.loads((folder / "Pipfile.lock").read_text())
    assert lock["_meta"] == LOCK["_meta"]
    packages = lock["default"] | lock["develop"]
    assert packages.keys() == PACKAGES.keys()
    assert not any("index" in package for package in packages.values())


def test_lock_and_pipfile_fit_every_python():
    assert LOCK["_meta"]["requires"] == {}
    assert "requires" not in tomllib.loads((ROOT / "Pipfile").read_text())


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_lock_is_what_an_independent_resolver_says(uv, tmp_path, system, python):
    here = SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.0"}
    pins = {
        name: package["version"]
        for name, package in PACKAGES.items()
        if "markers" not in package or Marker(package["markers"]).evaluate(here)
    }
    (tmp_path / "wanted").write_text("\n".join(requirements()))
    (tmp_path / "pins").write_text("\n".join(name + version for name, version in pins.items()))
    resolver = uv(
        *["pip", "compile", "--no-header", "--no-annotate", "--generate-hashes", "--no-config"],
        *["--python-platform", system, "--python-version", python],
        *["--constraints", "pins", "wanted"],
        cwd=tmp_path,
    )
    entries = re.findall(
        r"^(\S+?)(==\S+).*\\\n((?:    --hash=.*\n)+)", resolver.stdout, re.MULTILINE
    )
    resolved = {name: (version, hashes(text)) for name, version, text in entries}
    assert resolved == {
        name: (version, {*PACKAGES[name]["hashes"]}) for name, version in pins.items()
    }


def hashes(text):
    return {*re.findall(r"sha256:\w+", text)}
