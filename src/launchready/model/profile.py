"""A profile: what a product of this kind, at this stage, must reach and must prove."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.model.bar import Row
from launchready.model.finding import Severity, When


class Better(StrEnum):
    """Which way a number improves."""

    LOWER = "lower"
    HIGHER = "higher"


class Unit(StrEnum):
    """What a threshold's numbers count."""

    MILLISECONDS = "ms"
    SECONDS = "s"
    MINUTES = "minutes"
    DAYS = "days"
    PERCENT = "percent"
    COUNT = "count"
    BYTES = "bytes"


class Level(StrEnum):
    """Where a number stands against a threshold."""

    MET = "met"
    BETWEEN = "between"
    """The target is missed, the failing line is not reached."""
    FAILED = "failed"


def plain_number(number: float) -> str:
    """Write a number as people do: `15552000`, `99.9`, never with an exponent."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number to reach, and the number at which it is a failure."""

    key: str
    target: float
    fail: float
    unit: Unit
    better: Better
    samples: int
    """The fewest measurements that say anything."""
    source: str
    """A seed line, a line `inherited` from another seed, or `ours` and the reason."""
    kind: str = ""
    """The kind of route it is about, or empty."""

    @property
    def inherited(self) -> bool:
        """The profile's own seed does not state this target."""
        return self.source.startswith("inherited")

    def level(self, value: float) -> Level:
        """Say where `value`, in this threshold's unit, stands. Reaching the target meets it."""
        sign = 1 if self.better is Better.LOWER else -1
        if sign * value <= sign * self.target:
            return Level.MET
        return Level.FAILED if sign * value >= sign * self.fail else Level.BETWEEN


@dataclass(frozen=True, slots=True)
class Label:
    """A row whose urgency the profile sets apart from its severity."""

    row: str
    label: When
    reason: str


@dataclass(frozen=True, slots=True)
class Sprint:
    """How the profile's seed orders and names its work."""

    stages: tuple[str, ...]
    labels: tuple[str, ...]
    """Its own words for how urgent a risk is."""
    ranking: tuple[str, ...]
    """What its risk list is ranked by."""
    rule: str
    """When it says no."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of product at one stage is judged by."""

    name: str
    title: str
    segment: str
    stage: str
    product: str
    sprint: Sprint
    must_hold: tuple[Severity, ...]
    """Severities whose failures, where they cannot wait, are a NO_GO."""
    must_prove: tuple[Severity, ...]
    """Severities whose unknowns are a NOT_PROVEN."""
    also_prove: tuple[str, ...]
    """Ids of further rows that must be proven."""
    thresholds: tuple[Threshold, ...]
    severities: tuple[tuple[str, Severity], ...] = ()
    """Row ids that weigh something else here than in the bar."""
    labels: tuple[Label, ...] = ()
    seed: str = ""
    """`S0` to `S4`, or empty."""
    extends: tuple[str, ...] = ()
    """The profiles it builds on, nearest first."""

    def threshold(self, key: str) -> Threshold:
        """Return the threshold of this key; KeyError where there is none."""
        for threshold in self.thresholds:
            if threshold.key == key:
                return threshold
        raise KeyError(key)

    def severity_of(self, row: Row) -> Severity:
        """Return what the row weighs under this profile."""
        return next(
            (severity for name, severity in self.severities if name == row.id), row.severity
        )

    def label_of(self, row: Row) -> When:
        """Return how urgent the row is; without an override medium can wait, the rest cannot."""
        for label in self.labels:
            if label.row == row.id:
                return label.label
        return When.CAN_WAIT if self.severity_of(row) is Severity.MEDIUM else When.FIX_NOW

    def demands(self, row: Row) -> bool:
        """Whether the row's failure is a NO_GO."""
        return self.severity_of(row) in self.must_hold and self.label_of(row) is When.FIX_NOW

    def demands_proof(self, row: Row) -> bool:
        """Whether not knowing about the row is a NOT_PROVEN."""
        return self.severity_of(row) in self.must_prove or row.id in self.also_prove
