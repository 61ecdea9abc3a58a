"""What each kind of statement does to a database in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from launchready.derive.migrations.alter_table import alter_table
from launchready.derive.migrations.effect_model import Found, State, Unknown
from launchready.derive.migrations.words import Reader
from launchready.derive.pattern import lazy
from launchready.facts.migrations import Effect

Rule = Callable[[Reader, State], Iterator[Found | Unknown]]

_TIMEOUT = lazy(r"\block_timeout\b", re.IGNORECASE)


def effects(text: str, state: State) -> tuple[Found | Unknown, ...]:
    """Return what one statement does, and keep in `state` what it makes true.

    Statements whose tables these migrations made themselves have no effect on anybody.
    """
    reader = Reader(text)
    found = tuple(_rule(reader)(reader, state))
    alone = (Effect.SEED, Effect.CANNOT_RUN, Effect.DROP_DATABASE, Effect.DROP_SCHEMA)
    return tuple(
        one
        for one in found
        if isinstance(one, Unknown) or one.effect in alone or one.table not in state.fresh
    )


def _rule(reader: Reader) -> Rule:
    first = reader.peek()
    reader.at += 1
    return _RULES.get(first, _nothing)


def _nothing(_: Reader, __: State) -> Iterator[Found | Unknown]:
    return iter(())


def _change_rows(reader: Reader, state: State) -> Iterator[Found | Unknown]:
    # The parser of SQL costs more to import than all else here, and few migrations change rows.
    from launchready.derive.migrations.rows import changes_rows

    return changes_rows(reader, state)


def _insert_rows(reader: Reader, state: State) -> Iterator[Found | Unknown]:
    from launchready.derive.migrations.rows import inserts

    return inserts(reader, state)


def _create(reader: Reader, state: State) -> Iterator[Found | Unknown]:
    reader.skip("OR", "REPLACE", "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "CONSTRAINT")
    if reader.peek() in {"TABLE", "MATERIALIZED"}:
        reader.skip("MATERIALIZED", "TABLE", "VIEW", "IF", "NOT", "EXISTS")
        state.fresh.add(reader.name())
    elif reader.peek() in {"INDEX", "UNIQUE"}:
        yield from _create_index(reader, state)
    elif reader.take("TRIGGER"):
        name = reader.name()
        while reader.left and not reader.take("ON"):
            reader.at += 1
        yield Found(Effect.TRIGGER, reader.name(), name=name)
    elif reader.any("DATABASE", "TABLESPACE", "SUBSCRIPTION") and state.in_transaction:
        yield Found(Effect.CANNOT_RUN, definition="CREATE DATABASE")


def _create_index(reader: Reader, state: State) -> Iterator[Found]:
    unique = bool(reader.any("UNIQUE"))
    reader.any("INDEX")
    concurrently = bool(reader.any("CONCURRENTLY"))
    guarded = reader.take("IF", "NOT", "EXISTS")
    name = "" if reader.peek() == "ON" else reader.name()
    reader.skip("ON", "ONLY")
    table = reader.name()
    definition = f"{'UNIQUE ' if unique else ''}|{reader.rest()}"
    if not concurrently:
        yield Found(Effect.INDEX, table, name=name, definition=definition)
    elif state.in_transaction:
        yield Found(Effect.CANNOT_RUN, table, name=name, definition="CREATE INDEX CONCURRENTLY")
    elif not guarded and name not in state.dropped:
        yield Found(Effect.UNGUARDED, table, name=name, definition=definition)


def _drop(reader: Reader, state: State) -> Iterator[Found]:
    kind = reader.any("TABLE", "INDEX", "SCHEMA", "DATABASE", "MATERIALIZED", "VIEW", "TRIGGER")
    if kind == "INDEX":
        concurrently = bool(reader.any("CONCURRENTLY"))
        guarded = reader.take("IF", "EXISTS")
        for one in reader.clauses():
            name = one.name()
            if not concurrently:
                yield Found(Effect.DROP_INDEX, name=name)
            elif state.in_transaction:
                yield Found(Effect.CANNOT_RUN, name=name, definition="DROP INDEX CONCURRENTLY")
            elif not guarded:
                yield Found(Effect.UNGUARDED, name=name, definition="DROP INDEX")
            if guarded:
                state.dropped.add(name)
        return
    effect = {
        "TABLE": Effect.DROP_TABLE,
        "SCHEMA": Effect.DROP_SCHEMA,
        "DATABASE": Effect.DROP_DATABASE,
    }.get(kind)
    reader.skip("IF", "EXISTS")
    if effect:
        for one in reader.clauses():
            yield Found(effect, one.name())


def _alter(reader: Reader, state: State) -> Iterator[Found | Unknown]:
    if reader.take("TABLE"):
        yield from alter_table(reader, state)
    elif reader.any("VIEW", "MATERIALIZED") and reader.has("RENAME", "TO"):
        reader.skip("VIEW", "IF", "EXISTS")
        name = reader.name()
        reader.take("RENAME", "TO")
        yield Found(Effect.RENAME_TABLE, name, name=reader.name())
    elif reader.any("SYSTEM") and state.in_transaction:
        yield Found(Effect.CANNOT_RUN, definition="ALTER SYSTEM")
    elif reader.any("DATABASE", "ROLE", "USER") and _TIMEOUT.search(reader.text):
        state.timeout = True


def _truncate(reader: Reader, _: State) -> Iterator[Found]:
    reader.any("TABLE")
    for one in reader.clauses():
        one.any("ONLY")
        yield Found(Effect.TRUNCATE, one.name())


def _vacuum(reader: Reader, state: State) -> Iterator[Found]:
    full = reader.has("FULL")
    while reader.any("(", ")", ",", "FULL", "VERBOSE", "ANALYZE", "FREEZE", "TRUE", "ON"):
        pass
    table = reader.name()
    if state.in_transaction:
        yield Found(Effect.CANNOT_RUN, table, definition="VACUUM")
    if full:
        yield Found(Effect.VACUUM_FULL, table)


def _cluster(reader: Reader, _: State) -> Iterator[Found]:
    while reader.any("(", ")", "VERBOSE"):
        pass
    name = reader.name()
    # The old spelling is `CLUSTER index ON table`.
    yield Found(Effect.CLUSTER, reader.name() if reader.take("ON") else name)


def _lock(reader: Reader, _: State) -> Iterator[Found]:
    reader.skip("TABLE", "ONLY")
    table = reader.name()
    mode = re.search(r"\bIN\s+([\w\s]+?)\s+MODE\b", reader.text, re.IGNORECASE)
    mild = {"ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE"}
    name = " ".join(mode[1].upper().split()) if mode else "ACCESS EXCLUSIVE"
    if name not in mild:
        yield Found(Effect.LOCK_TABLE, table, definition=name)


def _refresh(reader: Reader, _: State) -> Iterator[Found]:
    reader.skip("MATERIALIZED", "VIEW")
    if not reader.any("CONCURRENTLY"):
        yield Found(Effect.REFRESH, reader.name())


def _reindex(reader: Reader, state: State) -> Iterator[Found]:
    while reader.any("(", ")", "VERBOSE", ","):
        pass
    concurrently = reader.has("CONCURRENTLY")
    kind = reader.any("INDEX", "TABLE", "SCHEMA", "DATABASE", "SYSTEM")
    reader.any("CONCURRENTLY")
    name = reader.name()
    if not concurrently:
        yield Found(Effect.REINDEX, name if kind == "TABLE" else "", name=name, definition=kind)
    elif state.in_transaction:
        yield Found(Effect.CANNOT_RUN, name=name, definition="REINDEX CONCURRENTLY")


def _set(reader: Reader, state: State) -> Iterator[Found]:
    reader.skip("LOCAL", "SESSION")
    if reader.take("LOCK_TIMEOUT"):
        reader.any("=", "TO")
        # 0 means no limit at all.
        state.timeout = reader.rest().strip("'\" ").upper() not in {"0", "DEFAULT"}
    return iter(())


def _select(reader: Reader, state: State) -> Iterator[Found | Unknown]:
    if reader.has("SET_CONFIG") and _TIMEOUT.search(reader.text):
        state.timeout = True
    return iter(())


def _begin(reader: Reader, state: State) -> Iterator[Found]:
    reader.any("TRANSACTION")
    state.in_transaction = True
    return iter(())


def _end(reader: Reader, state: State) -> Iterator[Found]:
    # `ROLLBACK TO SAVEPOINT` ends nothing.
    if not reader.has("TO"):
        state.in_transaction = False
    return iter(())


def _call(reader: Reader, _: State) -> Iterator[Unknown]:
    yield Unknown(f"it calls the procedure {reader.name()}, whose statements do not stand here")


_RULES: dict[str, Rule] = {
    "CREATE": _create,
    "DROP": _drop,
    "ALTER": _alter,
    "TRUNCATE": _truncate,
    "VACUUM": _vacuum,
    "CLUSTER": _cluster,
    "LOCK": _lock,
    "REFRESH": _refresh,
    "REINDEX": _reindex,
    "SET": _set,
    "SELECT": _select,
    "BEGIN": _begin,
    "START": _begin,
    "COMMIT": _end,
    "END": _end,
    "ROLLBACK": _end,
    "ABORT": _end,
    "CALL": _call,
    "EXECUTE": _call,
    "UPDATE": _change_rows,
    "DELETE": _change_rows,
    "MERGE": _change_rows,
    "WITH": _change_rows,
    "INSERT": _insert_rows,
}
