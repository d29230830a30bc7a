"""What the names in the functions of server.py stand for, as far as that is certain."""

import ast
import contextlib
import re

# What a URL or a form has sent, which is a text, and no number even if nothing was sent.
SENT = re.compile(
    r"request\.(?:args|form|values)(?:\['(\w+)'\]|\.get\('(\w+)'(?:, (?:'[^']*'|None))?\))"
    r"(?:\.(?:strip|lower|upper)\(\))*"
)
NUMBER = re.compile(r"(?:int|float|len|(?:random\.)?rand(?:int|range))\(.*\)")


class Function:
    """A function, as Python reads it, and what its names stand for."""

    def __init__(self, tree, around):
        """*around* has what the names outside of it stand for."""
        self.tree = tree
        self.around = around
        self.text = ast.unparse(tree)
        self.nodes = [*ast.walk(tree)]
        names = [node for node in self.nodes if type(node) is ast.Name]
        stored = [node.id for node in names if type(node.ctx) is ast.Store]
        # What gets a value once, and the names of others that it changes.
        self.assigned = {}
        self.changed = set()
        for node in self.nodes:
            match node:
                case ast.Assign([ast.Name(name)], value) if stored.count(name) == 1:
                    self.assigned[name] = value
                case ast.Global(names):
                    self.changed |= {*names}
        parameters = {node.arg for node in self.nodes if type(node) is ast.arg}
        rules = " ".join(map(ast.unparse, tree.decorator_list))
        self.variables = parameters & {*re.findall(r"<(?:string:)?(\w+)>", rules)} - {*stored}
        self.own = parameters | {*stored}

    def code(self, node):
        """Return the code of what an expression stands for."""
        return ast.unparse(self.assigned.get(getattr(node, "id", ""), node))

    def value(self, node):
        """Return the value of an expression, or another of its type; None if it is not certain."""
        code = self.code(node)
        if code in self.variables or SENT.fullmatch(code):
            return ""
        if NUMBER.fullmatch(code):
            return 0
        if code in self.around and code not in self.own:
            return self.around[code]
        with contextlib.suppress(ValueError, TypeError, SyntaxError):
            return ast.literal_eval(code)
        return None
