"""Measured locks and waits, as sentences."""

from __future__ import annotations

from launchready.facts.migration_runs import Applied, MigrationRun, Wait

LIMIT_MS = 1_000.0
"""What a short statement may wait (ours: after a second people think that nothing happens)."""


def longest(applied: Applied) -> Wait | None:
    """Return the worst wait of one application."""
    return max(applied.waits, key=lambda one: max(one.reader_ms, one.writer_ms), default=None)


def locks_of(applied: Applied) -> tuple[str, ...]:
    """Return the strongest locks, longest first, at most four: `orders: … held 12 ms`."""
    held = sorted(applied.locks, key=lambda one: -one.held_ms)[:4]
    return tuple(f"{one.table}: {one.mode} held {one.held_ms:,.0f} ms" for one in held)


def queued(run: MigrationRun | None, path: str) -> str:
    """Say how long readers queued behind a migration that waited for a slow query, if measured."""
    trial = run.of(path) if run is not None else None
    wait = longest(trial.behind) if trial is not None and trial.behind is not None else None
    if run is None or wait is None or not wait.reader_ms:
        return ""
    return (
        f": behind a query of {run.slow_query_ms:,.0f} ms, readers of {wait.table} waited"
        f" {wait.reader_ms:,.0f} ms"
    )
