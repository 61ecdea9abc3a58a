"""One host as several resolvers see it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from ipaddress import ip_address

from launchready.facts.dns import ResolverView, Status
from launchready.net.dns.resolver import Resolver


async def views(resolvers: Sequence[tuple[str, Resolver]], host: str) -> tuple[ResolverView, ...]:
    """Return each resolver's view in the order given; addresses sorted, so that views compare."""
    return tuple(await asyncio.gather(*(_view(name, one, host) for name, one in resolvers)))


async def _view(name: str, resolver: Resolver, host: str) -> ResolverView:
    answers = await asyncio.gather(resolver.ask(host, "A"), resolver.ask(host, "AAAA"))
    addresses = {ip_address(value) for answer in answers for value in answer.values}
    ordered = sorted(addresses, key=lambda ip: (ip.version, int(ip)))
    return ResolverView(
        name, _together(*(answer.status for answer in answers)), tuple(map(str, ordered))
    )


def _together(*statuses: Status) -> Status:
    """An answer wins; else what could not be seen, for the other may have been one."""
    if Status.ANSWERED in statuses:
        return Status.ANSWERED
    return next((status for status in statuses if not status.known), statuses[0])
