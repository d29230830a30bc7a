"""Say what to type after a crash: Python runs this before server.py, if its folder is in PYTHONPATH."""

import os
import sys
from types import TracebackType


def explain(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show why the program ended, and what to type next."""
    if isinstance(error, SyntaxError) and error.lineno and error.filename == server:
        print(f"server.py, line {error.lineno}:  {(error.text or '').strip()}", file=sys.stderr)
        print(f"  {kind.__name__}: {error.msg}", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)
    if not isinstance(error, KeyboardInterrupt):
        print(f"\nTo see what to change, type {invoke} test", file=sys.stderr)


server = os.path.abspath("server.py")
invoke = os.environ.pop("WORKSHOP_INVOKE")
# server.py, and the programs that it starts, see nothing of this file.
sys.path.remove(os.path.dirname(__file__))
del os.environ["PYTHONPATH"]
sys.excepthook = explain
