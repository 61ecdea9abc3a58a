"""Fetch a page's assets, and once more where a cache shows itself."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import Reach, collector
from launchready.collect.exchange import exchange
from launchready.collect.look import Look
from launchready.collect.site import assets_of, fetch_again
from launchready.collect.subjects import web_hosts
from launchready.derive.caches.cache_status import Served, cache_status
from launchready.derive.mask import mask_url
from launchready.derive.page.assets import Found, first_of_each
from launchready.derive.platforms.providers import by_headers, edge_among
from launchready.facts.cache import Asset, CacheProbe
from launchready.facts.http import Exchange
from launchready.net.failure import Failure
from launchready.net.http.message import Request

ASSETS, DEEP_ASSETS = 2, 12
OK = 200


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS)
async def collect_cache_probe(look: Look, host: str) -> CacheProbe:
    """Fetch up to two assets of the root page (twelve with --deep), of different kinds."""
    home = await look.home(host)
    most = DEEP_ASSETS if look.run.deep else ASSETS
    chosen = first_of_each(await assets_of(look, host), most)
    seen = await asyncio.gather(*(_asset(look, one) for one in chosen))
    return CacheProbe(
        host,
        exchange(home),
        tuple(one for one in seen if isinstance(one, Asset)),
        tuple(one for one in seen if isinstance(one, str)),
    )


async def _asset(look: Look, found: Found) -> Asset | str:
    request = Request(found.url)
    try:
        first = exchange(await look.fetch(request))
        second = exchange(await fetch_again(look, request)) if _through_a_cache(first) else None
    except Failure as failure:
        return f"{mask_url(found.url)}: {failure}"
    return Asset(first.url, found.kind, first, second)


def _through_a_cache(answer: Exchange) -> bool:
    if answer.status != OK or answer.challenge:
        return False
    said = cache_status(answer).served is not Served.UNSAID
    return said or edge_among(by_headers(answer.headers)) is not None
