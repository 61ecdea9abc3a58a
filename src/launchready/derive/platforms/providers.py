"""Recognise who carries traffic: by response header, by alias, by address range, by name server.

The address ranges are the ones that the providers publish; a header is believed only as far as a
name goes, since any server can send any header.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from launchready.derive.platforms.provider_tables import (
    ALIASES,
    HEADERS,
    NAME_SERVERS,
    RANGES,
    SERVERS,
)

EDGES = frozenset(
    {
        "Akamai",
        "Azure Front Door",
        "Bunny",
        "CDN77",
        "Cloudflare",
        "CloudFront",
        "DigitalOcean App Platform",
        "Fastly",
        "Fly",
        "Gcore",
        "GitHub Pages",
        "Google Cloud",
        "Firebase",
        "Imperva",
        "KeyCDN",
        "Netlify",
        "Shopify",
        "Squarespace",
        "Sucuri",
        "Vercel",
        "Webflow",
        "Wix",
        "WordPress.com",
    }
)
"""Providers whose own network of edges stands in front of what they serve."""

CDN_ONLY = frozenset(
    {
        "Akamai",
        "Azure Front Door",
        "Bunny",
        "CDN77",
        "Cloudflare",
        "CloudFront",
        "Fastly",
        "Gcore",
        "Imperva",
        "KeyCDN",
        "Sucuri",
    }
)
"""Providers that pass requests on to an origin somewhere else."""

CACHE_MARKS = ("age", "x-cache", "x-cache-status", "cache-status", "x-proxy-cache", "x-varnish")
"""Headers that a shared cache adds (RFC 9111, RFC 9211), whoever runs it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that gives a provider away."""

    provider: str
    evidence: str


def by_headers(headers: Iterable[tuple[str, str]]) -> tuple[Sign, ...]:
    """Return the providers that response headers name, in the order of the table."""
    seen: dict[str, tuple[str, str]] = {}
    for name, value in headers:
        seen.setdefault(name.lower(), (name, value))
    signs = []
    for header, word, provider in HEADERS:
        name, value = seen.get(header, ("", ""))
        if name and word in value.lower():
            signs.append(Sign(provider, f"{name}: {value[:80]}"))
    server = seen.get("server", ("", ""))[1]
    for word, provider in SERVERS:
        if word in server.lower():
            signs.append(Sign(provider, f"Server: {server[:80]}"))
            break
    return tuple(signs)


def by_aliases(host: str, aliases: Iterable[str]) -> tuple[Sign, ...]:
    """Return the providers that the CNAME targets of a host lead to."""
    return tuple(
        Sign(provider, f"{host} is an alias of {alias}")
        for alias in aliases
        for suffix, provider in ALIASES
        if _below(alias, suffix)
    )


def by_address(address: str) -> Sign | None:
    """Return the provider whose published ranges hold this address; None for any other text."""
    provider, block = _range_of(address)
    return Sign(provider, f"{address} is in {provider}'s {block}") if provider else None


def dns_host(nameserver: str) -> str:
    """Name who runs a name server, `Cloudflare` for `ada.ns.cloudflare.com`; empty for unknown."""
    name = nameserver.lower().rstrip(".")
    for suffix, provider in NAME_SERVERS:
        # Route 53 spreads its servers over numbered domains: ns-12.awsdns-01.co.uk.
        if suffix.endswith("-") and f".{suffix}" in f".{name}":
            return provider
        if _below(name, suffix):
            return provider
    return ""


def edge_among(signs: Iterable[Sign]) -> Sign | None:
    """Return the outermost edge: a pure CDN before a host with edges of its own."""
    edges = [sign for sign in signs if sign.provider in EDGES]
    return next((sign for sign in edges if sign.provider in CDN_ONLY), edges[0] if edges else None)


def hosting_among(signs: Iterable[Sign]) -> Sign | None:
    """Return what serves the pages: the first provider that is not only a CDN."""
    return next((sign for sign in signs if sign.provider not in CDN_ONLY), None)


def cache_marks(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the headers by which a shared cache shows itself, as `Name: value`."""
    return tuple(f"{name}: {value[:80]}" for name, value in headers if name.lower() in CACHE_MARKS)


def _below(name: str, suffix: str) -> bool:
    name = name.lower().rstrip(".")
    return name == suffix or name.endswith(f".{suffix}")


@lru_cache(maxsize=1024)
def _range_of(address: str) -> tuple[str, str]:
    try:
        ip = ip_address(address)
    except ValueError:
        return "", ""
    for block, provider in _networks():
        if ip.version == block.version and ip in block:
            return provider, str(block)
    return "", ""


@cache
def _networks() -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    return tuple(
        (ip_network(block), provider)
        for provider, blocks in RANGES
        for block in " ".join(blocks).split()
    )
