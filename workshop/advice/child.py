"""The process of a trial: it starts server.py, and visits its pages instead of serving them.

It begins with `main`, in the copy of the learner's folder; nothing else imports this.
"""

import contextlib
import faulthandler
import inspect
import json
import os
import socket
import sys
import threading
import time
import traceback
import types
from pathlib import Path
from typing import Any, NoReturn

from workshop.advice import guard, pages, process
from workshop.advice.outcome import Reason, Run, Stage
from workshop.advice.record import Record
from workshop.advice.text import PROGRAM, is_guarded, parsed


def main() -> NoReturn:
    """Try the program that the last argument describes."""
    asked = json.loads(sys.argv[2])
    folder = Path.cwd()
    scratch = folder.parent
    # As `python server.py` has them.
    sys.argv = [PROGRAM]
    sys.path[0] = str(folder)
    for name in os.listdir(folder):
        sys.modules.pop(Path(name).stem, None)
    process.end_with_parent(scratch)
    dump = os.open(scratch / "dump", os.O_CREAT | os.O_WRONLY, 0o600)
    record = Record(folder, scratch / "record")
    guard.watch(scratch, record.leave_out)
    start = _Start(record, folder / PROGRAM, asked["patience"], dump)
    start.go(asked["is_whole"])


class _Start:
    """One start of the program, up to the end of its trial."""

    def __init__(self, record: Record, program: Path, patience: float, dump: int) -> None:
        self.record = record
        self.program = program
        self.patience = patience
        self.dump = dump
        self.text = program.read_bytes()
        self.is_served = threading.Event()

    def go(self, is_whole: bool) -> NoReturn:
        """Try how far the program gets; only read it if its folder wasn't copied."""
        self._end_after(5 * self.patience)
        try:
            code = compile(self.text, str(self.program), "exec")
        except BaseException as error:  # noqa: BLE001
            self.record.fail(error)
        self.record.note(stage=Stage.READ)
        if not is_whole:
            self.record.finish(stopped=Reason.SIZE)
        threading.Thread(target=self._watch, daemon=True).start()
        # A file of the learner's may be called flask.py: then server.py fails as it does by hand.
        with contextlib.suppress(Exception):
            self._stand_in_for_the_server()
        module = types.ModuleType("__main__")
        module.__file__ = str(self.program)
        sys.modules["__main__"] = module
        try:
            exec(code, module.__dict__)  # noqa: S102
            self._wait_for_threads()
        except BaseException as error:  # noqa: BLE001
            self.record.fail(error)
        self.record.note(stage=Stage.IMPORTED)
        self._serve(self._found(module))

    def _stand_in_for_the_server(self) -> None:
        """Make Flask visit all pages instead of starting its server."""
        import flask.cli
        import werkzeug.serving

        signature = inspect.signature(werkzeug.serving.run_simple)

        def run_simple(*args: Any, **options: Any) -> None:
            try:
                given = signature.bind(*args, **options).arguments
            except TypeError as error:
                raise TypeError(f"run_simple() {error}") from None
            if self.is_served.is_set():
                # The first server has the port.
                sys.exit(1)
            frame = sys._getframe(1)
            is_debug = bool(given.get("use_debugger"))
            line, guarded = self._call(frame)
            run = Run(given["hostname"], given["port"], is_debug, line, guarded)
            self._listen(run)
            self.is_served.set()
            self.record.note(stage=Stage.IMPORTED, run=run)
            self._serve(given["application"])

        werkzeug.serving.run_simple = run_simple
        flask.cli.show_server_banner = lambda *_, **__: None

    def _listen(self, run: Run) -> None:
        """Raise what a server would raise for this host and port, unless the port is in use."""
        from werkzeug.serving import get_sockaddr, select_address_family

        family = select_address_family(run.host, run.port)
        if not 0 <= run.port < 65536:
            raise OverflowError("bind(): port must be 0-65535.")
        with socket.socket(family) as listener, self.record.trusted():
            listener.bind(get_sockaddr(run.host, 0, family))

    def _call(self, frame: types.FrameType | None) -> tuple[int, bool]:
        """Return the line of server.py that calls app.run(), and whether it is guarded."""
        lines = []
        while frame:
            if frame.f_code.co_filename == str(self.program):
                lines.append(frame.f_lineno)
            frame = frame.f_back
        tree = parsed(self.text.decode("utf-8-sig", "replace"))
        return (lines[0], is_guarded(tree, lines[-1])) if lines else (0, False)

    def _found(self, module: types.ModuleType) -> Any:
        """Return the app that Flask finds in a program that didn't call app.run()."""
        try:
            from flask.cli import find_best_app

            named = types.ModuleType(self.program.stem)
            named.__dict__.update({**vars(module), "__name__": self.program.stem})
            return find_best_app(named)
        except BaseException as error:  # noqa: BLE001
            self.record.fail(error)

    def _serve(self, app: Any) -> NoReturn:
        self._end_after(9 * self.patience)
        self.record.note(stage=Stage.STARTED)
        self.is_served.set()
        if not hasattr(app, "url_map"):
            # Several apps in one, whose pages nobody can list.
            self.record.finish(stopped=Reason.SERVER)
        try:
            pages.visit_all(app, self.record, self.patience)
        except Exception:  # noqa: BLE001
            # Exceptions of pages don't come here.
            traceback.print_exc()
        self.record.finish(stopped=Reason.FAULT)

    def _wait_for_threads(self) -> None:
        """Wait as Python does at the end, for example for a thread that calls app.run()."""
        for thread in threading.enumerate():
            if not thread.daemon and thread is not threading.main_thread():
                thread.join(2)
        if self.is_served.is_set():
            threading.Event().wait()

    def _watch(self) -> None:
        """Finish the record if the program doesn't reach app.run().

        It has twice the patience if it computes all the time, and twice that if it waits or imports.
        """
        main = threading.main_thread().ident or 0
        for _ in range(2):
            if self.is_served.wait(self.patience):
                return
            # Imports may have taken the time so far.
            started, used = time.monotonic(), time.process_time()
            if self.is_served.wait(self.patience):
                return
            frame = sys._current_frames().get(main)
            file, line = self.record.place_in(frame)
            if pages.is_busy(started, used) and not self._is_importing(frame):
                self.record.finish(message="This line never finishes.", file=file, line=line)
        self.record.finish(stopped=Reason.TIME, file=file, line=line)

    def _is_importing(self, frame: types.FrameType | None) -> bool:
        """Return whether a package is being imported, which can take long the first time."""
        while frame and not self.record.name_of(frame.f_code.co_filename):
            if "importlib" in frame.f_code.co_filename:
                return True
            frame = frame.f_back
        return False

    def _end_after(self, seconds: float) -> None:
        """End Python in some seconds, whatever blocks it, and note the line."""
        faulthandler.dump_traceback_later(seconds, exit=True, file=self.dump)
