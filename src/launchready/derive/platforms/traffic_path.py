"""Say in one sentence how a visitor's request reaches the product."""

from __future__ import annotations

from urllib.parse import urlsplit

from launchready.derive.platforms.providers import CDN_ONLY, by_address, dns_host
from launchready.facts.dns import Addresses, Zone
from launchready.facts.http import Walk
from launchready.facts.platform import Platform


def sentence(
    zone: Zone | None, addresses: Addresses | None, platform: Platform | None, walk: Walk | None
) -> str:
    """Return the sentence, as far as it was seen; what was not seen is said to be unknown."""
    parts = [_names(zone, platform), f"visitors {_way(addresses, platform)}"]
    end = _end(addresses, walk)
    text = "; ".join(part for part in parts if part) + end
    return f"{text[0].upper()}{text[1:]}."


def _names(zone: Zone | None, platform: Platform | None) -> str:
    if zone is None:
        return ""
    names = tuple(server.name for server in zone.nameservers)
    who = (platform.dns if platform else "") or next(filter(None, map(dns_host, names)), "")
    if who:
        return f"the name servers of {who} answer for {zone.subject}"
    if names:
        if len(names) == 1:
            return f"the name server {names[0]} answers for {zone.subject}"
        return f"the name servers {names[0]} and {len(names) - 1} more answer for {zone.subject}"
    return f"no name server was seen for {zone.subject}"


def _way(addresses: Addresses | None, platform: Platform | None) -> str:
    every = (*addresses.ipv4, *addresses.ipv6) if addresses else ()
    place = f" at {every[0]}" if every else ""
    edge, hosting = (platform.edge, platform.hosting) if platform else ("", "")
    if not edge and every:
        sign = by_address(every[0])
        edge = sign.provider if sign else ""
    if edge and edge == hosting:
        return f"reach {edge}{place}, which is both the edge and the hosting"
    if edge:
        behind = f"{_server(hosting)}" if hosting else "an origin we could not see"
        verb = "passes them to" if edge in CDN_ONLY or not hosting else "serves them through"
        return f"reach {edge}'s edge{place}, which {verb} {behind}"
    if hosting:
        return f"reach {_server(hosting)} directly{place}, with no edge in front that we could see"
    if place:
        return f"reach a server{place}, with no edge in front that we could see"
    return "reach a place that we could not see"


def _server(hosting: str) -> str:
    return f"a server running {hosting}" if hosting in _SERVERS else hosting


_SERVERS = frozenset(
    {"nginx", "Caddy", "Apache", "LiteSpeed", "IIS", "Envoy", "Traefik", "Gunicorn", "Uvicorn"}
)


def _end(addresses: Addresses | None, walk: Walk | None) -> str:
    if walk is None or walk.last is None or walk.stopped or walk.loop:
        return ""
    host = urlsplit(walk.end).hostname or ""
    if addresses is not None and host in {"", addresses.subject}:
        return ""
    return f"; they end on {host}" if host else ""
