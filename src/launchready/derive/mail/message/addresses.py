"""Addresses and dates as headers write them (RFC 5322 sections 3.3 and 3.4)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime

from launchready.derive.pattern import lazy

MOST = 20
_LONGEST = 4_000
_ADDRESS = lazy(r"[^\s@<>,;\"()]{1,64}@[^\s@<>,;\"()]{1,253}")


def addresses(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return at most 20 bare addresses in the order written; what is no address is left out."""
    pairs = getaddresses([value[:_LONGEST] for value in values[:MOST]])
    found = [address for _, address in pairs if _ADDRESS.fullmatch(address)]
    return tuple(found[:MOST])


def bare_address(text: str) -> str:
    """Return the address between angle brackets, or the text; empty where it is none."""
    found = _ADDRESS.search(text[:_LONGEST])
    return found[0] if found else ""


def domain_of(address: str) -> str:
    """Return the domain of an address, lower case without the last dot."""
    return address.rpartition("@")[2].lower().rstrip(".") if "@" in address else ""


def read_date(text: str) -> datetime | None:
    """Read a Date header as UTC; None where it is none."""
    try:
        moment = parsedate_to_datetime(text[:100])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def readable(text: str) -> str:
    """Undo RFC 2047 encoding; text that breaks its rules stays as it is."""
    try:
        pieces = decode_header(text[:_LONGEST])
        return "".join(
            piece if isinstance(piece, str) else piece.decode(_charset(charset), "replace")
            for piece, charset in pieces
        )
    except (HeaderParseError, ValueError, LookupError):
        return text[:_LONGEST]


def _charset(name: str | None) -> str:
    """Only text encodings: Python also has codecs that unzip."""
    known = {"utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii", "iso-2022-jp"}
    return name.lower() if name and name.lower() in known else "utf-8"
