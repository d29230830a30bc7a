"""Visit the pages of an app, one after the other, as in a browser."""

import contextlib
import inspect
import sys
import threading
import time
import traceback
from http import HTTPStatus
from http.client import responses
from typing import Any

from workshop.advice import latent
from workshop.advice.latent.routes import hidden
from workshop.advice.missing_input import Input
from workshop.advice.outcome import Reason, Stage
from workshop.advice.record import Record
from workshop.advice.text import SITE

# How many bytes of a page are read, which may never end.
ENOUGH = 10_000_000


def visit_all(app: Any, record: Record, patience: float) -> None:
    """Ask an app for each of its pages without a variable, / first, and finish the record.

    A page may take as many seconds as *patience*, twice as many more if it computes all the time,
    and all pages six times as many.
    """
    from flask import got_request_exception

    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    routes = tuple(dict.fromkeys(rule.rule for rule in rules))
    record.note(routes=routes, hidden=tuple(hidden(rules)))
    visitor = _Visitor(app, record, patience)
    end = time.monotonic() + 6 * patience
    with got_request_exception.connected_to(visitor.note_error):
        for url in _urls(app):
            if time.monotonic() > end:
                record.note(notes=(*record.outcome.notes, (url, Reason.TIME)))
                continue
            visitor.visit(url)
        visitor.compare_rules()
    if failure := visitor.failure:
        record.finish(**failure)
    pages = dict(record.outcome.pages)
    # A page at / that was left out still exists.
    status = pages.get("/", 200)
    if status >= HTTPStatus.BAD_REQUEST:
        said = f"{status} {responses.get(status, '')}".strip()
        record.finish(stage=Stage.PAGES, page="/", function=visitor.function("/"), message=said)
    # Even if it can't be examined further, it works.
    record.note(stage=Stage.HOME)
    # What the lookup executes, such as a loader of templates, may never end.
    timer = threading.Timer(patience, record.finish)
    timer.daemon = True
    timer.start()
    found: dict[str, Any] = {}
    try:
        found = latent.first_mistake(app, record, visitor.bodies) if record.outcome.run else {}
    except Exception:  # noqa: BLE001
        traceback.print_exc()
    record.finish(**found)


def _urls(app: Any) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if not rule.arguments]
    urls = [rule.rule for rule in rules if "GET" in (rule.methods or ()) and not rule.subdomain]
    return [*dict.fromkeys(["/", *urls])]


class _Visitor:
    """One visitor, whose cookies are kept from page to page."""

    def __init__(self, app: Any, record: Record, patience: float) -> None:
        self.app = app
        self.patience = patience
        self.record = record
        self.client = app.test_client()
        # The thread of the current page. Threads of earlier pages may still be busy.
        self.thread = threading.current_thread()
        self.error: BaseException | None = None
        self.status = 0
        # The outcome of the first page that failed.
        self.failure: dict[str, Any] = {}
        # What the pages have sent, by their URLs.
        self.bodies: dict[str, str] = {}
        self.input = Input(record)
        trap = app.trap_http_exception
        # As in debug mode: only then is the line known that looks for a value that was not sent.
        app.trap_http_exception = lambda error: Input.is_missing_key(error) or trap(error)

    def note_error(self, _: Any, exception: BaseException, **__: Any) -> None:
        if threading.current_thread() is self.thread:
            self.error = exception

    def visit(self, url: str) -> None:
        """Ask for a page, and note its status, or why it has none."""
        record = self.record
        record.page, self.error, self.status = url, None, 0
        self.input.is_missing = False
        record.page_is_over.clear()
        record.note()
        # In a thread, as in Flask's own server, where a database opened elsewhere can't be used.
        self.thread = threading.Thread(target=self._ask, name=f"page {url}", daemon=True)
        self.thread.start()
        record.page_is_over.wait(self.patience / 2)
        started, used = time.monotonic(), time.process_time()
        if not record.page_is_over.wait(self.patience / 2):
            # A page that began to answer is a stream.
            is_stuck = not self.status and is_busy(started, used)
            if is_stuck and not record.page_is_over.wait(2 * self.patience):
                # It takes all the time of other pages.
                frame = sys._current_frames().get(self.thread.ident or 0)
                file, line = record.place_in(frame)
                failure = self._failed(url, "This line never finishes.", file=file, line=line)
                record.finish(**(self.failure or failure))
            if not record.page_is_over.is_set():
                self.record.add_note(Reason.STREAM if self.status else Reason.TIME)
        elif self.error:
            self._judge(url, self.error)
        elif self.status == HTTPStatus.BAD_REQUEST and self.input.is_missing and url != "/":
            self.record.add_note(Reason.INPUT)
        elif not 100 <= self.status < 600 and not record.was_left_out(url):
            self.failure = self.failure or self._failed(url, "HTTP has no such status.")
        if self.status:
            record.note(pages=(*record.outcome.pages, (url, self.status)))
        record.page = ""

    def _ask(self) -> None:
        url, thread = self.record.page, threading.current_thread()
        try:
            with contextlib.closing(self.client.get(url, base_url=f"{SITE}/")) as answer:
                body = bytearray()
                if self.thread is thread:
                    self.status = answer.status_code
                for some in answer.response:
                    body += some
                    if self.thread is not thread:
                        return
                    if len(body) > ENOUGH:
                        self.record.add_note(Reason.STREAM)
                        break
                if answer.mimetype == "text/html":
                    self.bodies[url] = body.decode("utf-8", "replace")
        except BaseException as error:  # noqa: BLE001
            # In debug mode, Flask raises the exception. A stream may raise after the answer began.
            if self.thread is thread:
                self.error = self.error or error
                self.status = 500
        if self.thread is thread:
            self.record.page_is_over.set()

    def _judge(self, url: str, error: BaseException) -> None:
        # Everybody visits the home page first.
        reason = "" if url == "/" else self.input.reason(error)
        if reason:
            file, line = self.record.place_of(error)
            if not line:
                file, line = self.record.def_line(self.app.view_functions.get(self.function(url)))
            self.record.add_note(f"{reason}: see {file}, line {line}" if line else reason)
        elif not self.failure:
            self.failure = self._failed(url, **self.record.described(error))

    def _failed(self, url: str, message: str, function: str = "", **more: Any) -> dict[str, Any]:
        """Return what an outcome says of a page that failed, if need be at its function."""
        function = function or self.function(url)
        if not more.get("line"):
            view = self.app.view_functions.get(function)
            more["file"], more["line"] = self.record.def_line(view)
        return {"page": url, "function": function, "message": message, **more}

    def compare_rules(self) -> None:
        """Note a failure if a function does not take the variables of its URL: any visit would fail."""
        # These may change the variables on their way.
        rules = [] if self.app.url_value_preprocessors else self.app.url_map.iter_rules()
        for rule in rules:
            view = self.app.view_functions.get(rule.endpoint)
            if not (rule.arguments and inspect.isfunction(view)) or self.failure:
                continue
            try:
                inspect.signature(view, follow_wrapped=False).bind(**dict.fromkeys(rule.arguments))
            except TypeError as error:
                said = f"{view.__name__}() {error}"
                self.failure = self._failed(rule.rule, said, rule.endpoint, exception="TypeError")

    def function(self, url: str) -> str:
        """Return the name of the view function of a page, "" if it has none."""
        with contextlib.suppress(Exception):
            endpoint, _ = self.app.url_map.bind("localhost").match(url, method="GET")
            return str(endpoint)
        return ""


def is_busy(started: float, used: float) -> bool:
    """Return whether the program has computed rather than waited since *started*.

    Other programs may need the computer meanwhile, and what waits computes next to nothing.
    """
    return time.process_time() - used > (time.monotonic() - started) / 4
