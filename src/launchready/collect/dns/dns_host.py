"""See who runs the name servers of the domain."""

from __future__ import annotations

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import zones
from launchready.derive.dns.lines import listed
from launchready.derive.platforms.providers import dns_host
from launchready.derive.redirects.site import is_declared
from launchready.facts.dns import DnsHost
from launchready.net.failure import Failure, Phase


@collector(per=zones, none="the product has no domain of its own", reach=Reach.READS, existing=True)
async def collect_dns_host(look: Look, zone: str) -> DnsHost:
    """Return the DNS host; `Failure` where only an owner could say, and none has been asked."""
    answer = await look.ask(zone, "NS")
    if not answer.status.known:
        why = f"the name servers of {zone} could not be seen: {answer.why or answer.status}"
        raise Failure(Phase.NAME, why)
    if not answer.values:
        why = f"{zone} has no name servers of its own"
        raise NotThere(why)
    names = tuple(sorted(answer.values))
    provider = next(filter(None, map(dns_host, names)), "") or look.product.dns_host
    if not provider and not is_declared(look.product):
        why = (
            f"{listed(names, 3)} are of no DNS host known by name; a launchready.toml can say who"
            f" runs them"
        )
        raise Failure(Phase.CONTENT, why)
    return DnsHost(zone, provider, names)
