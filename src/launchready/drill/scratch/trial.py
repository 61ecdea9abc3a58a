"""Try every new migration on a scratch database: alone, behind a slow query, twice, and back."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field

from launchready.derive.migrations.analyse import Reading, analyse, placed_of
from launchready.derive.migrations.script import Script
from launchready.drill.scratch.apply import (
    Plan,
    apply,
    connect,
    measured,
    named_in,
    slow_query,
)
from launchready.drill.scratch.cluster import APP, DATABASE, OWNER, Cluster
from launchready.drill.scratch.database import Base
from launchready.facts.base import PRODUCT
from launchready.facts.migration_runs import (
    Applied,
    Ended,
    MigrationReplay,
    MigrationRun,
    MigrationTrial,
    Replay,
)
from launchready.facts.migrations import Dialect, Unread
from launchready.repo.migrations.read import Found, Split

ROWS = 20_000
SLOW_MS = 1_500.0
_MOST_TRACES = 20


@dataclass(slots=True)
class Tried:
    """What the trials came to."""

    run: MigrationRun
    replay: MigrationReplay
    untried: list[Unread] = field(default_factory=list)
    """Migrations that could not be tried, or not in full, and why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to try."""

    schema: str = ""
    """The schema before the new migrations, as pg_dump writes it; empty: the baseline is run."""
    rows: int = ROWS
    slow_ms: float = SLOW_MS
    tell: Callable[[str], None] = lambda _: None


def try_migrations(cluster: Cluster, found: Found, wanted: Wanted) -> Tried:
    """Try all new migrations, in order. Raises `ScratchError` and `SplitError`."""
    base = Base(cluster)
    untried: list[Unread] = []
    if wanted.schema:
        left = base.restore(wanted.schema)
        if left:
            untried.append(Unread("--schema", 1, f"not all of it could be restored: {left[0]}"))
    trials: list[MigrationTrial] = []
    replays: list[Replay] = []
    for split in found.splits:
        if split.group.dialect is not Dialect.POSTGRES:
            untried += [Unread(one.path, 1, "it is not for PostgreSQL") for one in split.new]
            continue
        if not wanted.schema and split.new:
            untried += _baseline(base, split)
        base.fill(wanted.rows)
        sound = not untried
        for script in split.new:
            wanted.tell(script.path)
            one = _Trial(base, split, script, wanted)
            trial = one.forward()
            why = one.why_not or _why_untried(trial, sound=sound)
            if trial is None or why:
                untried.append(Unread(script.path, 1, why))
                sound = False
                continue
            trials.append(trial)
            sound = sound and trial.alone.ended is Ended.DONE
            if trial.alone.ended is Ended.DONE:
                replays.append(one.again())
    with connect(cluster.dsn()) as one_connection:
        row = one_connection.execute("SHOW server_version").fetchone()
    server = str(row[0]) if row else ""
    run = MigrationRun(PRODUCT, tuple(trials), server.partition(" ")[0], wanted.slow_ms)
    return Tried(run, MigrationReplay(PRODUCT, tuple(replays)), untried)


def _why_untried(trial: MigrationTrial | None, *, sound: bool) -> str:
    """Say why a failure proves nothing: the database before it was not the real one."""
    if trial is not None and trial.alone.ended is not Ended.DONE and not sound:
        return f"it failed after something before it could not be run: {trial.alone.error}"
    return ""


def _baseline(base: Base, split: Split) -> list[Unread]:
    """Run the released migrations; return what did not run."""
    failed: list[Unread] = []
    with connect(base.cluster.dsn(APP)) as one:
        for script in split.old:
            reading = _read(split, script)
            failed += [
                Unread(path.path, path.line, f"released, not rebuilt: {path.why}")
                for path in reading.unread[:1]
            ]
            ended, error = apply(one, Plan(reading.placed, reading.atomic))
            if ended is not Ended.DONE:
                failed.append(Unread(script.path, 1, f"released, not rebuilt: {error}"))
    return failed


def _read(split: Split, script: Script) -> Reading:
    return analyse(script, split.group.tool, split.group.dialect, set(), timeout=True)


class _Trial:
    """One migration: forward, again, and back."""

    def __init__(self, base: Base, split: Split, script: Script, wanted: Wanted) -> None:
        reading = _read(split, script)
        self._base, self._wanted, self._script = base, wanted, script
        self._up = Plan(reading.placed, reading.atomic)
        down, unread = placed_of(script.path, script.down)
        self._down = Plan(down, reading.atomic)
        self._back = bool(down) and not unread
        broken = [one for one in reading.unread if one.line in _unwritten(script)]
        self.why_not = f"line {broken[0].line}: {broken[0].why}" if broken else ""
        self._before: tuple[str, ...] = ()

    def forward(self) -> MigrationTrial | None:
        """Apply it behind a slow query to a copy, then alone to the database itself."""
        if self.why_not:
            return None
        base = self._base
        self._before = base.dump(DATABASE) if self._back else ()
        tables = named_in(self._up, base.tables())
        behind = self._behind(tables) if tables else None
        counts = base.counts(DATABASE)
        alone = measured(base.cluster.dsn(APP), base.cluster.dsn(), self._up, tables)
        rows = max((counts.get(table, 0) for table in tables), default=0)
        return MigrationTrial(self._script.path, alone, behind, rows)

    def _behind(self, tables: tuple[str, ...]) -> Applied | None:
        name = self._base.copy("behind")
        watcher = self._base.cluster.dsn(OWNER, name)
        with slow_query(watcher, tables, self._wanted.slow_ms):
            applied = measured(self._base.cluster.dsn(APP, name), watcher, self._up, tables)
        return applied if applied.locks else None

    def again(self) -> Replay:
        """Apply it a second time, and take it back, each on a copy."""
        base, name = self._base, self._base.copy("second")
        before = base.counts(name)
        with connect(base.cluster.dsn(APP, name)) as one:
            second, error = apply(one, self._up)
        after = base.counts(name)
        grown = tuple(
            f"{table}: {after[table] - count} more rows"
            for table, count in before.items()
            if after.get(table, 0) > count
        )
        down, said, traces = self._return()
        return Replay(self._script.path, self._up.atomic, second, error, grown, down, said, traces)

    def _return(self) -> tuple[Ended | None, str, tuple[str, ...]]:
        if not self._back:
            return None, "", ()
        name = self._base.copy("back")
        with connect(self._base.cluster.dsn(APP, name)) as one:
            ended, error = apply(one, self._down)
        if ended is not Ended.DONE:
            return ended, error, ()
        lines = difflib.unified_diff(self._before, self._base.dump(name), lineterm="", n=0)
        traces = [f"{line[0]} {line[1:].strip()}"[:200] for line in lines if _is_change(line)]
        return ended, "", tuple(traces[:_MOST_TRACES])


def _unwritten(script: Script) -> frozenset[int]:
    """Return the lines of a script at which there is no SQL to run."""
    return frozenset(piece.line for piece in script.up if piece.why)


def _is_change(line: str) -> bool:
    return line[:1] in "+-" and not line.startswith(("+++", "---"))
