"""Read values out of Python source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_DEEPEST = 200


def parse(text: str) -> ast.Module | None:
    """Return the tree of a module; None where it is no Python or absurdly nested."""
    if max((len(line) - len(line.lstrip()) for line in text.splitlines()), default=0) > _DEEPEST:
        return None
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def literal(node: ast.expr | None) -> object:
    """Return the value of a literal expression; `UNKNOWN_VALUE` for anything else."""
    if node is None:
        return None
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return _joined(node)


class _UnknownValue:
    """Stands for a value that only running the program would tell."""


UNKNOWN_VALUE = _UnknownValue()


def _joined(node: ast.expr) -> object:
    """Return the text of `sa.text("…")`, `dedent("…")`, `"…" + "…"`; else unknown."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        called = dotted(node.func).rpartition(".")[2]
        return literal(node.args[0]) if called in {"text", "dedent"} else UNKNOWN_VALUE
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = literal(node.left), literal(node.right)
        if isinstance(left, str) and isinstance(right, str):
            return left + right
    return UNKNOWN_VALUE


def dotted(node: ast.expr) -> str:
    """Return `op.get_bind` for such an expression; empty for others."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


class Call:
    """One call, with its arguments by place and name."""

    def __init__(self, node: ast.Call) -> None:
        self.node = node
        self.called = dotted(node.func)
        self.line = node.lineno

    def node_of(self, place: int, name: str) -> ast.expr | None:
        """Return an argument's expression; `place` -1 for those that only have a name."""
        for keyword in self.node.keywords:
            if keyword.arg == name:
                return keyword.value
        if 0 <= place < len(self.node.args):
            return self.node.args[place]
        return None

    def value(self, place: int, name: str) -> object:
        """Return an argument's literal value; None where it is not given."""
        return literal(self.node_of(place, name))

    def text(self, place: int, name: str) -> str:
        """Return an argument that is literal text; empty for anything else."""
        value = self.value(place, name)
        return value if isinstance(value, str) else ""

    def texts(self, place: int, name: str) -> tuple[str, ...]:
        """Return an argument that is a list of texts, or one text; empty for anything else."""
        value = self.value(place, name)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
            return tuple(str(one) for one in value)
        return ()

    def is_true(self, name: str) -> bool:
        """Whether a named argument is literally true."""
        return self.value(-1, name) is True

    def is_false(self, name: str) -> bool:
        """Whether a named argument is literally false."""
        return self.value(-1, name) is False

    def has(self, name: str) -> bool:
        """Whether a named argument is given."""
        return any(keyword.arg == name for keyword in self.node.keywords)


def function(module: ast.Module, name: str) -> ast.FunctionDef | None:
    """Return a function at the top of a module."""
    return next(
        (one for one in module.body if isinstance(one, ast.FunctionDef) and one.name == name), None
    )


def assigned(body: list[ast.stmt], name: str) -> object:
    """Return the literal value that a block assigns to a name; None where it assigns none."""
    node = assigned_node(body, name)
    return literal(node) if node is not None else None


def assigned_node(body: list[ast.stmt], name: str) -> ast.expr | None:
    """Return the expression that a block assigns to a name."""
    for one in body:
        if isinstance(one, ast.Assign) and any(dotted(target) == name for target in one.targets):
            return one.value
        if isinstance(one, ast.AnnAssign) and dotted(one.target) == name:
            return one.value
    return None


def says_nothing(body: list[ast.stmt]) -> bool:
    """Whether a function only has a docstring, `pass`, `return`, or refuses with `raise`."""
    return all(_nothing(one) for one in body)


def _nothing(one: ast.stmt) -> bool:
    if isinstance(one, ast.Pass | ast.Raise):
        return True
    if isinstance(one, ast.Return):
        return one.value is None or literal(one.value) is None
    return isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)


def calls(node: ast.AST) -> Iterator[Call]:
    """Return every call in an expression, outer ones first."""
    yield from (Call(one) for one in ast.walk(node) if isinstance(one, ast.Call))
