"""Why an installation fails, by what pip, pipenv and uv have printed: a new reason is a new row."""

import pytest

from workshop import install
from workshop.terminal import typed_invoke

WITHOUT = "or ask your instructor for the packages"
NO_NETWORK = (
    f"Packages can't be downloaded.\nCheck the Wi-Fi and, if there is one, the proxy, {WITHOUT}"
)
UNTRUSTED = f"This computer doesn't trust the certificate of this network.\nAsk which one to install, {WITHOUT}"
PROXY = f"The proxy keeps packages from being downloaded.\nAsk for the right proxy, {WITHOUT}"
FULL = "The disk is full.\nMake room on it"
NO_SSL = (
    "This Python has no ssl, which pip needs.\nInstall Python from python.org, open a new terminal"
)
REQUIRED = (
    "The setting require-virtualenv keeps pip from installing pipenv.\n"
    "Remove it from the file that python -m pip config debug names"
)
CLOSE = "can't be written to.\nClose what uses it, or copy this folder to one of your own"
LONG = "The path of this folder is too long for Windows.\nMove it to C:\\workshop"
CRASH = """Traceback (most recent call last):
  File "pipenv/core.py", line 1, in <module>
    raise KeyError("virtualenv")
KeyError: 'virtualenv'
Package installation failed..."""
HASHES = "".join(f"    --hash=sha256:{number:064}\n" for number in range(300))
PRINTED = {
    "WARNING: Retrying (Retry(total=4 ...": NO_NETWORK,
    "ERROR: ... flask (from versions: none)": NO_NETWORK,
    "ProxyError('Unable to connect to proxy')": PROXY,
    "SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] ...": UNTRUSTED,
    "invalid peer certificate: UnknownIssuer": UNTRUSTED,
    "OSError: [Errno 13] Permission denied: '/a'": f"/a {CLOSE}",
    "[WinError 32] The process cannot access the file: 'C:\\a.pyd'": f"C:\\a.pyd {CLOSE}",
    "HINT: This system does not have Windows Long Path support enabled.": LONG,
    "\x1b[31mERROR\x1b[0m: \x1b[1m[Errno 28]\x1b[0m Kein Platz mehr: '/a'": FULL,
    "\x1b[33m... the ssl module in Python is not available.\x1b[0m\nRetrying ...": NO_SSL,
    "ERROR: Could not find an activated virtualenv (required).": REQUIRED,
    CRASH: "The installer crashed: KeyError: 'virtualenv'\nTry again",
    f"{HASHES}ERROR: HASHES DO NOT MATCH.\n{HASHES}": (
        "The installation failed: HASHES DO NOT MATCH.\nTry again"
    ),
    "Oh": "The installation failed: Oh\nTry again",
    "": "The installation failed without saying why.\nTry again",
}


@pytest.mark.parametrize("printed", PRINTED)
def test_reason_is_found_in_what_is_printed(monkeypatch, printed):
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    said = install.explain(printed).message
    assert said == f"{PRINTED[printed]}, then type {typed_invoke()} setup"


def test_folder_of_wheels_is_blamed_for_what_it_lacks_alone(monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    said = install.explain("ERROR: No matching distribution found for blinker==1.9.0").summary
    assert said == "There is no blinker==1.9.0 where PIP_FIND_LINKS points."
    assert install.explain("Oh\n").summary == "The installation failed: Oh"


def test_disk_that_is_nearly_full(monkeypatch):
    monkeypatch.setattr(install, "ENOUGH_SPACE", 10**18)
    assert install.explain("Oh").summary == "The disk is full."
