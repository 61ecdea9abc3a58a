"""What migrations did to a scratch PostgreSQL while connections read and wrote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import Fact


@dataclass(frozen=True, slots=True)
class HeldLock:
    """One lock that a migration took on a table that was there before it."""

    table: str
    mode: str
    """As PostgreSQL calls it: `AccessExclusiveLock`."""
    held_ms: float
    """From the first to the last sample that saw it granted."""
    waited_ms: float = 0.0
    """From the first to the last sample that saw it asked for."""


@dataclass(frozen=True, slots=True)
class Wait:
    """The longest time that a connection waited for its one short statement on a table."""

    table: str
    reader_ms: float
    writer_ms: float
    error: str = ""
    """What readers or writers of the old table were told, where it broke them."""


class Ended(StrEnum):
    """How applying a migration ended."""

    DONE = "done"
    GAVE_UP = "gave up waiting for a lock"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Applied:
    """One application of a migration."""

    ended: Ended
    took_ms: float
    error: str = ""
    locks: tuple[HeldLock, ...] = ()
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True, slots=True)
class MigrationTrial:
    """One migration, measured."""

    path: str
    alone: Applied
    """With short reads and writes beside it."""
    behind: Applied | None = None
    """The same behind one slow query on its table; None where it locks no table."""
    rows: int = 0
    """Rows in the largest table it touched."""


@dataclass(frozen=True, slots=True)
class MigrationRun(Fact):
    """Every new migration, applied to a scratch PostgreSQL."""

    trials: tuple[MigrationTrial, ...] = ()
    server: str = ""
    """The version of PostgreSQL."""
    slow_query_ms: float = 0.0
    """How long the slow query held its table."""

    def of(self, path: str) -> MigrationTrial | None:
        """Return what was measured of a migration."""
        return next((one for one in self.trials if one.path == path), None)


@dataclass(frozen=True, slots=True)
class Replay:
    """One migration, applied again and taken back."""

    path: str
    atomic: bool
    second: Ended
    second_error: str = ""
    grown: tuple[str, ...] = ()
    """Tables that hold more rows after the second run: `plans: 3 more rows`."""
    down: Ended | None = None
    """None where there is no way back to try."""
    down_error: str = ""
    traces: tuple[str, ...] = ()
    """Lines in which the schema after the way back differs from before, as `+ …` and `- …`."""


@dataclass(frozen=True, slots=True)
class MigrationReplay(Fact):
    """Every new migration, applied twice and taken back on a scratch PostgreSQL."""

    replays: tuple[Replay, ...] = ()
