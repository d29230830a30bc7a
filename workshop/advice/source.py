"""A file of a program: its lines, its syntax tree, and the edits of both."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from workshop.advice.edits.edit import Edit
from workshop.advice.text import (
    PROGRAM,
    Function,
    given_names,
    indentation,
    is_in_text,
    last_line,
    lines_of,
    parsed,
    read,
    readable,
)

# What a node of the tree becomes, as text or from its text.
Text = str | Callable[[str], str]
# How many lines further down the same slip is repaired with the first one.
NEAR = 6


class Source:
    """A file of the learner's, whose tree is empty if Python cannot read it."""

    def __init__(self, folder: Path, file: str = PROGRAM) -> None:
        self.folder = folder
        self.file = file
        self.text = read(folder / file).replace("\r\n", "\n")
        self.lines = lines_of(self.text)

    @cached_property
    def program(self) -> "Source":
        """The program, if this is a template or a module."""
        return self if self.file == PROGRAM else Source(self.folder)

    @cached_property
    def tree(self) -> ast.Module:
        return parsed(self.text)

    @cached_property
    def names(self) -> set[str]:
        """The names that the file gives to anything."""
        return given_names(ast.walk(self.tree))

    @cached_property
    def used(self) -> set[str]:
        """The names whose values the file uses."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, ast.Name)]
        return {node.id for node in found if isinstance(node.ctx, ast.Load)}

    @cached_property
    def functions(self) -> list[Function]:
        """All functions, in the order of their lines."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, Function)]
        return sorted(found, key=lambda node: node.lineno)

    def function(self, endpoint: str) -> Function | None:
        """Return the last function that has the name of an endpoint."""
        name = endpoint.rpartition(".")[2]
        return next((each for each in reversed(self.functions) if each.name == name), None)

    @cached_property
    def app_assignment(self) -> ast.Assign | ast.AnnAssign | None:
        """The line that makes the app."""
        for node in ast.walk(self.tree):
            match node:
                case (
                    ast.Assign(targets=[ast.Name()], value=ast.Call(func=made))
                    | ast.AnnAssign(target=ast.Name(), value=ast.Call(func=made))
                ) if self.segment(made).rpartition(".")[2] == "Flask":
                    return node
        return None

    @cached_property
    def app(self) -> str:
        """The name of the app."""
        made = next(ast.iter_child_nodes(self.app_assignment)) if self.app_assignment else None
        return self.segment(made) if made else "app"

    @cached_property
    def template_folder(self) -> str:
        """The folder where the app looks for its templates."""
        given = re.search(r"template_folder *= *[\"'](?:\./)?([^\"']+?)/?[\"']", self.text)
        return given[1] if given else "templates"

    def segment(self, node: ast.AST) -> str:
        """Return the text of a node."""
        first, column, last, end = self._span(node)
        lines = self.lines[first - 1 : last]
        if not lines:
            return ""
        lines[-1] = lines[-1][:end]
        lines[0] = lines[0][column:]
        return "\n".join(lines)

    def nodes_at(self, line: int) -> Iterator[ast.AST]:
        """Yield the nodes of the statement or decorator at a line, but for the statements inside it."""
        inner: ast.AST | None = None
        decorators = {node for each in self.functions for node in each.decorator_list}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.stmt) or node in decorators:
                first, _, last, _ = self._span(node)
                if first <= line <= last:
                    inner = node
        queue = [inner] if inner else []
        while queue:
            node = queue.pop(0)
            yield node
            queue += [each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.stmt)]

    def indent(self, line: int) -> str:
        """Return what a line is indented by."""
        return indentation(self.lines[line - 1])

    def edit(self, first: int, last: int, after: list[str], why: str, cost: float) -> Edit:
        """Return the edit that puts lines in the place of those from *first* to *last*."""
        before = self.lines[first - 1 : last]
        if len(before) == len(after):
            while len(before) > 1 and before[-1] == after[-1]:
                before, after = before[:-1], after[:-1]
            while len(before) > 1 and before[0] == after[0]:
                first, before, after = first + 1, before[1:], after[1:]
        return Edit(first, tuple(before), tuple(after), why, cost, self.file)

    def substitute(self, line: int, pattern: str, new: str, why: str, cost: float) -> Edit:
        """Return the edit of what matches a pattern in the statement at a line, and just below it."""

        def changed(found: re.Match[str]) -> str:
            return found[0] if is_in_text(found.string[: found.start()]) else found.expand(new)

        numbers = [line]
        for node in self.nodes_at(line):
            if isinstance(node, ast.expr | ast.alias):
                numbers += [node.lineno, last_line(node)]
        first, last = min(numbers), max(numbers)
        while last < min(first + NEAR, len(self.lines)) and self.lines[last].strip():
            last += 1
        after = [re.sub(pattern, changed, each) for each in self.lines[first - 1 : last]]
        return self.edit(first, last, after, why, cost)

    def replace(self, why: str, cost: float, *changes: tuple[ast.AST, Text]) -> Edit:
        """Return the edit that changes the text of nodes, none of which is inside another."""
        spans = sorted([(self._span(node), new) for node, new in changes], key=lambda each: each[0])
        first, last = spans[0][0][0], max(bottom for (_, _, bottom, _), _ in spans)
        lines = self.lines[first - 1 : last]
        # From the last to the first: the places of those in front of it stay the same.
        for (top, column, bottom, end), new in reversed(spans):
            block = lines[top - first : bottom - first + 1]
            before, behind = block[0][:column], block[-1][end:]
            block[-1] = block[-1][:end]
            block[0] = block[0][column:]
            text = new if isinstance(new, str) else new("\n".join(block))
            lines[top - first : bottom - first + 1] = (before + text + behind).split("\n")
        return self.edit(first, last, lines, why, cost)

    def insert(self, line: int, added: list[str], why: str, cost: float) -> Edit:
        """Return the edit that puts lines in front of a line."""
        return self.edit(line, line, [*added, *self.lines[line - 1 : line]], why, cost)

    def append(self, line: int, added: list[str], why: str, cost: float) -> Edit:
        """Return the edit that puts lines below a line."""
        return self.edit(line, line, [*self.lines[line - 1 : line], *added], why, cost)

    def append_at_end(self, added: list[str], why: str, cost: float) -> Edit:
        """Return the edit that puts lines below the last one with something on it, set apart."""
        last = max((n for n, line in enumerate(self.lines, 1) if line.strip()), default=1)
        return self.append(last, ["", "", *added], why, cost)

    def _span(self, node: ast.AST) -> tuple[int, int, int, int]:
        """Return the first line and column of a node, and its last."""
        first: int = getattr(node, "lineno", 0)
        last: int = getattr(node, "end_lineno", 0) or 0
        columns = []
        for line, column in (first, "col_offset"), (last, "end_col_offset"):
            text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
            # Python counts the bytes, and not the letters.
            start = readable(text).encode()[: getattr(node, column, 0)]
            columns.append(len(start.decode("utf-8", "replace")))
        return first, columns[0], last, columns[1]
