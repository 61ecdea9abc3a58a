"""Walk to the canonical host as a phone does."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.redirect.follow import follow
from launchready.collect.subjects import starts
from launchready.derive.redirects.site import host_of
from launchready.facts.product import Product
from launchready.facts.redirect import MobileWalk


def canonical_starts(product: Product) -> Iterable[str]:
    """Both starts of the canonical host."""
    canonical = host_of(product.canonical)
    return tuple(url for url in starts(product) if host_of(url) == canonical)


@collector(per=canonical_starts, none="the product has no canonical URL", reach=Reach.READS)
async def collect_mobile_walk(look: Look, url: str) -> MobileWalk:
    """Return where the start leads a phone."""
    # First the computer: then this walk finds its connections open.
    await follow(look, url)
    way = await follow(look, url, "mobile")
    return MobileWalk(url, way.hops, way.end, way.loop, way.stopped)
