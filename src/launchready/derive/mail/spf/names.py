"""Which texts can be asked for in the DNS (RFC 1035 section 2.3.4)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from launchready.derive.mail.spf.macros import LONGEST_NAME, dotted

_LONGEST_LABEL = 63


def can_be_asked(name: str) -> bool:
    """Whether a query can be made of a name; what cannot be asked does not exist."""
    bare = name.removesuffix(".")
    return (
        0 < len(bare) <= LONGEST_NAME
        and bare.isascii()
        and all(0 < len(label) <= _LONGEST_LABEL for label in bare.split("."))
    )


def is_mail_domain(name: str) -> bool:
    """Whether a name can have a policy: a full name, not an address literal (section 4.3)."""
    return can_be_asked(name) and "." in name.removesuffix(".") and not name.startswith("[")


def connecting_address(text: str) -> IPv4Address | IPv6Address:
    """Read a client's address; IPv4 mapped into IPv6 is IPv4 (section 5). Raises `ValueError`."""
    ip = ip_address(text)
    return (ip.ipv4_mapped or ip) if isinstance(ip, IPv6Address) else ip


def reverse_name(ip: IPv4Address | IPv6Address) -> str:
    """Return the name whose PTR record tells the name of an address, lower case."""
    zone = "in-addr" if isinstance(ip, IPv4Address) else "ip6"
    return ".".join(reversed(dotted(ip).lower().split("."))) + f".{zone}.arpa"


def zone_spelling(name: str) -> str:
    """Return a name as zone files and resolvers spell it: there a backslash escapes."""
    return name.replace("\\", "\\\\")
