"""What `ALTER TABLE` does to a table in use (PostgreSQL manual, "ALTER TABLE", Notes)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from launchready.derive.migrations.effect_model import Found, State
from launchready.derive.migrations.words import Reader
from launchready.derive.pattern import lazy
from launchready.facts.migrations import Effect

_VOLATILE = lazy(
    r"\b(?:random|gen_random_uuid|uuid_generate_v\w+|uuidv[47]|clock_timestamp|timeofday|nextval"
    r"|gen_random_bytes|nanoid|ulid_generate|gen_ulid|cuid)\s*\(",
    re.IGNORECASE,
)
_SERIAL = frozenset({"SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL2", "SERIAL4", "SERIAL8"})
_CONSTRAINTS = {
    "FOREIGN": Effect.FOREIGN_KEY,
    "CHECK": Effect.CHECK,
    "UNIQUE": Effect.UNIQUE,
    "PRIMARY": Effect.PRIMARY_KEY,
    "EXCLUDE": Effect.EXCLUDE,
}
_STORAGE = {"TABLESPACE": Effect.TABLESPACE, "LOGGED": Effect.LOGGED, "UNLOGGED": Effect.LOGGED}


def alter_table(reader: Reader, state: State) -> Iterator[Found]:
    """Read `ALTER TABLE` from behind these two words."""
    reader.skip("IF", "EXISTS", "ONLY")
    table = reader.name()
    reader.any("*")
    for clause in reader.clauses():
        yield from _clause(clause, table, state)


def _clause(clause: Reader, table: str, state: State) -> Iterator[Found]:
    rule = _CLAUSES.get(clause.peek())
    if rule is not None:
        clause.at += 1
        yield from rule(clause, table, state)


def _set(clause: Reader, table: str, _: State) -> Iterator[Found]:
    effect = _STORAGE.get(clause.peek())
    if effect:
        yield Found(effect, table)


def _switch(clause: Reader, table: str, _: State) -> Iterator[Found]:
    if clause.has("TRIGGER") or clause.has("RULE"):
        yield Found(Effect.TRIGGERS_OFF, table)


def _attach(_: Reader, table: str, __: State) -> Iterator[Found]:
    yield Found(Effect.PARTITION, table)


def _detach(clause: Reader, table: str, state: State) -> Iterator[Found]:
    if not clause.has("CONCURRENTLY"):
        yield Found(Effect.PARTITION, table)
    elif state.in_transaction:
        yield Found(Effect.CANNOT_RUN, table, definition="DETACH PARTITION CONCURRENTLY")


def _validate(clause: Reader, table: str, state: State) -> Iterator[Found]:
    clause.any("CONSTRAINT")
    state.checked.add((table, clause.name()))
    return iter(())


def _modify(clause: Reader, table: str, _: State) -> Iterator[Found]:
    """Read MySQL's way to change a column."""
    clause.any("COLUMN")
    yield Found(Effect.TYPE, table, clause.name())


def _add(clause: Reader, table: str, state: State) -> Iterator[Found]:
    name = ""
    if clause.take("CONSTRAINT"):
        name = clause.name()
    elif clause.peek() not in _CONSTRAINTS:
        clause.skip("COLUMN", "IF", "NOT", "EXISTS")
        yield from _add_column(clause, table, state)
        return
    effect = _CONSTRAINTS.get(clause.peek())
    if effect is None or clause.has("USING", "INDEX"):
        return
    if clause.has("NOT", "VALID"):
        # A check `column IS NOT NULL` that is validated later spares SET NOT NULL its scan.
        for column in re.findall(r'(\w+)"?\s+IS\s+NOT\s+NULL', clause.rest(), re.IGNORECASE):
            state.checked.add((table, f"{name}:{column.lower()}"))
        return
    yield Found(effect, table, name=name, definition=clause.rest())


def _add_column(clause: Reader, table: str, state: State) -> Iterator[Found]:
    column = clause.name()
    kind, rest = clause.peek(), clause.rest()
    default = re.search(r"\bDEFAULT\s+(.+)", rest, re.IGNORECASE | re.DOTALL)
    state.added.add((table, column))
    if default and clause.has("NOT", "NULL"):
        state.required.add((table, column))
    if clause.has("GENERATED", "ALWAYS", "AS", "("):
        yield Found(Effect.GENERATED, table, column, definition=rest)
    elif kind in _SERIAL or clause.has("AS", "IDENTITY"):
        yield Found(Effect.SERIAL, table, column, definition=rest)
    elif default and _VOLATILE.search(default[1]):
        yield Found(Effect.VOLATILE_DEFAULT, table, column, definition=rest)
    elif clause.has("NOT", "NULL") and not default:
        yield Found(Effect.REQUIRED_COLUMN, table, column, definition=rest)
    if clause.has("PRIMARY", "KEY"):
        yield Found(Effect.PRIMARY_KEY, table, column, definition=f"PRIMARY KEY ({column})")
    elif clause.has("UNIQUE"):
        yield Found(Effect.UNIQUE, table, column, definition=f"UNIQUE ({column})")
    there = re.search(r"\bREFERENCES\b.*", rest, re.IGNORECASE | re.DOTALL)
    if there:
        definition = f"FOREIGN KEY ({column}) {there.group()}"
        yield Found(Effect.FOREIGN_KEY, table, column, definition=definition)
    if clause.has("CHECK", "("):
        yield Found(Effect.CHECK, table, column, definition=rest)


def _drop(clause: Reader, table: str, _: State) -> Iterator[Found]:
    if clause.any("CONSTRAINT") or clause.take("PRIMARY", "KEY"):
        return
    clause.skip("COLUMN", "IF", "EXISTS")
    column = clause.name()
    if column:
        yield Found(Effect.DROP_COLUMN, table, column)


def _alter_column(clause: Reader, table: str, state: State) -> Iterator[Found]:
    clause.any("COLUMN")
    column = clause.name()
    if clause.take("SET", "NOT", "NULL"):
        proven = any(
            (table, key.partition(":")[0]) in state.checked
            for owner, key in state.checked
            if owner == table and key.endswith(f":{column}")
        )
        if not proven:
            yield Found(Effect.NOT_NULL, table, column)
    elif clause.take("DROP", "DEFAULT"):
        if (table, column) in state.required:
            yield Found(Effect.REQUIRED_COLUMN, table, column, definition="NOT NULL")
    elif clause.take("SET", "DATA", "TYPE") or clause.take("TYPE"):
        yield Found(Effect.TYPE, table, column, definition=clause.rest())


def _rename(clause: Reader, table: str, state: State) -> Iterator[Found]:
    if clause.take("TO"):
        name = clause.name()
        if table in state.fresh:
            state.fresh.add(name)
        yield Found(Effect.RENAME_TABLE, table, name=name)
    elif not clause.any("CONSTRAINT", "INDEX", "KEY"):
        clause.any("COLUMN")
        column = clause.name()
        clause.any("TO")
        yield Found(Effect.RENAME_COLUMN, table, column, clause.name())


_CLAUSES: dict[str, Callable[[Reader, str, State], Iterator[Found]]] = {
    "ADD": _add,
    "DROP": _drop,
    "ALTER": _alter_column,
    "RENAME": _rename,
    "SET": _set,
    "DISABLE": _switch,
    "ENABLE": _switch,
    "ATTACH": _attach,
    "DETACH": _detach,
    "VALIDATE": _validate,
    "MODIFY": _modify,
    "CHANGE": _modify,
}
