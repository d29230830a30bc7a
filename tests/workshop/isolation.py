"""What keeps tests apart: a network for each worker, fresh files for each test, and no leftovers.

Networks and mounts of one's own need Linux and root. Elsewhere, the tests share this computer's.
"""

import contextlib
import ctypes
import os
import subprocess
import tempfile
import threading
from pathlib import Path

import psutil

# From <linux/sched.h> and <linux/prctl.h>.
CLONE_NEWNS = 0x00020000
CLONE_NEWNET = 0x40000000
PR_SET_CHILD_SUBREAPER = 36

# The process of slirp4netns, which leads out of a network of our own.
_gateway = None


def enter():
    """Give this process a network and mounts of its own, and whatever its children leave behind."""
    global _gateway
    own = f"/proc/{os.getpid()}/task/{threading.get_native_id()}/ns/net"
    ready, is_ready = os.pipe()
    # It ends with this process, which alone has the other end of the pipe.
    end, _ = os.pipe()
    with open(own) as outer:
        _call("unshare", CLONE_NEWNET | CLONE_NEWNS)
        command = [
            *["nsenter", f"--net=/proc/self/fd/{outer.fileno()}", "slirp4netns"],
            *["--configure", "--mtu=65520", "--disable-host-loopback"],
            *[f"--ready-fd={is_ready}", f"--exit-fd={end}", "--netns-type=path", own, "tap0"],
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        _gateway = subprocess.Popen(command, pass_fds=[outer.fileno(), is_ready, end], **quiet)
    os.close(is_ready)
    if not os.read(ready, 1):
        raise OSError("slirp4netns has not started.")
    _call("prctl", PR_SET_CHILD_SUBREAPER, 1)
    _run("mount", "--make-rprivate", "/")
    _run("ip", "link", "set", "lo", "up")


@contextlib.contextmanager
def fresh(original, folder):
    """Have what is in *original* in *folder* for a while; what changes there is forgotten."""
    # Other processes have other layers on it.
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as changes:
        _run("mount", "-t", "tmpfs", "tmpfs", changes)
        for name in "upper", "work":
            Path(changes, name).mkdir()
        layers = f"lowerdir={original},upperdir={changes}/upper,workdir={changes}/work"
        _run("mount", "-t", "overlay", "-o", f"{layers},redirect_dir=on", "overlay", folder)
        try:
            yield
        finally:
            # Lazily, because a test that fails may leave a process in it.
            _run("umount", "--lazy", folder, changes)


def end_processes():
    """End all that this process has started, and whatever that has; return what had not ended."""
    psutil.wait_procs(_started(), timeout=5)
    # Where its parent has ended, a process is this one's child.
    left = _started()
    for process in left:
        process.kill()
    psutil.wait_procs(left)
    return left


def _started():
    started = psutil.Process().children(recursive=True)
    return [process for process in started if not _gateway or process.pid != _gateway.pid]


def _run(*command):
    subprocess.run(command, check=True)


def _call(name, *arguments):
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
