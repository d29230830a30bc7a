"""Why an installation fails, by what pip, pipenv and uv have printed: a new reason is a new row."""

import pytest

from workshop import install

NO_NETWORK = "Packages can't be downloaded."
UNTRUSTED = "This computer doesn't trust the certificate of this network."
CRASH = """Traceback (most recent call last):
  File "pipenv/core.py", line 1, in <module>
    raise KeyError("virtualenv")
KeyError: 'virtualenv'
Package installation failed..."""
HASHES = "".join(f"    --hash=sha256:{number:064}\n" for number in range(300))
PRINTED = {
    "WARNING: Retrying (Retry(total=4 ...": NO_NETWORK,
    "ERROR: ... flask (from versions: none)": NO_NETWORK,
    "ProxyError('Unable to connect to proxy')": "The proxy keeps packages from being downloaded.",
    "SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] ...": UNTRUSTED,
    "invalid peer certificate: UnknownIssuer": UNTRUSTED,
    "OSError: [Errno 13] Permission denied: '/a'": "/a can't be written to.",
    "[WinError 32] The process cannot access the file: 'C:\\a.pyd'": "C:\\a.pyd can't be written to.",
    "HINT: This system does not have Windows Long Path support enabled.": (
        "The path of this folder is too long for Windows."
    ),
    "\x1b[31mERROR\x1b[0m: \x1b[1m[Errno 28]\x1b[0m Kein Platz mehr: '/a'": "The disk is full.",
    "\x1b[33m... the ssl module in Python is not available.\x1b[0m\nRetrying ...": (
        "This Python has no ssl, which pip needs."
    ),
    "ERROR: Could not find an activated virtualenv (required).": (
        "The setting require-virtualenv keeps pip from installing pipenv."
    ),
    CRASH: "The installer crashed: KeyError: 'virtualenv'",
    f"{HASHES}ERROR: HASHES DO NOT MATCH.\n{HASHES}": "The installation failed: HASHES DO NOT MATCH.",
    "Oh": "The installation failed: Oh",
    "": "The installation failed without saying why.",
}


@pytest.mark.parametrize("printed", PRINTED)
def test_reason_is_found_in_what_is_printed(monkeypatch, printed):
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    assert install.explain(printed).summary == PRINTED[printed]


def test_folder_of_wheels_is_blamed_for_what_it_lacks_alone(monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    said = install.explain("ERROR: No matching distribution found for blinker==1.9.0").summary
    assert said == "There is no blinker==1.9.0 where PIP_FIND_LINKS points."
    assert install.explain("Oh\n").summary == "The installation failed: Oh"


def test_disk_that_is_nearly_full(monkeypatch):
    monkeypatch.setattr(install, "ENOUGH_SPACE", 10**18)
    assert install.explain("Oh").summary == "The disk is full."
