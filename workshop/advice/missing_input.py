"""What a page needs from its visitor, who sends nothing but its URL."""

import ast
import re
import sys
from typing import Any

from workshop.advice.outcome import Reason
from workshop.advice.record import Record
from workshop.advice.text import lines_of, parsed, read


class Input:
    """Notices whether a page has looked for a value that was not sent."""

    def __init__(self, record: Record) -> None:
        from flask.sessions import SecureCookieSession
        from werkzeug.datastructures import MultiDict

        self.record = record
        self.is_missing = False
        for kind in MultiDict, SecureCookieSession:
            kind.get = self._watched(kind.get)  # type: ignore

    def reason(self, error: BaseException) -> str:
        """Return what a page lacks if it is opened by its URL alone, "" if it lacks nothing."""
        if self._is_for_a_later_visit(error):
            return Reason.SESSION
        lacks_value = self.is_missing and re.search("None|forget to specify", str(error))
        return Reason.INPUT if lacks_value or self.is_missing_key(error) else ""

    @staticmethod
    def is_missing_key(error: BaseException) -> bool:
        """Return whether an exception is about a value that was not sent, and looked up by [ ]."""
        return type(error).__name__ == "BadRequestKeyError"

    def _watched(self, get: Any) -> Any:
        """Return a method get() that also notices a missing value."""

        def watched(sent: Any, key: Any, *others: Any, **options: Any) -> Any:
            value = get(sent, key, *others, **options)
            # Flask itself looks for cookies.
            is_learners = self.record.name_of(sys._getframe(1).f_code.co_filename)
            self.is_missing |= value is None and bool(is_learners)
            return value

        return watched

    def _is_for_a_later_visit(self, error: BaseException) -> bool:
        """Return whether a page lacks what another page puts into the session."""
        if not (isinstance(error, KeyError) and error.args):
            return False
        file, line = self.record.place_of(error)
        if not (line and "session[" in lines_of(read(self.record.folder / file))[line - 1]):
            return False
        trees = [parsed(read(path)) for path in self.record.files(".py")]
        nodes = [node for tree in trees for node in ast.walk(tree)]
        # What is counted up must be there before.
        counted = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
        return any(_gives(node, error.args[0]) for node in nodes if node not in counted)


def _gives(node: ast.AST, key: Any) -> bool:
    """Return whether an expression may put a value for a key into the session."""
    match node:
        case ast.Subscript(value=owner, slice=given, ctx=ast.Store()):
            # What isn't written out may be any key.
            may_be = not isinstance(given, ast.Constant) or given.value == key
            return may_be and ast.unparse(owner).endswith("session")
        case ast.Call(func=ast.Attribute(value=owner, attr="setdefault" | "update")):
            return ast.unparse(owner).endswith("session")
    return False
