"""What a function returns, as far as its lines show."""

import ast

from workshop.advice.text import Function

# What these return is a page. They have no other effect, but for print() and flash().
MAKES_PAGES = {"jsonify", "redirect", "render_template", "render_template_string"}
ONLY_RETURN = {*MAKES_PAGES, "print", "flash"}


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


def can_return(function: Function, of_flask: set[str]) -> bool:
    """Return whether a function may return a value, or end in another way.

    Those *of_flask*, of the ONLY_RETURN, don't end it.
    """
    queue: list[ast.AST] = [*function.body]
    while queue:
        match node := queue.pop():
            case ast.Return(value=ast.expr()) | ast.Yield() | ast.YieldFrom():
                return True
            case ast.Raise() | ast.Assert() | ast.While() | ast.Await():
                return True
            case ast.Expr(value=ast.Call(func=called)) if ast.unparse(called) not in of_flask:
                # It may raise an exception, as abort() does.
                return True
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() | ast.ClassDef():
                # What is inside returns for itself.
                continue
        queue += ast.iter_child_nodes(node)
    return False
