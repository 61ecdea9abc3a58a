"""A collector looks at one subject and returns one kind of fact.

Its return annotation says which: `async def collect_x(look: Look, host: str) -> X | Absent`.
It raises `net.failure.Failure` when a target does not answer, which the engine records as
unmeasured, and `NotThere` when there is nothing of that kind to see, which it records as absent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from launchready.facts.base import Absent, Fact, Unmeasured
from launchready.facts.product import Product

if TYPE_CHECKING:
    from launchready.collect.look import Look

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


class Side(StrEnum):
    """Where a collector looks."""

    SURFACE = "surface"
    """At the live product, from outside."""
    REPOSITORY = "repository"
    """At the code and its history."""
    LOGS = "logs"
    """At log files that somebody named."""


@dataclass(frozen=True, slots=True)
class Collector:
    """One way to look."""

    kind: type[Fact]
    reach: Reach
    subjects: Subjects
    collect: CollectFunction
    none: str
    """Why there is nothing to judge when the product has no such subject."""
    sides: frozenset[Side] = frozenset({Side.SURFACE})
    """What it needs to look at; it runs only in an audit of all of them."""


def collector(
    *,
    per: Subjects,
    none: str,
    reach: Reach = Reach.READS,
    sides: frozenset[Side] = frozenset(),
    existing: bool = False,
) -> Callable[[CollectFunction], Collector]:
    """Turn a function into a collector for the subjects that `per` names.

    `none` is what the report says when a product has no such subject. Without `sides`, what
    stands below `collect.repo` needs the repository alone, and all else the live product alone.
    With `existing`, there is nothing to see in a domain that does not exist.
    """

    def decorate(function: CollectFunction) -> Collector:
        returned = get_type_hints(function)["return"]
        [kind] = [
            one
            for one in (get_args(returned) or (returned,))
            if one not in {Absent, Unmeasured, type(None)}
        ]
        collect = _in_existing_domain(function) if existing else function
        return Collector(kind, reach, per, collect, none, sides or _side_of(function))

    return decorate


def _in_existing_domain(function: CollectFunction) -> CollectFunction:
    @wraps(function)
    async def collect(look: Look, subject: str) -> object:
        await look.require_domain(subject)
        return await function(look, subject)

    return collect


def _side_of(function: CollectFunction) -> frozenset[Side]:
    below = function.__module__.startswith("launchready.collect.repo.")
    return frozenset({Side.REPOSITORY if below else Side.SURFACE})
