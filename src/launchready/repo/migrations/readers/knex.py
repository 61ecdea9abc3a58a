"""Knex: migrations in JavaScript or TypeScript, read as a tree (https://knexjs.org/guide/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal

from ast_grep_py import SgNode

from launchready.derive.migrations.script import Piece, Script, ScriptSet
from launchready.derive.pattern import lazy
from launchready.facts.migrations import Dialect, Down, Tool
from launchready.repo.migrations.files import Files, parent
from launchready.repo.migrations.readers.guard import guarded
from launchready.repo.migrations.readers.knex_operations import builder, raw
from launchready.repo.migrations.readers.orm_sql import dialect_named
from launchready.repo.migrations.readers.tree import NotWritten, child, line_of, named, root, value

_NAME = lazy(r"\d{8,}_[\w-]+\.(?:js|ts|mjs|cjs)$")
_CONFIG = ("knexfile.js", "knexfile.ts", "knexfile.cjs", "knexfile.mjs")
_TABLE_CALLS = frozenset({"createTable", "alterTable", "table", "createTableIfNotExists"})
_HARMLESS = frozenset({"hasTable", "hasColumn"})


def knex(files: Files) -> Iterator[ScriptSet]:
    """Read `migrations/<time>_<name>.js` or `.ts` whose `up` gets a `knex`."""
    folders: dict[str, list[str]] = {}
    for path in files.paths:
        if _NAME.match(path.rpartition("/")[2]) and "knex" in (files.text(path) or "").lower():
            folders.setdefault(parent(path), []).append(path)
    said = "".join(files.text(path) or "" for path in files.named(*_CONFIG))
    client = re.search(r"client['\"]?\s*:\s*['\"]([\w-]+)['\"]", said)
    for folder, paths in folders.items():
        scripts = tuple(guarded(partial(_script, files, path), path) for path in sorted(paths))
        dialect = dialect_named(client[1]) if client else Dialect.POSTGRES
        yield ScriptSet(Tool.KNEX, folder, dialect, scripts)


def _script(files: Files, path: str) -> Script:
    language: Literal["javascript", "typescript"] = (
        "typescript" if path.endswith(".ts") else "javascript"
    )
    text = files.text(path) or ""
    tree = root(text, language)
    version = path.rpartition("/")[2]
    up = None if tree is None else _function(tree, "up")
    if tree is None or up is None:
        return Script(path, version, (Piece(1, why="it is not readable as a migration"),))
    down = _function(tree, "down")
    back = tuple(_pieces(down)) if down is not None else ()
    way = Down.MISSING if down is None else Down.WRITTEN if back else Down.EMPTY
    atomic = not re.search(r"config\b[^;]*?\btransaction\s*:\s*false", text, re.DOTALL)
    line = line_of(down) if down is not None else 1
    return Script(path, version, tuple(_pieces(up)), back, way, line, atomic=atomic)


def _function(tree: SgNode, name: str) -> SgNode | None:
    """Return `exports.up = …`, `export async function up…` or `const up = …`."""
    for one in tree.find_all(kind="function_declaration"):
        found = one.field("name")
        if found is not None and found.text() == name:
            return one.field("body")
    for kind, left, right in (
        ("assignment_expression", "left", "right"),
        ("variable_declarator", "name", "value"),
    ):
        for one in tree.find_all(kind=kind):
            target, made = one.field(left), one.field(right)
            names = {name, f"exports.{name}", f"module.exports.{name}"}
            if target is not None and made is not None and target.text() in names:
                return made.field("body")
    return None


def _pieces(body: SgNode) -> Iterator[Piece]:
    if body.kind() != "statement_block":
        yield from _expression(body)
        return
    for one in named(body):
        match one.kind():
            case "expression_statement" | "return_statement" | "await_expression":
                for inner in named(one):
                    yield from _expression(inner)
            case "empty_statement":
                continue
            case _:
                kind = one.kind()
                yield Piece(line_of(one), why=f"it decides while it runs what it does: {kind}")


def _expression(node: SgNode) -> Iterator[Piece]:
    while node.kind() in {"await_expression", "parenthesized_expression"} and named(node):
        node = named(node)[0]
    text = node.text()
    if node.kind() != "call_expression":
        if re.match(r"(?:Promise\.resolve\(\)|undefined|null|true)$", text):
            return
        yield Piece(line_of(node), why="it runs code of its own")
        return
    chain = tuple(_chain(node))
    if re.match(r"Promise\.(?:all|resolve)\b", text):
        for one in node.find_all(kind="call_expression"):
            above = one.parent()
            if above is not None and above.kind() == "array":
                yield from _expression(one)
        return
    for name, call in chain:
        yield from _call(name, call, chain)


def _chain(node: SgNode) -> Iterator[tuple[str, SgNode]]:
    """Return the calls of `a.b().c()` from the first to the last."""
    function = node.field("function")
    if function is None:
        return
    if function.kind() == "member_expression":
        inner, name = function.field("object"), function.field("property")
        if inner is not None and inner.kind() == "call_expression":
            yield from _chain(inner)
        yield (name.text() if name is not None else "", node)
    else:
        yield ("", node)


def _call(name: str, node: SgNode, chain: tuple[tuple[str, SgNode], ...]) -> Iterator[Piece]:
    arguments = named(child(node, "arguments"))
    line = line_of(node) if len(chain) == 1 else _line_of_name(node)
    try:
        if name in _TABLE_CALLS:
            for at, sql in builder(name, str(value(arguments[0])), arguments[1]):
                yield Piece(at, sql, rendered=True)
            return
        statements = raw(name, arguments, chain)
    except (NotWritten, IndexError):
        yield Piece(line, why=f"{name or 'a call'} is told only when it runs what it does")
        return
    if statements is None:
        if name not in _HARMLESS:
            yield Piece(line, why=f"it runs code of its own: {name or node.text()[:30]}")
        return
    for sql in statements:
        yield Piece(line, sql, rendered=True)


def _line_of_name(node: SgNode) -> int:
    function = node.field("function")
    name = function.field("property") if function is not None else None
    return line_of(name if name is not None else node)
