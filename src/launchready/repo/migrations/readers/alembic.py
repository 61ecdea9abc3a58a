"""Alembic: revisions in Python, read as a tree (https://alembic.sqlalchemy.org/en/latest/ops.html).

Operations become the SQL they would send. What only running the revision would tell is unknown.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import partial

from launchready.derive.migrations.script import Piece, Script, ScriptSet
from launchready.derive.pattern import lazy
from launchready.facts.migrations import Dialect, Down, Tool
from launchready.repo.migrations.files import Files, parent
from launchready.repo.migrations.readers import alembic_operations as operations
from launchready.repo.migrations.readers.guard import guarded
from launchready.repo.migrations.readers.python_source import (
    Call,
    assigned,
    dotted,
    function,
    parse,
    says_nothing,
)

_REVISION = lazy(r"^down_revision\b[^=\n]*=", re.MULTILINE)
_UPGRADE = lazy(r"^def upgrade\(", re.MULTILINE)


def alembic(files: Files) -> Iterator[ScriptSet]:
    """Read every folder of revisions, in the order of their `down_revision`."""
    folders: dict[str, list[str]] = {}
    for path in files.paths:
        if not path.endswith(".py"):
            continue
        text = files.text(path) or ""
        if _REVISION.search(text) and _UPGRADE.search(text):
            folders.setdefault(parent(path), []).append(path)
    for folder, paths in folders.items():
        yield _folder(files, folder, paths)


def _folder(files: Files, folder: str, paths: list[str]) -> ScriptSet:
    scripts: dict[str, Script] = {}
    before: dict[str, tuple[str, ...]] = {}
    unread: list[Piece] = []
    for path in paths:
        module = parse(files.text(path) or "")
        revision = None if module is None else assigned(module.body, "revision")
        if module is None or not isinstance(revision, str):
            unread.append(Piece(1, why=f"{path} is not readable as a revision"))
            continue
        scripts[revision] = guarded(partial(_script, path, revision, module), path)
        before[revision] = _parents(assigned(module.body, "down_revision"))
    ordered = tuple(scripts[one] for one in _in_order(before))
    return ScriptSet(Tool.ALEMBIC, folder, Dialect.POSTGRES, ordered, tuple(unread))


def _parents(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(one for one in value if isinstance(one, str))
    return ()


def _in_order(before: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Walk revisions so that each comes after those it builds on; a circle ends the walk."""
    done: set[str] = set()
    waiting = sorted(before)
    while waiting:
        ready = [one for one in waiting if all(p in done or p not in before for p in before[one])]
        yield from ready or waiting
        done.update(ready or waiting)
        waiting = [one for one in waiting if one not in done]


def _script(path: str, revision: str, module: ast.Module) -> Script:
    up, down = function(module, "upgrade"), function(module, "downgrade")
    way = Down.MISSING if down is None else Down.WRITTEN
    if down is not None and says_nothing(down.body):
        # A revision that does nothing has nothing to take back.
        empty = up is not None and says_nothing(up.body)
        way = Down.WRITTEN if empty else Down.EMPTY
    return Script(
        path,
        revision,
        tuple(_body(up.body)) if up else (),
        tuple(_body(down.body)) if down else (),
        way,
        down.lineno if down else 1,
    )


def _body(body: list[ast.stmt], *, outside: bool = False, batch: str = "") -> Iterator[Piece]:
    for one in body:
        match one:
            case ast.Expr(value=ast.Call() as node):
                yield from _call(Call(node), outside=outside, batch=batch)
            case ast.Assign(value=ast.Call() as node) | ast.AnnAssign(value=ast.Call() as node):
                yield from _bound(Call(node))
            case ast.Expr() | ast.Pass() | ast.Return() | ast.Import() | ast.ImportFrom():
                continue
            case ast.Assign() | ast.AnnAssign():
                continue
            case ast.With(items=[item]):
                yield from _block(one, item, outside=outside)
            case _:
                yield Piece(one.lineno, why="the revision decides while it runs what it does")


def _block(one: ast.With, item: ast.withitem, *, outside: bool) -> Iterator[Piece]:
    call = Call(item.context_expr) if isinstance(item.context_expr, ast.Call) else None
    if call is None:
        yield Piece(one.lineno, why="the revision opens a block that is not known")
    elif _is_autocommit(item.context_expr):
        yield from _body(one.body, outside=True)
    elif call.called == "op.batch_alter_table":
        yield from _body(one.body, outside=outside, batch=call.text(0, "table_name"))
    else:
        yield Piece(one.lineno, why=f"the revision opens a block that is not known: {call.called}")


def _is_autocommit(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "autocommit_block"
    )


def _bound(call: Call) -> Iterator[Piece]:
    """Judge `x = f()`: making a value is nothing, reading rows to decide by is unknown."""
    harmless = (
        "op.get_bind",
        "sa.table",
        "sa.column",
        "table",
        "column",
        "sa.Enum",
        "sa.sql.table",
    )
    if call.called in harmless or call.called.rpartition(".")[2] in {"ENUM", "Enum"}:
        return
    yield Piece(call.line, why=f"the revision runs code of its own: {call.called or 'a call'}")


def _call(call: Call, *, outside: bool, batch: str) -> Iterator[Piece]:
    owner, _, name = call.called.rpartition(".")
    render = operations.RENDER.get(name)
    known_owner = owner == "op" or (batch and owner)
    if not known_owner or render is None:
        what = call.called or dotted(call.node.func) or "a call"
        yield Piece(call.line, why=f"the revision runs code of its own: {what}")
        return
    try:
        for sql in render(operations.Shifted(call, batch)):
            yield Piece(call.line, sql, rendered=True, outside=outside)
    except operations.NotLiteralError as error:
        yield Piece(call.line, why=f"{call.called} is told {error} only when it runs")
