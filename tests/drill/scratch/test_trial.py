"""Migrations on the PostgreSQL of this machine; without one these tests fail, they never skip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from launchready.drill.scratch.trial import Wanted
from launchready.facts.migration_runs import Ended

if TYPE_CHECKING:
    from tests.drill.scratch.conftest import Shop

pytestmark = pytest.mark.slow
ALTER = "ALTER TABLE orders ADD COLUMN note text;"
SLOW_MS = 1_500.0


def test_a_blocking_alter_makes_readers_queue_unless_it_has_a_lock_timeout(shop: Shop) -> None:
    shop.migrate("002_patient", ALTER)
    shop.migrate("003_limited", "SET LOCAL lock_timeout = '200ms';" + ALTER.replace("note", "b"))
    tried = shop.tried(Wanted(rows=2_000, slow_ms=SLOW_MS))
    patient, limited = tried.run.trials
    assert patient.behind is not None
    assert limited.behind is not None
    [queued], [spared] = patient.behind.waits, limited.behind.waits
    # With the limit it gives up, and readers go on long before the slow query ends.
    assert (patient.behind.ended, limited.behind.ended) == (Ended.DONE, Ended.GAVE_UP)
    assert queued.reader_ms > SLOW_MS / 2 > spared.reader_ms >= 100
    assert queued.writer_ms > spared.writer_ms
    [lock] = patient.behind.locks
    assert (lock.table, lock.mode) == ("orders", "AccessExclusiveLock")
    assert lock.waited_ms > SLOW_MS / 2 > lock.held_ms
    # Alone, both get through.
    assert (patient.alone.ended, limited.alone.ended) == (Ended.DONE, Ended.DONE)
    assert tried.run.server[:1].isdigit()


def test_a_lock_that_is_held_is_measured_with_its_mode_and_table(shop: Shop) -> None:
    shop.migrate("002_hold", f"{ALTER} SELECT pg_sleep(0.3);")
    [trial] = shop.tried().run.trials
    [lock] = trial.alone.locks
    assert (lock.table, lock.mode) == ("orders", "AccessExclusiveLock")
    assert lock.held_ms >= 290
    [wait] = trial.alone.waits
    assert min(wait.reader_ms, wait.writer_ms) >= 200
    assert trial.rows == 2_000


def test_a_share_lock_stops_writers_and_not_readers(shop: Shop) -> None:
    shop.migrate("002_index", "CREATE INDEX i ON orders (total); SELECT pg_sleep(0.5);")
    [trial] = shop.tried().run.trials
    [wait] = trial.alone.waits
    assert wait.writer_ms > 400 > wait.reader_ms
    assert [one.mode for one in trial.alone.locks] == ["ShareLock"]


def test_rows_that_are_locked_stop_writers(shop: Shop) -> None:
    shop.migrate("002_rows", "UPDATE orders SET total = 1; SELECT pg_sleep(0.5);")
    [trial] = shop.tried().run.trials
    [wait] = trial.alone.waits
    assert wait.writer_ms > 400 > wait.reader_ms


def test_a_table_that_is_renamed_breaks_its_readers(shop: Shop) -> None:
    shop.migrate("002_rename", "ALTER TABLE orders RENAME TO sales;")
    [trial] = shop.tried().run.trials
    assert trial.alone.waits[0].error == 'relation "orders" does not exist'


def test_a_second_run_that_doubles_rows_is_counted(shop: Shop) -> None:
    shop.migrate("002_seed", "INSERT INTO plans (name) VALUES ('Pro'), ('Team');")
    [replay] = shop.tried().replay.replays
    assert (replay.second, replay.grown) == (Ended.DONE, ("plans: 2 more rows",))


def test_a_safe_seed_adds_nothing_the_second_time(shop: Shop) -> None:
    sql = "INSERT INTO plans (id, name) VALUES (900000, 'Pro') ON CONFLICT DO NOTHING;"
    shop.migrate("002_seed", sql)
    [replay] = shop.tried().replay.replays
    assert (replay.second, replay.grown) == (Ended.DONE, ())


def test_a_second_run_outside_a_transaction_fails_half_way(shop: Shop) -> None:
    sql = "CREATE INDEX CONCURRENTLY i ON orders (total);"
    shop.migrate("002_index", sql, mark=" transaction:false")
    [replay] = shop.tried().replay.replays
    assert (replay.second, replay.atomic) == (Ended.FAILED, False)
    assert replay.second_error == 'relation "i" already exists'


def test_the_way_back_is_compared_with_the_schema_before(shop: Shop) -> None:
    shop.migrate("002_good", ALTER, "ALTER TABLE orders DROP COLUMN note;")
    shop.migrate(
        "003_bad",
        "ALTER TABLE orders ALTER COLUMN total TYPE bigint;",
        "ALTER TABLE orders ALTER COLUMN total TYPE text;",
    )
    good, bad = shop.tried().replay.replays
    assert (good.down, good.traces) == (Ended.DONE, ())
    assert (bad.down, bad.traces) == (Ended.DONE, ("- total integer,", "+ total text,"))


def test_a_way_back_that_fails_says_why(shop: Shop) -> None:
    shop.migrate("002_bad", ALTER, "ALTER TABLE orders DROP COLUMN nope;")
    [replay] = shop.tried().replay.replays
    assert replay.down is Ended.FAILED
    assert 'column "nope" of relation "orders" does not exist' in replay.down_error


def test_a_migration_that_fails_ends_the_trust_in_later_ones(shop: Shop) -> None:
    shop.migrate("002_wrong", "ALTER TABLE nope ADD COLUMN a int;")
    shop.migrate("003_after", "ALTER TABLE nope ADD COLUMN b int;")
    tried = shop.tried()
    [trial] = tried.run.trials
    assert trial.alone.error == 'relation "nope" does not exist'
    assert [one.path for one in tried.untried] == ["db/migrations/003_after.sql"]


def test_migrations_may_not_start_programs_or_read_files(shop: Shop) -> None:
    shop.migrate("002_program", "COPY plans FROM PROGRAM 'id';")
    shop.migrate("003_file", "COPY plans FROM '/etc/passwd';")
    tried = shop.tried()
    assert "must be superuser" in tried.run.trials[0].alone.error
    assert "must be superuser" in tried.untried[0].why


def test_a_schema_of_production_takes_the_place_of_the_baseline(shop: Shop) -> None:
    shop.migrate("002_note", "ALTER TABLE invoices ADD COLUMN note text;")
    schema = (
        "\\restrict x\nCREATE SCHEMA public;\nCREATE TABLE public.invoices (id bigint);\n"
        "ALTER TABLE public.invoices OWNER TO boss;\nGRANT ALL ON public.invoices TO boss;\n"
    )
    tried = shop.tried(Wanted(schema=schema, rows=10))
    assert tried.untried == []
    assert tried.run.trials[0].alone.ended is Ended.DONE


def test_a_schema_that_cannot_be_restored_in_full_is_said(shop: Shop) -> None:
    shop.migrate("002_note", "ALTER TABLE invoices ADD COLUMN note text;")
    tried = shop.tried(Wanted(schema="CREATE TABLE a (b nope);", rows=10))
    assert 'line 1: type "nope" does not exist' in tried.untried[0].why
    assert tried.run.trials == ()
