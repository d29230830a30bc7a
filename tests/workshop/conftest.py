"""Which tests run on this computer, and that they run side by side."""

import functools
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest

from workshop.advice import repair

# test_every_system.py also runs in the lesson's own environment, which has neither.
HAS_ALL = bool(find_spec("psutil") and find_spec("xdist"))
pytest_plugins = ["computers"] if HAS_ALL else []

# What changes how Python prints or what it keeps, which a learner's terminal does not have.
for name in "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTEST_ADDOPTS", "PYTEST_PLUGINS":
    os.environ.pop(name, None)

PROGRAMS = ["ip", "unshare", "slirp4netns", "openssl", "mmdebstrap", "chromium"]
NAMESPACE = ["unshare", "--net", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
# The files with the longest tests.
LONGEST = [f"test_{name}.py" for name in ("fresh_machine", "readme", "tasks", "both_ways")]
# The files with tests that start a server at port 5000.
SERVING = re.compile(r"test_(lesson\w*|right_programs|readme|every_system)\.py")


@functools.cache
def missing():
    """Return what this computer lacks for the tests that take computers of their own."""
    if sys.platform != "linux":
        return ["Linux"]
    needs = ["root"] if os.geteuid() != 0 else []
    needs += [program for program in PROGRAMS if not shutil.which(program)]
    if not needs and subprocess.run(NAMESPACE, check=False, capture_output=True).returncode:
        needs = ["the privilege to make namespaces"]
    return needs


def pytest_addoption(parser):
    parser.addoption("--complete", action="store_true", help="Fail if a test can't run here.")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Have tests run side by side, unless -n says otherwise."""
    if config.option.complete and missing():
        raise pytest.UsageError(f"This computer lacks {', '.join(missing())}.")
    if HAS_ALL and config.option.numprocesses is None and not is_worker(config):
        # With a network for each, some wait for it or for a terminal.
        config.option.numprocesses = os.cpu_count() + (not missing())
        config.option.maxschedchunk = 1


def pytest_configure(config):
    """Give each process that runs tests, and not the one that hands them out, its own network."""
    if is_worker(config):
        # Their trials keep all cores busy.
        repair.AT_ONCE = 1
    if HAS_ALL and (is_worker(config) or not config.option.numprocesses) and not missing():
        import isolation

        isolation.enter()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Let workers without networks of their own share port 5000."""
    from xdist.scheduler import LoadScopeScheduling

    class OneServerAtATime(LoadScopeScheduling):
        """Hands all tests that start a server to one worker, and the others to any."""

        def _split_scope(self, nodeid):
            return "server" if SERVING.search(nodeid) else nodeid

    # The groups of xdist 3.8 have no effect in pytest 9.2.
    return OneServerAtATime(config, log) if missing() else None


def pytest_report_header():
    """Say in one line what is skipped."""
    if missing():
        needs = ", ".join(missing())
        return f"Skipped are the tests with a computer of their own, which needs {needs}."


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what any computer can run, skip what this one can't, and begin with the longest."""
    for item in items:
        needs = {"network", "weekly"} & {mark.name for mark in item.iter_markers()}
        if "place" in item.fixturenames:
            needs.add("a computer")
            if missing():
                item.add_marker(pytest.mark.skip(reason=f"It needs {', '.join(missing())}."))
        if not needs:
            item.add_marker("portable")
    items.sort(key=lambda item: [*LONGEST, item.path.name].index(item.path.name))


def is_worker(config):
    return hasattr(config, "workerinput")
