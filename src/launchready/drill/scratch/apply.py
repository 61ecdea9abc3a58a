"""Apply a migration as its tool would, and say how it ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from launchready.derive.mask import mask_line
from launchready.derive.migrations.analyse import Placed
from launchready.derive.migrations.words import Reader
from launchready.drill.scratch.watch import LOCKS, Watched, watching
from launchready.facts.migration_runs import Applied, Ended

Connection = psycopg.Connection[tuple[object, ...]]
SECONDS = 120
"""The longest that one statement of a migration may take."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The statements of one way of a migration."""

    placed: tuple[Placed, ...]
    atomic: bool


def connect(dsn: str) -> Connection:
    """Connect, with a limit on every statement."""
    return psycopg.connect(
        dsn,
        autocommit=True,
        options=f"-c statement_timeout={SECONDS * 1000}",
        prepare_threshold=None,
    )


def apply(one: Connection, plan: Plan, seen: Watched | None = None) -> tuple[Ended, str]:
    """Run the statements; a failure takes back what a transaction can."""
    watch = _Locks(one, seen)
    opened = False
    try:
        if plan.atomic:
            one.execute("BEGIN")
            opened = True
        for placed in plan.placed:
            if placed.piece.outside and opened:
                one.execute("COMMIT")
                opened = False
            began = time.perf_counter()
            one.execute(placed.statement.text.encode(), prepare=False)
            watch.note(began)
            if placed.piece.outside and plan.atomic:
                one.execute("BEGIN")
                opened = True
        if opened:
            one.execute("COMMIT")
    except psycopg.Error as error:
        watch.done()
        _close(one)
        gave_up = isinstance(error, psycopg.errors.LockNotAvailable)
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        return (Ended.GAVE_UP if gave_up else Ended.FAILED), mask_line(said)
    watch.done()
    _close(one)
    return Ended.DONE, ""


def _close(one: Connection) -> None:
    if not one.closed and one.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
        one.execute("ROLLBACK")


class _Locks:
    """Notes locks that come and go between two samples, from inside the transaction."""

    def __init__(self, one: Connection, seen: Watched | None) -> None:
        self._one, self._seen = one, seen
        self._taken: dict[tuple[str, str], float] = {}

    def note(self, began: float) -> None:
        """Look at the locks that are still held after a statement."""
        if self._seen is None:
            return
        if self._one.info.transaction_status != psycopg.pq.TransactionStatus.INTRANS:
            self.done()
            return
        rows = self._one.execute(LOCKS, (self._one.info.backend_pid,)).fetchall()
        for name, mode, granted in rows:
            if granted:
                self._taken.setdefault((str(name), str(mode)), began)

    def done(self) -> None:
        """Add up the time since each lock was taken, less the time it was waited for."""
        if self._seen is not None:
            now = time.perf_counter()
            # A statement that waited for one lock had not taken its next one yet.
            waited = max(self._seen.waited.values(), default=0.0)
            for key, began in self._taken.items():
                held = max(0.0, now - began - waited)
                self._seen.held[key] = max(self._seen.held.get(key, 0.0), held)
        self._taken.clear()


def measured(dsn: str, watcher: str, plan: Plan, tables: tuple[str, ...]) -> Applied:
    """Apply beside readers and writers of `tables`, and return what they and we saw."""
    with connect(dsn) as one:
        known = frozenset(tables)
        with watching(watcher, tables, one.info.backend_pid) as seen:
            began = time.perf_counter()
            ended, error = apply(one, plan, seen)
            took = (time.perf_counter() - began) * 1e3
            time.sleep(0.02)  # whoever queued gets through, and counts
    return Applied(ended, round(took, 1), error, seen.locks(known), seen.waits)


@contextmanager
def slow_query(dsn: str, tables: Iterable[str], milliseconds: float) -> Iterator[None]:
    """Hold the lock of a long read on tables for a time, as a report does."""
    from psycopg import sql

    with psycopg.connect(dsn) as one:
        for table in tables:
            one.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table)))
        ends = threading.Timer(milliseconds / 1e3, one.rollback)
        ends.start()
        try:
            yield
        finally:
            ends.join()


def named_in(plan: Plan, tables: Iterable[str]) -> tuple[str, ...]:
    """Return the tables that the statements name, in their order, at most four."""
    known = set(tables)
    names = (
        word.value
        for placed in plan.placed
        for word in Reader(placed.statement.text).words
        if word.kind in {"name", "quoted"}
    )
    return tuple(dict.fromkeys(name for name in names if name in known))[:4]
