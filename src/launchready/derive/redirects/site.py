"""Which hosts are one site, and which address is its own."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from launchready.facts.http import Walk
from launchready.facts.product import Product, Role

_PORTS = {"http": 80, "https": 443}
_ERROR = 400


def split(url: str) -> SplitResult:
    """Split a URL; what is none splits into nothing, for these come from targets."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def host_of(url: str) -> str:
    """Return the host of a URL, lower case and without brackets; empty where there is none."""
    return split(url).hostname or ""


def place(url: str) -> tuple[str, int]:
    """Return host and port: what the canonical address is compared by. http and https are one."""
    parts = split(url)
    port = parts.port or _PORTS.get(parts.scheme, 0)
    return parts.hostname or "", _PORTS["https"] if port in _PORTS.values() else port


def root_of(url: str) -> str:
    """Return `scheme://host[:port]/` of a URL."""
    parts = split(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"


def twin(host: str) -> str:
    """Return the host with `www.` where it has none, and without where it has."""
    return host[4:] if host.startswith("www.") else f"www.{host}"


def in_site(product: Product, host: str) -> bool:
    """Whether a host belongs to the product: below its domain, or named by its owner."""
    if product.host(host) is not None or host == host_of(product.canonical):
        return True
    return bool(product.domain) and f".{host}".endswith(f".{product.domain}")


def site_hosts(product: Product) -> tuple[str, ...]:
    """Return the canonical host, and the same with or without `www.` where the product has it."""
    host = host_of(product.canonical)
    known = {one.name for one in product.hosts}
    return tuple(one for one in (host, twin(host)) if one and (one == host or one in known))


def doorways(product: Product) -> tuple[str, ...]:
    """Return the hosts that people type: those of the site, the domain itself, and its www."""
    names = {host.name for host in product.with_role(Role.APEX, Role.WWW)}
    doors = [host for host in (product.domain, f"www.{product.domain}") if host in names]
    return tuple(dict.fromkeys((*site_hosts(product), *doors)))


def is_declared(product: Product) -> bool:
    """Whether the owner stated the canonical URL; a typed address is a hint only."""
    return all(host.declared for host in product.hosts)


def canonical_url(product: Product, walks: Iterable[Walk]) -> str:
    """Return the one address that visitors should end on.

    As declared; or else where the typed address leads, as long as that is inside the product.
    """
    hint = product.canonical
    if is_declared(product):
        return hint
    host = host_of(hint)
    mine = [walk for walk in walks if host_of(walk.subject) == host]
    # The encrypted start first: it is what the address means today.
    for walk in sorted(mine, key=lambda one: split(one.subject).scheme, reverse=True):
        if serves(walk) and in_site(product, host_of(walk.end)):
            return root_of(walk.end)
    return hint


def serves(walk: Walk) -> bool:
    """Whether a walk came to an end with a page and not with an error."""
    last = walk.last
    return last is not None and not walk.loop and not walk.stopped and last.status < _ERROR
