"""Send broken and oversized bodies to routes that the owner declared, with the owner's consent."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.derive.bot_wall import bot_wall
from launchready.derive.page.traces import traces
from launchready.facts.product import Product, RouteKind
from launchready.facts.service import OddBodies
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

KINDS = (RouteKind.WRITE, RouteKind.LOGIN, RouteKind.CHAT)
OVERSIZED = 2 * 1024 * 1024
MALFORMED = b'{"launchready_probe": "this body ends too ear'
JSON = (("Content-Type", "application/json"),)
SENT = frozenset({Phase.SEND, Phase.FIRST_BYTE})
"""Phases in which a server that refuses a large body closes the connection."""


def write_routes(product: Product) -> Iterable[str]:
    """The URL of every declared route that takes a body."""
    routes = (one for one in product.routes if one.kind in KINDS and one.method != "GET")
    return tuple(dict.fromkeys(one.url for one in routes))


@collector(
    per=write_routes, none="needs owned = true and a declared write route", reach=Reach.PROBES
)
async def collect_odd_bodies(look: Look, url: str) -> OddBodies:
    """Send a body that is no JSON, then 2 MB of JSON without any field that the route knows."""
    if not look.product.owned:
        why = "needs owned = true and a declared write route"
        raise NotThere(why)
    await look.require(urlsplit(url).hostname or "")
    method = next(one.method for one in look.product.routes if one.url == url)
    broken = await look.fetch(Request(url, method, JSON, MALFORMED))
    wall = bot_wall(broken.status, broken.headers, broken.body)
    if wall:
        why = f"{wall} answered instead of the route: not judged"
        raise Failure(Phase.CONTENT, why)
    filler = b'{"launchready_probe": "' + b"a" * OVERSIZED + b'"}'
    large = await _large(look, Request(url, method, JSON, filler))
    told = [one for answer in (broken, large) if answer for one in traces(answer.text())]
    return OddBodies(
        url,
        method,
        broken.status,
        large.status if large is not None else 0,
        len(filler),
        told[0].line if told else "",
    )


async def _large(look: Look, request: Request) -> Response | None:
    """Return the answer; None where the server hung up on the body, as it may."""
    try:
        return await look.fetch(request)
    except Failure as failure:
        if failure.phase in SENT:
            return None
        raise
