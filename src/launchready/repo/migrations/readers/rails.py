"""Rails: migrations in Ruby, read as a tree (https://guides.rubyonrails.org/active_record_migrations.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ast_grep_py import SgNode

from launchready.derive.migrations.script import Piece, Script, ScriptSet
from launchready.derive.pattern import lazy
from launchready.facts.migrations import Dialect, Down, Tool
from launchready.repo.migrations.files import Files, parent
from launchready.repo.migrations.readers.guard import guarded
from launchready.repo.migrations.readers.rails_operations import irreversible, render
from launchready.repo.migrations.readers.tree import (
    Invoked,
    NotWritten,
    child,
    heredoc,
    line_of,
    named,
    root,
)

_NAME = lazy(r"(?P<version>\d+)_\w+\.rb$")
_SAFE_BLOCKS = frozenset({"safety_assured", "say_with_time", "up_only"})


def rails(files: Files) -> Iterator[ScriptSet]:
    """Read `db/migrate/<time>_<name>.rb`."""
    folders: dict[str, list[str]] = {}
    for path in files.paths:
        folder = parent(path)
        if folder.rpartition("/")[2].endswith("migrate") and _NAME.match(path.rpartition("/")[2]):
            folders.setdefault(folder, []).append(path)
    for folder, paths in folders.items():
        scripts = tuple(guarded(partial(_script, files, path), path) for path in sorted(paths))
        yield ScriptSet(Tool.RAILS, folder, _dialect(files), scripts)


def _dialect(files: Files) -> Dialect:
    said = "".join(files.text(path) or "" for path in files.named("database.yml"))
    adapters = re.findall(r"^\s*adapter:\s*['\"]?(\w+)", said, re.MULTILINE)
    if "postgresql" in adapters or "postgis" in adapters or not adapters:
        return Dialect.POSTGRES
    return Dialect.SQLITE if "sqlite3" in adapters else Dialect.MYSQL


def _script(files: Files, path: str) -> Script:
    name = path.rpartition("/")[2]
    version = name.partition("_")[0]
    tree = root(files.text(path) or "", "ruby")
    methods = {} if tree is None else {_name(one): one for one in tree.find_all(kind="method")}
    if tree is None or not methods.keys() & {"change", "up"}:
        return Script(path, version, (Piece(1, why="it is not readable as a migration"),))
    atomic = "disable_ddl_transaction!" not in {one.text() for one in tree.find_all(kind="call")}
    atomic = atomic and not tree.find(kind="identifier", regex="^disable_ddl_transaction!$")
    if "up" in methods:
        up = tuple(_body(child(methods["up"], "body_statement")))
        back = methods.get("down")
        refuses = back is None or "IrreversibleMigration" in back.text()
        down = tuple(_body(child(back, "body_statement"))) if back is not None else ()
        way = Down.MISSING if back is None else Down.WRITTEN if down and not refuses else Down.EMPTY
        line = line_of(back) if back is not None else 1
        return Script(path, version, up, () if refuses else down, way, line, atomic=atomic)
    change = methods["change"]
    up = tuple(_body(child(change, "body_statement")))
    stuck = next(iter(_stuck(change)), 0)
    way = Down.EMPTY if stuck else Down.WRITTEN
    return Script(path, version, up, (), way, stuck or line_of(change), atomic=atomic)


def _name(method: SgNode) -> str:
    found = child(method, "identifier")
    return found.text() if found is not None else ""


def _stuck(change: SgNode) -> Iterator[int]:
    """Return where `change` does something that Rails cannot turn around."""
    if change.find(kind="identifier", regex="^(reversible|revert)$"):
        return
    for one in change.find_all(kind="call"):
        call = invoked(one)
        if call is not None and call.receiver is None and irreversible(call):
            yield call.line


def _body(body: SgNode | None) -> Iterator[Piece]:
    nodes = named(body)
    for number, node in enumerate(nodes):
        after = nodes[number + 1] if number + 1 < len(nodes) else None
        if node.kind() == "heredoc_body":
            continue
        call = invoked(node)
        if call is None:
            what = "decides while it runs what it does"
            yield Piece(line_of(node), why=f"the migration {what}: {node.kind()}")
            continue
        yield from _call(call, after)


def _call(call: Invoked, after: SgNode | None) -> Iterator[Piece]:
    if call.name in _SAFE_BLOCKS and call.block is not None:
        yield from _body(child(call.block, "body_statement", "block_body"))
        return
    if call.name == "execute" and call.receiver is None:
        yield _sql(call, after)
        return
    try:
        statements = render(call)
    except NotWritten:
        yield Piece(call.line, why=f"{call.name} is told only when it runs what it does")
        return
    if statements is None:
        yield Piece(call.line, why=f"the migration runs code of its own: {call.name}")
        return
    for statement in statements:
        yield Piece(call.line, statement, rendered=True)


def _sql(call: Invoked, after: SgNode | None) -> Piece:
    try:
        argument = call.arguments[0]
        if argument.kind() == "heredoc_beginning":
            body = after if after is not None and after.kind() == "heredoc_body" else None
            return Piece(call.line + 1, heredoc(argument, body).strip("\n"))
        return Piece(call.line, call.text(0), rendered=True)
    except (NotWritten, IndexError):
        return Piece(call.line, why="it runs SQL that is put together while it runs")


def invoked(node: SgNode) -> Invoked | None:
    """Return a call with its arguments; None for anything else."""
    if node.kind() == "identifier":
        return Invoked(node.text(), None, (), {}, None, line_of(node))
    if node.kind() != "call":
        return None
    receiver, method = node.field("receiver"), node.field("method")
    if method is None:
        return None
    arguments: list[SgNode] = []
    options: dict[str, SgNode] = {}
    for one in named(child(node, "argument_list")):
        parts = named(one)
        if one.kind() == "pair" and len(parts) == 2:  # noqa: PLR2004 - a key and a value
            options[parts[0].text().strip(":\"'")] = parts[1]
        else:
            arguments.append(one)
    block = child(node, "do_block", "block")
    return Invoked(method.text(), receiver, tuple(arguments), options, block, line_of(node))
