"""Read a script as shipped: which machines it calls, and where its source map is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from launchready.derive.mask import mask_line, mask_url
from launchready.derive.page.local_urls import local_urls_in_code
from launchready.derive.pattern import lazy

INLINE = "inline"
_MOST = 10

_KNOWN_PORTS = {
    8097: "React's developer tools",
    8545: "a local chain node in web3 libraries",
    8546: "a local chain node in web3 libraries",
    8899: "a local Solana node",
    8900: "a local Solana node",
    8969: "Sentry's Spotlight",
    9999: "the default of Supabase's auth library",
}
"""Ports that well-known libraries name in code that production does not reach."""

_TUNNEL = lazy(
    r"\b(?:https?|wss?)://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,2}"
    r"\.(?:ngrok\.io|ngrok-free\.app|ngrok\.app|loca\.lt|trycloudflare\.com|localhost\.run"
    r"|serveo\.net|devtunnels\.ms)\b(?!\.)",
    re.IGNORECASE,
)
_WEB = lazy(r"\b(?:https?|wss?)://([a-z0-9.-]{1,253})", re.IGNORECASE)
_STAGING = frozenset(
    {
        "staging",
        "stage",
        "stg",
        "preprod",
        "uat",
        "qa",
        "test",
        "testing",
        "dev",
        "develop",
        "development",
    }
)
_COMMENT = lazy(r"(?://|/\*)[#@]\s{0,4}sourceMappingURL=([^\s'\"*]{1,2000})")
_SOURCES = lazy(r'"sources"\s*:\s*\[([^\]]{0,200000})')
_STRING = lazy(r'"((?:[^"\\]|\\.){1,300})"')
_LIBRARY = ("node_modules/", "webpack/bootstrap", "webpack/runtime", "(webpack)", "/vite/", "\x00")


@dataclass(frozen=True, slots=True)
class Map:
    """What a source map gives away."""

    own_sources: tuple[str, ...]
    with_sources: bool


def local_urls(text: str) -> tuple[str, ...]:
    """Return the addresses of a developer's machine or private network, at most ten."""
    found = dict.fromkeys(local_urls_in_code(text))
    return tuple(mask_url(url) for url in found if _port(url) not in _KNOWN_PORTS)[:_MOST]


def staging_urls(text: str, domain: str, public: frozenset[str]) -> tuple[str, ...]:
    """Return addresses of tunnels and of the domain's staging hosts that are not in `public`."""
    found = dict.fromkeys(match.group() for match in _TUNNEL.finditer(text))
    for match in _WEB.finditer(text):
        host = match.group(1).lower().rstrip(".")
        if host not in public and domain and host.endswith(f".{domain}"):
            labels = host.removesuffix(f".{domain}").replace("-", ".").split(".")
            if _STAGING.intersection(labels):
                found.setdefault(match.group())
    return tuple(mask_url(url) for url in found)[:_MOST]


def source_map_url(text: str, header: str, base: str) -> str:
    """Return where a script says its source map is: an address, `inline`, or empty."""
    comments = _COMMENT.findall(text[-20_000:])
    place = comments[-1] if comments else header.strip()
    if place.startswith("data:"):
        return INLINE
    try:
        url = urljoin(base, place) if place else ""
        return url if urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def read_map(text: str) -> Map | None:
    """Read the beginning of a source map (ECMA-426); None where the text is none."""
    # Some servers put a line before JSON so that it cannot be loaded as a script.
    text = text.removeprefix(")]}'").lstrip()
    if not text.startswith("{") or not re.search(r'"version"\s*:\s*"?3\b', text):
        return None
    if not any(f'"{key}"' in text for key in ("sources", "mappings", "sections", "sourcesContent")):
        return None
    names = [name for block in _SOURCES.findall(text) for name in _STRING.findall(block)]
    own = [name for name in map(_plain, names) if not any(mark in name for mark in _LIBRARY)]
    return Map(tuple(mask_line(name) for name in own[:_MOST]), '"sourcesContent"' in text)


def _plain(name: str) -> str:
    try:
        return str(json.loads(f'"{name}"'))
    except ValueError:
        return name


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None
