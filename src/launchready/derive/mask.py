"""Take secrets out of what a target sent before it becomes a fact; names and structure stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

from launchready.derive.pattern import lazy

MASK = "***"

_HEADER_COUNT = 100
_HEADER_LENGTH = 8_192
_URL_LENGTH = 2_000
_LINE_LENGTH = 200
_PLAIN_VALUE = 16
"""Query values up to this long are shown unless their name speaks of a secret."""

_SECRET_HEADER = lazy(
    r"(?:^|-)(?:authorization|cookie|token|csrf|xsrf|secret|session|api-?key|jwt)(?:$|-)"
)
_TELLING = (
    r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|apikey|credential|auth|jwt|sess(?:ion)?"
    r"|sid|sig(?:nature)?|code|otp|dsn)"
)
_SECRET_QUERY = lazy(rf"(?:^|[-_.]){_TELLING}|{_TELLING}$", re.IGNORECASE)
_ATTRIBUTES = frozenset(
    {
        *("secure", "httponly", "samesite", "path", "domain", "expires", "max-age"),
        *("partitioned", "priority"),
    }
)
_URL = lazy(r"\bhttps?://[^\s\"'<>,;]{1,2000}", re.IGNORECASE)
_USERINFO = lazy(r"(?<=://)[^\s/@\"'<>]{1,200}@")
_ASSIGNED = lazy(
    rf"\b([\w.-]{{0,40}}{_TELLING}[\w-]{{0,20}})([\"']?\s{{0,3}}(?:=>|=|:)\s{{0,3}}[\"']?)"
    r"[^\s\"'&,;]{1,2000}",
    re.IGNORECASE,
)
_BEARER = lazy(r"\b(bearer|basic)\s+[\w+/=.~-]{6,2000}", re.IGNORECASE)
_LONG_TOKEN = lazy(r"(?<![\w/.-])(?=[\w+=-]{0,200}\d)[A-Za-z0-9_+=-]{24,2000}")
_NONCE = lazy(r"(nonce-)([^\s'\"*;,]{1,2000})", re.IGNORECASE)
_LONGEST_NONCE = 32
_WEB_TOKEN = lazy(r"\beyJ[\w-]{8,2000}\.[\w-]{1,2000}(?:\.[\w-]{0,2000})?")


def mask_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return at most 100 headers, each at most 8,192 characters, without secrets."""
    masked: list[tuple[str, str]] = []
    for name, value in headers:
        if len(masked) == _HEADER_COUNT:
            break
        masked.append((name[:100], _header(name.lower(), value)[:_HEADER_LENGTH]))
    return tuple(masked)


def _header(name: str, value: str) -> str:
    if name == "set-cookie":
        return mask_cookie(value)
    if name in {"content-security-policy", "content-security-policy-report-only"}:
        return mask_nonces(value)
    if _SECRET_HEADER.search(name) and not name.startswith("access-control-"):
        return MASK
    value = _WEB_TOKEN.sub(MASK, value)
    if name in {"location", "content-location", "refresh"}:
        return mask_url(value)
    return _URL.sub(lambda found: mask_url(found.group()), value)


def mask_nonces(policy: str) -> str:
    """Return a content security policy whose nonces keep their length, up to 32, and no more."""
    return _NONCE.sub(lambda found: f"{found[1]}{'*' * min(len(found[2]), _LONGEST_NONCE)}", policy)


def mask_cookie(value: str) -> str:
    """Return a Set-Cookie value with the cookie's value masked; an empty one stays empty.

    Only attributes that browsers know are kept: a malformed header may hold its secret there.
    """
    pair, *attributes = value.split(";")
    name, equals, content = pair.partition("=")
    # Browsers take a pair without `=` as a value without a name (RFC 6265bis, 5.6).
    shown = f"{name}=" if equals else ""
    secret = content if equals else name
    known = [one for one in attributes if one.partition("=")[0].strip().lower() in _ATTRIBUTES]
    return ";".join((f"{shown}{MASK if secret.strip() else ''}", *known))


def mask_url(url: str) -> str:
    """Return a URL of at most 2,000 characters without user, fragment and secret query values."""
    url = url[:_URL_LENGTH]
    if not any(mark in url for mark in "?@#["):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return _USERINFO.sub(f"{MASK}@", url.partition("?")[0])
    place = parts.netloc.rpartition("@")
    netloc = f"{MASK}@{place[2]}" if place[1] else parts.netloc
    query = "&".join(_pair(pair) for pair in parts.query.split("&")) if parts.query else ""
    return urlunsplit((parts.scheme, netloc, parts.path, query, ""))


def _pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if not equals:
        return name if len(name) <= 4 * _PLAIN_VALUE else MASK
    if not value or (len(value) <= _PLAIN_VALUE and not _SECRET_QUERY.search(name)):
        return pair
    return f"{name}={MASK}"


def mask_line(line: str) -> str:
    """Return one line of evidence, at most 200 characters, with what looks secret masked."""
    line = " ".join(line[: 10 * _LINE_LENGTH].split())
    line = "".join(letter if letter.isprintable() else "?" for letter in line)
    line = _USERINFO.sub(f"{MASK}@", line)
    line = _WEB_TOKEN.sub(MASK, line)
    line = _BEARER.sub(rf"\1 {MASK}", line)
    line = _ASSIGNED.sub(rf"\1\2{MASK}", line)
    line = _LONG_TOKEN.sub(MASK, line)
    return line if len(line) <= _LINE_LENGTH else f"{line[: _LINE_LENGTH - 1]}…"
