"""Tools that run SQL files that people write: each with its marks for up, down and transactions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from launchready.derive.migrations.script import Piece, Script, ScriptSet
from launchready.derive.pattern import lazy
from launchready.facts.migrations import Dialect, Down, Tool
from launchready.repo.migrations.files import Files, parent
from launchready.repo.migrations.readers.orm_sql import sql_file

_MARKS: tuple[tuple[Tool, re.Pattern[str]], ...] = (
    (Tool.DBMATE, re.compile(r"^--\s*migrate:(up|down)(.*)$", re.MULTILINE)),
    (Tool.GOOSE, re.compile(r"^--\s*\+goose\s+(up|down)(.*)$", re.MULTILINE | re.IGNORECASE)),
    (
        Tool.NODE_PG_MIGRATE,
        re.compile(r"^\s*--+\s*(up|down)\s+migration(.*)$", re.MULTILINE | re.IGNORECASE),
    ),
)
_PAIR = lazy(r"^(?P<version>\d+)_?(?P<name>.*)\.(?P<way>up|down)\.sql$")
_FLYWAY = lazy(r"^(?P<kind>[VR])(?P<version>[\d._]*)__.+\.sql$")
_NUMBERED = lazy(r"^[Vv]?(?P<version>\d[\d._-]*).*\.sql$")
_FOLDERS = lazy(r"(?:^|[/_-])migrat(?:e|ions?)(?:$|[/_-])", re.IGNORECASE)
_GOOSE_BARE = lazy(r"^--\s*\+goose\s+NO\s+TRANSACTION", re.MULTILINE | re.IGNORECASE)
_GOOSE_BLOCK = lazy(r"^--\s*\+goose\s+Statement(?:Begin|End).*$", re.MULTILINE | re.IGNORECASE)
_BARE_ONLY = lazy(
    r"\b(?:INDEX|REINDEX\s+\w+|REINDEX)\s+CONCURRENTLY\b|^\s*VACUUM\b|\bADD\s+VALUE\b",
    re.IGNORECASE | re.MULTILINE,
)


def sql_files(files: Files, taken: frozenset[str]) -> Iterator[ScriptSet]:
    """Read every folder of SQL migrations that no other tool has `taken`."""
    folders: dict[str, list[str]] = {}
    for path in files.paths:
        if path.endswith(".sql") and path not in taken:
            folders.setdefault(parent(path), []).append(path)
    yield from _sqitch(files)
    plans = {parent(plan) for plan in files.named("sqitch.plan")}
    for folder, paths in folders.items():
        if parent(folder) not in plans:
            yield from _folder(files, folder, paths)


def _folder(files: Files, folder: str, paths: list[str]) -> Iterator[ScriptSet]:
    names = {path: path.rpartition("/")[2] for path in paths}
    pairs = [path for path in paths if _PAIR.match(names[path])]
    if pairs:
        yield _set(Tool.GOLANG_MIGRATE, folder, _pairs(files, pairs))
    flyway = [path for path in paths if _FLYWAY.match(names[path])]
    if flyway:
        yield _set(Tool.FLYWAY, folder, [_flyway(files, path) for path in flyway])
    rest = [path for path in paths if path not in pairs and path not in flyway]
    marked: dict[Tool, list[Script]] = {}
    for path in rest:
        text = files.text(path) or ""
        tool = next((tool for tool, mark in _MARKS if mark.search(text)), None)
        if tool is not None:
            marked.setdefault(tool, []).append(_sections(files, path, tool))
        elif _FOLDERS.search(folder) and _NUMBERED.match(names[path]):
            script = Script(path, names[path], sql_file(files, path), atomic=False)
            marked.setdefault(Tool.SQL, []).append(script)
    for tool, scripts in marked.items():
        yield _set(tool, folder, scripts)


def _set(tool: Tool, folder: str, scripts: Iterable[Script]) -> ScriptSet:
    ordered = tuple(sorted(scripts, key=lambda one: _natural(one.version)))
    return ScriptSet(tool, folder, Dialect.POSTGRES, ordered)


def _natural(version: str) -> tuple[tuple[int, str], ...]:
    """Order `2` before `10`, and a repeatable migration of Flyway (no number) last."""
    parts = re.findall(r"\d+|\D+", version) if version else ["~"]
    return tuple((int(part[:30]), "") if part.isdecimal() else (-1, part) for part in parts)


def _sections(files: Files, path: str, tool: Tool) -> Script:
    text = files.text(path) or ""
    mark = dict(_MARKS)[tool]
    if tool is Tool.GOOSE:
        text = _GOOSE_BLOCK.sub(lambda found: " " * len(found.group()), text)
    up: list[Piece] = []
    down: list[Piece] = []
    atomic, down_line = not (tool is Tool.GOOSE and _GOOSE_BARE.search(text)), 0
    found = tuple(mark.finditer(text))
    for number, one in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        line = text.count("\n", 0, one.end()) + 1
        is_up = one[1].lower() == "up"
        (up if is_up else down).append(Piece(line, text[one.end() : end]))
        if is_up and re.search(r"transaction\s*:\s*false", one[2]):
            atomic = False
        down_line = down_line or (0 if is_up else line)
    empty = not any(_says_something(piece.sql) for piece in down)
    way = Down.MISSING if not down else Down.EMPTY if empty else Down.WRITTEN
    name = path.rpartition("/")[2]
    return Script(path, name, tuple(up), tuple(down), way, down_line or 1, atomic=atomic)


def _pairs(files: Files, paths: list[str]) -> Iterator[Script]:
    for path in paths:
        found = _PAIR.match(path.rpartition("/")[2])
        if found is None or found["way"] != "up":
            continue
        back = f"{path[: -len('.up.sql')]}.down.sql"
        down = sql_file(files, back) if back in files.known else ()
        way = Down.MISSING if not down else Down.EMPTY
        if any(piece.why or _says_something(piece.sql) for piece in down):
            way = Down.WRITTEN
        yield Script(path, found["version"], sql_file(files, path), down, way, extra_paths=(back,))


def _flyway(files: Files, path: str) -> Script:
    """Flyway runs a file in a transaction unless it holds a statement that refuses one."""
    found = _FLYWAY.match(path.rpartition("/")[2])
    pieces = sql_file(files, path)
    atomic = not any(_BARE_ONLY.search(piece.sql) for piece in pieces)
    return Script(path, found["version"] if found else "", pieces, atomic=atomic)


def _sqitch(files: Files) -> Iterator[ScriptSet]:
    """Read `sqitch.plan` and its `deploy` and `revert` folders; it adds no transaction itself."""
    for plan in files.named("sqitch.plan"):
        folder = parent(plan)
        start = f"{folder}/" if folder else ""
        scripts: list[Script] = []
        for line in (files.text(plan) or "").splitlines():
            name = re.match(r"([^\s%@#\[]+)", line)
            path = f"{start}deploy/{name[1]}.sql" if name else ""
            if name is None or path not in files.known:
                continue
            back = f"{start}revert/{name[1]}.sql"
            down = sql_file(files, back) if back in files.known else ()
            said = any(_says_something(piece.sql) for piece in down)
            way = Down.MISSING if not down else Down.WRITTEN if said else Down.EMPTY
            scripts.append(
                Script(
                    path,
                    name[1],
                    sql_file(files, path),
                    down,
                    way,
                    atomic=False,
                    extra_paths=(back,),
                )
            )
        yield ScriptSet(Tool.SQITCH, folder, Dialect.POSTGRES, tuple(scripts))


def _says_something(sql: str) -> bool:
    bare = re.sub(
        r"--[^\n]*|/\*.*?\*/|\b(?:BEGIN|COMMIT|SELECT\s+1)\b|;", " ", sql, flags=re.DOTALL
    )
    return bool(bare.strip())
