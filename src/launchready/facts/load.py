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


@dataclass(frozen=True, slots=True)
class Window:
    """One second of a phase."""

    second: int
    """Since the phase began."""
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
    lateness: Spread = Spread()
    """How long after its intended moment each journey really began: the generator's own error."""
    handshake: Spread = Spread()
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

    def phase(self, name: str) -> PhaseRun | None:
        """Return the phase of this name."""
        return next((one for one in self.phases if one.name == name), None)


@dataclass(frozen=True, slots=True)
class PhaseTimings:
    """One route in one phase."""

    phase: str
    response: Spread = Spread()
    """Of successes, from the moment the request was due: what a visitor waits."""
    service: Spread = Spread()
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
    first_byte: Spread = Spread()
    first_event: Spread = Spread()
    """To the first event with content; control events and comments do not count."""
    gap: Spread = Spread()
    """Between two events with content."""
    stall: Spread = Spread()
    """The longest gap of each stream."""
    total: Spread = Spread()
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


@dataclass(frozen=True, slots=True)
class AtOnce(Fact):
    """Several people on one route in the same moment: checkout, chat. The subject is its name."""

    kind: RouteKind = RouteKind.CHECKOUT
    people: int = 0
    rounds: int = 0
    succeeded: int = 0
    faults: tuple[tuple[Fault, int], ...] = ()
    alone: Spread = Spread()
    """One person at a time, just before."""
    together: Spread = Spread()
    void: str = ""


@dataclass(frozen=True, slots=True)
class UploadBeside(Fact):
    """Quick reads, alone and beside slow uploads. The subject is the upload's route."""

    uploads: int = 0
    uploads_failed: int = 0
    alone: Spread = Spread()
    beside: Spread = Spread()
    void: str = ""


@dataclass(frozen=True, slots=True)
class KneeStep:
    """One rate that was tried."""

    rate_per_s: float
    reached_per_s: float
    p95_us: int
    failed: int
    requests: int
    passed: bool
    void: str = ""
    """Why it says nothing: the generator was late."""


@dataclass(frozen=True, slots=True)
class LoadKnee(Fact):
    """The rate at which response times double."""

    subject: str = PRODUCT
    law: str = "poisson"
    baselines_us: tuple[int, ...] = ()
    """The 95th percentile of each quiet window."""
    factor: float = 2.0
    """How many times the quiet time is too much."""
    steps: tuple[KneeStep, ...] = ()
    highest_per_s: float = 0.0
    """The highest rate that held; 0: none did."""
    lowest_bad_per_s: float = 0.0
    """The lowest rate that twice did not; 0: none was found up to the ceiling."""
    expected_per_s: float = 0.0
    """What the first customers are expected to bring; 0: nobody said."""
    inconclusive: str = ""
    """Why no knee can be named; empty: it can."""
    capacity_per_s: float = 0.0
    """The most journeys that were served each second however many were asked for, found with
    even arrivals; 0: it was not reached below the ceiling, or could not be measured."""
    capacity_steps: tuple[KneeStep, ...] = ()
    """The rates, evenly spaced arrivals, that it was measured with."""
    capacity_why: str = ""
    """Why there is no capacity; empty: there is."""


@dataclass(frozen=True, slots=True)
class LoadFairness(Fact):
    """One noisy user beside the others."""

    subject: str = PRODUCT
    users: int = 0
    calm_per_s: float = 0.0
    noisy_per_s: float = 0.0
    calm: Spread = Spread()
    """The others' response times before the noise."""
    beside: Spread = Spread()
    """The others' response times during it."""
    others_sent: int = 0
    others_limited: int = 0
    """429 answers that the others got."""
    others_failed: int = 0
    """Other failures of the others."""
    noisy_sent: int = 0
    noisy_served: int = 0
    noisy_limited: int = 0
    retry_after: int = 0
    """429 answers that say when to come back."""
    void: str = ""
