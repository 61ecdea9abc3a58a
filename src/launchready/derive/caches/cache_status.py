"""Read what a shared cache says it did with a request, in the standard's words or a vendor's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Headed(Protocol):
    """Anything with headers: an exchange, an answer under load."""

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever its case."""
        ...

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a header, in the order sent."""
        ...


class Served(StrEnum):
    """Where an answer came from."""

    CACHE = "cache"
    ORIGIN = "origin"
    """The cache asked the origin and may keep the answer."""
    PASSED = "passed"
    """The cache passes such requests on and keeps nothing."""
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class CacheStatus:
    """What the cache did, and the header that says so."""

    served: Served
    evidence: str = ""


VENDORS = (
    "cf-cache-status",
    "x-vercel-cache",
    "x-nextjs-cache",
    "cdn-cache",
    "x-cache-status",
    "x-proxy-cache",
    "x-cache",
)
"""Headers of single words or short lists; the cache nearest to the visitor speaks first."""

# `dynamic` is Cloudflare's word for "not a kind of file that I keep", `none` is another for it.
_PASSED = ("dynamic", "bypass", "pass", "none", "uncacheable", "private", "no-store")
_ORIGIN = ("miss", "expired", "prerender")
_CACHE = ("hit", "stale", "revalidated", "updating", "refresh")


def cache_status(answer: Headed) -> CacheStatus:
    """Say whether a shared cache served an answer (RFC 9211, vendors' headers, Age)."""
    for field in answer.all("cache-status"):
        served = _standard(field)
        if served is not Served.UNSAID:
            return CacheStatus(served, f"Cache-Status: {field[:120]}")
    for name in VENDORS:
        value = answer.header(name)
        if value:
            served = _word(value)
            if served is not Served.UNSAID:
                return CacheStatus(served, f"{name}: {value[:120]}")
    age = (answer.header("age") or "").strip()
    if age.isascii() and age.isdigit() and age.strip("0"):
        return CacheStatus(Served.CACHE, f"Age: {age[:20]}")
    return CacheStatus(Served.UNSAID)


def _standard(field: str) -> Served:
    # A list from origin to visitor: the last member is the cache nearest to us.
    parameters = [one.strip().lower() for one in field[:2048].rsplit(",", 1)[-1].split(";")[1:]]
    if any(one in {"hit", "hit=?1"} for one in parameters):
        return Served.CACHE
    forwarded = next((one[4:].strip() for one in parameters if one.startswith("fwd=")), "")
    if forwarded in {"bypass", "method", "request"}:
        return Served.PASSED
    return Served.ORIGIN if forwarded else Served.UNSAID


def _word(value: str) -> Served:
    # "MISS, HIT" of chained caches: a hit in any of them spared the origin.
    words = value.lower()
    for marks, served in (
        (_CACHE, Served.CACHE),
        (_PASSED, Served.PASSED),
        (_ORIGIN, Served.ORIGIN),
    ):
        if any(mark in words for mark in marks):
            return served
    return Served.UNSAID
