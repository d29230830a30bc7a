"""Showing that something is going on."""

import contextlib
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def dots() -> Iterator[None]:
    """Print a dot for each second that the block takes."""
    is_over = threading.Event()

    def print_dots() -> None:
        while not is_over.wait(1):
            print(".", end="", flush=True)

    thread = threading.Thread(target=print_dots, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
