"""What statements that write rows do: which rows they reach, and whether they may run twice."""

from __future__ import annotations

from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from launchready.derive.migrations.effect_model import Found, State, Unknown
from launchready.derive.migrations.words import Reader
from launchready.facts.migrations import Effect

_LONGEST = 50_000
"""Characters that are parsed; longer ones are rows of data, for which the words are enough."""
_DEEPEST = 60
"""Nested parentheses that the parser is given."""


def changes_rows(reader: Reader, state: State) -> Iterator[Found | Unknown]:
    """Read UPDATE, DELETE and whatever WITH leads to."""
    tree = _parse(reader.text)
    if tree is None:
        yield from _by_words(reader, state)
        return
    for node in tree.find_all(exp.Update, exp.Delete, exp.Insert):
        if isinstance(node, exp.Insert):
            yield from _insert(node, reader)
            continue
        table = _name(node.this)
        if not table:
            yield Unknown("which table it changes could not be read")
            continue
        where = node.args.get("where")
        narrowed = where is not None and not _always(where.this)
        limited = node.args.get("limit") is not None
        # `UPDATE … FROM` and `DELETE … USING` reach the rows that the other table names.
        if isinstance(node, exp.Update):
            joined = node.args.get("from_") or node.args.get("from")
            if (not narrowed and not joined) or _fills(where, table, state):
                yield Found(Effect.UPDATE_ALL, table, definition=_set_of(node))
        elif not narrowed and not limited and not node.args.get("using"):
            yield Found(Effect.DELETE_ALL, table)


def inserts(reader: Reader, _: State) -> Iterator[Found | Unknown]:
    """Read INSERT: rows that are written here, rather than moved, are seeds."""
    if reader.has("ON", "CONFLICT") or reader.has("ON", "DUPLICATE") or reader.has("NOT", "EXISTS"):
        return
    reader.skip("OR", "IGNORE", "INTO")
    table = reader.name()
    if reader.has("OR", "IGNORE") or reader.has("INSERT", "IGNORE"):
        return
    yield Found(Effect.SEED, table)


def _insert(node: exp.Insert, reader: Reader) -> Iterator[Found]:
    if node.args.get("conflict") is None and not reader.has("NOT", "EXISTS"):
        yield Found(Effect.SEED, _name(node.this))


def _by_words(reader: Reader, _: State) -> Iterator[Found | Unknown]:
    verb = reader.words[0].upper
    if verb in {"UPDATE", "DELETE"} and not reader.has("WHERE"):
        reader.skip("FROM", "ONLY")
        effect = Effect.UPDATE_ALL if verb == "UPDATE" else Effect.DELETE_ALL
        yield Found(effect, reader.name())
    else:
        yield Unknown("which rows it changes could not be read")


def _parse(text: str) -> exp.Expression | None:
    if len(text) > _LONGEST or _depth(text) > _DEEPEST:
        return None
    try:
        tree = sqlglot.parse_one(text, dialect="postgres")
    except (SqlglotError, RecursionError, ValueError):
        return None
    return tree if isinstance(tree, exp.Expression) and not isinstance(tree, exp.Command) else None


def _depth(text: str) -> int:
    deepest = depth = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    return deepest


def _name(node: object) -> str:
    table = node.find(exp.Table) if isinstance(node, exp.Expression) else None
    if table is None:
        return ""
    schema = table.db if table.db not in {"", "public"} else ""
    return f"{schema}.{table.name}" if schema else table.name


def _always(condition: exp.Expression) -> bool:
    """Whether a condition is true of every row: `true`, `1 = 1`."""
    if isinstance(condition, exp.Boolean):
        return bool(condition.this)
    if isinstance(condition, exp.Paren):
        return _always(condition.this)
    if isinstance(condition, exp.EQ):
        left, right = condition.this, condition.expression
        return isinstance(left, exp.Literal) and left == right
    return False


def _fills(where: exp.Expression | None, table: str, state: State) -> bool:
    """Whether `WHERE column IS NULL` asks for a column that was just added: that is every row."""
    if where is None or not isinstance(where.this, exp.Is):
        return False
    column = where.this.this
    return isinstance(column, exp.Column) and (table, column.name) in state.added


def _set_of(node: exp.Update) -> str:
    return ", ".join(one.sql(dialect="postgres") for one in node.expressions)[:500]
