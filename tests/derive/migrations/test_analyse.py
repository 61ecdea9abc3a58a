from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.migrations.analyse import Reading, analyse
from launchready.derive.migrations.script import Piece, Script
from launchready.facts.migrations import Dialect, Effect, Tool


def read(
    sql: str, *, atomic: bool = True, tool: Tool = Tool.SUPABASE, timeout: bool = True
) -> Reading:
    script = Script("a.sql", "1", (Piece(1, sql),), atomic=atomic)
    return analyse(script, tool, Dialect.POSTGRES, set(), timeout=timeout)


def effects(sql: str, *, atomic: bool = True) -> list[tuple[Effect, str]]:
    return [(one.effect, one.table) for one in read(sql, atomic=atomic).steps]


GAPS = [
    pytest.param("UPDATE orders SET a = 1", Effect.UPDATE_ALL, id="update"),
    pytest.param("UPDATE orders SET a = 1 WHERE true", Effect.UPDATE_ALL, id="update always true"),
    pytest.param("WITH x AS (SELECT 1) UPDATE orders SET a = 1", Effect.UPDATE_ALL, id="with"),
    pytest.param("DELETE FROM orders", Effect.DELETE_ALL, id="delete"),
    pytest.param("DELETE FROM orders WHERE 1 = 1", Effect.DELETE_ALL, id="delete always true"),
    pytest.param("TRUNCATE TABLE ONLY orders CASCADE", Effect.TRUNCATE, id="truncate"),
    pytest.param("LOCK TABLE orders", Effect.LOCK_TABLE, id="lock"),
    pytest.param("LOCK orders IN SHARE MODE", Effect.LOCK_TABLE, id="lock in share mode"),
    pytest.param("REFRESH MATERIALIZED VIEW orders", Effect.REFRESH, id="refresh"),
    pytest.param("CLUSTER orders USING i", Effect.CLUSTER, id="cluster"),
    pytest.param("CLUSTER i ON orders", Effect.CLUSTER, id="cluster, old spelling"),
    pytest.param("ALTER TABLE orders SET TABLESPACE x", Effect.TABLESPACE, id="tablespace"),
    pytest.param("ALTER TABLE orders DISABLE TRIGGER ALL", Effect.TRIGGERS_OFF, id="no triggers"),
    pytest.param(
        "CREATE TRIGGER t BEFORE INSERT OR UPDATE ON orders EXECUTE FUNCTION f()",
        Effect.TRIGGER,
        id="trigger",
    ),
    pytest.param("INSERT INTO orders (a) VALUES (1)", Effect.SEED, id="seed"),
    pytest.param(
        "DO $$ BEGIN ALTER TABLE orders DROP COLUMN a; END $$", Effect.DROP_COLUMN, id="block"
    ),
    pytest.param(
        "DO $$ BEGIN IF true THEN EXECUTE 'TRUNCATE orders'; END IF; END $$",
        Effect.TRUNCATE,
        id="block that executes a literal",
    ),
    pytest.param("ALTER TABLE orders RENAME a TO b", Effect.RENAME_COLUMN, id="rename"),
    pytest.param("ALTER TABLE public.orders ADD a int NOT NULL", Effect.REQUIRED_COLUMN, id="add"),
    pytest.param('ALTER TABLE "orders" ADD a serial', Effect.SERIAL, id="serial"),
]
FINE = [
    pytest.param("UPDATE orders SET a = 1 WHERE id = 3", id="update of one row"),
    pytest.param("UPDATE o SET a = x.a FROM x WHERE x.id = o.id", id="update from another table"),
    pytest.param("DELETE FROM orders WHERE id = 3", id="delete of one row"),
    pytest.param("LOCK TABLE orders IN ROW EXCLUSIVE MODE", id="mild lock"),
    pytest.param("REFRESH MATERIALIZED VIEW CONCURRENTLY orders", id="refresh concurrently"),
    pytest.param("ALTER TABLE orders CLUSTER ON i", id="only a mark for later"),
    pytest.param("INSERT INTO orders (a) VALUES (1) ON CONFLICT DO NOTHING", id="safe seed"),
    pytest.param("INSERT INTO o SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM o)", id="guarded seed"),
    pytest.param(
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM p) THEN INSERT INTO p VALUES (1); END IF; END $$",
        id="guarded seed in a block",
    ),
    pytest.param("CREATE TABLE orders (id int); CREATE INDEX i ON orders (id)", id="new table"),
    pytest.param("CREATE TABLE o (id int); ALTER TABLE o ALTER id TYPE bigint", id="new, altered"),
    pytest.param("CREATE FUNCTION f() RETURNS trigger AS $$ DELETE FROM a; $$", id="only a body"),
    pytest.param("ALTER TABLE orders ADD a int", id="nullable column"),
    pytest.param("ALTER TABLE orders ADD a int NOT NULL DEFAULT 0", id="constant default"),
    pytest.param("ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID", id="not valid"),
    pytest.param("ALTER TABLE orders VALIDATE CONSTRAINT c", id="validate"),
    pytest.param("ALTER TABLE o ADD CONSTRAINT c UNIQUE USING INDEX i", id="using an index"),
    pytest.param("SELECT 'TRUNCATE orders'", id="only a string"),
    pytest.param("CREATE TABLE o (id int); TRUNCATE o", id="a new table emptied"),
    pytest.param("CREATE TABLE o (id int); ALTER TABLE o SET TABLESPACE x", id="new table moved"),
    pytest.param("ALTER INDEX i SET TABLESPACE pg_default", id="an index moved"),
    pytest.param("CREATE TABLE o (id int); LOCK TABLE o", id="new table locked"),
    pytest.param(
        "CREATE TABLE o (id int);"
        "CREATE TRIGGER t BEFORE INSERT ON o FOR EACH ROW EXECUTE FUNCTION f()",
        id="trigger on a new table",
    ),
    pytest.param("DO $$ BEGIN UPDATE orders SET a = 1 WHERE id = 3; END $$", id="harmless block"),
    pytest.param("-- TRUNCATE orders\nSELECT 1", id="only a comment"),
]


@pytest.mark.parametrize(("sql", "effect"), GAPS)
def test_fires_on_what_other_linters_let_pass(sql: str, effect: Effect) -> None:
    assert effects(sql) == [(effect, "orders")]


@pytest.mark.parametrize("sql", FINE)
def test_stays_quiet_on_the_safe_form(sql: str) -> None:
    reading = read(sql)
    assert (reading.steps, reading.unread) == ((), ())


def test_vacuum_full_rewrites_and_refuses_a_transaction() -> None:
    assert effects("VACUUM (FULL, ANALYZE) orders", atomic=False) == [
        (Effect.VACUUM_FULL, "orders")
    ]
    assert (Effect.CANNOT_RUN, "orders") in effects("VACUUM FULL orders")
    assert effects("VACUUM ANALYZE orders", atomic=False) == []


CONCURRENTLY = "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (a)"


def test_a_concurrent_index_fails_inside_a_transaction_and_not_outside() -> None:
    assert effects(CONCURRENTLY) == [(Effect.CANNOT_RUN, "orders")]
    assert effects(CONCURRENTLY, atomic=False) == []
    assert effects(f"BEGIN; {CONCURRENTLY}; COMMIT", atomic=False) == [
        (Effect.CANNOT_RUN, "orders")
    ]
    assert effects(f"COMMIT; {CONCURRENTLY}") == []


def test_prisma_runs_a_single_statement_outside_a_transaction_and_several_inside() -> None:
    assert not read(CONCURRENTLY, tool=Tool.PRISMA).steps
    [step] = read(f"SELECT 1; {CONCURRENTLY}", tool=Tool.PRISMA).steps
    assert step.effect is Effect.CANNOT_RUN


def test_an_index_that_may_be_left_over_is_dropped_first() -> None:
    bare = "CREATE INDEX CONCURRENTLY i ON orders (a)"
    assert effects(bare, atomic=False) == [(Effect.UNGUARDED, "orders")]
    assert effects(f"DROP INDEX CONCURRENTLY IF EXISTS i; {bare}", atomic=False) == []


def test_not_null_is_free_after_a_validated_check() -> None:
    both = (
        "ALTER TABLE orders ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;"
        "ALTER TABLE orders VALIDATE CONSTRAINT c;"
    )
    assert effects("ALTER TABLE orders ALTER a SET NOT NULL") == [(Effect.NOT_NULL, "orders")]
    assert effects(f"{both} ALTER TABLE orders ALTER a SET NOT NULL") == []


def test_filling_a_column_that_was_just_added_is_every_row() -> None:
    fill = "UPDATE orders SET a = 1 WHERE a IS NULL"
    assert effects(fill) == []
    added = "ALTER TABLE orders ADD a int;"
    assert effects(added + fill) == [(Effect.UPDATE_ALL, "orders")]


LIMITS = [
    pytest.param("SET lock_timeout = '2s';", [], id="set"),
    pytest.param("SET LOCAL lock_timeout TO 2000;", [], id="set local"),
    pytest.param("SELECT set_config('lock_timeout', '2s', true);", [], id="set_config"),
    pytest.param("SET lock_timeout = 0;", [Effect.NO_LOCK_TIMEOUT], id="no limit at all"),
    pytest.param("", [Effect.NO_LOCK_TIMEOUT], id="nothing"),
    pytest.param("CREATE TABLE orders (id int);", [], id="a new table"),
]


@pytest.mark.parametrize(("before", "expected"), LIMITS)
def test_a_lock_timeout_is_asked_for_once_a_migration(before: str, expected: list[Effect]) -> None:
    sql = f"{before} ALTER TABLE orders ADD a int; ALTER TABLE orders ADD b int;"
    assert [one.effect for one in read(sql, timeout=False).steps] == expected


UNKNOWN = [
    pytest.param("CALL f()", "calls the procedure f", id="procedure"),
    pytest.param("DO $$ BEGIN EXECUTE format('x'); END $$", "put together", id="dynamic SQL"),
    pytest.param("DO LANGUAGE plpython3u $$ x $$", "not PL/pgSQL", id="another language"),
    pytest.param("SELECT 'open", "a string is not closed", id="open string"),
    pytest.param("DO $$ BEGIN FROBNICATE; END $$", "not known: FROBNICATE", id="unknown"),
    pytest.param("UPDATE ( SET WHERE", "could not be read", id="no SQL"),
]


@pytest.mark.parametrize(("sql", "why"), UNKNOWN)
def test_what_is_not_understood_is_unread_not_clean(sql: str, why: str) -> None:
    [unread] = read(sql).unread
    assert why in unread.why


def test_lines_inside_a_block_are_lines_of_the_file() -> None:
    [step] = read("-- a\nDO $$\nBEGIN\n  TRUNCATE x;\nEND $$;").steps
    assert step.line == 4


def test_seeds_with_secrets_do_not_reach_a_fact() -> None:
    secret = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
    sql = "INSERT INTO keys VALUES ('?')".replace("?", secret)
    [step] = read(sql).steps
    assert secret not in step.text


def test_locks_of_other_databases_are_not_judged() -> None:
    script = Script("a.sql", "1", (Piece(1, "CREATE INDEX i ON a (b); TRUNCATE a"),))
    steps = analyse(script, Tool.PRISMA, Dialect.MYSQL, set(), timeout=False).steps
    assert [one.effect for one in steps] == [Effect.TRUNCATE]


WORDS = st.sampled_from(
    [
        *("ALTER", "TABLE", "orders", "ADD", "COLUMN", "DROP", ",", "(", ")", "'x'", "DO", "$$"),
        *("WHERE", "UPDATE", "SET", "=", "1", "DELETE", "FROM", "CREATE", "INDEX", "ON", ";"),
        *("NOT", "NULL", "INSERT", "INTO", "VALUES", "BEGIN", "END", "IF", "THEN", "EXECUTE"),
        *("WITH", "AS", '"a"', "VACUUM", "LOCK"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_no_order_of_words_breaks_the_rules(words: list[str]) -> None:
    reading = read(" ".join(words))
    assert all(one.line == 1 for one in reading.steps)


def test_deeply_nested_parentheses_do_not_break_the_parser() -> None:
    sql = "UPDATE a SET b = " + "(" * 5_000 + "1" + ")" * 5_000
    assert [one.effect for one in read(sql).steps] == [Effect.UPDATE_ALL]
