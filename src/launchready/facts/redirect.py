"""Where visitors end up: the same walk, begun in ways that answer different questions."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.http import Walk


@dataclass(frozen=True, slots=True)
class SiteWalk(Walk):
    """One of the four ways to the site: http or https, with or without www."""


@dataclass(frozen=True, slots=True)
class MobileWalk(Walk):
    """The same walk as a phone makes it."""

    agent: str = "mobile"


@dataclass(frozen=True, slots=True)
class PathWalk(Walk):
    """A walk from a deep link with a query. The subject is the root URL of the same start."""


@dataclass(frozen=True, slots=True)
class DeclaredWalk(Walk):
    """A walk from the source of a redirect that the owner declares. The subject is that source."""

    target: str = ""
    """Where it must lead, secrets in the query masked."""
    permanent: bool = True
