"""Who gets in without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import Fact


class Entry(StrEnum):
    """How a door treats somebody without cookies."""

    OPEN = "open"
    """It showed its content."""
    LOGIN = "asks to sign in"
    REDIRECT = "redirects"
    REFUSED = "refuses"
    MISSING = "is not there"
    """404, or the page that the site answers to every unknown address."""
    SHELL = "is an empty page that a script fills"
    """What the script shows to strangers cannot be told without a browser."""
    OTHER = "is an ordinary page"


@dataclass(frozen=True, slots=True)
class Door:
    """One address that should ask who is there."""

    url: str
    declared: bool
    entry: Entry
    status: int = 0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Admission(Fact):
    """The doors of one host, tried without cookies. The subject is the host name."""

    doors: tuple[Door, ...] = ()


@dataclass(frozen=True, slots=True)
class StrangerAtRoute(Fact):
    """A route for signed-in people, asked for by nobody in particular. The subject is its URL."""

    entry: Entry
    status: int = 0
    content_type: str = ""
    evidence: tuple[str, ...] = ()
    """Sizes and names of fields, never values."""
