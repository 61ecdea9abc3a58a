"""Alembic's operations as SQL."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

from launchready.repo.migrations.readers import operations as sql
from launchready.repo.migrations.readers.python_source import (
    UNKNOWN_VALUE,
    Call,
    dotted,
    literal,
)


class NotLiteralError(ValueError):
    """An argument is not written out. `str()` names it."""


class Shifted:
    """A call of an operation; inside `batch_alter_table` the table is not among its arguments."""

    def __init__(self, call: Call, batch: str) -> None:
        self.call = call
        self.batch = batch
        self._shift = 1 if batch else 0

    def table(self, place: int, name: str = "table_name") -> str:
        """Return the table's name with its schema. Raises `NotLiteralError`."""
        if self.batch:
            return self.batch
        schema = self.call.text(-1, "schema")
        table = self.text(place, name)
        return f"{schema}.{table}" if schema not in {"", "public"} else table

    def text(self, place: int, name: str) -> str:
        """Return an argument that must be literal text. Raises `NotLiteralError`."""
        found = self.optional(place, name)
        if not found:
            raise NotLiteralError(name.replace("_", " "))
        return found

    def optional(self, place: int, name: str) -> str:
        """Return an argument that is literal text; empty where it is none."""
        return self.call.text(place - self._shift if place >= 0 else place, name)

    def texts(self, place: int, name: str) -> tuple[str, ...]:
        """Return an argument that must be a list of texts. Raises `NotLiteralError`."""
        node = self.call.node_of(place - self._shift, name)
        elements = node.elts if isinstance(node, ast.List | ast.Tuple) else []
        values = [literal(one) for one in elements]
        if not values or not all(isinstance(one, str) for one in values):
            raise NotLiteralError(name)
        return tuple(str(one) for one in values)


Render = Callable[[Shifted], Iterable[str]]


def _column(node: ast.expr | None) -> tuple[str, str, bool, str | None, str]:
    """Return name, type, nullable, default and references of `sa.Column(…)`."""
    if not isinstance(node, ast.Call):
        raise NotLiteralError("the column")  # noqa: EM101, TRY003 - one word names the argument
    call = Call(node)
    kind = sql_type(node.args[1]) if len(node.args) > 1 else "text"
    references = ""
    for one in node.args[1:]:
        if isinstance(one, ast.Call) and dotted(one.func).endswith("ForeignKey"):
            table, _, column = Call(one).text(0, "column").rpartition(".")
            references = f" REFERENCES {sql.quoted(table)} ({sql.quoted(column)})" if table else ""
    null = not call.is_false("nullable") and not call.is_true("primary_key")
    default = _default(call.node_of(-1, "server_default"))
    tail = " UNIQUE" if call.is_true("unique") else ""
    tail += " PRIMARY KEY" if call.is_true("primary_key") else ""
    return call.text(0, "name"), kind, null, default, references + tail


def _default(node: ast.expr | None) -> str | None:
    if node is None:
        return None
    if isinstance(node, ast.Call) and dotted(node.func).startswith(("sa.func.", "func.")):
        return f"{dotted(node.func).rpartition('.')[2]}()"
    value = literal(node)
    if isinstance(node, ast.Call) and isinstance(value, str):
        return value
    if value is UNKNOWN_VALUE:
        raise NotLiteralError("the default")  # noqa: EM101, TRY003 - one word names the argument
    return None if value is None else "'" + str(value).replace("'", "''") + "'"


_TYPES = {
    "Integer": "integer",
    "BigInteger": "bigint",
    "SmallInteger": "smallint",
    "Text": "text",
    "String": "varchar",
    "Unicode": "varchar",
    "Boolean": "boolean",
    "Float": "double precision",
    "DateTime": "timestamp",
    "TIMESTAMP": "timestamptz",
    "Date": "date",
    "Time": "time",
    "Numeric": "numeric",
    "JSON": "json",
    "JSONB": "jsonb",
    "UUID": "uuid",
    "Uuid": "uuid",
    "LargeBinary": "bytea",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "VARCHAR": "varchar",
    "TEXT": "text",
    "BOOLEAN": "boolean",
    "UnicodeText": "text",
    "Interval": "interval",
}


def sql_type(node: ast.expr) -> str:
    """Return the type that a SQLAlchemy type stands for; `text` for those of the project."""
    called = node.func if isinstance(node, ast.Call) else node
    name = dotted(called).rpartition(".")[2]
    kind = _TYPES.get(name, "text")
    if isinstance(node, ast.Call):
        call = Call(node)
        length = call.value(0, "length")
        if kind == "varchar" and isinstance(length, int):
            return f"varchar({length})"
        if name == "DateTime" and call.is_true("timezone"):
            return "timestamptz"
    return kind


def _create_table(call: Shifted) -> Iterator[str]:
    columns: list[str] = []
    for node in call.call.node.args[1:]:
        if isinstance(node, ast.Call) and dotted(node.func).endswith("Column"):
            name, kind, null, default, tail = _column(node)
            said = "" if default is None else f" DEFAULT {default}"
            columns.append(f"{sql.quoted(name)} {kind}{said}{'' if null else ' NOT NULL'}{tail}")
    yield sql.create_table(call.table(0), tuple(columns))


def _add_column(call: Shifted) -> Iterator[str]:
    name, kind, null, default, tail = _column(call.call.node_of(0 if call.batch else 1, "column"))
    yield sql.add_column(call.table(0), name, kind, null=null, default=default) + tail


def _alter_column(call: Shifted) -> Iterator[str]:
    table, column = call.table(0), call.text(1, "column_name")
    nullable, kind = call.call.value(-1, "nullable"), call.call.node_of(-1, "type_")
    if kind is not None:
        yield sql.change_type(table, column, sql_type(kind))
    if isinstance(nullable, bool):
        yield sql.set_null(table, column, null=nullable)
    renamed = call.call.text(-1, "new_column_name")
    if renamed:
        yield sql.rename_column(table, column, renamed)


def _create_index(call: Shifted) -> Iterator[str]:
    yield sql.create_index(
        call.table(1),
        call.texts(2, "columns"),
        call.optional(0, "index_name") if not call.batch else call.call.text(0, "index_name"),
        unique=call.call.is_true("unique"),
        concurrently=call.call.is_true("postgresql_concurrently"),
        guarded=call.call.is_true("if_not_exists"),
    )


def _drop_index(call: Shifted) -> Iterator[str]:
    yield sql.drop_index(
        call.call.text(0, "index_name") or "unnamed",
        concurrently=call.call.is_true("postgresql_concurrently"),
        guarded=call.call.is_true("if_exists"),
    )


def _foreign_key(call: Shifted) -> Iterator[str]:
    place = 1 if call.batch else 2
    there = call.call.text(place, "referent_table")
    if not there:
        raise NotLiteralError("the other table")  # noqa: EM101, TRY003 - it names the argument
    local = call.call.texts(place + 1, "local_cols")
    remote = call.call.texts(place + 2, "remote_cols")
    valid = not call.call.is_true("postgresql_not_valid")
    name = call.call.text(0, "constraint_name") or "unnamed_fkey"
    definition = sql.foreign_key(local, there, remote)
    yield sql.add_constraint(call.table(1, "source_table"), name, definition, valid=valid)


def _unique(call: Shifted) -> Iterator[str]:
    columns = sql.column_list(call.texts(2, "columns"))
    name = call.call.text(0, "constraint_name") or "unnamed_key"
    yield sql.add_constraint(call.table(1), name, f"UNIQUE {columns}")


def _check(call: Shifted) -> Iterator[str]:
    condition = call.call.text(1 if call.batch else 2, "condition") or "true"
    valid = not call.call.is_true("postgresql_not_valid")
    name = call.call.text(0, "constraint_name") or "unnamed_check"
    yield sql.add_constraint(call.table(1), name, f"CHECK ({condition})", valid=valid)


def _primary(call: Shifted) -> Iterator[str]:
    columns = sql.column_list(call.texts(2, "columns"))
    name = call.call.text(0, "constraint_name") or "unnamed_pkey"
    yield sql.add_constraint(call.table(1), name, f"PRIMARY KEY {columns}")


def _seed(call: Shifted) -> Iterator[str]:
    """Return a row that stands for those of `bulk_insert`; its table is a variable."""
    node = call.call.node_of(0, "table")
    table = Call(node).text(0, "name") if isinstance(node, ast.Call) else ""
    name = table or (dotted(node) if node is not None else "")
    yield f"INSERT INTO {sql.quoted(name or 'unnamed')} DEFAULT VALUES"


RENDER: dict[str, Render] = {
    "create_table": _create_table,
    "drop_table": lambda call: (sql.drop_table(call.table(0)),),
    "rename_table": lambda call: (
        sql.rename_table(call.text(0, "old_table_name"), call.text(1, "new_table_name")),
    ),
    "add_column": _add_column,
    "drop_column": lambda call: (sql.drop_column(call.table(0), call.text(1, "column_name")),),
    "alter_column": _alter_column,
    "create_index": _create_index,
    "drop_index": _drop_index,
    "create_foreign_key": _foreign_key,
    "create_unique_constraint": _unique,
    "create_check_constraint": _check,
    "create_primary_key": _primary,
    "drop_constraint": lambda call: (
        sql.drop_constraint(call.table(1), call.call.text(0, "constraint_name") or "unnamed"),
    ),
    "create_table_comment": lambda _: (),
    "drop_table_comment": lambda _: (),
    "f": lambda _: (),
    "bulk_insert": _seed,
    "execute": lambda call: (call.text(0, "sqltext"),),
}
