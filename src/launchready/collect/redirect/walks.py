"""Walk every start of every web host as a computer does."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.redirect.follow import follow
from launchready.collect.subjects import starts
from launchready.derive.redirects.site import doorways, host_of
from launchready.facts.http import Walk
from launchready.facts.product import Product
from launchready.facts.redirect import SiteWalk


def site_starts(product: Product) -> Iterable[str]:
    """The starts of the hosts that people type: http and https, with and without www."""
    doors = doorways(product)
    return tuple(url for url in starts(product) if host_of(url) in doors)


@collector(per=starts, none="the product has no web host", reach=Reach.READS)
async def collect_walk(look: Look, url: str) -> Walk:
    """Return where the start leads."""
    way = await follow(look, url)
    return Walk(url, way.hops, way.end, way.loop, way.stopped)


@collector(per=site_starts, none="the product has no site of its own", reach=Reach.READS)
async def collect_site_walk(look: Look, url: str) -> SiteWalk:
    """Return the same walk, for the checks that judge the ways to the site together."""
    way = await follow(look, url)
    return SiteWalk(url, way.hops, way.end, way.loop, way.stopped)
