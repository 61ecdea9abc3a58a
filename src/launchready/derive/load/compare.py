"""Before and after, honestly: a difference is called one only where chance cannot explain it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, hypot, log, sqrt
from statistics import NormalDist

from launchready.derive.load.bootstrap import between, percentile_masses, ratio_masses
from launchready.derive.load.clumps import clumping_of
from launchready.derive.load.histogram import percentile_us
from launchready.facts.load import Spread, Window

EFFECT = 0.05
"""A change below 5 % is of no interest, however sure it is."""
EFFECT_SHARE = 0.01
"""The same for failures: one in a hundred requests."""
CONFIDENCE = 0.95
LEAST_US = 1_000
"""Nor is a change below 1 ms: timers and schedulers are no better."""
SAME = 1.25
"""Times are the same only where the whole interval lies within 1/1.25 and 1.25 times."""
SAME_SHARE = 0.05
"""And shares of failures where all of it lies within five points."""
FEWEST_SENT = 20
_HIGH = 95
_FINE_US = 10_000
_NOTHING = 1e-9


class Change(StrEnum):
    """What became of a figure."""

    BETTER = "better"
    WORSE = "worse"
    NONE = "no difference beyond noise"
    WIDE = "the interval is too wide to tell"
    UNKNOWN = "too few samples"


_WHICH = {
    Change.BETTER: "which is better",
    Change.WORSE: "which is worse",
    Change.NONE: "which is no difference beyond noise",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A percentile before and after. Times in microseconds; 0: there are none."""

    percent: float
    change: Change
    before_us: int
    after_us: int
    before_count: int
    after_count: int
    before_worth: int
    """How many samples that know nothing of each other they are worth."""
    after_worth: int
    needed: int
    """What each side must at least be worth."""
    confidence: float = CONFIDENCE
    low: float = 0.0
    """`low` to `high`: how many times as long it takes after, with this confidence; both 0 where
    nothing can be said."""
    high: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times as long it takes after; 0: unknown."""
        return self.after_us / max(self.before_us, 1) if self.after_us else 0.0

    @property
    def enough(self) -> int:
        """About how many answers each run takes until this can be told; 0: it is told.

        An interval becomes half as wide with four times the answers.
        """
        fewer = min(self.before_count, self.after_count)
        if self.change is Change.UNKNOWN:
            clumped = max(
                count / worth if worth else 1.0
                for count, worth in (
                    (self.before_count, self.before_worth),
                    (self.after_count, self.after_worth),
                )
            )
            return _about(self.needed * clumped)
        if self.change is not Change.WIDE or not self.ratio or self.low <= 0:
            return 0
        far = abs(log(self.ratio))
        gap = max(far - log(1 + EFFECT), log(SAME) - far)
        return _about(max(fewer, fewer * (log(self.high / self.low) / 2 / gap) ** 2))

    @property
    def words(self) -> str:
        """One sentence with its numbers."""
        name = f"p{self.percent:g}"
        if self.change is Change.UNKNOWN:
            return f"{name} cannot be compared: {self._samples()}, {self.needed:,} each are needed."
        went = f"{name} went from {_ms(self.before_us)} to {_ms(self.after_us)}"
        sure = f"with {self.confidence * 100:.4g} % confidence"
        if self.change is Change.WIDE:
            return (
                f"{name} cannot be compared, the times scatter too widely: {went},"
                f" {sure} {self.low:.2f} to {self.high:.2f} times as long."
                f"{f' About {self.enough:,} answers each would tell.' if self.enough else ''}"
            )
        return (
            f"{went}, {_WHICH[self.change]}: {self.ratio:.2f} times as long, {sure}"
            f" {self.low:.2f} to {self.high:.2f} times."
        )

    def _samples(self) -> str:
        counts = (self.before_count, self.before_worth), (self.after_count, self.after_worth)
        early, late = (
            f"{count:,}" if worth == count else f"{count:,} (in clumps, worth {worth:,})"
            for count, worth in counts
        )
        return f"{early} samples before and {late} after"


def regressed(
    before: Spread,
    after: Spread,
    percent: float = 95,
    *,
    effect: float = EFFECT,
    confidence: float = CONFIDENCE,
    windows: tuple[Sequence[Window], Sequence[Window]] = ((), ()),
) -> Comparison:
    """Compare a percentile of two spreads of successes.

    Worse only where the whole interval of the ratio lies above 1 + `effect` and the change is
    more than a millisecond; better only where all of it lies below 1 / (1 + `effect`). No
    difference only where all of it lies within `SAME`, or within a millisecond; else it is too
    wide to tell. The interval is the bootstrap's. With the `windows` of both runs it also allows
    for answers that follow each other being alike; without them slow moments make it too narrow.
    Whoever compares many routes at once should ask for more confidence: 1 - 0.05 / routes.
    """
    both = (before, after)
    early, late = (percentile_us(one, percent) or 0 for one in both)
    worth = [
        one.count / clumping_of(one, seconds, percent)
        for one, seconds in zip(both, windows, strict=True)
    ]
    found = Comparison(
        percent,
        Change.UNKNOWN,
        early,
        late,
        before.count,
        after.count,
        round(worth[0]),
        round(worth[1]),
        samples_needed(percent, confidence),
        confidence,
    )
    if min(worth) < found.needed:
        return found
    masses = [percentile_masses(one, percent, much) for one, much in zip(both, worth, strict=True)]
    low, high = between(ratio_masses(*masses), confidence)
    apart = max((high - 1) * early, (1 / max(low, _NOTHING) - 1) * late)
    alike = (low >= 1 / SAME and high <= SAME) or apart < LEAST_US
    change = Change.NONE if alike else Change.WIDE
    if abs(late - early) >= LEAST_US:
        change = _change(low / (1 + effect), high * (1 + effect), 1.0, change)
    return replace(found, change=change, low=low, high=high)


def samples_needed(percent: float, confidence: float = CONFIDENCE) -> int:
    """Return from how many samples on a percentile has an interval with two ends.

    Fewer may all lie on one side of it. Above the 95th percentile also ten beyond it, which is
    1,000 for the 99th.
    """
    share = max(percent, 100 - percent) / 100
    fewest = ceil(log((1 - confidence) / 2) / log(share))
    return max(fewest, round(10 / (1 - share))) if percent > _HIGH else fewest


@dataclass(frozen=True, slots=True)
class FailureComparison:
    """Failures before and after."""

    change: Change
    before_failed: int
    before_sent: int
    after_failed: int
    after_sent: int
    low: float = 0.0
    """`low` to `high`: by how much the share of failures grew, with this confidence, -1 to 1."""
    high: float = 0.0
    confidence: float = CONFIDENCE

    @property
    def words(self) -> str:
        """One sentence with its numbers."""
        counts = (
            f"{self.before_failed:,} of {self.before_sent:,} requests failed before,"
            f" {self.after_failed:,} of {self.after_sent:,} after"
        )
        if self.change is Change.UNKNOWN:
            return f"Failures cannot be compared: {counts}."
        which = _WHICH.get(self.change, "too few requests to tell")
        return (
            f"{counts}, {which}: {_points(self.low)} to {_points(self.high)}"
            f" percentage points, with {self.confidence * 100:.4g} % confidence."
        )


def failures_grew(
    before: tuple[int, int],
    after: tuple[int, int],
    *,
    effect: float = EFFECT_SHARE,
    confidence: float = CONFIDENCE,
) -> FailureComparison:
    """Compare two counts of failures, each `(failed, sent)`.

    Worse only where the whole interval of the difference lies above `effect`, a share; better
    only where all of it lies below `-effect`. No difference only where all of it lies within
    `SAME_SHARE`; else it is too wide to tell. The interval is Newcombe's of Wilson's intervals
    (Statistics in Medicine 1998, 17, method 10), which holds for few and for no failures.
    """
    found = FailureComparison(Change.UNKNOWN, *before, *after, confidence=confidence)
    if min(before[1], after[1]) < FEWEST_SENT:
        return found
    (early, early_low, early_high), (late, late_low, late_high) = (
        _wilson(*one, confidence) for one in (before, after)
    )
    grown = late - early
    low = grown - hypot(late - late_low, early_high - early)
    high = grown + hypot(late_high - late, early - early_low)
    alike = low >= -SAME_SHARE and high <= SAME_SHARE
    change = _change(low - effect, high + effect, 0.0, Change.NONE if alike else Change.WIDE)
    return replace(found, change=change, low=low, high=high)


def _wilson(failed: int, sent: int, confidence: float) -> tuple[float, float, float]:
    """Return a share, and the two ends of its interval."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = failed / sent
    middle = (share + z * z / (2 * sent)) / (1 + z * z / sent)
    half = z * sqrt(share * (1 - share) / sent + z * z / (4 * sent * sent)) / (1 + z * z / sent)
    return share, min(max(middle - half, 0.0), share), max(min(middle + half, 1.0), share)


def _change(low: float, high: float, same: float, otherwise: Change) -> Change:
    if low > same:
        return Change.WORSE
    return Change.BETTER if high < same else otherwise


def _about(number: float) -> int:
    """Round up to two digits: it is no promise."""
    unit = int("1" + "0" * max(0, len(str(ceil(number))) - 2))
    return ceil(number / unit) * unit


def _points(share: float) -> str:
    return f"{share * 100:+.2f}"


def _ms(us: int) -> str:
    return f"{us / 1e3:,.0f} ms" if us >= _FINE_US else f"{us / 1e3:.2f} ms"
