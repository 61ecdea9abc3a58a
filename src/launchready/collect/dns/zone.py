"""See the records at the apex, and ask each name server of the zone directly."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look, wildcard_probe
from launchready.collect.subjects import zones
from launchready.facts.dns import Delegation, NameServer, Status, Wildcard, Zone
from launchready.net.dns.authority import examine_nameservers
from launchready.net.dns.resolver import Resolver
from launchready.net.dns.servers import Server
from launchready.net.failure import Failure, Phase
from launchready.net.guard import Guard

_NONE = "the product has no domain of its own"


@collector(per=zones, none=_NONE, reach=Reach.READS)
async def collect_zone(look: Look, zone: str) -> Zone:
    """Ask for NS, SOA, MX and TXT at the apex, and what each name server says of the zone."""
    apex, soa, mx, txt, servers = await asyncio.gather(
        look.ask(zone, "A"),
        look.ask(zone, "SOA"),
        look.ask(zone, "MX"),
        look.ask(zone, "TXT"),
        nameservers_of(look, zone),
    )
    return Zone(
        zone,
        exists=apex.status is not Status.NO_SUCH_NAME or bool(apex.aliases or servers),
        nameservers=servers,
        soa=next(iter(soa.values), ""),
        mx=mx,
        txt=txt,
        alias=next(iter(apex.aliases), ""),
    )


@collector(per=zones, none=_NONE, reach=Reach.PROBES)
async def collect_delegation(look: Look, zone: str) -> Delegation:
    """Return the servers' own answers; `Failure` when none could be asked at all."""
    servers = await nameservers_of(look, zone)
    if not servers:
        why = f"{zone} has no name servers of its own"
        raise NotThere(why)
    if all(_silent(server) for server in servers):
        why = (
            f"no name server of {zone} could be asked directly ({servers[0].problem});"
            " this network may not let queries out"
        )
        raise Failure(Phase.NAME, why)
    # Without IPv6 here, a server that has nothing else cannot be told from a dead one.
    return Delegation(
        zone, tuple(server for server in servers if not (_silent(server) and _only_ipv6(server)))
    )


@collector(per=zones, none=_NONE, reach=Reach.PROBES, existing=True)
async def collect_wildcard(look: Look, zone: str) -> Wildcard:
    """Ask for a name that nobody made."""
    probe = wildcard_probe(zone)
    answers = await asyncio.gather(look.ask(probe, "A"), look.ask(probe, "AAAA"))
    addresses = tuple(value for answer in answers for value in answer.values)
    unknown = next((answer for answer in answers if not answer.status.known), None)
    if unknown is not None and not addresses:
        why = f"the look-up of {probe} failed: {unknown.why or unknown.status}"
        raise Failure(Phase.NAME, why)
    return Wildcard(zone, addresses, max((answer.aliases for answer in answers), key=len))


async def nameservers_of(look: Look, zone: str) -> tuple[NameServer, ...]:
    """Return what each name server of the zone says, asked once per run. Raises `Failure`."""
    return await look.once(("name servers", zone), lambda: _examine(look, zone))


async def _examine(look: Look, zone: str) -> tuple[NameServer, ...]:
    settings = look.network.settings
    servers = await examine_nameservers(
        look.network.resolver,
        zone,
        at=settings.nameservers,
        guard=Guard(settings.allow_private, settings.named),
    )
    return tuple(await asyncio.gather(*(_confirmed(look, zone, server) for server in servers)))


async def _confirmed(look: Look, zone: str, server: NameServer) -> NameServer:
    """Believe that a server resolves for strangers only when it did: some merely say so."""
    parent = zone.partition(".")[2]
    if not server.recursive or not server.addresses or not parent:
        return server
    place = look.network.settings.nameservers.get(server.name) or Server(server.addresses[0])
    stranger = Resolver((place,), look.network.traffic, timeout=2.0, tries=1, total=2.0)
    try:
        answer = await stranger.ask(parent, "SOA")
    finally:
        await stranger.close()
    return replace(server, recursive=answer.status is Status.ANSWERED)


def _silent(server: NameServer) -> bool:
    return server.problem.startswith("timed out")


def _only_ipv6(server: NameServer) -> bool:
    return bool(server.addresses) and all(":" in address for address in server.addresses)
