"""The functions of server.py, and what the names in them stand for, as far as that is certain."""

import ast
import contextlib
import re

from source import nodes, own_functions

# What a URL or a form has sent, which is a text, and no number even if nothing was sent.
SENT = re.compile(
    r"request\.(?:args|form|values)(?:\['(\w+)'\]|\.get\('(\w+)'(?:, (?:'[^']*'|None))?\))"
    r"(?:\.(?:strip|lower|upper)\(\))*"
)


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
        parameters = [node.arg for node in self.nodes if type(node) is ast.arg]
        self.own = {*parameters, *stored}
        # What gets a value once, and the names of others that it changes.
        self.assigned = {}
        self.changed = set()
        for node in self.nodes:
            match node:
                case ast.Assign([ast.Name(name)], value) if [*stored, *parameters].count(name) == 1:
                    self.assigned[name] = value
                case ast.Global(names):
                    self.changed |= {*names}
        # The variables of its URL that are always texts.
        rules = " ".join(map(ast.unparse, tree.decorator_list))
        texts = {*re.findall(r"<(?:string:)?(\w+)>", rules)} - {*re.findall(r":(\w+)>", rules)}
        with_default = parameters[len(parameters) - len(tree.args.defaults) :]
        self.variables = texts & {*parameters} - {*stored, *with_default}

    def code(self, node):
        """Return the code of what an expression stands for."""
        return ast.unparse(self.assigned.get(getattr(node, "id", ""), node))

    def is_sent(self, node):
        """Return whether an expression stands for a text that a URL or a form has sent."""
        code = self.code(node)
        return code in self.variables or bool(SENT.fullmatch(code))

    def value(self, node):
        """Return the value of an expression, or another of its type; None if it is not certain."""
        if self.is_sent(node):
            return ""
        node = self.assigned.get(getattr(node, "id", ""), node)
        match node:
            case ast.Call(ast.Name("int" | "float" | "len" | "randint" | "randrange")):
                return 0
            case ast.Call(ast.Attribute(ast.Name("random"), "randint" | "randrange")):
                return 0
        code = ast.unparse(node)
        if code in self.around and code not in self.own:
            return self.around[code]
        with contextlib.suppress(ValueError, TypeError, SyntaxError):
            return ast.literal_eval(code)
        return None


def functions(app):
    """Return the functions in server.py that hold no other one."""
    around = {}
    for function in own_functions(app).values():
        around |= function.__globals__
    trees = [node for node in nodes() if type(node) is ast.FunctionDef]
    found = [Function(tree, around) for tree in trees if not holds_another(tree)]
    for function in found:
        for name in function.changed:
            if type(function.value(ast.Name(name))) is not int:
                around.pop(name, None)
    around |= dict.fromkeys(numbers_in_session(found), 0)
    return found


def numbers_in_session(found):
    """Return the code of each place in the session to which functions give nothing but numbers."""
    given = {}
    for function in found:
        for node in function.nodes:
            match node:
                case ast.Assign([ast.Subscript(ast.Name("session")) as place], value):
                    given.setdefault(ast.unparse(place), []).append(function.value(value))
    return [place for place, values in given.items() if {*map(type, values)} == {int}]


def holds_another(tree):
    """Return whether a function has another one in it, which may share its names."""
    return [type(node) for node in ast.walk(tree)].count(ast.FunctionDef) > 1


def has_numbers(value):
    """Return whether a container has numbers alone, as the keys of a dict or otherwise."""
    return type(value) in (dict, list, set, tuple) and {*map(type, value)} == {int}
