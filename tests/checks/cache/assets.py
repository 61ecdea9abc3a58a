"""What caches may keep of the files of `shop.example`, each probe in the words of its headers."""

from __future__ import annotations

from launchready.facts.cache import Asset, AssetKind, CacheProbe
from launchready.facts.http import Exchange

PAGE = Exchange(
    "https://shop.example/",
    200,
    (("Content-Type", "text/html"), ("Cache-Control", "no-cache"), ("Content-Encoding", "br")),
    body_bytes=9_000,
)
APP = "https://shop.example/js/app.js"
HASHED = "https://shop.example/assets/index-DkQ3h9Zb.js"
YEAR = ("Cache-Control", "public, max-age=31536000, immutable")


def probe(
    url: str,
    *headers: tuple[str, str],
    again: tuple[tuple[str, str], ...] | None = None,
    kind: AssetKind = AssetKind.SCRIPT,
    status: int = 200,
    size: int = 9_000,
) -> CacheProbe:
    """One file of a sound page; `again` are the headers of a second answer."""
    first = Exchange(url, status, headers, body_bytes=size)
    second = None if again is None else Exchange(url, status, again, body_bytes=size)
    return CacheProbe("shop.example", PAGE, (Asset(url, kind, first, second),))
