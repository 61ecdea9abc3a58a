"""Who delivered a message, when and in whose name: the trace headers (RFC 5321 section 4.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address

from launchready.derive.mail.message.addresses import bare_address, read_date
from launchready.derive.mail.message.authentication_results import Statement
from launchready.derive.pattern import lazy

_FROM = lazy(r"from\s{1,5}([^\s()]{1,255})", re.IGNORECASE)
_HELO = lazy(r"\bhelo[ =]\s{0,3}([^\s();,\"]{1,255})", re.IGNORECASE)
_BRACKETED = lazy(r"\[(?:IPv6:)?([0-9A-Fa-f.:]{2,45})\]", re.IGNORECASE)
_CLIENT = lazy(r"client-ip=\"?([0-9A-Fa-f.:]{2,45})", re.IGNORECASE)
_CLIENT_HELO = lazy(r"\bhelo=\"?([^\s;\"]{1,255})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hop:
    """The step at which the receiver took the message."""

    peer: str = ""
    """The address it came from."""
    helo: str = ""
    at: datetime | None = None


def delivering_hop(received: Sequence[str], received_spf: str, statement: Statement) -> Hop:
    """Return the hop into the receiver: its own word first, then the topmost public address.

    The topmost headers may tell of steps inside the receiver, between private addresses.
    """
    when = next((read_date(one.rpartition(";")[2].strip()) for one in received[:1]), None)
    said = _CLIENT.search(received_spf[:2_000]) if received_spf else None
    if said is not None and _is_address(said[1]):
        helo = _CLIENT_HELO.search(received_spf[:2_000])
        return Hop(said[1], helo[1] if helo else _helo_of(received, said[1]), when)
    hops = [hop for hop in map(_hop, received[:20]) if hop.peer]
    hop = next((one for one in hops if ip_address(one.peer).is_global), None)
    hop = hop or next(iter(hops), Hop())
    told = next((one.about("smtp.helo") for one in statement.claims if one.method == "spf"), "")
    return Hop(hop.peer, told or hop.helo, when)


def envelope_sender(return_path: Sequence[str], statement: Statement) -> str | None:
    """Return the envelope sender as the receiver wrote it: empty for a bounce, None: unknown."""
    if return_path:
        empty = return_path[0].strip() in {"<>", ""}
        return "" if empty else bare_address(return_path[0]) or None
    for claim in statement.claims:
        said = claim.about("smtp.mailfrom") if claim.method == "spf" else ""
        if said:
            return bare_address(said if "@" in said else f"postmaster@{said}") or None
    return None


def _hop(text: str) -> Hop:
    """Read `from HELO (NAME [ADDRESS])`; only what stands before `by` is about the peer."""
    head = re.split(r"\sby\s", text[:4_000], maxsplit=1)[0]
    for found in _BRACKETED.finditer(head):
        if _is_address(found[1]):
            helo = _HELO.search(head)
            name = _FROM.match(head.strip())
            said = helo[1] if helo else (name[1] if name else "")
            return Hop(found[1], said.strip("[]").lower())
    return Hop()


def _helo_of(received: Sequence[str], peer: str) -> str:
    return next((hop.helo for hop in map(_hop, received[:20]) if hop.peer == peer), "")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
