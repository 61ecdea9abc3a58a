"""What caches did with pages and assets when they were asked for twice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import Fact
from launchready.facts.http import Exchange


class AssetKind(StrEnum):
    """What a page loads."""

    SCRIPT = "script"
    STYLE = "style sheet"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the page loads from the same site."""

    url: str
    kind: AssetKind
    first: Exchange
    second: Exchange | None = None
    """The same request again; None where no cache showed itself in the first answer."""


@dataclass(frozen=True, slots=True)
class CacheProbe(Fact):
    """The root page and some of its assets, as caches treat them. The subject is the host name."""

    page: Exchange
    assets: tuple[Asset, ...] = ()
    unseen: tuple[str, ...] = ()
    """Assets that did not answer: `URL: why`."""


@dataclass(frozen=True, slots=True)
class TwoVisitors(Fact):
    """One URL as two visitors without cookies get it, one after the other. Subject: the URL."""

    first: Exchange
    second: Exchange
    private: str = ""
    """Why it is one visitor's own: `declared as signed-in only`; empty: nobody said so."""
    never_cache: bool = False
    """The owner declares that no cache may keep it."""
    same_cookies: tuple[str, ...] = ()
    """Names of cookies that carried the same long value for both visitors."""
