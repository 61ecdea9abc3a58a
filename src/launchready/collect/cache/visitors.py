"""Be two visitors, one after the other, each without cookies: does the second get the first's?"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.exchange import exchange
from launchready.collect.look import Look
from launchready.collect.site import fetch_again
from launchready.collect.subjects import web_roots
from launchready.derive.bot_wall import bot_wall
from launchready.facts.cache import TwoVisitors
from launchready.facts.product import Caching, Product, Route
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

LONG = 16
"""Characters: a shorter cookie is a setting, not somebody's session."""


def private_urls(product: Product) -> Iterable[str]:
    """Declared routes that belong to one visitor, and the root of every web host."""
    declared = (route.url for route in product.routes if _own(route))
    return tuple(dict.fromkeys((*declared, *web_roots(product))))


@collector(per=private_urls, none="the product has no web host", reach=Reach.READS)
async def collect_two_visitors(look: Look, url: str) -> TwoVisitors:
    """Fetch a private route twice; a root page only where its first answer sets cookies."""
    route = next((one for one in look.product.routes if one.url == url and _own(one)), None)
    host = urlsplit(url).hostname or ""
    if route is None:
        first = await look.home(host)
        if not first.all("set-cookie"):
            why = f"{url} sets no cookies and is not declared as private"
            raise NotThere(why)
        # The walk to the page was the first visitor; this request is the second.
        second = await look.fetch(Request(first.url))
    else:
        await look.require(host)
        first = await look.fetch(Request(url))
        second = await fetch_again(look, Request(url))
    for answer in (first, second):
        wall = bot_wall(answer.status, answer.headers, answer.body)
        if wall:
            why = f"{wall} answered instead of the site: not judged"
            raise Failure(Phase.CONTENT, why)
    return TwoVisitors(
        url,
        exchange(first),
        exchange(second),
        private=_why(route),
        never_cache=route is not None and route.caching is Caching.NEVER,
        same_cookies=_same(first, second),
    )


def _own(route: Route) -> bool:
    private = route.authenticated or route.caching is Caching.NEVER
    return private and route.method in {"GET", "HEAD"}


def _why(route: Route | None) -> str:
    return "declared as signed-in only" if route is not None and route.authenticated else ""


def _same(first: Response, second: Response) -> tuple[str, ...]:
    """Names of cookies with the same long value in both answers; the values go no further."""
    one, other = _cookies(first), _cookies(second)
    return tuple(
        name for name, value in one.items() if len(value) >= LONG and other.get(name) == value
    )


def _cookies(answer: Response) -> dict[str, str]:
    pairs = (field.partition(";")[0].partition("=") for field in answer.all("set-cookie"))
    return {name.strip()[:100]: value.strip() for name, _, value in pairs}
