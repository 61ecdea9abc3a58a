"""Files that robots and finders of holes look for at fixed places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from launchready.facts.base import Fact


@dataclass(frozen=True, slots=True)
class RobotsTxt(Fact):
    """`/robots.txt` of a host. The subject is the host name."""

    url: str
    status: int
    found: bool = False
    """A robots.txt was served, not a page in its place."""
    blocks_all: bool = False
    """No crawler may fetch the root page."""
    blocks_google: bool = False
    """Google's crawler may not fetch the root page."""
    blocking_rules: tuple[str, ...] = ()
    """The lines that forbid it, word for word."""
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityTxt(Fact):
    """`/.well-known/security.txt` (RFC 9116). The subject is the host name."""

    url: str
    status: int
    found: bool = False
    """A security.txt was served, not a page in its place."""
    contacts: tuple[str, ...] = ()
    expires: datetime | None = None
    """UTC."""
    problem: str = ""
    """What the standard demands and the file lacks, in words; empty for nothing."""
