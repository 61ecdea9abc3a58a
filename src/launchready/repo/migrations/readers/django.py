"""Django: migrations in Python, read as a tree.

See https://docs.djangoproject.com/en/5.2/ref/migration-operations/ for what each operation does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from launchready.derive.migrations.script import Piece, Script, ScriptSet
from launchready.facts.migrations import Dialect, Down, Tool
from launchready.repo.migrations.files import Files, parent
from launchready.repo.migrations.readers.django_operations import RENDER, Table
from launchready.repo.migrations.readers.guard import guarded
from launchready.repo.migrations.readers.python_source import (
    Call,
    assigned,
    assigned_node,
    dotted,
    literal,
    parse,
)

_WITHOUT_WAY_BACK = {"RunPython": "reverse_code", "RunSQL": "reverse_sql"}


def django(files: Files) -> Iterator[ScriptSet]:
    """Read `<app>/migrations/NNNN_name.py` of every app, in the order of the numbers."""
    folders: dict[str, list[str]] = {}
    for path in files.paths:
        folder = parent(path)
        if path.endswith(".py") and folder.rpartition("/")[2] == "migrations":
            text = files.text(path) or ""
            if "class Migration" in text and "migrations.Migration" in text:
                folders.setdefault(folder, []).append(path)
    for folder, paths in sorted(folders.items()):
        app = parent(folder).rpartition("/")[2] or "app"
        tables: dict[str, str] = {}
        scripts = tuple(
            guarded(partial(_script, files, path, app, tables), path) for path in sorted(paths)
        )
        yield ScriptSet(Tool.DJANGO, folder, Dialect.POSTGRES, scripts)


def _script(files: Files, path: str, app: str, tables: dict[str, str]) -> Script:
    name = path.rpartition("/")[2].removesuffix(".py")
    module = parse(files.text(path) or "")
    made = _migration(module) if module is not None else None
    if made is None:
        return Script(path, name, (Piece(1, why="it is not readable as a migration"),))
    node = assigned_node(made.body, "operations")
    if not isinstance(node, ast.List):
        return Script(path, name, (Piece(made.lineno, why="its operations are not a plain list"),))
    up = tuple(piece for one in node.elts for piece in _operation(one, app, tables))
    stuck = [line for one in node.elts for line in _no_way_back(one)]
    way = Down.EMPTY if stuck else Down.WRITTEN
    atomic = assigned(made.body, "atomic") is not False
    line = stuck[0] if stuck else made.lineno
    # The way back is what Django derives; it stands nowhere and cannot be tried from text.
    return Script(path, name, up, (), way, line, atomic=atomic)


def _migration(module: ast.Module) -> ast.ClassDef | None:
    found = (one for one in module.body if isinstance(one, ast.ClassDef))
    return next((one for one in found if one.name == "Migration"), None)


def _operation(node: ast.expr, app: str, tables: dict[str, str]) -> Iterator[Piece]:
    if not isinstance(node, ast.Call):
        yield Piece(node.lineno, why="an operation is put together while it runs")
        return
    call = Call(node)
    name = call.called.rpartition(".")[2]
    if name == "SeparateDatabaseAndState":
        inner = call.node_of(0, "database_operations")
        for one in inner.elts if isinstance(inner, ast.List) else []:
            yield from _operation(one, app, tables)
        return
    if name == "RunPython":
        if not dotted(node.args[0] if node.args else node).endswith("noop"):
            yield Piece(call.line, why="RunPython runs code of its own")
        return
    render = RENDER.get(name)
    if render is None:
        yield Piece(call.line, why=f"the operation {name or '?'} is not known")
        return
    statements = render(Table(call, app, tables))
    if statements is None:
        yield Piece(call.line, why=f"{name} is told only when it runs what it does")
        return
    for statement in statements:
        yield Piece(call.line, statement, rendered=True)


def _no_way_back(node: ast.expr) -> Iterator[int]:
    if not isinstance(node, ast.Call):
        return
    call = Call(node)
    argument = _WITHOUT_WAY_BACK.get(call.called.rpartition(".")[2])
    if argument is not None:
        given = call.node_of(1, argument)
        if given is None or (not dotted(given) and literal(given) is None):
            yield call.line
