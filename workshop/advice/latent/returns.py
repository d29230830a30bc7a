"""What a function returns, as far as its lines show."""

import ast
from collections.abc import Iterable, Sequence

from workshop.advice.text import Function

# What these return is a page. They have no other effect, but for print() and flash().
MAKES_PAGES = {"jsonify", "redirect", "render_template", "render_template_string"}
ONLY_RETURN = {*MAKES_PAGES, "print", "flash"}
# Methods of these names may end a function, as sys.exit() does.
MAY_END = {"abort", "exit", "_exit", "fail"}


def makes_page(function: Function) -> bool:
    """Return whether a function without parameters ends with a text, or with a page of Flask's."""
    if ast.unparse(function.args) or function.name.startswith("_"):
        return False
    match function.body[-1]:
        case ast.Return(value=ast.Call(func=ast.Name(id=name))):
            return name in MAKES_PAGES
        case ast.Return(value=ast.JoinedStr() | ast.Constant(value=str())):
            return True
    return False


def ends_empty(body: Iterable[ast.stmt], method: str, of_flask: set[str]) -> bool:
    """Return whether a function certainly ends without a page if it is asked by a method.

    The names *of_flask* are those of the ONLY_RETURN that the program uses.
    """
    for node in body:
        match node:
            case ast.Return(value=None):
                return True
            case ast.If():
                branches = _branches(node, method)
            case ast.For() | ast.With():
                branches = [node.body]
            case ast.Try():
                handlers = [handler.body for handler in node.handlers]
                branches = [node.body, node.orelse, node.finalbody, *handlers]
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name))) if name in MAY_END:
                return False
            case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name not in of_flask:
                return False
            case ast.Expr(value=ast.Yield() | ast.YieldFrom() | ast.Await()):
                return False
            case ast.Assign() | ast.AugAssign() | ast.AnnAssign() | ast.Expr() | ast.Pass():
                continue
            case ast.Global() | ast.Import() | ast.ImportFrom() | ast.FunctionDef():
                continue
            case _:
                return False
        if not all(ends_empty(branch, method, of_flask) for branch in branches):
            return False
    return True


def _branches(node: ast.If, method: str) -> Sequence[list[ast.stmt]]:
    """Return the parts of an `if` that may be executed for a method."""
    test = ast.unparse(node.test)
    if test == f"request.method == '{method}'":
        return [node.body]
    if test in ("request.method == 'GET'", "request.method == 'POST'"):
        return [node.orelse]
    return [node.body, node.orelse]
