"""The terms of an SPF record (RFC 7208 section 4.6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from launchready.derive.mail.spf.macros import MacroString

MECHANISMS = frozenset({"all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A term that breaks the grammar: receivers give up on the whole record."""

    column: int
    """Where in the record it begins, from 1."""
    text: str
    """The term, as published."""
    why: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A term that can match: `-all`, `include:_spf.shop.example`."""

    text: str
    column: int
    qualifier: str
    """`+`, `-`, `~` or `?`."""
    name: str
    """Lower case."""
    target: MacroString | None = None
    """The domain it names; None: the record's own."""
    network: IPv4Network | IPv6Network | None = None
    """The addresses of `ip4` and `ip6`."""
    prefix4: int = 32
    prefix6: int = 128

    @property
    def asks(self) -> bool:
        """Whether it counts against the ten lookups (section 4.6.4)."""
        return self.name in {"include", "a", "mx", "ptr", "exists"}


@dataclass(frozen=True, slots=True)
class Modifier:
    """A term that changes what happens: `redirect=`, `exp=`, or one unknown to the standard."""

    text: str
    column: int
    name: str
    """Lower case."""
    value: MacroString
