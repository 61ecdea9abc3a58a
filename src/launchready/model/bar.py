"""The bar: what must hold before the first customers, one row for each thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.model.finding import Severity


class How(StrEnum):
    """A way to find out whether a row holds."""

    PROBE = "probe"
    """A look at the live product."""
    PROVIDER = "provider"
    """The API of the DNS host, the edge or the hosting."""
    REPO = "repo"
    DATABASE = "database"
    TELEMETRY = "telemetry"
    """Traces, metrics and logs."""
    LOAD = "load"
    DRILL = "drill"
    """Something is done once, on purpose, and watched."""
    ANSWER = "answer"
    """A responsible person says so."""


class Stage(StrEnum):
    """A part of the sprint in which a row is worked on."""

    AUDIT = "audit"
    EDGE = "edge"
    SECURITY = "security"
    PERFORMANCE = "performance"
    LOAD = "load"
    DEPLOY = "deploy"
    MONITORING = "monitoring"
    HANDOVER = "handover"
    AI = "ai"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that must hold."""

    id: str
    """`area.name`, for example `dns.apex`."""
    area: str
    says: str
    """The state that must hold, in one sentence."""
    impact: str
    """Why a founder cares."""
    how: tuple[How, ...]
    severity: Severity
    """What it weighs unless a profile says otherwise."""
    stages: tuple[Stage, ...]
    seeds: tuple[str, ...]
    """The lines that ask for it: `S0:17` is line 17 of seed 0. Empty where it is implied."""
    surface: bool
    """A look from outside can judge it in whole or part, with no account and no consent."""
    question: str = ""
    """What the responsible person is asked, where `how` has an answer."""
    proof: int | None = None
    """Days for which an answer or a drill counts."""
    implied: str = ""
    """What it follows from, where no seed states it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """All rows, in the order of the sprint's checklist."""

    rows: tuple[Row, ...]

    def row(self, row_id: str) -> Row:
        """Return the row of this id; KeyError where there is none."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise KeyError(row_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rows, in order."""
        return tuple(row.id for row in self.rows)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas, each once, in order."""
        return tuple(dict.fromkeys(row.area for row in self.rows))

    def area(self, name: str) -> tuple[Row, ...]:
        """Return the rows of one area, in order."""
        return tuple(row for row in self.rows if row.area == name)

    @property
    def surface(self) -> tuple[Row, ...]:
        """The rows that a look from outside can judge."""
        return tuple(row for row in self.rows if row.surface)
