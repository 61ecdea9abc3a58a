"""What the caching headers of an answer come to."""

from __future__ import annotations

from launchready.derive.caches.cache_control import browser_seconds, of, said, shared_seconds
from launchready.derive.caches.cache_status import Served, cache_status
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.cache import Asset, TwoVisitors
from launchready.facts.http import Exchange
from launchready.facts.platform import EdgeView, Platform

SMALL = 1_400
"""Bytes that fit into one packet: compressing less saves no time."""
_TEXT = ("text/", "javascript", "json", "xml", "image/svg", "wasm", "font/ttf", "font/otf")


def shared(answer: Exchange) -> str:
    """Return what tells shared caches to keep an answer and give it to others; empty for nothing.

    A lifetime of zero has the cache ask the origin each time, which is not what this means.
    """
    control = of(answer)
    seconds = shared_seconds(answer) or 0
    if seconds > 0:
        return said(answer)
    # `public` without a lifetime leaves the lifetime to the cache (RFC 9111 section 4.2.2).
    guessed = browser_seconds(answer) is None and "public" in control
    return said(answer) if guessed and not control.keeps_private else ""


def from_cache(answer: Exchange) -> str:
    """Return the header that says a shared cache served the answer; empty where none does."""
    status = cache_status(answer)
    return status.evidence if status.served is Served.CACHE else ""


def text_content(answer: Exchange) -> bool:
    """Whether the content is text, which compression makes several times smaller."""
    kind = (answer.header("content-type") or "").lower()
    return any(word in kind for word in _TEXT)


def served_to_second(two: TwoVisitors) -> str:
    """Return what shows that the second visitor got a kept answer; empty for nothing."""
    return from_cache(two.second)


def missed(asset: Asset) -> str:
    """Return what shows that a cacheable asset came from the origin twice; empty for nothing."""
    if asset.second is None or asset.second.status != asset.first.status:
        return ""
    if not (shared_seconds(asset.second) or 0):
        return ""
    status = cache_status(asset.second)
    both = cache_status(asset.first).served
    if status.served in {Served.ORIGIN, Served.PASSED} and both is not Served.CACHE:
        return status.evidence
    return ""


def edge_name(view: EdgeView | None) -> str:
    """Name the edge for a sentence."""
    return view.edge if view is not None and view.edge else "the edge"


def never_keep(platform: Platform | None, url: str) -> str:
    """Say how to have no cache keep an answer, on the platform that serves it."""
    return fix_on(
        of_host(platform, url),
        "Send `Cache-Control: private, no-store` with this answer, and purge what is kept.",
        cloudflare="Send `Cache-Control: private, no-store` with this answer; in Cloudflare: "
        "Caching > Cache Rules: add a rule that bypasses the cache for this path, then purge it.",
        vercel="Send `Cache-Control: private, no-store` from this route (Next.js: "
        "`export const dynamic = 'force-dynamic'`), and redeploy to purge it.",
        netlify="Send `Netlify-CDN-Cache-Control: no-store` and `Cache-Control: private, "
        "no-store` from this route, and redeploy to purge it.",
        cloudfront="Send `Cache-Control: private, no-store` with this answer; in CloudFront: give "
        "this path a behaviour with the policy CachingDisabled, then invalidate it.",
    )
