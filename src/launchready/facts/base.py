"""Facts are gathered once, then only read.

Every fact belongs to a subject: a host, a URL, a zone, or `PRODUCT` for what concerns all of it.
What could not be seen is recorded too, so that an unknown never looks like a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

PRODUCT = "product"
"""The subject of facts that concern the product as a whole."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of all facts. Subclasses are frozen dataclasses of plain values."""

    subject: str
    """What was looked at: `shop.example`, `https://shop.example/`, or `PRODUCT`."""


F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Absent:
    """There is none, and that is a fact too: "this domain sends no mail"."""

    kind: type[Fact]
    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """We could not look: a timeout, a missing token, a refused connection."""

    kind: type[Fact]
    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen of one subject, and when."""

    what: Fact | Absent | Unmeasured
    at: datetime
    """UTC."""

    @property
    def kind(self) -> type[Fact]:
        """The kind of fact that was seen or missed."""
        return self.what.kind if isinstance(self.what, Absent | Unmeasured) else type(self.what)

    @property
    def subject(self) -> str:
        """The subject that was looked at."""
        return self.what.subject


class Each(Generic[F_co]):
    """Every fact of one kind, for a check that judges all subjects as one system.

    Iterating yields the facts that were seen; `unseen` tells what could not be looked at.
    """

    def __init__(
        self, seen: Iterable[F_co], unseen: Iterable[Unmeasured] = (), absent: Iterable[Absent] = ()
    ) -> None:
        self.seen = tuple(seen)
        self.unseen = tuple(unseen)
        self.absent = tuple(absent)

    def __iter__(self) -> Iterator[F_co]:
        return iter(self.seen)

    def __len__(self) -> int:
        return len(self.seen)

    def of(self, subject: str) -> F_co | None:
        """Return the fact of this subject, or None where it was not seen."""
        return next((fact for fact in self.seen if fact.subject == subject), None)


class Facts:
    """Everything seen in one run: at most one sighting of each kind and subject."""

    def __init__(self, sightings: Iterable[Sighting] = ()) -> None:
        self._kinds: dict[type[Fact], dict[str, Sighting]] = {}
        for sighting in sightings:
            self.add(sighting)

    def add(self, sighting: Sighting) -> None:
        """Record a sighting; a later one of the same kind and subject replaces it."""
        self._kinds.setdefault(sighting.kind, {})[sighting.subject] = sighting

    def __iter__(self) -> Iterator[Sighting]:
        for subjects in self._kinds.values():
            yield from subjects.values()

    def subjects(self, kind: type[Fact]) -> tuple[str, ...]:
        """Return the subjects of this kind, in the order they were added."""
        return tuple(self._kinds.get(kind, ()))

    def get(self, kind: type[F], subject: str) -> F | Absent | Unmeasured:
        """Return the fact of this kind and subject, or why there is none."""
        sighting = self._kinds.get(kind, {}).get(subject)
        if sighting is None:
            return Unmeasured(kind, subject, f"{kind.__name__} was not collected")
        what = sighting.what
        if isinstance(what, kind | Absent | Unmeasured):
            return what
        message = f"{type(what).__name__} is filed under {kind.__name__}"
        raise TypeError(message)

    def each(self, kind: type[F]) -> Each[F]:
        """Return all facts of this kind, with what was absent and what was not seen."""
        found = [self.get(kind, subject) for subject in self.subjects(kind)]
        return Each(
            [one for one in found if isinstance(one, kind)],
            [one for one in found if isinstance(one, Unmeasured)],
            [one for one in found if isinstance(one, Absent)],
        )
