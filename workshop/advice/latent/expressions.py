"""Expressions in functions that fail, whoever visits: an unknown name, or a template that is not there."""

import ast
import builtins
import dis
import gc
import inspect
import itertools
import re
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

from workshop.advice.close_names import is_slip
from workshop.advice.latent.sure_lines import sure_lines
from workshop.advice.record import Record
from workshop.advice.text import parsed, read

# A file with one of these may have more names than can be seen.
MAKES_NAMES = re.compile(r"\b(?:exec|globals|setattr|vars|__dict__|__getattr__)\b")

# An expression, its line, and the names of its function.
Expression = tuple[str, int, tuple[str, ...]]


def failures(app: Any, record: Record) -> Iterator[dict[str, Any]]:
    """Yield what an outcome says of each expression that fails, in all files of the learner's."""
    modules = [each for each in [*sys.modules.values()] if isinstance(each, ModuleType)]
    files = {record.name_of(getattr(each, "__file__", None) or ""): each for each in modules}
    texts = {name: read(record.folder / name) for name in files if name}
    all_texts = "\n".join(texts.values())
    functions = [each for each in gc.get_objects() if inspect.isfunction(each)]
    with app.test_request_context():
        for name, text in texts.items():
            if not MAKES_NAMES.search(text):
                file = _File(app, files[name], text, all_texts, functions)
                for error, line in file.failures():
                    found = record.described(error)
                    # A template that can't be read has a line of its own.
                    yield found if found["line"] else {**found, "file": name, "line": line}


class _File:
    """A file of the learner's that was imported, with the values of its names."""

    def __init__(
        self,
        app: Any,
        module: ModuleType,
        text: str,
        all_texts: str,
        functions: list[FunctionType],
    ) -> None:
        self.app = app
        self.names = vars(module)
        self.tree = parsed(text)
        self.all_texts = all_texts
        self.codes = [
            code
            for each in functions
            if each.__globals__ is self.names and each.__code__.co_filename == module.__file__
            for code in _all(each.__code__)
        ]

    def failures(self) -> Iterator[tuple[Exception, int]]:
        """Yield the exceptions of expressions that certainly fail, and their lines."""
        sure = sure_lines(self.tree, self.names)
        found = [each for each in (*self._names(), *self._calls()) if each[1] in sure]
        # Of each expression, the first line is enough.
        expressions = dict[str, Expression]()
        for each in sorted(found, key=lambda each: each[1]):
            expressions.setdefault(each[0], each)
        for text, line, own in expressions.values():
            try:
                eval(text, self.names, {**dict.fromkeys(own), "_app": self.app})
            except Exception as error:  # noqa: BLE001
                yield error, line

    def _names(self) -> Iterator[Expression]:
        """Yield names that nothing has, and parts that a module, or the request, doesn't have."""
        given = _given(self.tree)
        given_parts = set(re.findall(r"\.(\w+) *[-+*/|&]?=[^=]", self.all_texts))
        for code in self.codes:
            steps = [*dis.get_instructions(code)]
            for step, following in itertools.pairwise([*steps, steps[-1]]):
                name, line = step.argval, (step.positions and step.positions.lineno) or 0
                if step.opname != "LOAD_GLOBAL":
                    continue
                if name not in self.names:
                    # Another file may give it a value.
                    if not (name in given | given_parts or hasattr(builtins, name)):
                        yield name, line, code.co_varnames
                elif following.opname in ("LOAD_ATTR", "LOAD_METHOD"):
                    part = following.argval
                    if part not in given_parts and _lacks(self.names[name], part):
                        yield f"{name}.{part}", line, code.co_varnames

    def _calls(self) -> Iterator[Expression]:
        """Yield templates that are not there, URLs of no function, and uses of a session without a key."""
        import flask

        reached = {line for code in self.codes for *_, line in code.co_lines()}
        has_key = self.app.secret_key or re.search("(?i)secret_key", self.all_texts)
        for node in ast.walk(self.tree):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]):
                    called = self.names.get(name)
                case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store()):
                    called, text = self.names.get(name), ""
                case _:
                    continue
            expression = ""
            if called is flask.render_template and not self._is_made(text):
                expression = f"_app.jinja_env.get_template({text!r})"
            elif called is flask.url_for and text not in self.app.view_functions:
                # A blueprint has names of its own.
                expression = "" if self.app.blueprints else f"{name}({text!r})"
            elif called is flask.flash and not has_key:
                expression = f"{name}('')"
            elif called is flask.session and not has_key:
                expression = f"{name}.__setitem__('', '')"
            if expression and node.lineno in reached:
                yield expression, node.lineno, ()

    def _is_made(self, template: str) -> bool:
        """Return whether a program may write a template, because it names it elsewhere, too."""
        name = re.escape(template)
        rendered = re.findall(rf"\brender_template\(\s*[\"']{name}", self.all_texts)
        return len(rendered) < len(re.findall(name, self.all_texts))


def _all(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of a function, and of those inside it."""
    yield code
    for each in code.co_consts:
        # Python 3.14 only comes to annotations if a program asks for them.
        if inspect.iscode(each) and each.co_name != "__annotate__":
            yield from _all(each)


def _given(tree: ast.AST) -> set[str]:
    """Return the names that may get a value outside of functions, or as global ones inside."""
    found = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    queue = [*ast.iter_child_nodes(tree)]
    while queue:
        match node := queue.pop():
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
                continue
            case ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.alias():
                found.add((node.asname or node.name).partition(".")[0])
        queue += ast.iter_child_nodes(node)
    return found


def _lacks(value: Any, part: str) -> bool:
    """Return whether a module, or the request, has no such part, but one that is spelled like it."""
    import flask

    if not (value is flask.request or isinstance(value, ModuleType)) or hasattr(value, part):
        return False
    return any(is_slip(part, each) for each in dir(value) if not each.startswith("_"))
