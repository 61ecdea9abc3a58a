"""What stands between visitors and the product."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import PRODUCT, Fact


@dataclass(frozen=True, slots=True)
class EdgeView(Fact):
    """What meets visitors of one host. The subject is the host name."""

    edge: str = ""
    """The edge network's name; empty when none was recognised."""
    hosting: str = ""
    cached: bool = False
    """The answer carries the marks of a shared cache, whoever runs it."""
    addresses: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Platform(Fact):
    """Who carries the product's traffic: names as in `derive.providers`, empty for unknown."""

    subject: str = PRODUCT
    edge: str = ""
    """The network that meets visitors: `Cloudflare`, `Fastly`, `Vercel`…"""
    hosting: str = ""
    """Where the pages come from: `Vercel`, `Heroku`, or the web server's name, `nginx`."""
    dns: str = ""
    """Who runs the name servers: `Cloudflare`, `Amazon Route 53`…"""
    evidence: tuple[str, ...] = ()
    """What gave them away: a header, an alias, an address range."""
    hosts: tuple[EdgeView, ...] = ()
    """What meets visitors of each web host that answered: hosts of one product can differ."""


@dataclass(frozen=True, slots=True)
class OriginView(Fact):
    """What the declared origin says to somebody who walks around the edge. Subject: host name."""

    origin: str = ""
    """The address behind the edge, as declared."""
    answers: bool = False
    """It served the host's site to a stranger."""
    status: int = 0
    why: str = ""
    """What was seen, in words: `connection refused`, `the same page as through the edge`…"""
