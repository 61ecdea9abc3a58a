"""Who stands in front of the product and who runs it, as far as its answers say."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import PRODUCT, Fact


@dataclass(frozen=True, slots=True)
class Platform(Fact):
    """The platforms that fixes are worded for; empty where the answers do not tell."""

    subject: str = PRODUCT
    edge: str = ""
    """`cloudflare`, `fastly`, `cloudfront`…, lower case."""
    hosting: str = ""
    """`vercel`, `netlify`, `nginx`, `caddy`…, lower case."""
    evidence: tuple[str, ...] = ()
    """The header or record that gave each away, word for word."""
