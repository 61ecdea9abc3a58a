"""See whether the zone is signed and its signatures hold."""

from __future__ import annotations

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import zones
from launchready.facts.dns import Dnssec
from launchready.net.dns import dnssec


@collector(per=zones, none="the product has no domain of its own", reach=Reach.READS, existing=True)
async def collect_dnssec(look: Look, zone: str) -> Dnssec:
    """Ask for DS, DNSKEY and SOA with their signatures, and validate them."""
    return await dnssec.examine(look.network.resolver, zone)
