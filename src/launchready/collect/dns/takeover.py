"""See whether a host leads to a service that no longer knows it."""

from __future__ import annotations

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.dns.addresses import addresses_of
from launchready.collect.look import Look
from launchready.collect.subjects import names, root
from launchready.derive.bot_wall import bot_wall
from launchready.derive.dns.takeover import service_of, unclaimed
from launchready.derive.dns.takeover_table import Service
from launchready.facts.dns import Takeover
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Response


@collector(per=names, none="the product has no host name", reach=Reach.READS, existing=True)
async def collect_takeover(look: Look, host: str) -> Takeover:
    """Look at the first page of a host that leads to a known service."""
    found = await addresses_of(look, host)
    known = service_of(found)
    if known is None:
        why = "the host leads to no service that hands out names"
        raise NotThere(why)
    service, target = known
    if found.dangling:
        end = found.dangling
        claimable = service.nxdomain and target == end
        fingerprint = f"{end} does not exist" if claimable else ""
        return Takeover(host, service.name, target, claimable, fingerprint)
    if not service.says:
        return Takeover(host, service.name, target)
    page = await _own_page(look, host, service)
    words = unclaimed(service, page.status, page.text())
    return Takeover(
        host,
        service.name,
        target,
        claimable=bool(words) and service.claimable,
        fingerprint=words,
        url=page.url,
        status=page.status,
    )


async def _own_page(look: Look, host: str, service: Service) -> Response:
    """Return what the host itself answers: over HTTPS, or HTTP where that fails.

    A service has no certificate for a name that nobody has, so HTTPS often fails first.
    """
    failure = Failure(Phase.FIRST_BYTE, f"{host} did not answer")
    best: Response | None = None
    for url in dict.fromkeys((root(look.product, host), f"http://{host}/")):
        try:
            trail = await look.walk(url)
        except Failure as error:
            failure = error
            continue
        for response in trail.responses:
            if response.host != host:
                break
            if unclaimed(service, response.status, response.text()):
                return response
            best = best or response
        if best is not None:
            break
    if best is None:
        raise failure
    wall = bot_wall(best.status, best.headers, best.body)
    if wall:
        why = f"{wall} answered instead of the site: not judged"
        raise Failure(Phase.CONTENT, why)
    return best
