"""The routes of a program in its source: which URL has which function."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from workshop.advice.source import Source
from workshop.advice.text import Function

DECORATORS = {"route", "get", "post"}


class Rule(NamedTuple):
    """A decorator that gives a URL to a function."""

    call: ast.Call
    function: Function

    @property
    def text(self) -> ast.Constant | None:
        """The URL in the source, None if it is not simply a string."""
        given = [each.value for each in self.call.keywords if each.arg == "rule"]
        match [*self.call.args, *given]:
            case [ast.Constant(value=str()) as text, *_]:
                return text
        return None

    @property
    def url(self) -> str:
        return str(self.text.value) if self.text else ""

    @property
    def variables(self) -> list[str]:
        """The names in the URL."""
        return [name.rpartition(":")[2] for name in re.findall("<(.+?)>", self.url)]

    @property
    def methods(self) -> ast.expr | None:
        """What the decorator has for methods=."""
        return next((each.value for each in self.call.keywords if each.arg == "methods"), None)


def rules(source: Source) -> Iterator[Rule]:
    """Yield the rules of a program, in the order of their lines."""
    for function in source.functions:
        for node in function.decorator_list:
            match node:
                case ast.Call(func=ast.Attribute(attr=attribute)) if attribute in DECORATORS:
                    yield Rule(node, function)


def name_for(url: str, taken: set[str]) -> str:
    """Return a name for a function after its URL, "" if the URL has none that is free."""
    words = re.findall("[A-Za-z_]+", re.sub("<.*?>", "", url))
    name = "_".join(words).lower()
    return name if name.isidentifier() and name not in taken else ""
