"""Which of the ways to the site end somewhere else than at its canonical URL."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.derive.redirects.hops import target_of
from launchready.derive.redirects.site import (
    host_of,
    in_site,
    is_declared,
    place,
    serves,
    site_hosts,
    twin,
)
from launchready.facts.http import Walk
from launchready.facts.product import Product


def astray(walks: Iterable[Walk], product: Product, canonical: str) -> dict[str, tuple[Walk, ...]]:
    """Return the walks that end elsewhere, by the host they begin at."""
    walks = tuple(walks)
    both = {host_of(walk.subject) for walk in walks if serves_itself(walk)}
    missed: dict[str, tuple[Walk, ...]] = {}
    for walk in walks:
        host = host_of(walk.subject)
        if host not in site_hosts(product) or not _is_elsewhere(walk, canonical, product):
            continue
        # Undeclared, two hosts that serve alike are one fault: apex-and-www-both-serve.
        if not is_declared(product) and {host, twin(host)} <= both:
            continue
        missed[host] = (*missed.get(host, ()), walk)
    return missed


def serves_itself(walk: Walk) -> bool:
    """Whether a walk ends with a page on the host where it began."""
    return serves(walk) and host_of(walk.end) == host_of(walk.subject)


def _is_elsewhere(walk: Walk, canonical: str, product: Product) -> bool:
    # A circle and a way off the site are faults of their own.
    if walk.last is None or walk.loop or not in_site(product, host_of(walk.end)):
        return False
    if walk.stopped:
        # No browser can follow it; every other reason to stop is a fault of its own too.
        return not host_of(target_of(walk.last))
    return place(walk.end) != place(canonical)
