"""What a request needs of the run that it is part of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from launchready.load.engine.count import Count
from launchready.load.engine.lines import Lines
from launchready.load.engine.meter import Meter
from launchready.load.engine.timetable import Timetable
from launchready.load.phase import Phase
from launchready.load.trouble import LoadError
from launchready.net.http.limits import Limits

_LONGEST = 16 * 1024 * 1024
"""Bytes of an answer; a long one is slow, not wrong."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What exchanges may cost."""

    page: Limits
    """What does not fit into `body_bytes` is read and dropped."""
    stream: Limits
    """Every piece is handed on, and whoever takes it keeps little."""


def bounds_of(limits: Limits) -> Bounds:
    """Return the bounds of a phase with these limits."""
    return Bounds(
        replace(limits, read_bytes=max(limits.read_bytes, _LONGEST)),
        replace(limits, body_bytes=max(limits.body_bytes, limits.read_bytes, _LONGEST)),
    )


class Course(Protocol):
    """The run."""

    @property
    def phase(self) -> Phase:
        """What was asked for."""

    @property
    def bounds(self) -> Bounds:
        """What exchanges may cost."""

    @property
    def lines(self) -> Lines:
        """What requests go over."""

    @property
    def count(self) -> Count:
        """Where outcomes go."""

    @property
    def timetable(self) -> Timetable:
        """Where pauses end."""

    @property
    def meter(self) -> Meter:
        """The ceiling."""

    @property
    def waits(self) -> bool:
        """Whether journeys are held up at the ceiling; else the run ends there."""

    def at_ceiling(self) -> None:
        """Hear that a request is not sent because of the ceiling."""

    def fail(self, error: LoadError) -> None:
        """Hear that the run cannot go on as the user wants it."""

    def broke(self, error: Exception) -> None:
        """Hear that something of ours raised."""
