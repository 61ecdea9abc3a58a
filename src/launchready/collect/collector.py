"""A collector looks at one subject and returns one kind of fact.

Its return annotation says which: `async def collect_x(look: Look, host: str) -> X | Absent`.
It raises `net.failure.Failure` when a target does not answer, which the engine records as
unmeasured, and `NotThere` when there is nothing of that kind to see, which it records as absent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from launchready.facts.base import Absent, Fact, Unmeasured
from launchready.facts.product import Product

Subjects = Callable[[Product], Iterable[str]]
CollectFunction = Callable[..., Awaitable[Any]]


class NotThere(Exception):  # noqa: N818 - an outcome of the target, not an error of ours
    """The subject has no such thing. `str()` says why in one sentence."""


class Reach(StrEnum):
    """What a collector does to its target."""

    READS = "reads"
    """Ordinary requests that any visitor makes."""
    PROBES = "probes"
    """Odd requests: foreign origins, guessed paths, old protocol versions. They change nothing."""
    LOADS = "loads"
    """Bursts; only with an explicit flag and on a target declared as owned."""
    CHANGES = "changes"
    """Writes; only with an explicit flag and on a target declared as owned."""


@dataclass(frozen=True, slots=True)
class Collector:
    """One way to look."""

    kind: type[Fact]
    reach: Reach
    subjects: Subjects
    collect: CollectFunction
    none: str
    """Why there is nothing to judge when the product has no such subject."""


def collector(
    *, per: Subjects, none: str, reach: Reach = Reach.READS
) -> Callable[[CollectFunction], Collector]:
    """Turn a function into a collector for the subjects that `per` names.

    `none` is what the report says when a product has no such subject.
    """

    def decorate(function: CollectFunction) -> Collector:
        returned = get_type_hints(function)["return"]
        [kind] = [
            one
            for one in (get_args(returned) or (returned,))
            if one not in {Absent, Unmeasured, type(None)}
        ]
        return Collector(kind, reach, per, function, none)

    return decorate
