"""Files and pages that were never meant for the public. Contents are never kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import Fact


class LeakKind(StrEnum):
    """What was found in the open."""

    REPOSITORY = "version control folder"
    ENV = "settings file"
    BACKUP = "backup"
    DEBUG = "debug page"
    LISTING = "directory listing"
    DS_STORE = "folder index of macOS"


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing in the open, proven by its content."""

    kind: LeakKind
    url: str
    status: int
    size: int
    """Bytes, as far as the server says or sent."""
    proof: str
    """What the content was recognised by, in words."""
    names: tuple[str, ...] = ()
    """Names of variables or files in it, at most 20; never a value."""


@dataclass(frozen=True, slots=True)
class Exposure(Fact):
    """What a host gives to somebody who guesses addresses. The subject is the host name."""

    asked: tuple[str, ...] = ()
    """Paths that were asked for and answered."""
    leaks: tuple[Leak, ...] = ()
    unseen: tuple[str, ...] = ()
    """Paths that gave no answer to judge: `/.env: timed out`."""


@dataclass(frozen=True, slots=True)
class Script:
    """One of the page's own scripts, read through and let go."""

    url: str
    bytes: int = 0
    truncated: bool = False
    local_urls: tuple[str, ...] = ()
    """Addresses of a developer's machine or a private network that it calls."""
    staging_urls: tuple[str, ...] = ()
    """Addresses of the product's own staging, test or tunnel hosts."""
    source_map: str = ""
    """The address of its source map, or `inline`; empty where none was asked for."""
    map_open: bool = False
    """The map was served to us."""
    own_sources: tuple[str, ...] = ()
    """Names of source files in the map that are no library's, at most 10."""
    with_sources: bool = False
    """The map holds the source text itself."""


@dataclass(frozen=True, slots=True)
class Bundle(Fact):
    """The scripts that the root page loads from its own site. The subject is the host name."""

    scripts: tuple[Script, ...] = ()
    unseen: tuple[str, ...] = ()
    """Scripts that could not be fetched: `URL: why`."""
