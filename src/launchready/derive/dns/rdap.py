"""Read what registries say of a domain (RDAP: RFC 9083, RFC 9224). The text is hostile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from launchready.derive.pattern import lazy
from launchready.facts.dns import Registration

RESERVED = frozenset(
    {"alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion", "test"}
)
"""Top-level names that nobody sells (RFC 2606, RFC 6761, RFC 6762, RFC 9476)."""

_MOST = 64
_LONGEST = 200
_COUNTRY = 2
"""Letters of a country's top-level name (ISO 3166)."""
_TRANSFER_LOCK = lazy(r"(client|server)\s*transfer\s*prohibited", re.IGNORECASE)
_EPP = lazy(r"(client|server)\s*\w+\s*prohibited|server\s*hold|client\s*hold", re.IGNORECASE)


class NotRdap(Exception):  # noqa: N818 - an outcome of the target, not an error of ours
    """An answer that RDAP does not know. `str()` says what is wrong with it."""


def server_for(bootstrap: bytes, domain: str) -> str:
    """Return the base URL of the registry's server, https only; empty where it has none.

    `bootstrap` is IANA's list (RFC 9224 section 4). Raises `NotRdap` when it is no such list.
    """
    services = _object(bootstrap).get("services")
    if not isinstance(services, list):
        message = "the list of registries has no services"
        raise NotRdap(message)
    best, length = "", 0
    for entries, urls in _services(services):
        for entry in entries:
            # The longest match of whole labels wins (RFC 9224 section 5).
            inside = domain == entry or domain.endswith(f".{entry}")
            url = next((url for url in urls if url.startswith("https://")), "")
            if inside and url and len(entry) > length:
                best, length = url, len(entry)
    return best if best.endswith("/") or not best else f"{best}/"


def read_registration(domain: str, body: bytes) -> Registration:
    """Return the registration that a domain object describes. Raises `NotRdap` for others."""
    found = _object(body)
    if found.get("objectClassName", "domain") != "domain":
        message = "the registry's answer is not about a domain"
        raise NotRdap(message)
    return Registration(
        domain,
        registrar=_registrar(found),
        expires=_expires(found),
        statuses=tuple(
            dict.fromkeys(text.lower()[:_LONGEST] for text in _texts(found.get("status")))
        ),
    )


def transfer_locks(statuses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the statuses that forbid a transfer (RFC 8056 maps those of EPP)."""
    return tuple(status for status in statuses if _TRANSFER_LOCK.search(status))


def knows_locks(domain: str, statuses: tuple[str, ...]) -> bool:
    """Whether the registry has transfer locks: all generic ones do, countries only where seen."""
    top = domain.rpartition(".")[2]
    return len(top) > _COUNTRY or any(_EPP.search(status) for status in statuses)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        message = "the answer is not a JSON object"
        raise NotRdap(message)
    return found


def _services(services: list[Any]) -> Iterator[tuple[list[str], list[str]]]:
    for service in services[:5000]:
        if isinstance(service, list) and len(service) > 1:
            names = [name.lower() for name in _texts(service[0], 5000)]
            yield names, list(_texts(service[1]))


def _texts(value: object, most: int = _MOST) -> Iterator[str]:
    if isinstance(value, list):
        yield from (one for one in value[:most] if isinstance(one, str))


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value[:_MOST] if isinstance(one, dict))


def _expires(found: dict[str, Any]) -> str:
    for event in _objects(found.get("events")):
        if event.get("eventAction") == "expiration":
            date = event.get("eventDate")
            if isinstance(date, str):
                return _utc(date)
    return ""


def _utc(text: str) -> str:
    """Return an RFC 3339 time in UTC; empty for anything else."""
    try:
        when = datetime.fromisoformat(text[:40].strip())
        aware = when if when.tzinfo else when.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""


def _registrar(found: dict[str, Any]) -> str:
    for entity in _objects(found.get("entities")):
        if "registrar" in _texts(entity.get("roles")):
            return _full_name(entity.get("vcardArray")) or str(entity.get("handle", ""))[:_LONGEST]
    return ""


def _full_name(vcard: object) -> str:
    """Return the `fn` of a jCard (RFC 7095), in printable characters."""
    lines = vcard[1] if isinstance(vcard, list) and len(vcard) > 1 else ()
    for line in lines[:_MOST] if isinstance(lines, list) else ():
        # A property is [name, parameters, type, value].
        if isinstance(line, list) and line[:1] == ["fn"] and isinstance(line[-1], str):
            return "".join(letter for letter in line[-1][:_LONGEST] if letter.isprintable())
    return ""
