"""Read Cache-Control as a shared cache does (RFC 9111, RFC 9213)."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache

from launchready.derive.pattern import lazy
from launchready.facts.http import Exchange

DAY = 86_400
HOUR = 3_600
LONGEST = 2**31
"""Seconds that a cache must at least be able to count (RFC 9111 section 1.2.2)."""

TARGETED = (
    "cloudflare-cdn-cache-control",
    "vercel-cdn-cache-control",
    "netlify-cdn-cache-control",
    "cdn-cache-control",
    "surrogate-control",
)
"""Headers that edges obey before Cache-Control (RFC 9213)."""

_DIRECTIVE = lazy(
    r"""\s*+([!#$%&'*+.^_`|~0-9A-Za-z-]++)(?:\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s,;"]*+)))?+"""
)
_MOST = 4096


@dataclass(frozen=True, slots=True)
class CacheControl:
    """The directives of an answer, names in lower case; a value that is not given is empty."""

    directives: tuple[tuple[str, str], ...] = ()

    def __contains__(self, name: object) -> bool:
        """Whether the directive is given, with or without a value."""
        return any(name == key for key, _ in self.directives)

    def value(self, name: str) -> str | None:
        """Return the first value of a directive; None where it is not given."""
        return next((value for key, value in self.directives if key == name), None)

    def seconds(self, name: str) -> int | None:
        """Return a directive's seconds; 0 for a value that is no number, as caches must assume."""
        value = self.value(name)
        if value is None:
            return None
        # A number beyond what a cache can count means "very long" (RFC 9111 section 1.2.2).
        if value.isascii() and value.isdigit():
            return min(int(value[:12]), LONGEST)
        return 0

    @property
    def keeps_private(self) -> bool:
        """Whether no shared cache may keep the answer."""
        # `private="field"` only withholds those fields, but caches treat it as private.
        return "no-store" in self or "private" in self


@lru_cache(maxsize=512)
def parse(text: str) -> CacheControl:
    """Read directives; what is not a directive is left out. Never raises."""
    directives: list[tuple[str, str]] = []
    place, text = 0, text[:_MOST]
    while place < len(text):
        found = _DIRECTIVE.match(text, place)
        if found is not None:
            value = found.group(2) if found.group(2) is not None else found.group(3) or ""
            directives.append((found.group(1).lower(), value))
            place = found.end()
        comma = _next(text, place)
        if comma < 0:
            break
        place = comma + 1
    return CacheControl(tuple(directives))


def _next(text: str, place: int) -> int:
    # Surrogate-Control of older CDNs parts its directives with semicolons.
    return min((at for at in (text.find(",", place), text.find(";", place)) if at >= 0), default=-1)


def of(answer: Exchange) -> CacheControl:
    """Return the Cache-Control of an answer; several fields are one list."""
    return parse(", ".join(answer.all("cache-control")))


def browser_seconds(answer: Exchange) -> int | None:
    """Return how long a browser may reuse the answer; None where it does not say."""
    control = of(answer)
    if "no-store" in control or "no-cache" in control:
        return 0
    seconds = control.seconds("max-age")
    return seconds if seconds is not None else _expires(answer)


def shared_seconds(answer: Exchange) -> int | None:
    """Return how long an edge may give the answer to others; None where it does not say."""
    for name in TARGETED:
        fields = answer.all(name)
        if fields:
            control = parse(", ".join(fields))
            if control.keeps_private or "no-cache" in control:
                return 0
            return control.seconds("s-maxage") or control.seconds("max-age") or 0
    control = of(answer)
    if control.keeps_private or "no-cache" in control:
        return 0
    for name in ("s-maxage", "max-age"):
        seconds = control.seconds(name)
        if seconds is not None:
            return seconds
    return _expires(answer)


def said(answer: Exchange) -> str:
    """Return what the answer says of caching, as evidence."""
    for name in (*TARGETED, "cache-control", "expires"):
        fields = answer.all(name)
        if fields:
            return f"{name.title()}: {', '.join(fields)[:150]}"
    return "no Cache-Control"


def _expires(answer: Exchange) -> int | None:
    text = answer.header("expires")
    if text is None:
        return None
    try:
        expires = parsedate_to_datetime(text.strip()[:64])
        date = parsedate_to_datetime((answer.header("date") or "").strip()[:64])
        return max(0, min(int((expires - date).total_seconds()), LONGEST))
    except (ValueError, TypeError, OverflowError):
        # `Expires: 0` and other bad dates are in the past (RFC 9111 section 5.3).
        return 0
