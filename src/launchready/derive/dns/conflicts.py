"""Records that cannot all be meant."""

from __future__ import annotations

from launchready.derive.dns.addresses import public, unreachable
from launchready.derive.platforms.providers import by_address
from launchready.facts.dns import Addresses


def mixed_reach(found: Addresses) -> tuple[str, ...]:
    """Return the private addresses of a host that has public ones too."""
    outside = public(found.all)
    return tuple(one for one in found.all if unreachable(one)) if outside else ()


def mixed_providers(found: Addresses) -> tuple[str, ...]:
    """Return `ADDRESS (Provider)` for each address, where known providers differ.

    An alias is answered by whoever it leads to, who may well use two networks.
    """
    if found.aliases:
        return ()
    signs = [(address, by_address(address)) for address in found.all]
    names = {sign.provider for _, sign in signs if sign is not None}
    if len(names) <= 1:
        return ()
    return tuple(f"{address} ({sign.provider if sign else 'unknown'})" for address, sign in signs)
