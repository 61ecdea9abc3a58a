"""Recognise a domain that only shows advertisements or is for sale."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from launchready.derive.dns.tree import within
from launchready.derive.pattern import lazy
from launchready.facts.dns import Addresses, Zone
from launchready.facts.page import Page

# Only servers that do nothing else: the default servers of registrars (dns-parking.com of
# Hostinger, namebrightdns.com, domaincontrol.com) carry ordinary sites too.
_NAME_SERVERS = (
    *("sedoparking.com", "parkingcrew.net", "bodis.com", "above.com", "afternic.com", "dan.com"),
    *("undeveloped.com", "parklogic.com", "voodoo.com", "cashparking.com", "parkingspa.com"),
    *("uniregistrymarket.link", "hugedomains.com", "namedrive.com", "rookdns.com", "ztomy.com"),
    *("domainparking.ru", "smartname.com", "trafficz.com", "parked.com", "domainnamesales.com"),
)
_ALIASES = ("parkingpage.namecheap.com", "sedoparking.com", "bodis.com", "parkingcrew.net")
_NETWORKS = {
    "Sedo": ("91.195.240.0/23", "64.190.62.0/23"),
    "Bodis": ("199.59.240.0/22",),
    "ParkingCrew": ("185.53.176.0/22",),
}
_RESOURCES = (
    *("sedoparking.com", "parkingcrew.net", "bodis.com", "bodiscdn.com", "parklogic.com"),
    *("dan.com", "hugedomains.com", "afternic.com", "above.com", "img.sedoparking.com"),
)
_ADS = "/adsense/domains/caf.js"
"""Google's advertisements for parked domains: no other kind of site may use them."""
_LANDER = "/parking-lander/"
_TITLE = lazy(
    r"\b(this )?domain( name)? (is|may be) (for sale|parked)\b|\bparked (free|domain)\b"
    r"|^[\w.-]+\.\w+ is for sale\b|^[\w.-]+ - parked\b",
    re.IGNORECASE,
)


def parking_signs(zone: Zone, addresses: Addresses | None, page: Page | None) -> tuple[str, ...]:
    """Return what shows that the domain is parked, word for word; empty for a site in use."""
    signs = [
        f"{zone.subject} NS {server.name}"
        for server in zone.nameservers
        if any(within(server.name, name) for name in _NAME_SERVERS)
    ]
    if addresses is not None:
        signs += [
            f"{zone.subject} CNAME {alias}"
            for alias in addresses.aliases
            if any(within(alias, name) for name in _ALIASES)
        ]
        signs += [
            f"{zone.subject} leads to {address}, which parks domains for {owner}"
            for address in addresses.ipv4
            for owner, blocks in _NETWORKS.items()
            if any(ip_address(address) in ip_network(block) for block in blocks)
        ]
    if page is not None:
        signs += _on_page(page)
    return tuple(dict.fromkeys(signs))[:5]


def _on_page(page: Page) -> list[str]:
    signs = [f"the page loads {one.url[:150]}" for one in page.resources if _is_lander(one.url)]
    if _TITLE.search(page.title):
        signs.append(f"the title of the page is “{page.title[:120]}”")
    return signs


def _is_lander(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    if parts.path == _ADS or _LANDER in parts.path:
        return True
    script = parts.path.endswith((".js", ".css"))
    return script and any(within(host, name) for name in _RESOURCES)
