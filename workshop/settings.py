"""The environment variables of the commands that the tasks run.

Variables of a computer may send packages, modules or requests elsewhere. So whole families of them
are removed, and all tasks use the same pipenv, Python, Flask and pytest in this folder.
"""

import os

from workshop.paths import CRASH

FAMILIES = (
    "PYTHON",  # imports other modules (PYTHONPATH), breaks Python (PYTHONHOME), skips asserts (PYTHONOPTIMIZE)
    "PIP_",  # installs elsewhere (PIP_TARGET) or nothing at all (PIP_DRY_RUN)
    "PIPENV_",  # changes another project (PIPENV_PIPFILE), opens no shell (PIPENV_ACTIVE)
    "VIRTUALENV_",  # makes another kind of environment (VIRTUALENV_SYSTEM_SITE_PACKAGES)
    "VIRTUAL_ENV",  # installs into the environment that is active
    "FLASK_RUN_",  # serves the whole network (FLASK_RUN_HOST), or nothing (FLASK_RUN_FROM_CLI)
    "WERKZEUG_",  # takes over another socket (WERKZEUG_SERVER_FD), opens the debugger (WERKZEUG_DEBUG_PIN)
    "PYTEST_",  # loads plugins (PYTEST_PLUGINS), adds options (PYTEST_ADDOPTS)
)
# The exceptions, which schools or learners need.
PASSED_ON = {
    # How text is read and shown, where compiled modules go, and where pip puts what one user installs.
    *("PYTHONIOENCODING", "PYTHONUTF8", "PYTHONLEGACYWINDOWSSTDIO", "PYTHON_COLORS"),
    *("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONUSERBASE"),
    # What kind of shell `pipenv shell` opens, and what it shows.
    *("PIPENV_SHELL", "PIPENV_EMULATOR", "PYTHONSTARTUP", "VIRTUAL_ENV_DISABLE_PROMPT"),
    # A disk without links.
    *("PIPENV_VIRTUALENV_COPIES", "VIRTUALENV_COPIES"),
    # Where packages come from.
    *("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX", "PIP_FIND_LINKS"),
    *("PIP_CONFIG_FILE", "PIPENV_PYPI_MIRROR", "VIRTUALENV_EXTRA_SEARCH_DIR"),
    # The way there: proxies, certificates, passwords, patience.
    *("PIP_PROXY", "PIP_CERT", "PIP_CLIENT_CERT", "PIP_TRUSTED_HOST"),
    *("PIP_KEYRING_PROVIDER", "PIPENV_KEYRING_PROVIDER", "PYTHON_KEYRING_BACKEND"),
    *("PIP_RETRIES", "PIP_TIMEOUT", "PIP_DEFAULT_TIMEOUT"),
    *("PIPENV_TIMEOUT", "PIPENV_REQUESTS_TIMEOUT"),
    # What has been downloaded.
    *("PIP_CACHE_DIR", "PIP_NO_CACHE_DIR", "PIPENV_CACHE_DIR", "VIRTUALENV_OVERRIDE_APP_DATA"),
}
# For pipenv: use the Pipfile and .venv of this folder, whatever else is active or above it.
FOR_PIPENV = {
    "PIPENV_IGNORE_VIRTUALENVS": "1",
    "PIPENV_NO_INHERIT": "1",
    "PIPENV_VENV_IN_PROJECT": "1",
}
# For pipenv and pip, when they install packages.
FOR_INSTALLING = FOR_PIPENV | {
    # Neither import the learner's files nor read their .env.
    "PYTHONSAFEPATH": "1",
    "PIPENV_DONT_LOAD_ENV": "1",
    # Python compiles what it imports; to compile everything would take a third of the set-up.
    "PIP_COMPILE": "0",
    # Don't look for newer versions in the background, on a Wi-Fi that thirty share.
    "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    # Paths may have letters that the encoding of Windows lacks. No line must be wrapped.
    "PYTHONUTF8": "1",
    "PYTHONIOENCODING": "utf-8",
    "COLUMNS": "1000",
}

# For server.py: after a crash, show what to type.
FOR_SERVER = {"PYTHONPATH": str(CRASH)}


def environ(added: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment variables for a command, with some more."""
    removed = {*in_families()} - PASSED_ON
    kept = {name: value for name, value in os.environ.items() if name not in removed}
    return kept | (added or {})


def in_families() -> list[str]:
    """Return the names of the variables that are set and belong to a family."""
    return sorted(name for name in os.environ if name.startswith(FAMILIES))
