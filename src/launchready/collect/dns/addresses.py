"""See where every host name leads."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look, wildcard_probe
from launchready.collect.subjects import names, zones
from launchready.derive.dns.addresses import read_addresses
from launchready.facts.dns import Addresses
from launchready.facts.product import Product
from launchready.net.failure import Failure, Phase


def names_and_zone(product: Product) -> Iterable[str]:
    """Every host that is a name, and the domain itself, whether it is declared as a host or not."""
    return tuple(dict.fromkeys((*names(product), *zones(product))))


@collector(per=names_and_zone, none="the product has no host name", reach=Reach.READS)
async def collect_addresses(look: Look, host: str) -> Addresses:
    """Ask for A and AAAA. A guessed name that leads nowhere is not there; a declared one is."""
    return await addresses_of(look, host)


async def addresses_of(look: Look, host: str) -> Addresses:
    """Return where a host leads. Raises `NotThere` for guesses and `Failure`."""
    ipv4, ipv6 = await asyncio.gather(look.ask(host, "A"), look.ask(host, "AAAA"))
    found = read_addresses(host, ipv4, ipv6)
    if found is None:
        silent = ipv6 if ipv4.status.known else ipv4
        why = f"the look-up of {host} failed: {silent.why or silent.status}"
        raise Failure(Phase.NAME, why)
    # A guessed alias whose target is gone is a real record, unless the wildcard made it.
    if not found.dangling or await _made_by_wildcard(look, host, found.aliases):
        await look.require(host)
    return found


async def _made_by_wildcard(look: Look, host: str, aliases: tuple[str, ...]) -> bool:
    known = look.product.host(host)
    if known is None or known.declared or not look.product.domain:
        return False
    probe = await look.ask(wildcard_probe(look.product.domain), "A")
    if probe.aliases == aliases:
        why = f"{host} is a guessed name that only the wildcard record answers"
        raise NotThere(why)
    return False
