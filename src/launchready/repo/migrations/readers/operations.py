"""SQL for the operations that migration languages share, as PostgreSQL would be told."""

from __future__ import annotations

import re

UNKNOWN = "unknown"


def quoted(name: str) -> str:
    """Return a name as SQL; simple ones stay bare."""
    if re.fullmatch(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)?", name):
        return name
    return '"' + name.replace('"', '""') + '"'


def column_list(names: tuple[str, ...]) -> str:
    """Return names in parentheses."""
    return f"({', '.join(quoted(name) for name in names)})"


def create_table(table: str, columns: tuple[str, ...] = ()) -> str:
    """Return a table; its columns are given as SQL, and one stands in where none is known."""
    return f"CREATE TABLE {quoted(table)} ({', '.join(columns) or 'id bigint'})"


def drop_table(table: str) -> str:
    """Return the end of a table."""
    return f"DROP TABLE {quoted(table)}"


def rename_table(table: str, name: str) -> str:
    """Return another name for a table."""
    return f"ALTER TABLE {quoted(table)} RENAME TO {quoted(name)}"


def rename_column(table: str, column: str, name: str) -> str:
    """Return another name for a column."""
    return f"ALTER TABLE {quoted(table)} RENAME COLUMN {quoted(column)} TO {quoted(name)}"


def add_column(
    table: str, column: str, kind: str, *, null: bool = True, default: str | None = None
) -> str:
    """Return a new column; `kind` and `default` are SQL."""
    tail = "" if default is None else f" DEFAULT {default}"
    tail += "" if null else " NOT NULL"
    return f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(column)} {kind}{tail}"


def drop_column(table: str, column: str) -> str:
    """Return the end of a column."""
    return f"ALTER TABLE {quoted(table)} DROP COLUMN {quoted(column)}"


def change_type(table: str, column: str, kind: str) -> str:
    """Return another type for a column."""
    return f"ALTER TABLE {quoted(table)} ALTER COLUMN {quoted(column)} TYPE {kind}"


def set_null(table: str, column: str, *, null: bool) -> str:
    """Return whether a column may be NULL."""
    verb = "DROP" if null else "SET"
    return f"ALTER TABLE {quoted(table)} ALTER COLUMN {quoted(column)} {verb} NOT NULL"


def create_index(
    table: str,
    columns: tuple[str, ...],
    name: str = "",
    *,
    unique: bool = False,
    concurrently: bool = False,
    guarded: bool = False,
) -> str:
    """Return an index."""
    name = name or f"index_{table.replace('.', '_')}_on_{'_and_'.join(columns)}"
    words = [
        "CREATE",
        "UNIQUE" if unique else "",
        "INDEX",
        "CONCURRENTLY" if concurrently else "",
        "IF NOT EXISTS" if guarded else "",
        quoted(name[:63]),
        "ON",
        quoted(table),
        column_list(columns),
    ]
    return " ".join(word for word in words if word)


def drop_index(name: str, *, concurrently: bool = False, guarded: bool = False) -> str:
    """Return the end of an index."""
    words = ("CONCURRENTLY " if concurrently else "") + ("IF EXISTS " if guarded else "")
    return f"DROP INDEX {words}{quoted(name[:63])}"


def add_constraint(table: str, name: str, definition: str, *, valid: bool = True) -> str:
    """Return a constraint; the definition is SQL."""
    end = "" if valid else " NOT VALID"
    return f"ALTER TABLE {quoted(table)} ADD CONSTRAINT {quoted(name[:63])} {definition}{end}"


def foreign_key(columns: tuple[str, ...], target: str, there: tuple[str, ...] = ("id",)) -> str:
    """Return the definition of a foreign key."""
    return f"FOREIGN KEY {column_list(columns)} REFERENCES {quoted(target)} {column_list(there)}"


def drop_constraint(table: str, name: str) -> str:
    """Return the end of a constraint."""
    return f"ALTER TABLE {quoted(table)} DROP CONSTRAINT {quoted(name[:63])}"
