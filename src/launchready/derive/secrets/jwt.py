"""Read what a signed token claims. The signature is not checked: nothing here trusts it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from launchready.derive.pattern import lazy

_FORM = lazy(r"^(eyJ[\w-]{5,4000})\.(eyJ[\w-]{2,8000})\.[\w-]{0,4000}$")


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims that say how bad a token is."""

    role: str = ""
    issuer: str = ""
    expires: datetime | None = None
    algorithm: str = ""


def claims(token: str) -> Claims | None:
    """Return the claims of a JSON web token (RFC 7519), or None when it is none."""
    form = _FORM.match(token)
    if form is None:
        return None
    head, body = _part(form.group(1)), _part(form.group(2))
    if head is None or body is None:
        return None
    return Claims(
        _word(body.get("role")),
        _word(body.get("iss")),
        _moment(body.get("exp")),
        _word(head.get("alg")),
    )


def _part(text: str) -> dict[str, object] | None:
    try:
        read = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _word(value: object) -> str:
    return value[:40] if isinstance(value, str) and re.fullmatch(r"[\w:/.-]{1,200}", value) else ""


def _moment(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None
