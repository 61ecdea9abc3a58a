"""Recognise a name that leads to a service where a stranger could claim it."""

from __future__ import annotations

from launchready.derive.dns.takeover_table import SERVICES, Service
from launchready.derive.dns.tree import within
from launchready.derive.platforms.providers import by_address
from launchready.facts.dns import Addresses

_BY_ADDRESS = frozenset({"GitHub Pages", "Shopify", "Netlify", "Vercel"})
"""Services that customers also point A records at, in ranges that serve nothing else."""


def service_of(found: Addresses) -> tuple[Service, str] | None:
    """Return the service that a host leads to, with the target or address that says so."""
    for target in reversed(found.aliases):
        for service in SERVICES:
            below = any(within(target, end) and target != end for end in service.ends)
            if below and service.inside in target:
                return service, target
    for address in found.all:
        sign = by_address(address)
        if sign is not None and sign.provider in _BY_ADDRESS:
            named = next((one for one in SERVICES if one.name == sign.provider), None)
            if named is not None:
                return named, address
    return None


def unclaimed(service: Service, status: int, body: str) -> str:
    """Return the words by which a page says that nobody has the name; empty when it does not."""
    if status not in service.statuses:
        return ""
    # Vendors write apostrophes as they please.
    plain = body.replace("\u2019", "'").replace("&#39;", "'").replace("&rsquo;", "'")
    return next((words for words in service.says if words in plain), "")
