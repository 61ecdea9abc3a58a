"""The frozen value that every renderer gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import RowState, Verdict


@dataclass(frozen=True, slots=True)
class NetworkUse:
    """What the run sent and read."""

    dns_queries: int = 0
    connections: int = 0
    """TCP connections tried."""
    requests: int = 0
    bytes_in: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One risk, short enough for a list of changes."""

    check: str
    subject: str
    title: str
    why: str = ""
    """Why it could not be seen any more; empty where it was seen."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from the run before."""

    since: datetime
    """When the run before began, UTC."""
    fixed: tuple[Entry, ...] = ()
    new: tuple[Entry, ...] = ()
    worse: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One station on the way from a visitor to the product."""

    part: str
    """What it is: `DNS host`, `edge`, `origin`."""
    name: str
    """Who it is, or empty where it could not be seen."""


class Kept(StrEnum):
    """What became of a demand."""

    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """It could not be judged; `says` has the reason."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One line that the user wrote themselves, besides the profile: of a budget, of a baseline."""

    group: str
    """`budget`, `baseline`."""
    name: str
    """`checkout p95_ms <= 800`."""
    state: Kept
    says: str
    """What was measured, or why nothing can be said."""


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers side by side, written as people read them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """What to know before reading it, a sentence or two."""


@dataclass(frozen=True, slots=True)
class RouteNumbers:
    """What one route did in one phase, as numbers for programs; a time of None: too few answers."""

    route: str
    phase: str
    requests: int
    answers: int
    """Successes: what the times are of."""
    failed: int
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    max_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart."""

    name: str
    points: tuple[tuple[float, float], ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of numbers; renderers that cannot draw leave it out."""

    title: str
    x: str
    """What the horizontal axis counts, with its unit."""
    y: str
    series: tuple[Series, ...]
    limits: tuple[tuple[float, str], ...] = ()
    """Horizontal lines with a word each: what a profile demands."""
    marks: tuple[tuple[float, str], ...] = ()
    """Vertical lines with a word each: where something was found."""
    ticks: tuple[tuple[float, str], ...] = ()
    """Where the horizontal axis is labelled, and with what; empty: at round numbers."""
    note: str = ""
    """The same in a sentence, for whoever cannot see it."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run has to say."""

    target: str
    profile: Profile
    at: datetime
    """When the run began, UTC."""
    took_ms: float
    verdict: Verdict
    """The run's own, over what such a run can judge."""
    status: Verdict | None
    """Over the whole bar, from the newest evidence of every kind; None where not asked for."""
    results: tuple[Result, ...]
    rows: tuple[RowState, ...]
    traffic_path: str
    """How traffic reaches production, in one sentence."""
    network: NetworkUse
    change: Change | None
    """Against the run before; None for a first run."""
    version: str
    run_id: str
    lines: tuple[str, ...] = ()
    """What was measured, a sentence each, to be said right after the verdict."""
    stops: tuple[Stop, ...] = ()
    """The same path as stations to draw, without the visitor, as far as they were seen."""
    tables: tuple[Table, ...] = ()
    routes: tuple[RouteNumbers, ...] = ()
    """Of a load run."""
    """What was measured, to be read after the verdict."""
    charts: tuple[Chart, ...] = ()
    demands: tuple[Demand, ...] = ()
    """What became of what the user demanded besides the profile."""
    work: str = "audit"
    """What was done: `audit`, `load check`."""
    method: str = ""
    """How it was measured, a sentence or two; empty: as an audit does."""
