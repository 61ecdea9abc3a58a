"""Which subjects a collector is run for."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from launchready.facts.base import PRODUCT
from launchready.facts.product import Product, Role


def product(_: Product) -> Iterable[str]:
    """The product as a whole."""
    return (PRODUCT,)


def zones(product: Product) -> Iterable[str]:
    """The registrable domain; none for a bare IP address."""
    return (product.domain,) if product.domain else ()


def names(product: Product) -> Iterable[str]:
    """Every host that is a public name, mail hosts too.

    A name of one label, such as `localhost`, belongs to the machine or its network (RFC 6761).
    """
    return tuple(host.name for host in product.hosts if _is_public(host.name))


def web_hosts(product: Product) -> Iterable[str]:
    """Every host that serves web pages."""
    return tuple(host.name for host in product.hosts if host.role is not Role.MAIL)


def routes(product: Product) -> Iterable[str]:
    """The URL of every declared route, each once."""
    return tuple(dict.fromkeys(route.url for route in product.routes))


def web_roots(product: Product) -> Iterable[str]:
    """The root URL of every web host, with the scheme and port that the owner uses."""
    return tuple(root(product, host) for host in web_hosts(product))


def starts(product: Product) -> Iterable[str]:
    """Both ways a visitor can start at every web host: plain and encrypted."""
    for host in web_hosts(product):
        base = root(product, host)
        yield base
        if base == f"https://{in_url(host)}/":
            yield f"http://{in_url(host)}/"


def root(product: Product, host: str) -> str:
    """Return the root URL of a host: `https://HOST/`, or as the canonical URL spells it."""
    parts = urlsplit(product.canonical)
    if parts.hostname == host.strip("[]"):
        return f"{parts.scheme}://{parts.netloc}/"
    return f"https://{in_url(host)}/"


def in_url(host: str) -> str:
    """Spell a host as URLs do: an IPv6 address in brackets (RFC 3986 section 3.2.2)."""
    return f"[{host}]" if ":" in host else host


def _is_public(name: str) -> bool:
    return "." in name and not _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
