"""What was found in one text, without what it says: the form in which it may be remembered."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from launchready.derive.secrets.identity import Identity
from launchready.derive.secrets.shown import shown
from launchready.facts.secrets import Nature


@dataclass(frozen=True, slots=True)
class Sight:
    """One secret in one text."""

    id: str
    kind: str
    vendor: str
    what: str
    shown: str
    nature: Nature
    name: str = ""
    line: int = 0
    inside: str = ""
    role: str = ""
    expires: datetime | None = None
    production: bool = False


def fingerprint(key: bytes, value: str) -> str:
    """Return a keyed hash that says of two values only whether they are equal."""
    return f"s-{hmac.new(key, normal(value).encode(), hashlib.sha256).hexdigest()[:16]}"


def normal(value: str) -> str:
    """Return a value as it would stand anywhere: a PEM block without its line breaks."""
    if "-----BEGIN" in value:
        return "".join(value.replace("\\n", "").replace("\\r", "").split())
    return value.strip()


def sight(key: bytes, identity: Identity, value: str, name: str, line: int) -> Sight:
    """Return what may be remembered of a value."""
    kind, id_ = identity.kind, fingerprint(key, value)
    return Sight(
        id=id_,
        kind=kind.id,
        vendor=kind.vendor,
        what=kind.what,
        shown=shown(kind.prefix, len(value), id_),
        nature=kind.nature,
        name=name,
        line=line,
        role=identity.role,
        expires=identity.expires,
    )
