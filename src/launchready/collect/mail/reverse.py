"""See what the addresses of a domain's own mail servers are called."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import (
    MOST_SERVERS,
    MOST_SERVERS_DEEP,
    NONE,
    mail_servers,
    sending_domains,
    told,
)
from launchready.derive.dns.addresses import public
from launchready.derive.dns.tree import within
from launchready.derive.public_suffix import registrable
from launchready.facts.mail import ReverseName, ReverseNames

_MOST_NAMES = 3


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_reverse_names(look: Look, domain: str) -> ReverseNames:
    """Ask for PTR and back again, for servers under the domain's own name.

    Those of a mail provider are left alone: it looks after their names, and sends from others.
    """
    home = registrable(domain)
    hosts = [name for _, name in await mail_servers(look, domain) if within(name, home)]
    if not hosts:
        why = f"{domain} runs no mail server of its own"
        raise NotThere(why)
    most = MOST_SERVERS_DEEP if look.run.deep else MOST_SERVERS
    answers = await asyncio.gather(*(look.ask(host, "A") for host in hosts[:most]))
    pairs = [
        (host, address)
        for host, answer in zip(hosts, answers, strict=False)
        for address in public(told(answer).values)
    ]
    if not pairs:
        why = f"no mail server of {domain} has a public IPv4 address"
        raise NotThere(why)
    found = await asyncio.gather(*(_reverse(look, *pair) for pair in pairs[:most]))
    return ReverseNames(domain, tuple(found))


async def _reverse(look: Look, host: str, address: str) -> ReverseName:
    pointer = told(await look.ask(ip_address(address).reverse_pointer, "PTR"))
    names = pointer.values[:_MOST_NAMES]
    forward = await asyncio.gather(*(look.ask(name, "A") for name in names))
    confirmed = any(address in answer.values for answer in forward)
    if not confirmed:
        for answer in forward:
            told(answer)
    return ReverseName(host, address, names, confirmed)
