"""Read security.txt (RFC 9116)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

_SIZE = 32_000
"""Characters that are read (RFC 9116, 5.4 advises such a limit)."""
_FIELDS = 100


@dataclass(frozen=True, slots=True)
class SecurityContacts:
    """What the file states."""

    contacts: tuple[str, ...] = ()
    """URIs: `mailto:security@shop.example`."""
    expires: datetime | None = None
    """UTC; None when it is not stated once and well formed."""
    problem: str = ""
    """What RFC 9116 demands and the file lacks, in words; empty for nothing."""


def read_security_txt(text: str) -> SecurityContacts:
    """Read a file of any content; signatures and comments are passed over."""
    fields: dict[str, list[str]] = {}
    for line in text[:_SIZE].lstrip("\ufeff").splitlines()[: 4 * _FIELDS]:
        name, colon, value = line.partition(":")
        if colon and not line.startswith("#") and value.strip():
            fields.setdefault(name.strip().lower(), []).append(value.strip()[:500])
    contacts = tuple(fields.get("contact", ())[:_FIELDS])
    stated = fields.get("expires", [])
    expires = _date(stated[0]) if len(stated) == 1 else None
    return SecurityContacts(contacts, expires, _problem(contacts, stated, expires))


def _problem(contacts: tuple[str, ...], stated: list[str], expires: datetime | None) -> str:
    if not contacts:
        return "it has no `Contact:` line"
    if not stated:
        return "it has no `Expires:` line"
    if len(stated) > 1:
        return "it has more than one `Expires:` line"
    if expires is None:
        return f"`Expires: {stated[0][:60]}` is not a date like 2030-01-31T00:00:00Z"
    return ""


def _date(value: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(value)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
