"""What experiments with a crowd showed: several at once, the knee, one noisy user."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import PRODUCT, Fact
from launchready.facts.load import EMPTY, Fault, Spread
from launchready.facts.product import RouteKind


@dataclass(frozen=True, slots=True)
class AtOnce(Fact):
    """Several people on one route in the same moment: checkout, chat. The subject is its name."""

    kind: RouteKind = RouteKind.CHECKOUT
    people: int = 0
    rounds: int = 0
    succeeded: int = 0
    faults: tuple[tuple[Fault, int], ...] = ()
    alone: Spread = EMPTY
    """One person at a time, just before."""
    together: Spread = EMPTY
    void: str = ""


@dataclass(frozen=True, slots=True)
class UploadBeside(Fact):
    """Quick reads, alone and beside slow uploads. The subject is the upload's route."""

    uploads: int = 0
    uploads_failed: int = 0
    alone: Spread = EMPTY
    beside: Spread = EMPTY
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
    calm: Spread = EMPTY
    """The others' response times before the noise."""
    beside: Spread = EMPTY
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
    elsewhere: str = ""
    """Why it says nothing of a chat; empty: visitors went to one, or nobody knows where."""
    void: str = ""
