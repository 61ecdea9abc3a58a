"""Find what a page loads from its own site, and tell versioned files from others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from launchready.derive.page.html import Tag, tokens
from launchready.derive.pattern import lazy
from launchready.facts.cache import AssetKind

_WORD = lazy(r"[A-Za-z0-9]{8,64}")
_HEX = lazy(r"[0-9a-f]{8,64}")
_VERSION = lazy(r"(?:^|[.\-_@v])\d{1,4}\.\d{1,4}\.\d{1,4}(?:$|[.\-_])")
_ROLLUP = lazy(r".[-.][A-Za-z0-9_-]{8}")
_LONGEST = 2000
_BUILDS = ("/_next/static/", "/_nuxt/", "/_app/immutable/", "/_astro/", "/cdn/shop/t/")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One file that a page loads."""

    url: str
    kind: AssetKind


def assets(html: str, base: str, domain: str) -> tuple[Found, ...]:
    """Return the scripts, style sheets and images of the page's own site, each once, in order."""
    found: dict[str, Found] = {}
    for tag in tokens(html):
        if len(found) == _MOST:
            break
        if isinstance(tag, Tag) and (one := _asset(tag, base, domain)) is not None:
            found.setdefault(one.url, one)
    return tuple(found.values())


def first_of_each(found: Iterable[Found], most: int) -> tuple[Found, ...]:
    """Return up to `most` files, first one of each kind in the order script, style, image."""
    kept = tuple(found)
    heads = [next((one for one in kept if one.kind is kind), None) for kind in AssetKind]
    chosen = [one for one in heads if one is not None]
    chosen += [one for one in kept if one not in chosen]
    return tuple(chosen[:most])


def fingerprinted(url: str) -> bool:
    """Whether the address changes with the content: a hash in the path or a version query."""
    parts = urlsplit(url)
    if any(build in parts.path for build in _BUILDS):
        return True
    if parts.query:
        # `style.css?v=12`, `app.js?3f9c2a71`: a new release asks for a new address.
        return True
    name = parts.path.rpartition("/")[2]
    stem = (name.rpartition(".")[0] or name)[-200:]
    if _VERSION.search(stem):
        return True
    words = [word for word in re.split(r"[.\-_]", stem) if _WORD.fullmatch(word)]
    # Rollup's hashes are base64url, so that they may hold `-` and `_` themselves.
    if _ROLLUP.fullmatch(stem[-10:]):
        words.append(stem[-8:])
    return any(_drawn(word) for word in words)


def _drawn(word: str) -> bool:
    """Whether a word looks drawn by lot: digits among its letters, or capitals inside it."""
    digits = sum(letter.isdigit() for letter in word)
    if _HEX.fullmatch(word):
        return digits > 0
    capitals = sum(letter.isupper() for letter in word[1:])
    enough = 3
    return (digits + capitals >= enough and not word.islower()) or digits > len(word) // 3


def _asset(tag: Tag, base: str, domain: str) -> Found | None:
    place = tag.attributes().get("src", "")
    if tag.name == "script" and place:
        kind = AssetKind.SCRIPT
    elif tag.name == "img" and place:
        kind = AssetKind.IMAGE
    elif tag.name == "link":
        place, rel = (
            tag.attributes().get("href", ""),
            tag.attributes().get("rel", "").lower().split(),
        )
        if "modulepreload" in rel:
            kind = AssetKind.SCRIPT
        elif "stylesheet" in rel and "alternate" not in rel:
            kind = AssetKind.STYLE
        else:
            return None
    else:
        return None
    url = _absolute(place, base)
    return Found(url, kind) if url and same_site(url, base, domain) else None


def _absolute(place: str, base: str) -> str:
    if len(place) > _LONGEST:
        return ""
    try:
        url = urljoin(base, place.strip()).partition("#")[0]
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return url if scheme in {"http", "https"} else ""


def same_site(url: str, base: str, domain: str) -> bool:
    """Whether a URL is of the page's host or of another host of the product's domain."""
    try:
        here, there = urlsplit(base), urlsplit(url)
        same = (there.scheme, there.netloc) == (here.scheme, here.netloc)
        host = there.hostname or ""
    except ValueError:
        return False
    # Another port or scheme of the same host is another server.
    return same or (bool(domain) and host != here.hostname and f".{host}".endswith(f".{domain}"))
