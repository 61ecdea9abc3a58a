"""Ask each name server of a zone directly: does it serve the zone, and the same version?"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from launchready.facts.dns import Answer, NameServer, Status
from launchready.net.dns.resolver import Resolver
from launchready.net.dns.servers import Server
from launchready.net.failure import Failure, Phase
from launchready.net.guard import Guard

MOST_NAMESERVERS = 16
MOST_ADDRESSES = 8
_NOT_ITS_ZONE = "is not authoritative for the zone"
_SERIAL = 2
"""The serial's place in a SOA (RFC 1035 section 3.3.13)."""


async def examine_nameservers(
    resolver: Resolver,
    zone: str,
    *,
    port: int = 53,
    at: Mapping[str, Server] | None = None,
    guard: Guard | None = None,
) -> tuple[NameServer, ...]:
    """Return each of the zone's name servers with what it answers; none when the zone has none.

    `at` says where to dial a name server instead; `guard` keeps addresses that the zone chose out
    of private networks. Raises `Failure` when the list itself could not be seen.
    """
    listed = await resolver.ask(zone, "NS")
    if not listed.status.known:
        why = f"the name servers of {zone} could not be seen: {listed.why}"
        raise Failure(Phase.NAME, why)
    hosts = sorted(set(listed.values))[:MOST_NAMESERVERS]
    at = at or {}
    return tuple(
        await asyncio.gather(
            *(_examine(resolver, zone, host, port, at.get(host), guard) for host in hosts)
        )
    )


async def _examine(
    resolver: Resolver,
    zone: str,
    host: str,
    port: int,
    instead: Server | None,
    guard: Guard | None,
) -> NameServer:
    addresses, problem = await _addresses(resolver, host)
    if instead is not None:
        addresses, server = addresses or (instead.address,), instead
    elif not addresses:
        return NameServer(host, problem=problem)
    else:
        server = Server(addresses[0], port)
        if guard is not None:
            try:
                guard.check(host, server.address)
            except Failure as failure:
                return NameServer(host, addresses, problem=failure.why)
    answer = await resolver.ask_at(server, zone, "SOA")
    return NameServer(
        host,
        addresses,
        serial=_serial(answer),
        authoritative=answer.authoritative and answer.status is Status.ANSWERED,
        recursive=answer.recursion,
        problem=_problem(answer),
    )


async def _addresses(resolver: Resolver, host: str) -> tuple[tuple[str, ...], str]:
    answers = await asyncio.gather(resolver.ask(host, "A"), resolver.ask(host, "AAAA"))
    addresses = tuple(value for answer in answers for value in answer.values)
    unseen = next((answer for answer in answers if not answer.status.known), None)
    problem = "has no address" if unseen is None else f"its address is unknown: {unseen.why}"
    return addresses[:MOST_ADDRESSES], problem


def _serial(answer: Answer) -> int | None:
    if answer.status is not Status.ANSWERED:
        return None
    return int(answer.values[0].split(" ")[_SERIAL])


def _problem(answer: Answer) -> str:
    match answer.status:
        case Status.ANSWERED:
            return "" if answer.authoritative else _NOT_ITS_ZONE
        case Status.TIMEOUT:
            return f"timed out ({answer.why})"
        case Status.REFUSED | Status.SERVFAIL | Status.NO_RECORDS | Status.NO_SUCH_NAME:
            return f"{_NOT_ITS_ZONE} ({answer.status})"
        case Status.BROKEN:
            return f"{_NOT_ITS_ZONE} ({answer.why})"
