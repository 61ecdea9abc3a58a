"""Ask as other websites would, and note whom the answers allow to read them."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import web_hosts
from launchready.derive.bot_wall import bot_wall
from launchready.derive.headers.cors_plan import Planned, plan
from launchready.derive.mask import mask_url
from launchready.facts.cors import CorsProbe, CorsProbes, Sender
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

_NOT_JUDGED = frozenset({429, 502, 503, 504})


@collector(per=web_hosts, none="the product has no web host", reach=Reach.PROBES)
async def collect_cors(look: Look, host: str) -> CorsProbes:
    """
    Return what the host answers to foreign origins.

    A probe without an answer makes the host unmeasured, unless another one already showed that
    a foreign site is let in.
    """
    home = await look.home(host)
    planned = plan(look.product, host, home.url, deep=look.run.deep)
    answers = await asyncio.gather(*(_probe(look, one) for one in planned), return_exceptions=True)
    probes, failures = [], []
    for answer in answers:
        if isinstance(answer, CorsProbe):
            probes.append(answer)
        elif isinstance(answer, Failure):
            failures.append(answer)
        else:
            raise answer
    if failures and not any(_is_hole(probe) for probe in probes):
        raise failures[0]
    return CorsProbes(host, tuple(probes))


def _is_hole(probe: CorsProbe) -> bool:
    return probe.reads_as_user and probe.sender is not Sender.DECLARED


async def _probe(look: Look, planned: Planned) -> CorsProbe:
    headers = [("Origin", planned.origin)]
    if planned.target.method == "OPTIONS":
        headers.append(("Access-Control-Request-Method", planned.target.wants))
    response = await look.fetch(Request(planned.target.url, planned.target.method, tuple(headers)))
    wall = bot_wall(response.status, response.headers, response.body)
    if wall:
        why = f"{wall} answered instead of the site: not judged"
        raise Failure(Phase.CONTENT, why)
    if response.status in _NOT_JUDGED:
        why = f"{mask_url(planned.target.url)} answered {response.status}"
        raise Failure(Phase.CONTENT, why)
    return _seen(planned, response)


def _seen(planned: Planned, response: Response) -> CorsProbe:
    # Browsers join repeated headers and then refuse the list (Fetch, CORS check).
    allow = ", ".join(response.all("access-control-allow-origin"))
    credentials = response.header("access-control-allow-credentials") or ""
    vary = ",".join(response.all("vary")).lower()
    return CorsProbe(
        url=mask_url(planned.target.url),
        sender=planned.sender,
        origin=planned.origin,
        method=planned.target.method,
        status=response.status,
        allow_origin=allow[:300],
        credentials=credentials.strip() == "true",
        vary="origin" in {word.strip() for word in vary.split(",")} or "*" in vary,
        private=planned.target.private,
    )
