"""How traffic reaches production, from the facts of a run: one sentence, and stations to draw."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlsplit

from launchready.derive.platforms.providers import CDN_ONLY, dns_host
from launchready.derive.platforms.traffic_path import sentence
from launchready.facts.base import PRODUCT, Fact, Facts
from launchready.facts.dns import Addresses, Zone
from launchready.facts.http import Walk
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.report.view import Stop

F = TypeVar("F", bound=Fact)


def traffic_path(facts: Facts) -> str:
    """Return the sentence, as far as it was seen."""
    product = _seen(facts, Product, PRODUCT) or Product()
    return sentence(
        _seen(facts, Zone, product.domain),
        _seen(facts, Addresses, urlsplit(product.canonical).hostname or ""),
        _seen(facts, Platform, PRODUCT),
        _seen(facts, Walk, product.canonical),
    )


def stops(facts: Facts) -> tuple[Stop, ...]:
    """Return the stations between a visitor and the product; an empty name was not seen."""
    product = _seen(facts, Product, PRODUCT) or Product()
    platform = _seen(facts, Platform, PRODUCT) or Platform()
    zone = _seen(facts, Zone, product.domain)
    names = tuple(server.name for server in zone.nameservers) if zone else ()
    dns = platform.dns or next(filter(None, map(dns_host, names)), "")
    behind = (
        "" if platform.edge in CDN_ONLY and platform.hosting == platform.edge else platform.hosting
    )
    found = [Stop("DNS host", dns or next(iter(names), ""))] if product.domain else []
    if platform.edge:
        found.append(Stop("edge", platform.edge))
    return (*found, Stop("origin", behind))


def _seen(facts: Facts, kind: type[F], subject: str) -> F | None:
    value = facts.get(kind, subject)
    return value if isinstance(value, kind) else None
