"""Addresses an audit may not touch unless the user named them.

A redirect or a DNS answer into the private network would turn the auditor into a proxy for its own
network (server-side request forgery), so every dial passes through here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from launchready.derive.dns.addresses import unreachable
from launchready.net.failure import Failure, Phase


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides which addresses may be dialled."""

    allow_private: bool = False
    named: frozenset[str] = field(default_factory=frozenset)
    """Addresses and host names that the user typed."""

    def check(self, host: str, address: str) -> None:
        """Raise `Failure` when this address is not public and nobody named it."""
        if self.allow_private or address in self.named:
            return
        if not is_public(address):
            which = address if host == address else f"{host} leads to {address}, which"
            why = f"{which} is not a public address (--allow-private)"
            raise Failure(Phase.GUARD, why)


def is_public(address: str) -> bool:
    """Whether an IP address is reachable on the internet (IANA special-purpose registries)."""
    return not unreachable(address)
