"""Django's operations as SQL."""

from __future__ import annotations

import ast
from collections.abc import Callable

from launchready.repo.migrations.readers import operations as sql
from launchready.repo.migrations.readers.python_source import UNKNOWN_VALUE, Call, dotted

_TYPES = {
    "AutoField": "serial",
    "BigAutoField": "bigserial",
    "IntegerField": "integer",
    "PositiveIntegerField": "integer",
    "BigIntegerField": "bigint",
    "TextField": "text",
    "SmallIntegerField": "smallint",
    "BooleanField": "boolean",
    "DateField": "date",
    "DateTimeField": "timestamptz",
    "UUIDField": "uuid",
    "JSONField": "jsonb",
    "DecimalField": "numeric",
    "FloatField": "double precision",
    "BinaryField": "bytea",
    "ForeignKey": "bigint",
    "OneToOneField": "bigint",
    "DurationField": "interval",
}
_LINKS = frozenset({"ForeignKey", "OneToOneField"})


class Table:
    """A call of an operation, and the names of tables that differ from Django's own choice."""

    def __init__(self, call: Call, app: str, tables: dict[str, str]) -> None:
        self.call = call
        self.app = app
        self.tables = tables

    def table(self, place: int = 0, argument: str = "model_name") -> str:
        """Return the table of the model that an argument names; empty when it is not literal."""
        return self.named(self.call.text(place, argument))

    def named(self, model: str) -> str:
        """Return the table of a model: `app_model` unless `db_table` said otherwise."""
        app, _, name = model.rpartition(".")
        key = name.lower()
        if not app or app == self.app:
            return self.tables.get(key, f"{self.app}_{key}" if key else "")
        return f"{app}_{key}"


Render = Callable[[Table], tuple[str, ...] | None]


def _field(given: Table, node: ast.expr | None, name: str) -> tuple[str, str, bool, str] | None:
    """Return column, type, nullable and what it refers to."""
    if not isinstance(node, ast.Call):
        return None
    call = Call(node)
    kind = dotted(node.func).rpartition(".")[2]
    if kind == "ManyToManyField":
        return "", "", True, ""
    length = call.value(-1, "max_length")
    sql_kind = _TYPES.get(kind, f"varchar({length})" if isinstance(length, int) else "text")
    column = call.text(-1, "db_column") or (f"{name}_id" if kind in _LINKS else name)
    null = call.is_true("null")
    target = call.value(0, "to") if kind in _LINKS and not call.is_false("db_constraint") else None
    there = given.named(target) if isinstance(target, str) else ""
    return column, sql_kind, null, there


def _create_model(given: Table) -> tuple[str, ...] | None:
    model = given.call.text(0, "name")
    if not model:
        return None
    options = given.call.node_of(2, "options")
    if isinstance(options, ast.Dict):
        for key, value in zip(options.keys, options.values, strict=True):
            if (
                isinstance(key, ast.Constant)
                and key.value == "db_table"
                and isinstance(value, ast.Constant)
            ):
                given.tables[model.lower()] = str(value.value)
    columns: list[str] = []
    fields = given.call.node_of(1, "fields")
    for pair in fields.elts if isinstance(fields, ast.List) else []:
        if isinstance(pair, ast.Tuple) and len(pair.elts) == 2:  # noqa: PLR2004 - name and field
            name = pair.elts[0].value if isinstance(pair.elts[0], ast.Constant) else ""
            field = _field(given, pair.elts[1], str(name))
            if field and field[0]:
                end = "" if field[2] else " NOT NULL"
                columns.append(f"{sql.quoted(field[0])} {field[1]}{end}")
    return (sql.create_table(given.named(model), tuple(columns)),)


def _zero(kind: str) -> str:
    """Return a constant that stands for the default that Django computes."""
    texts = {
        **dict.fromkeys(("integer", "bigint", "smallint", "numeric", "double precision"), "0"),
        "boolean": "false",
        "timestamptz": "now()",
        "date": "CURRENT_DATE",
        "uuid": "'00000000-0000-0000-0000-000000000000'",
        "jsonb": "'{}'",
        "interval": "'0'",
    }
    return texts.get(kind, "''")


def _add_field(given: Table) -> tuple[str, ...] | None:
    table, name = given.table(), given.call.text(1, "name")
    node = given.call.node_of(2, "field")
    field = _field(given, node, name)
    if not table or not name or field is None or not isinstance(node, ast.Call):
        return None
    if not field[0]:
        return (sql.create_table(f"{table}_{name}"),)
    call = Call(node)
    kept = call.node_of(-1, "db_default") is not None
    default = _zero(field[1]) if kept or (call.has("default") and not field[2]) else None
    said = [sql.add_column(table, field[0], field[1], null=field[2], default=default)]
    if default and not kept:
        # Django fills old rows with the default, then drops it.
        said.append(f"ALTER TABLE {sql.quoted(table)} ALTER COLUMN {field[0]} DROP DEFAULT")
    if call.is_true("unique") or dotted(node.func).endswith("OneToOneField"):
        said.append(sql.add_constraint(table, f"{table}_{field[0]}_key", f"UNIQUE ({field[0]})"))
    elif call.is_true("db_index") or (field[3] and not call.is_false("db_index")):
        said.append(sql.create_index(table, (field[0],)))
    return tuple(said)


def _alter_field(given: Table) -> tuple[str, ...] | None:
    table, name = given.table(), given.call.text(1, "name")
    node = given.call.node_of(2, "field")
    field = _field(given, node, name)
    if not table or not name or field is None or not field[0] or not isinstance(node, ast.Call):
        return None
    # What the field was before stands in earlier migrations; both can change at once.
    said = [sql.change_type(table, field[0], field[1])]
    if not field[2]:
        said.append(sql.set_null(table, field[0], null=False))
    if Call(node).is_true("unique"):
        said.append(sql.add_constraint(table, f"{table}_{field[0]}_key", f"UNIQUE ({field[0]})"))
    return tuple(said)


def _index(given: Table, *, concurrently: bool = False) -> tuple[str, ...] | None:
    table, node = given.table(), given.call.node_of(1, "index")
    if not table or not isinstance(node, ast.Call):
        return None
    call = Call(node)
    columns = tuple(one.lstrip("-") for one in call.texts(-1, "fields")) or ("expression",)
    return (sql.create_index(table, columns, call.text(-1, "name"), concurrently=concurrently),)


def _constraint(given: Table, *, valid: bool = True) -> tuple[str, ...] | None:
    table, node = given.table(), given.call.node_of(1, "constraint")
    if not table or not isinstance(node, ast.Call):
        return None
    call, kind = Call(node), dotted(node.func).rpartition(".")[2]
    name = call.text(-1, "name") or f"{table}_constraint"
    if kind == "UniqueConstraint":
        fields = call.texts(-1, "fields") or ("expression",)
        return (sql.add_constraint(table, name, f"UNIQUE {sql.column_list(fields)}"),)
    return (sql.add_constraint(table, name, "CHECK (true)", valid=valid),)


def _together(given: Table) -> tuple[str, ...] | None:
    table, value = given.table(0, "name"), given.call.value(1, "unique_together")
    if not table or value is UNKNOWN_VALUE:
        return None
    if not value:
        return ()
    groups = value if isinstance(value, set | list | tuple) else ()
    return tuple(
        sql.add_constraint(table, f"{table}_uniq", f"UNIQUE {sql.column_list(tuple(group))}")
        for group in groups
        if isinstance(group, tuple | list) and all(isinstance(one, str) for one in group)
    )


def _rename_model(given: Table) -> tuple[str, ...] | None:
    old, new = given.table(0, "old_name"), given.table(1, "new_name")
    return (sql.rename_table(old, new),) if old and new else None


def _rename_field(given: Table) -> tuple[str, ...] | None:
    old, new = given.call.text(1, "old_name"), given.call.text(2, "new_name")
    return (sql.rename_column(given.table(), old, new),) if old and new else None


def _rename_table(given: Table) -> tuple[str, ...] | None:
    old, new = given.table(0, "name"), given.call.text(1, "table")
    if not old or not new:
        return None
    given.tables[given.call.text(0, "name").lower()] = new
    return (sql.rename_table(old, new),)


def _drop_field(given: Table) -> tuple[str, ...] | None:
    name = given.call.text(1, "name")
    return (sql.drop_column(given.table(), name),) if name else None


def _drop_model(given: Table) -> tuple[str, ...] | None:
    table = given.table(0, "name")
    return (sql.drop_table(table),) if table else None


def _run_sql(given: Table) -> tuple[str, ...] | None:
    text = given.call.texts(0, "sql")
    return text or None


def _drop_index(given: Table, *, concurrently: bool = False) -> tuple[str, ...] | None:
    name = given.call.text(1, "name")
    return (sql.drop_index(name, concurrently=concurrently),) if name else None


def _nothing(_: Table) -> tuple[str, ...]:
    return ()


RENDER: dict[str, Render] = {
    "CreateModel": _create_model,
    "DeleteModel": _drop_model,
    "RenameModel": _rename_model,
    "AlterModelTable": _rename_table,
    "AddField": _add_field,
    "RemoveField": _drop_field,
    "AlterField": _alter_field,
    "RenameField": _rename_field,
    "AddIndex": _index,
    "AddIndexConcurrently": lambda given: _index(given, concurrently=True),
    "RemoveIndex": _drop_index,
    "RemoveIndexConcurrently": lambda given: _drop_index(given, concurrently=True),
    "RenameIndex": _nothing,
    "AddConstraint": _constraint,
    "AddConstraintNotValid": lambda given: _constraint(given, valid=False),
    "ValidateConstraint": _nothing,
    "RemoveConstraint": _nothing,
    "AlterUniqueTogether": _together,
    "AlterModelOptions": _nothing,
    "AlterModelManagers": _nothing,
    "AlterModelTableComment": _nothing,
    "AlterOrderWithRespectTo": _nothing,
    "RunSQL": _run_sql,
}
"""Operations and what they send; None where that is not written out."""
