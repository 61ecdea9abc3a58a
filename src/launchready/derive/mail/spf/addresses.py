"""What the answers to SPF's questions say, read with care: every word of them is hostile."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

from launchready.facts.dns import Answer, Status

Address = IPv4Address | IPv6Address


def gone(name: str, kind: str) -> Answer:
    """Return the answer to a question that nobody can ask: there is no such name."""
    return Answer(name, kind, Status.NO_SUCH_NAME)


def address_kind(ip: Address) -> str:
    """Return the record type that holds addresses of this version."""
    return "A" if isinstance(ip, IPv4Address) else "AAAA"


def listed_addresses(answer: Answer) -> tuple[Address, ...]:
    """Return the addresses of an A or AAAA answer; what is none is left out."""
    found = []
    for value in answer.values:
        try:
            found.append(ip_address(value))
        except ValueError:
            continue
    return tuple(found)


def listed_hosts(answer: Answer) -> tuple[str, ...]:
    """Return the hosts of an MX answer, best first; the null MX names none (RFC 7505)."""
    found = []
    for value in answer.values:
        preference, _, host = value.partition(" ")
        if preference.isascii() and preference[:5].isdigit():
            found.append((int(preference[:5]), host.removesuffix(".")))
    return tuple(host for _, host in sorted(found))


def listed_names(answer: Answer) -> tuple[str, ...]:
    """Return the names of a PTR answer, in its order."""
    return tuple(value.removesuffix(".") for value in answer.values)


def within(name: str, domain: str) -> bool:
    """Whether a name is a domain or stands below it."""
    name, domain = name.lower().removesuffix("."), domain.lower().removesuffix(".")
    return name == domain or name.endswith(f".{domain}")


def any_within(ip: Address, addresses: Iterable[Address], prefix: int) -> bool:
    """Whether one of the addresses shares the first `prefix` bits with `ip`."""
    shift = ip.max_prefixlen - prefix
    wanted = int(ip) >> shift
    return any(one.version == ip.version and int(one) >> shift == wanted for one in addresses)
