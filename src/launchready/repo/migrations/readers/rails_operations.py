"""Rails' operations as SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from launchready.repo.migrations.readers import operations as sql
from launchready.repo.migrations.readers.tree import Invoked, NotWritten, child, named

_TYPES = {
    "string": "varchar",
    "text": "text",
    "integer": "integer",
    "bigint": "bigint",
    "float": "double precision",
    "decimal": "numeric",
    "datetime": "timestamp",
    "json": "json",
    "timestamp": "timestamp",
    "date": "date",
    "boolean": "boolean",
    "jsonb": "jsonb",
    "uuid": "uuid",
    "binary": "bytea",
    "citext": "citext",
    "inet": "inet",
}
_QUIET = frozenset(
    {"enable_extension", "say", "set_lock_timeout", "remove_check_constraint"}
    | {"remove_foreign_key", "change_table_comment", "change_column_comment", "rename_index"}
    | {"change_column_default", "reset_column_information", "disable_ddl_transaction!"}
)
Render = Callable[[Invoked], Iterator[str]]


def _default(call: Invoked) -> str | None:
    given = call.option("default")
    if "default" in call.options and call.options["default"].kind() in {"lambda", "call"}:
        inside = call.options["default"].find(kind="string")
        return inside.text()[1:-1] if inside is not None else "now()"
    if given is None:
        return None
    return str(given).lower() if isinstance(given, bool | int) else f"'{given}'"


def _add_column(call: Invoked) -> Iterator[str]:
    table, column = call.text(0), call.text(1)
    kind = _TYPES.get(call.text(2), "text")
    null = call.option("null") is not False
    yield sql.add_column(table, column, kind, null=null, default=_default(call))
    if "index" in call.options:
        yield sql.create_index(table, (column,))


def _remove_columns(call: Invoked) -> Iterator[str]:
    last = 2 if call.name == "remove_column" else len(call.arguments)
    for place in range(1, last):
        yield sql.drop_column(call.text(0), call.text(place))


def _change_column(call: Invoked) -> Iterator[str]:
    yield sql.change_type(call.text(0), call.text(1), _TYPES.get(call.text(2), "text"))
    if call.option("null") is False:
        yield sql.set_null(call.text(0), call.text(1), null=False)


def _change_null(call: Invoked) -> Iterator[str]:
    null = len(call.arguments) > 2 and call.arguments[2].text() == "true"  # noqa: PLR2004 - the third
    yield sql.set_null(call.text(0), call.text(1), null=null)


def _add_index(call: Invoked) -> Iterator[str]:
    name = call.option("name")
    yield sql.create_index(
        call.text(0),
        call.texts(1),
        name if isinstance(name, str) else "",
        unique=call.option("unique") is True,
        concurrently=call.option("algorithm") == "concurrently",
        guarded=call.option("if_not_exists") is True,
    )


def _remove_index(call: Invoked) -> Iterator[str]:
    given, column = call.option("name"), call.option("column")
    columns = call.texts(1) if len(call.arguments) > 1 else (column,)
    words = [str(one) for one in columns if isinstance(one, str)]
    name = given if isinstance(given, str) else f"index_{call.text(0)}_on_{'_and_'.join(words)}"
    concurrently = call.option("algorithm") == "concurrently"
    yield sql.drop_index(name, concurrently=concurrently, guarded=call.option("if_exists") is True)


def _foreign_key(call: Invoked) -> Iterator[str]:
    table, target = call.text(0), call.text(1)
    given = call.option("column")
    column = given if isinstance(given, str) else f"{target.removesuffix('s')}_id"
    definition = sql.foreign_key((column,), target)
    valid = call.option("validate") is not False
    yield sql.add_constraint(table, f"fk_{table}_{column}", definition, valid=valid)


def _check(call: Invoked) -> Iterator[str]:
    name = call.option("name")
    valid = call.option("validate") is not False
    name = name if isinstance(name, str) else f"chk_{call.text(0)}"
    yield sql.add_constraint(call.text(0), name, f"CHECK ({call.text(1)})", valid=valid)


def _validate(call: Invoked) -> Iterator[str]:
    name = call.option("name")
    target = name if isinstance(name, str) else f"chk_{call.text(0)}"
    yield f"ALTER TABLE {sql.quoted(call.text(0))} VALIDATE CONSTRAINT {sql.quoted(target)}"


def _reference(call: Invoked) -> Iterator[str]:
    table, column = call.text(0), f"{call.text(1)}_id"
    null = call.option("null") is not False
    yield sql.add_column(table, column, "bigint", null=null)
    # Rails indexes a reference unless it is told not to.
    if call.option("index") is not False:
        index = call.options.get("index")
        apart = index is not None and "concurrently" in index.text()
        yield sql.create_index(table, (column,), concurrently=apart)
    if call.option("foreign_key") is True:
        definition = sql.foreign_key((column,), f"{call.text(1)}s")
        yield sql.add_constraint(table, f"fk_{table}_{column}", definition)


def _create_table(call: Invoked) -> Iterator[str]:
    columns = ["id bigserial PRIMARY KEY"]
    body = child(call.block, "body_statement", "block_body") if call.block is not None else None
    for line in named(body):
        if line.kind() != "call":
            continue
        method, arguments = line.field("method"), named(child(line, "argument_list"))
        kind = method.text() if method is not None else ""
        name = arguments[0].text().lstrip(":").strip("\"'") if arguments else ""
        if kind in {"references", "belongs_to"}:
            columns.append(f"{sql.quoted(name)}_id bigint")
        elif kind in _TYPES and name:
            columns.append(f"{sql.quoted(name)} {_TYPES[kind]}")
        elif kind == "timestamps":
            columns += ["created_at timestamp", "updated_at timestamp"]
    yield sql.create_table(call.text(0), tuple(columns))


def _timestamps(call: Invoked) -> Iterator[str]:
    null = call.option("null") is not False
    for column in ("created_at", "updated_at"):
        yield sql.add_column(call.text(0), column, "timestamp", null=null, default=_default(call))


def _rename_table(call: Invoked) -> Iterator[str]:
    yield sql.rename_table(call.text(0), call.text(1))


def _rename_column(call: Invoked) -> Iterator[str]:
    yield sql.rename_column(call.text(0), call.text(1), call.text(2))


def _drop_table(call: Invoked) -> Iterator[str]:
    for place in range(len(call.arguments)):
        yield sql.drop_table(call.text(place))


_RENDER: dict[str, Render] = {
    "add_column": _add_column,
    "remove_column": _remove_columns,
    "remove_columns": _remove_columns,
    "change_column": _change_column,
    "change_column_null": _change_null,
    "add_index": _add_index,
    "remove_index": _remove_index,
    "add_foreign_key": _foreign_key,
    "add_check_constraint": _check,
    "validate_check_constraint": _validate,
    "validate_foreign_key": lambda _: iter(()),
    "validate_constraint": lambda _: iter(()),
    "add_reference": _reference,
    "add_belongs_to": _reference,
    "remove_reference": lambda call: iter((sql.drop_column(call.text(0), f"{call.text(1)}_id"),)),
    "create_table": _create_table,
    "create_join_table": lambda call: iter(
        (sql.create_table("_".join(sorted((call.text(0), call.text(1))))),)
    ),
    "drop_table": _drop_table,
    "rename_table": _rename_table,
    "rename_column": _rename_column,
    "add_timestamps": _timestamps,
    "remove_timestamps": lambda call: iter(
        sql.drop_column(call.text(0), one) for one in ("created_at", "updated_at")
    ),
}


def render(call: Invoked) -> tuple[str, ...] | None:
    """Return the SQL of an operation; None where it is none. Raises `NotWritten`."""
    if call.receiver is not None:
        return None
    if call.name in _QUIET:
        return ()
    found = _RENDER.get(call.name)
    return None if found is None else tuple(found(call))


def irreversible(call: Invoked) -> bool:
    """Whether Rails refuses to turn a call in `change` around."""
    if call.name in {"execute", "change_column", "remove_columns"}:
        return True
    if call.name == "change_column_default":
        return "from" not in call.options
    if call.name == "drop_table":
        return call.block is None
    if call.name == "remove_column":
        return len(call.arguments) < 3  # noqa: PLR2004 - table, column and type
    return False


__all__ = ["NotWritten", "irreversible", "render"]
