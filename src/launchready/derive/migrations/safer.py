"""What to write instead of a statement that hurts, as SQL that can be pasted."""

from __future__ import annotations

import re
from collections.abc import Callable

from launchready.facts.migrations import Effect, Step

BATCH = 5_000
"""Rows that one backfill statement changes."""
LOCK_TIMEOUT = "SET lock_timeout = '2s';"


def safer(step: Step) -> str:
    """Return the fix for a step, with its own names in it."""
    return _FIX.get(step.effect, _own_window)(step)


def verify() -> str:
    """Return the command that shows a fix works."""
    return "launchready migrations check --run"


def quoted(name: str) -> str:
    """Return a name as SQL."""
    if re.fullmatch(r"[a-z_][a-z0-9_.]*", name):
        return name
    return '"' + name.replace('"', '""') + '"'


def _table(step: Step) -> str:
    return quoted(step.table or "the_table")


def _column(step: Step) -> str:
    return quoted(step.column or "the_column")


def _index(step: Step) -> str:
    unique, _, on = step.definition.partition("|")
    name = quoted(step.name or f"{step.table}_idx")
    return (
        "In a migration of its own, outside a transaction:"
        f" DROP INDEX CONCURRENTLY IF EXISTS {name};"
        f" CREATE {unique}INDEX CONCURRENTLY {name} ON {_table(step)} {on};"
    )


def _drop_index(step: Step) -> str:
    return (
        "In a migration of its own, outside a transaction:"
        f" DROP INDEX CONCURRENTLY IF EXISTS {quoted(step.name or 'the_index')};"
    )


def _reindex(step: Step) -> str:
    kind, name = step.definition or "TABLE", quoted(step.name or step.table or "the_table")
    return f"Outside a transaction: REINDEX {kind} CONCURRENTLY {name};"


def _in_two(step: Step) -> str:
    """Add a constraint without looking at old rows, then look at them without a strong lock."""
    name = quoted(step.name or f"{step.table}_{step.column or 'new'}_check")
    definition = step.definition or "CHECK (…)"
    return (
        f"{LOCK_TIMEOUT} ALTER TABLE {_table(step)} ADD CONSTRAINT {name} {definition} NOT VALID;"
        f" and in the next migration: ALTER TABLE {_table(step)} VALIDATE CONSTRAINT {name};"
    )


def _unique(step: Step) -> str:
    columns = re.search(r"\([^)]*\)", step.definition)
    on = columns.group() if columns else f"({_column(step)})"
    kind = "PRIMARY KEY" if step.effect is Effect.PRIMARY_KEY else "UNIQUE"
    name = quoted(step.name or f"{step.table}_{'pkey' if kind == 'PRIMARY KEY' else 'key'}")
    return (
        f"Outside a transaction: CREATE UNIQUE INDEX CONCURRENTLY {name} ON {_table(step)} {on};"
        f" then {LOCK_TIMEOUT} ALTER TABLE {_table(step)} ADD CONSTRAINT {name} {kind}"
        f" USING INDEX {name};"
    )


def _not_null(step: Step) -> str:
    name = quoted(f"{step.table}_{step.column}_set")
    table, column = _table(step), _column(step)
    return (
        f"{LOCK_TIMEOUT} ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL)"
        f" NOT VALID; in the next migration ALTER TABLE {table} VALIDATE CONSTRAINT {name};"
        f" ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;"
        f" ALTER TABLE {table} DROP CONSTRAINT {name};"
    )


def _batches(step: Step, change: str, still: str) -> str:
    table = _table(step)
    rows = _sql("SELECT ctid FROM", table, "WHERE", still, "LIMIT", str(BATCH))
    update = _sql("UPDATE", table, "SET", change, "WHERE ctid IN", f"({rows});")
    return f"in batches of {BATCH}, each in its own transaction, until it changes 0 rows: {update}"


def _sql(*words: str) -> str:
    """Put words of an example together; it is shown, never sent."""
    return " ".join(words)


def _required(step: Step) -> str:
    table, column = _table(step), _column(step)
    kind = re.sub(r"\bNOT\s+NULL\b", "", step.definition, flags=re.IGNORECASE).strip() or "text"
    return (
        f"{LOCK_TIMEOUT} ALTER TABLE {table} ADD COLUMN {column} {kind}; release code that writes"
        f" it; fill old rows {_batches(step, f'{column} = …', f'{column} IS NULL')}"
        f" then {_not_null(step)}"
    )


def _volatile(step: Step) -> str:
    table, column = _table(step), _column(step)
    default = re.search(r"\bDEFAULT\s+(.+)", step.definition, re.IGNORECASE)
    value = (
        re.sub(r"\bNOT\s+NULL\b", "", default[1], flags=re.IGNORECASE).strip() if default else "…"
    )
    kind = step.definition[: default.start()].strip() if default else ""
    kind = re.sub(r"\bNOT\s+NULL\b", "", kind, flags=re.IGNORECASE).strip() or "uuid"
    return (
        f"{LOCK_TIMEOUT} ALTER TABLE {table} ADD COLUMN {column} {kind};"
        f" ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {value}; then fill old rows"
        f" {_batches(step, f'{column} = {value}', f'{column} IS NULL')}"
    )


def _type(step: Step) -> str:
    table, column = _table(step), _column(step)
    kind = step.definition or "the_new_type"
    new = quoted(f"{step.column or 'column'}_new")
    return (
        f"{LOCK_TIMEOUT} ALTER TABLE {table} ADD COLUMN {new} {kind}; release code that writes"
        f" both; fill it {_batches(step, f'{new} = {column}', f'{new} IS DISTINCT FROM {column}')}"
        f" release code that reads {new}; drop {column} one release later."
    )


def _generated(step: Step) -> str:
    return (
        f"Add {_column(step)} as an ordinary column, have the code or a trigger write it, and fill"
        f" old rows {_batches(step, f'{_column(step)} = …', f'{_column(step)} IS NULL')}"
    )


def _rename_column(step: Step) -> str:
    table, column, new = _table(step), _column(step), quoted(step.name or "the_new_name")
    return (
        f"Keep {column}: ALTER TABLE {table} ADD COLUMN {new} …; release code that writes both;"
        f" fill it {_batches(step, f'{new} = {column}', f'{new} IS NULL')} release code that reads"
        f" {new}; drop {column} one release later."
    )


def _rename_table(step: Step) -> str:
    table, new = _table(step), quoted(step.name or "the_new_name")
    return (
        f"Rename and leave the old name as a view, in one transaction: {LOCK_TIMEOUT}"
        f" {_sql('ALTER TABLE', table, 'RENAME TO', new)};"
        f" {_sql('CREATE VIEW', table, 'AS SELECT * FROM', new)};"
        " drop the view one release later."
    )


def _drop(step: Step) -> str:
    what = _column(step) if step.column else _table(step)
    return (
        f"Release code that no longer names {what} first; keep a copy (pg_dump -t {_table(step)});"
        f" drop it in the release after."
    )


def _delete(step: Step) -> str:
    table, copy = _table(step), quoted(f"{step.table or 'rows'}_before")
    return (
        f"Say which rows: {_sql('DELETE FROM', table, 'WHERE …')}; keep a copy first"
        f" ({_sql('CREATE TABLE', copy, 'AS TABLE', table)};) and delete in batches of {BATCH}."
    )


def _update(step: Step) -> str:
    change = step.definition or "…"
    left, _, right = change.partition(",")[0].partition("=")
    still = f"{left.strip()} IS DISTINCT FROM {right.strip()}" if right else "…"
    return f"Take it out of the migration and run it {_batches(step, change, still)}"


def _refresh(step: Step) -> str:
    return (
        f"REFRESH MATERIALIZED VIEW CONCURRENTLY {_table(step)};"
        " it needs a unique index on the view."
    )


def _full(step: Step) -> str:
    return (
        f"VACUUM (ANALYZE) {_table(step)}; gives space back for reuse without a lock; use pg_repack"
        f" for the rest, outside the release."
    )


def _seed(step: Step) -> str:
    return (
        "Give the rows fixed keys and end the statement with ON CONFLICT DO NOTHING, or insert"
        f" into {_table(step)} with SELECT … WHERE NOT EXISTS (…)."
    )


def _unguarded(step: Step) -> str:
    if step.definition == "DROP INDEX":
        return f"DROP INDEX CONCURRENTLY IF EXISTS {quoted(step.name or 'the_index')};"
    return _index(step)


def _own_window(step: Step) -> str:
    return (
        f"{LOCK_TIMEOUT} in front of it, in a migration of its own, and retry until it gets the"
        f" lock on {_table(step)}; where it has to copy the table, do it in an announced window."
    )


_FIX: dict[Effect, Callable[[Step], str]] = {
    Effect.INDEX: _index,
    Effect.DROP_INDEX: _drop_index,
    Effect.REINDEX: _reindex,
    Effect.FOREIGN_KEY: _in_two,
    Effect.CHECK: _in_two,
    Effect.UNIQUE: _unique,
    Effect.PRIMARY_KEY: _unique,
    Effect.NOT_NULL: _not_null,
    Effect.REFRESH: _refresh,
    Effect.TYPE: _type,
    Effect.VOLATILE_DEFAULT: _volatile,
    Effect.GENERATED: _generated,
    Effect.VACUUM_FULL: _full,
    Effect.CLUSTER: _full,
    Effect.DROP_TABLE: _drop,
    Effect.DROP_COLUMN: _drop,
    Effect.DROP_SCHEMA: _drop,
    Effect.DROP_DATABASE: _drop,
    Effect.RENAME_TABLE: _rename_table,
    Effect.RENAME_COLUMN: _rename_column,
    Effect.REQUIRED_COLUMN: _required,
    Effect.TRUNCATE: _delete,
    Effect.DELETE_ALL: _delete,
    Effect.UPDATE_ALL: _update,
    Effect.SEED: _seed,
    Effect.UNGUARDED: _unguarded,
}
