"""Tools that write SQL files of their own: Prisma, Drizzle and Supabase."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from launchready.derive.migrations.script import Piece, Script, ScriptSet
from launchready.facts.migrations import Dialect, Tool
from launchready.repo.migrations.files import Files, parent

_DIALECTS = {
    "postgresql": Dialect.POSTGRES,
    "postgres": Dialect.POSTGRES,
    "cockroachdb": Dialect.OTHER,
    "pg": Dialect.POSTGRES,
    "mysql": Dialect.MYSQL,
    "mysql2": Dialect.MYSQL,
    "mariadb": Dialect.MYSQL,
    "singlestore": Dialect.MYSQL,
    "sqlite": Dialect.SQLITE,
    "sqlite3": Dialect.SQLITE,
    "better-sqlite3": Dialect.SQLITE,
    "turso": Dialect.SQLITE,
    "sqlserver": Dialect.OTHER,
    "mssql": Dialect.OTHER,
}
_BREAKPOINT = "--> statement-breakpoint"


def dialect_named(name: str) -> Dialect:
    """Return the dialect that a configuration names; PostgreSQL where it names none we know."""
    return _DIALECTS.get(name.lower(), Dialect.POSTGRES)


def sql_file(files: Files, path: str) -> tuple[Piece, ...]:
    """Return a whole file as SQL, or why it could not be read."""
    text = files.text(path)
    if text is None:
        return (Piece(1, why="the file is a link, larger than 1 MB, or not text"),)
    return (Piece(1, text),)


def prisma(files: Files) -> Iterator[ScriptSet]:
    """Read `prisma/migrations/<time>_<name>/migration.sql`."""
    by_folder: dict[str, list[str]] = {}
    for path in files.named("migration.sql"):
        by_folder.setdefault(parent(parent(path)), []).append(path)
    for folder, paths in by_folder.items():
        lock = files.text(f"{folder}/migration_lock.toml")
        if lock is None and parent(folder).rpartition("/")[2] != "prisma":
            continue
        provider = re.search(r'^\s*provider\s*=\s*"(\w+)"', lock or "", re.MULTILINE)
        yield ScriptSet(
            Tool.PRISMA,
            folder,
            dialect_named(provider[1] if provider else ""),
            tuple(_script(files, path, parent(path).rpartition("/")[2]) for path in sorted(paths)),
        )


def supabase(files: Files) -> Iterator[ScriptSet]:
    """Read `supabase/migrations/<time>_<name>.sql`; each file is sent as one transaction."""
    found: dict[str, list[str]] = {}
    for path in files.paths:
        folder, name = parent(path), path.rpartition("/")[2]
        if f"/{folder}".endswith("/supabase/migrations") and re.match(r"\d+_.*\.sql$", name):
            found.setdefault(folder, []).append(path)
    for folder, paths in found.items():
        scripts = (_script(files, path, path.rpartition("/")[2]) for path in sorted(paths))
        yield ScriptSet(Tool.SUPABASE, folder, Dialect.POSTGRES, tuple(scripts))


def drizzle(files: Files) -> Iterator[ScriptSet]:
    """Read `NNNN_name.sql` beside `meta/_journal.json`; all of them run in one transaction."""
    for journal in files.named("_journal.json"):
        folder = parent(parent(journal))
        start = f"{folder}/" if folder else ""
        tags, dialect = _journal(files.text(journal) or "")
        if parent(journal).rpartition("/")[2] != "meta":
            continue
        listed = [f"{start}{tag}.sql" for tag in tags]
        there = [path for path in files.below(folder) if path.endswith(".sql")]
        lost = [path for path in listed if path not in files.known]
        scripts = (_script(files, path, path) for path in listed if path in files.known)
        unread = [Piece(1, why=f"the journal names {path}, which is not there") for path in lost]
        unread += [
            Piece(1, why=f"{path} is not in the journal, so nothing runs it")
            for path in there
            if path not in listed and parent(path) == folder
        ]
        yield ScriptSet(Tool.DRIZZLE, folder, dialect, tuple(scripts), tuple(unread))


def _journal(text: str) -> tuple[tuple[str, ...], Dialect]:
    try:
        journal = json.loads(text)
        entries = sorted(journal["entries"], key=lambda one: int(one["idx"]))
        return tuple(str(one["tag"]) for one in entries), dialect_named(str(journal["dialect"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return (), Dialect.POSTGRES


def _script(files: Files, path: str, version: str) -> Script:
    pieces = sql_file(files, path)
    if _BREAKPOINT in pieces[0].sql:
        # Statements may lack their semicolon; the marker is as long as what replaces it.
        ended = pieces[0].sql.replace(_BREAKPOINT, ";".ljust(len(_BREAKPOINT)))
        pieces = (Piece(1, ended),)
    return Script(path, version, pieces)
