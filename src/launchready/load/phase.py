"""One stretch of traffic: how journeys arrive, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from launchready.net.http.limits import Limits


class Law(StrEnum):
    """How arrivals follow each other."""

    CONSTANT = "constant"
    POISSON = "poisson"
    """As people do who know nothing of each other."""
    RAMP = "ramp"
    """The rate grows evenly from `from_per_s` to `rate_per_s`."""
    STEPS = "steps"
    """The rate grows from `from_per_s` to `rate_per_s` in `steps` stairs of equal length."""
    CLOSED = "closed"
    """A fixed number of users, each beginning anew when done: slow answers slow it down."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of traffic to make."""

    name: str
    seconds: float
    rate_per_s: float = 0.0
    """Journeys to begin each second."""
    law: Law = Law.POISSON
    from_per_s: float = 0.0
    steps: int = 5
    users: int = 0
    """Of a closed loop; elsewhere how many different visitors take turns (0: one each arrival)."""
    most_in_flight: int = 2000
    """Journeys under way at a time; what would arrive beyond it is dropped and counted."""
    per_user: bool = False
    """Each journey gets a connection of its own; otherwise they share kept ones."""
    limits: Limits = field(default_factory=Limits)
    drain_s: float = 10.0
    """How long journeys may go on after the last arrival."""
    stop_share: float = 0.5
    """Stop when more than this share of at least `stop_after` requests failed; 1: never."""
    stop_after: int = 50
    exact: bool = False
    """Of Poisson arrivals exactly as many come as are expected; chance says only when."""
    seed: int = 1
    shard: int = 0
    """Which of `shards` machines this is: it makes the arrivals i with i % shards == shard."""
    shards: int = 1
