"""Knex's schema builder as SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ast_grep_py import SgNode

from launchready.repo.migrations.readers import operations as sql
from launchready.repo.migrations.readers.tree import NotWritten, child, line_of, named, value

_TYPES = {
    "increments": "serial",
    "bigIncrements": "bigserial",
    "integer": "integer",
    "bigInteger": "bigint",
    "tinyint": "smallint",
    "smallint": "smallint",
    "text": "text",
    "string": "varchar(255)",
    "float": "real",
    "double": "double precision",
    "json": "json",
    "decimal": "numeric",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamptz",
    "timestamp": "timestamptz",
    "time": "time",
    "uuid": "uuid",
    "jsonb": "jsonb",
    "binary": "bytea",
    "enum": "text",
    "enu": "text",
    "specificType": "text",
}
_ROWS = frozenset({"where", "whereNull", "whereIn", "whereNot", "whereNotNull", "andWhere"})
_NEUTRAL = frozenset({"schema", "withSchema", "into", "then", "catch", "onConflict", "ignore"})
_AFTER = _ROWS | _NEUTRAL | {"merge", "from", "returning", "timeout"}

Chain = tuple[tuple[str, SgNode], ...]
Raw = Callable[[Sequence[SgNode], Chain], str]


def raw(name: str, arguments: Sequence[SgNode], chain: Chain) -> tuple[str, ...] | None:
    """Return the SQL of a call that builds no table; None where it is not known."""
    rule = _RAW.get(name)
    if rule is not None:
        return (rule(arguments, chain),)
    return () if name in _AFTER or (not name and len(chain) > 1) else None


def _drop(arguments: Sequence[SgNode], _: Chain) -> str:
    return sql.drop_table(_text(arguments[0]))


def _rename(arguments: Sequence[SgNode], _: Chain) -> str:
    return sql.rename_table(_text(arguments[0]), _text(arguments[1]))


def _insert(_: Sequence[SgNode], chain: Chain) -> str:
    end = " ON CONFLICT DO NOTHING" if "onConflict" in dict(chain) else ""
    return f"INSERT INTO {sql.quoted(_target(chain))} DEFAULT VALUES{end}"


def _rows(verb: str) -> Raw:
    def rule(_: Sequence[SgNode], chain: Chain) -> str:
        where = " WHERE id = 0" if _ROWS & set(dict(chain)) else ""
        return verb.format(sql.quoted(_target(chain))) + where

    return rule


_RAW: dict[str, Raw] = {
    "raw": lambda arguments, _: _text(arguments[0]),
    "dropTable": _drop,
    "dropTableIfExists": _drop,
    "renameTable": _rename,
    "insert": _insert,
    "update": _rows("UPDATE {} SET id = id"),
    "del": _rows("DELETE FROM {}"),
    "delete": _rows("DELETE FROM {}"),
}


def _text(node: SgNode) -> str:
    found = value(node)
    if not isinstance(found, str):
        raise NotWritten
    return found


def _target(chain: Chain) -> str:
    """Return the table of `knex("plans").insert(…)`."""
    for name, call in chain:
        if name in {"", "into", "table", "from"}:
            arguments = named(child(call, "arguments"))
            if arguments:
                return _text(arguments[0])
    raise NotWritten


def builder(name: str, table: str, function: SgNode) -> Iterator[tuple[int, str]]:
    """Return line and SQL of what `createTable` or `alterTable` does. Raises `NotWritten`."""
    new = name.startswith("createTable")
    columns: list[str] = []
    body = function.field("body")
    nodes = named(body) if body is not None and body.kind() == "statement_block" else (body,)
    for node in nodes:
        if node is None:
            raise NotWritten
        chain = tuple(_calls(node))
        if not chain:
            raise NotWritten
        if new:
            columns += _new_column(chain)
        else:
            line = line_of(node)
            yield from ((line, one) for one in _changes(table, chain))
    if new:
        yield line_of(function), sql.create_table(table, tuple(columns))


def _calls(node: SgNode) -> Iterator[tuple[str, tuple[SgNode, ...]]]:
    """Return `t.string("a").notNullable()` as its calls, first to last."""
    if node.kind() in {"expression_statement", "return_statement"}:
        for one in named(node):
            yield from _calls(one)
    elif node.kind() == "call_expression":
        function = node.field("function")
        if function is not None and function.kind() == "member_expression":
            inner, name = function.field("object"), function.field("property")
            if inner is not None:
                yield from _calls(inner)
            yield (name.text() if name is not None else "", named(child(node, "arguments")))


def _new_column(chain: Sequence[tuple[str, tuple[SgNode, ...]]]) -> Iterator[str]:
    name, arguments = chain[0]
    if name in _TYPES:
        column = _text(arguments[0]) if arguments else "id"
        yield f"{sql.quoted(column)} {_TYPES[name]}"
    elif name == "timestamps":
        yield "created_at timestamptz"
        yield "updated_at timestamptz"


def _changes(table: str, chain: Sequence[tuple[str, tuple[SgNode, ...]]]) -> Iterator[str]:
    name, arguments = chain[0]
    tail = dict(chain[1:])
    match name:
        case "dropColumn" | "dropColumns":
            yield from (sql.drop_column(table, _text(one)) for one in arguments)
        case "renameColumn":
            yield sql.rename_column(table, _text(arguments[0]), _text(arguments[1]))
        case "setNullable" | "dropNullable":
            yield sql.set_null(table, _text(arguments[0]), null=name == "setNullable")
        case "dropForeign" | "dropPrimary" | "comment" | "dropTimestamps":
            return
        case "timestamps":
            for column in ("created_at", "updated_at"):
                yield sql.add_column(table, column, "timestamptz")
        case _ if name in _TYPES:
            yield from _column(table, name, arguments, tail)
        case _:
            yield _named(table, name, _names(arguments[0]), tail)


def _named(
    table: str, name: str, columns: tuple[str, ...], tail: dict[str, tuple[SgNode, ...]]
) -> str:
    match name:
        case "index" | "unique":
            return sql.create_index(table, columns, unique=name == "unique")
        case "dropIndex" | "dropUnique":
            return sql.drop_index(f"{table}_{'_'.join(columns)}_index")
        case "foreign":
            target = _text(tail["inTable"][0]) if "inTable" in tail else "unnamed"
            definition = sql.foreign_key(columns, target)
            return sql.add_constraint(table, f"{table}_{'_'.join(columns)}_foreign", definition)
        case _:
            raise NotWritten


def _column(
    table: str, kind: str, arguments: tuple[SgNode, ...], tail: dict[str, tuple[SgNode, ...]]
) -> Iterator[str]:
    column = _text(arguments[0]) if arguments else "id"
    if "alter" in tail:
        yield sql.change_type(table, column, _TYPES[kind])
        if "notNullable" in tail:
            yield sql.set_null(table, column, null=False)
        return
    default = None
    if "defaultTo" in tail:
        default = _default(tail["defaultTo"][0]) if tail["defaultTo"] else None
    null = "notNullable" not in tail
    yield sql.add_column(table, column, _TYPES[kind], null=null, default=default)
    if "unique" in tail:
        yield sql.add_constraint(table, f"{table}_{column}_unique", f"UNIQUE ({column})")
    if "index" in tail:
        yield sql.create_index(table, (column,))
    if "inTable" in tail or "references" in tail:
        target = _text(tail["inTable"][0]) if "inTable" in tail else _referred(tail)
        definition = sql.foreign_key((column,), target)
        yield sql.add_constraint(table, f"{table}_{column}_foreign", definition)


def _referred(tail: dict[str, tuple[SgNode, ...]]) -> str:
    return _text(tail["references"][0]).rpartition(".")[0] or "unnamed"


def _default(node: SgNode) -> str:
    text = node.text()
    if "knex.fn.now" in text or "now()" in text:
        return "now()"
    if "raw" in text:
        inside = node.find(kind="string_fragment")
        return inside.text() if inside is not None else "random()"
    found = value(node)
    return str(found).lower() if isinstance(found, bool | int) else f"'{found}'"


def _names(node: SgNode) -> tuple[str, ...]:
    found = value(node)
    many = found if isinstance(found, tuple) else (found,)
    if not all(isinstance(one, str) for one in many):
        raise NotWritten
    return tuple(str(one) for one in many)
