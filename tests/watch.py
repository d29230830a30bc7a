"""Run a program that can't outlive the tests: python tests/watch.py PROGRAM

Each line of input presses CTRL+C. When the input ends, or after a minute, the program is ended.
"""

import os
import signal
import subprocess
import sys
import threading

WINDOWS = os.name == "nt"


def press_ctrl_c():
    """Do what CTRL+C does in a terminal: interrupt the program and all that it started."""
    if WINDOWS:
        # CTRL+C would interrupt the tests, too.
        program.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        os.killpg(0, signal.SIGINT)


def end_all():
    """End the program, all that it started, and this watch."""
    if WINDOWS:
        subprocess.call(["taskkill", "/F", "/T", "/PID", str(os.getpid())])
    else:
        os.killpg(0, signal.SIGKILL)


def listen():
    try:
        for _ in sys.stdin:
            press_ctrl_c()
    finally:
        end_all()


if not WINDOWS:
    # CTRL+C in the terminal ends the tests, and with them the input of this program.
    os.setsid()
signal.signal(signal.SIGINT, lambda *_: None)
flags = subprocess.CREATE_NEW_PROCESS_GROUP if WINDOWS else 0
command = [sys.executable, *sys.argv[1:]]
program = subprocess.Popen(command, stdin=subprocess.DEVNULL, creationflags=flags)
threading.Thread(target=listen, daemon=True).start()
threading.Timer(60, end_all).start()
program.wait()
end_all()
