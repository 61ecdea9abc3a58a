"""What was measured under load. Times are kept as histograms, never as averages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import PRODUCT, Fact
from launchready.facts.product import Caching, RouteKind


class Fault(StrEnum):
    """Why a request is no success. Its time is in no histogram."""

    NAME = "name look-up"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    CLOSED = "closed"
    """Closed, reset or cut before the answer was whole."""
    GARBAGE = "not http"
    TOO_MANY = "429"
    CLIENT = "4xx"
    SERVER = "5xx"
    ASSERTION = "assertion"
    """The answer came and is not what the scenario expects."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, many times: sparse log-linear buckets of microseconds."""

    counts: tuple[tuple[int, int], ...] = ()
    """Bucket and how often, in order; `derive.load.histogram` gives buckets their times."""
    low_us: int = 0
    high_us: int = 0

    @property
    def count(self) -> int:
        """How many times there are."""
        return sum(count for _, count in self.counts)


EMPTY = Spread()
"""Nothing was timed."""


@dataclass(frozen=True, slots=True)
class Window:
    """One second of a phase; of a route in a run of hours, two, four or more of them."""

    second: int
    """Since the phase began; where there are several, the first."""
    started: int = 0
    """Requests that were to begin in it."""
    finished: int = 0
    """Of those, the ones that succeeded."""
    failed: int = 0
    p50_us: int = 0
    p95_us: int = 0
    """Of those that were to begin in it; 0: none finished."""
    ended: int = 0
    """Requests that succeeded within it, whenever they began: what was really served."""


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """One stretch of traffic at one rate: `quiet`, `load`, `double`."""

    name: str
    law: str
    """How arrivals follow each other: `constant`, `poisson`, `ramp`, `steps`, `closed`."""
    asked_per_s: float
    """Journeys to begin each second, at the end of a ramp; 0 in a closed loop."""
    seconds: float
    """How long it really went on."""
    users: int = 0
    """Of a closed loop, and of a rate that was made from a number of users."""
    arrivals: int = 0
    """Journeys that were to begin."""
    finished: int = 0
    """Journeys that went to their end."""
    dropped: int = 0
    """Journeys that were not begun, because too many were under way."""
    requests: int = 0
    failed: int = 0
    lateness: Spread = EMPTY
    """How long after its intended moment each journey really began: the generator's own error."""
    handshake: Spread = EMPTY
    """Of new connections: name look-up, connect and TLS together."""
    cpu_share: float = 0.0
    """Of one core, that the generator used."""
    void: str = ""
    """Why nothing may be judged by it; empty: it counts."""
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Worker:
    """One of several machines that made the load."""

    name: str
    share: float
    """Of all arrivals, 0 to 1."""
    arrivals: int = 0
    clock_offset_ms: float = 0.0
    died: str = ""
    """Why it was lost; empty: it reported to the end."""
    here: bool = False
    """A process that the master itself started, on its own machine."""


@dataclass(frozen=True, slots=True)
class LoadRun(Fact):
    """A whole load run."""

    subject: str = PRODUCT
    experiment: str = "check"
    """`check`, `run`, `knee` or `fairness`."""
    scenario: str = ""
    """Its name, or `routes of the manifest`."""
    hosts: tuple[str, ...] = ()
    """Hosts that traffic was sent to."""
    tag: str = ""
    """What every request carried in X-Launchready-Run."""
    production: bool = False
    phases: tuple[PhaseRun, ...] = ()
    stopped: str = ""
    """Why it ended early, in words; empty: it went to its end."""
    left_behind: str = ""
    """What the run made and could not clean up; empty: nothing."""
    workers: tuple[Worker, ...] = ()
    """Empty: this machine alone."""
    requests: int = 0
    """All that were sent, also to try, to warm up and by several at once; 0: not counted."""
    connections: int = 0
    """All that were tried; 0: not counted."""
    bytes_in: int = 0
    """All that was read, by all machines; 0: not counted."""
    asked: tuple[str, ...] = ()
    """What was typed that shapes the run, as words of a command line; no secrets."""
    troubles: tuple[str, ...] = ()
    """Which journeys failed already for one visitor alone, and why, a sentence each."""

    def phase(self, name: str) -> PhaseRun | None:
        """Return the phase of this name."""
        return next((one for one in self.phases if one.name == name), None)


@dataclass(frozen=True, slots=True)
class PhaseTimings:
    """One route in one phase."""

    phase: str
    response: Spread = EMPTY
    """Of successes, from the moment the request was due: what a visitor waits."""
    service: Spread = EMPTY
    """Of successes, from the moment it was sent."""
    requests: int = 0
    faults: tuple[tuple[Fault, int], ...] = ()
    statuses: tuple[tuple[int, int], ...] = ()
    retry_after: int = 0
    """429 and 503 answers that say when to come back."""
    windows: tuple[Window, ...] = ()

    @property
    def failed(self) -> int:
        """How many were no success."""
        return sum(count for _, count in self.faults)


@dataclass(frozen=True, slots=True)
class RouteTimings(Fact):
    """What one route did in each phase. The subject is its name."""

    method: str = "GET"
    url: str = ""
    """Without the values of its query."""
    kind: RouteKind = RouteKind.PAGE
    phases: tuple[PhaseTimings, ...] = ()

    def phase(self, name: str) -> PhaseTimings | None:
        """Return what it did in the phase of this name."""
        return next((one for one in self.phases if one.phase == name), None)


@dataclass(frozen=True, slots=True)
class StreamTimings(Fact):
    """Answers of one route that came as streams, under load. The subject is its name."""

    format: str = ""
    """`sse`, `ndjson` or `chunked`."""
    streams: int = 0
    cut: int = 0
    """That ended before the answer did."""
    events: int = 0
    first_byte: Spread = EMPTY
    first_event: Spread = EMPTY
    """To the first event with content; control events and comments do not count."""
    gap: Spread = EMPTY
    """Between two events with content."""
    stall: Spread = EMPTY
    """The longest gap of each stream."""
    total: Spread = EMPTY
    own: Spread | None = None
    """Without the model's time: of the whole answer where its end says how long the model took,
    until its first words where a header does. None where no answer said it."""
    model: Spread | None = None
    split_by: str = ""
    """What said so: `server-timing`, another header, or `last event`."""


@dataclass(frozen=True, slots=True)
class CacheUse(Fact):
    """Whether repeated reads of one route came from a cache. The subject is its name."""

    caching: Caching = Caching.UNDECLARED
    repeats: int = 0
    """Reads of a URL that the run had read before."""
    hits: int = 0
    misses: int = 0
    """The rest says nothing about caches."""
    said_by: str = ""
    """The header that said so: `x-cache`, `cf-cache-status`, `age`."""
