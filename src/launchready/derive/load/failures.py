"""How many visitors got nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.load.shares import at_least, at_most, needed
from launchready.facts.load import Fault, PhaseTimings
from launchready.model.profile import Level, Threshold

MISASKED = 0.9
"""A share of 4xx answers this high is a wrong question, or a broken route: who knows which."""
FEWEST = 3
"""One failure can be one bad moment, whatever statistics say."""
REFUSED = 0.05
"""A share of 429 answers this high leaves too much of a route unseen."""

WORDS = {
    Fault.NAME: "name not found",
    Fault.CONNECT: "no connection",
    Fault.TLS: "TLS failed",
    Fault.TIMEOUT: "timed out",
    Fault.CLOSED: "cut off",
    Fault.GARBAGE: "not HTTP",
    Fault.TOO_MANY: "429",
    Fault.CLIENT: "4xx",
    Fault.SERVER: "5xx",
    Fault.ASSERTION: "not as expected",
}


@dataclass(frozen=True, slots=True)
class Failures:
    """Requests and what became of them."""

    sent: int
    faults: tuple[tuple[Fault, int], ...] = ()

    def of(self, fault: Fault) -> int:
        """How many failed like this."""
        return sum(count for kind, count in self.faults if kind is fault)

    @property
    def refused(self) -> int:
        """429 answers. One machine plays many visitors, so they say nothing about any visitor."""
        return self.of(Fault.TOO_MANY)

    @property
    def asked(self) -> int:
        """Requests that a limiter did not refuse."""
        return self.sent - self.refused

    @property
    def failed(self) -> int:
        """Failures other than refusals."""
        return sum(count for _, count in self.faults) - self.refused

    @property
    def share(self) -> float:
        """Of those asked, 0 to 1."""
        return self.failed / self.asked if self.asked else 0.0

    @property
    def misasked(self) -> bool:
        """Nearly all of them were answered 4xx."""
        return self.asked > 0 and self.of(Fault.CLIENT) >= MISASKED * self.asked

    def surely_above(self, percent: float) -> bool:
        """Whether more than this fail, beyond chance and one bad moment."""
        return self.failed >= FEWEST and at_least(self.failed, self.asked) > percent / 100

    def words(self) -> str:
        """Write failures by kind, the most frequent first: `12 timed out, 3 5xx`."""
        ranked = sorted(self.faults, key=lambda pair: -pair[1])
        return ", ".join(f"{count:,} {WORDS[fault]}" for fault, count in ranked if count)


def failures(timings: PhaseTimings) -> Failures:
    """Count what failed of one route in one phase."""
    return Failures(timings.requests, timings.faults)


def together(several: Iterable[Failures]) -> Failures:
    """Count what failed of several."""
    sent = 0
    faults: Counter[Fault] = Counter()
    for one in several:
        sent += one.sent
        faults.update(dict(one.faults))
    return Failures(sent, tuple(sorted(faults.items())))


def standing(seen: Failures, limit: Threshold) -> Level | None:
    """Say where the share of failures stands, in percent; None where chance could explain it.

    Failed beyond chance, or over the line in as many requests as the profile asks for. Anything
    better is said only where the true share is below the line with 95 % certainty.
    """
    if seen.surely_above(limit.fail):
        return Level.FAILED
    if seen.asked < limit.samples:
        return None
    level = limit.level(100 * seen.share)
    sure = level is Level.FAILED or at_most(seen.failed, seen.asked) <= limit.fail / 100
    return level if sure else None


def requests_needed(seen: Failures, limit: Threshold) -> int:
    """Return how many requests would settle it, should no more of them fail."""
    return max(limit.samples, needed(seen.failed, limit.fail / 100))
