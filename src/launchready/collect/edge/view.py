"""See who meets the visitors of a host: by its addresses, its aliases and its headers."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import root, web_hosts
from launchready.derive.platforms.providers import (
    Sign,
    by_address,
    by_aliases,
    by_headers,
    cache_marks,
    edge_among,
    hosting_among,
)
from launchready.facts.dns import Answer
from launchready.facts.platform import EdgeView
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Response


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS)
async def collect_edge_view(look: Look, host: str) -> EdgeView:
    """Look at the DNS answers and at the first answer of the host itself."""
    await look.require(host)
    return await look.once(("edge view", host), lambda: _view(look, host))


async def _view(look: Look, host: str) -> EdgeView:
    answers = await _ask(look, host)
    addresses = tuple(dict.fromkeys(value for one in answers for value in one.values))
    aliases = tuple(dict.fromkeys(alias for one in answers for alias in one.aliases))
    by_dns = (*by_aliases(host, aliases), *filter(None, map(by_address, addresses)))
    response = await _first_answer(look, host, by_dns)
    headers = response.headers if response is not None else ()
    signs = (*by_headers(headers), *by_dns)
    edge, hosting = edge_among(signs), hosting_among(signs)
    marks = cache_marks(headers)
    told = [one.evidence for one in (edge, hosting) if one is not None]
    return EdgeView(
        host,
        edge.provider if edge else "",
        hosting.provider if hosting else "",
        bool(marks),
        addresses or ((response.address,) if response is not None else ()),
        tuple(dict.fromkeys((*told, *marks))),
    )


async def _ask(look: Look, host: str) -> tuple[Answer, ...]:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return tuple(await asyncio.gather(look.ask(host, "A"), look.ask(host, "AAAA")))
    return ()


async def _first_answer(look: Look, host: str, by_dns: tuple[Sign, ...]) -> Response | None:
    """Return what the host itself answers first: a redirect or a bot wall has an edge too."""
    try:
        trail = await look.walk(root(look.product, host))
    except Failure:
        if edge_among(by_dns) is None:
            raise
        return None
    own = (one for one in trail.responses if one.host == host.strip("[]"))
    response = next(own, None)
    if response is None and edge_among(by_dns) is None:
        raise Failure(Phase.FIRST_BYTE, trail.stopped or f"{host} did not answer")
    return response
