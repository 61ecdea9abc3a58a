"""What the two address queries of a host say together."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from launchready.facts.dns import Addresses, Answer, Status

MOST_ALIASES = 10
"""Resolvers give up on longer chains."""


def read_addresses(host: str, ipv4: Answer, ipv6: Answer) -> Addresses | None:
    """Return where the host leads, or None when the answers do not tell."""
    both = (ipv4, ipv6)
    aliases = max((answer.aliases for answer in both), key=len)
    problem = broken_chain(host, aliases)
    known = [answer for answer in both if answer.status.known]
    if not problem and (not known or (len(known) < len(both) and not known[0].values)):
        return None
    missing = all(answer.status is Status.NO_SUCH_NAME for answer in both)
    return Addresses(
        host,
        ipv4=ipv4.values,
        ipv6=ipv6.values,
        aliases=aliases,
        exists=bool(aliases) or not missing,
        dangling=aliases[-1] if missing and aliases else "",
        ttl=min((answer.ttl for answer in both if answer.values), default=0),
        problem=problem,
        unseen=tuple(
            f"{answer.kind}: {answer.why or answer.status}"
            for answer in both
            if not answer.status.known and not problem
        ),
    )


def broken_chain(host: str, aliases: tuple[str, ...]) -> str:
    """Say why a chain of aliases leads nowhere; empty for a good one."""
    chain = (host, *aliases)
    if len(set(chain)) < len(chain):
        return "its CNAME records lead round in a loop"
    if len(aliases) > MOST_ALIASES:
        return f"its CNAME records are a chain of more than {MOST_ALIASES}"
    return ""


def unreachable(address: str) -> str:
    """Say why an address is not reachable on the internet; empty for a public one.

    The IANA special-purpose registries (RFC 6890) decide. Raises `ValueError` for other text.
    """
    ip = ip_address(address)
    inner = _embedded(ip)
    if inner is not None:
        return unreachable(str(inner))
    if ip.is_global and not (ip.is_multicast or _is_private_by_rfc(ip)):
        return ""
    return next((words for holds, words in _KINDS if holds(ip)), "an address that is not public")


def _embedded(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that traffic to this one ends at."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _TRANSLATED or (ip in _COMPATIBLE and int(ip) > 1):
        return IPv4Address(int(ip) & _LAST_32_BITS)
    return ip.ipv4_mapped or ip.sixtofour


def _is_private_by_rfc(ip: IPv4Address | IPv6Address) -> bool:
    """Whether a network keeps this address to itself, though no registry lists it as such."""
    return ip in _LOCAL_TRANSLATION or ip in _SITE_LOCAL


_LAST_32_BITS = 0xFFFF_FFFF
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""A network with NAT64 sends these on to the IPv4 address in the last 32 bits (RFC 6052)."""
_LOCAL_TRANSLATION = IPv6Network("64:ff9b:1::/48")
"""Translation of one network's own (RFC 8215)."""
_COMPATIBLE = IPv6Network("::/96")
"""IPv4-compatible addresses, deprecated (RFC 4291 section 2.5.5.1); it holds `::` and `::1`."""
_SITE_LOCAL = IPv6Network("fec0::/10")
"""Deprecated, and still in use inside networks (RFC 3879)."""

_KINDS: tuple[tuple[Callable[[IPv4Address | IPv6Address], bool], str], ...] = (
    (lambda ip: ip.is_unspecified, "no address at all"),
    (lambda ip: ip.is_loopback, "the visitor's own computer"),
    (lambda ip: ip.is_link_local, "a link-local address"),
    (lambda ip: ip.is_multicast, "a multicast address"),
    (lambda ip: ip.is_private, "an address of a private network"),
    (_is_private_by_rfc, "an address of a private network"),
)
"""In this order: what is loopback counts as private too."""


def public(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses that are reachable on the internet."""
    return tuple(address for address in addresses if not unreachable(address))
