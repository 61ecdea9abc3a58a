"""Connections that read and write beside a migration and time their own waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from launchready.facts.migration_runs import HeldLock, Wait

_PAUSE = 0.001
_LIMIT = "30s"
_STRONG = (
    *("ShareUpdateExclusiveLock", "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock"),
    "AccessExclusiveLock",
)
LOCKS = """
    SELECT c.relname, l.mode, l.granted FROM pg_locks l
      JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE l.pid = %s AND l.locktype = 'relation' AND c.relkind IN ('r', 'p', 'm')
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
"""


@dataclass(slots=True)
class _Lane:
    """One connection's statement, and the longest it took."""

    table: str
    writes: bool
    statements: tuple[sql.Composed, ...]
    longest: float = 0.0
    error: str = ""


@dataclass(slots=True)
class Watched:
    """What was seen while something ran."""

    lanes: list[_Lane] = field(default_factory=list)
    held: dict[tuple[str, str], float] = field(default_factory=dict)
    """(table, mode) to seconds."""
    waited: dict[tuple[str, str], float] = field(default_factory=dict)

    @property
    def waits(self) -> tuple[Wait, ...]:
        """The longest wait on each table."""
        tables = dict.fromkeys(lane.table for lane in self.lanes)
        return tuple(self._wait(table) for table in tables)

    def _wait(self, table: str) -> Wait:
        mine = [lane for lane in self.lanes if lane.table == table]
        longest = {lane.writes: round(lane.longest * 1e3, 1) for lane in mine}
        error = next((lane.error for lane in mine if lane.error), "")
        return Wait(table, longest.get(False, 0.0), longest.get(True, 0.0), error)

    def locks(self, known: frozenset[str]) -> tuple[HeldLock, ...]:
        """Return the strong locks on tables that were there before."""
        keys = [key for key in {**self.held, **self.waited} if key[0] in known]
        return tuple(
            HeldLock(
                table,
                mode,
                round(self.held.get((table, mode), 0.0) * 1e3, 1),
                round(self.waited.get((table, mode), 0.0) * 1e3, 1),
            )
            for table, mode in sorted(keys)
            if mode in _STRONG
        )


@contextmanager
def watching(dsn: str, tables: tuple[str, ...], pid: int) -> Iterator[Watched]:
    """Read and write each table, and sample the locks of a backend, until the block ends."""
    seen = Watched()
    for table in tables:
        name = sql.Identifier(table)
        read = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(name)
        # No row changes, but it takes the lock that every write needs; the second one waits for
        # rows that somebody else has locked.
        write = sql.SQL("DELETE FROM {} WHERE false").format(name)
        row = sql.SQL("SELECT 1 FROM {} LIMIT 1 FOR UPDATE").format(name)
        seen.lanes += [_Lane(table, False, (read,)), _Lane(table, True, (write, row))]  # noqa: FBT003 - read, write
    stop, ready = threading.Event(), threading.Barrier(len(seen.lanes) + 2, timeout=30)
    jobs = [threading.Thread(target=_drive, args=(dsn, one, stop, ready)) for one in seen.lanes]
    jobs.append(threading.Thread(target=_sample, args=(dsn, pid, seen, stop, ready)))
    for job in jobs:
        job.daemon = True
        job.start()
    try:
        with suppress(threading.BrokenBarrierError):
            ready.wait()
        yield seen
    finally:
        stop.set()
        for job in jobs:
            job.join(35)


def _drive(dsn: str, lane: _Lane, stop: threading.Event, ready: threading.Barrier) -> None:
    with suppress(threading.BrokenBarrierError), psycopg.connect(dsn, autocommit=True) as one:
        one.execute(f"SET statement_timeout = '{_LIMIT}'")
        for statement in lane.statements:
            _timed(one, lane, statement)
        lane.longest = 0.0  # the first time reads the catalogue
        ready.wait()
        while not stop.is_set() and not lane.error:
            for statement in lane.statements:
                _timed(one, lane, statement)
            time.sleep(_PAUSE)


def _timed(one: psycopg.Connection[tuple[object, ...]], lane: _Lane, what: sql.Composed) -> None:
    began = time.perf_counter()
    try:
        one.execute(what, prepare=False)
    except psycopg.Error as error:
        lane.error = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    lane.longest = max(lane.longest, time.perf_counter() - began)


def _sample(
    dsn: str, pid: int, seen: Watched, stop: threading.Event, ready: threading.Barrier
) -> None:
    with suppress(threading.BrokenBarrierError), psycopg.connect(dsn, autocommit=True) as one:
        one.execute(LOCKS, (pid,))
        ready.wait()
        before: set[tuple[str, str, bool]] = set()
        last = time.perf_counter()
        while not stop.is_set():
            rows = one.execute(LOCKS, (pid,)).fetchall()
            now = time.perf_counter()
            here = {(str(name), str(mode), bool(granted)) for name, mode, granted in rows}
            for name, mode, granted in here:
                into = seen.held if granted else seen.waited
                step = now - last if (name, mode, granted) in before else 0.0
                into[name, mode] = into.get((name, mode), 0.0) + step
            before, last = here, now
            time.sleep(_PAUSE)
