"""Which origins to try on which addresses, within a budget of requests per host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from launchready.facts.cors import Sender
from launchready.facts.product import Product, Role, Route, RouteKind

FOREIGN = "https://launchready-probe.example"
"""The website nobody declared. `.example` belongs to nobody (RFC 2606)."""
BUDGET = 5
"""Requests per host unless the run is deep."""

_ROUTES = 3
_DEEP_ROUTES = 20
_PAGES = frozenset({RouteKind.PAGE, RouteKind.ASSET, RouteKind.HEALTH})
_SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Target:
    """An address to try, and how."""

    url: str
    method: str = "GET"
    """`OPTIONS` for a route that writes: a preflight changes nothing."""
    wants: str = "GET"
    """The method that a preflight asks about."""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """One request to make."""

    target: Target
    sender: Sender
    origin: str


def plan(product: Product, host: str, home: str, *, deep: bool = False) -> tuple[Planned, ...]:
    """Return the requests to make on a host whose root page is at `home`."""
    main, *others = _targets(product, host, home, deep=deep)
    senders = tuple(_senders(product, host))
    if deep:
        return tuple(Planned(one, *sender) for one in (main, *others) for sender in senders)
    first = [Planned(main, *sender) for sender in senders]
    foreign = [Planned(one, Sender.FOREIGN, FOREIGN) for one in others]
    room = BUDGET - min(len(foreign), BUDGET - _essential(first))
    return (*first[:room], *foreign)[:BUDGET]


def _essential(first: list[Planned]) -> int:
    """Count the senders that are tried on the main target whatever else there is to ask."""
    return sum(one.sender not in {Sender.PLAIN, Sender.DECLARED} for one in first)


def _targets(product: Product, host: str, home: str, *, deep: bool) -> list[Target]:
    routes = [route for route in product.routes if _is_api(route) and _host(route.url) == host]
    most = _DEEP_ROUTES if deep else _ROUTES
    # Private routes first: what they answer is what a thief wants.
    routes.sort(key=lambda route: not route.authenticated)
    targets = [_target(route) for route in routes[:most]]
    if targets:
        return [*targets, Target(home)]
    known = product.host(host)
    if known is not None and known.role is Role.API:
        return [Target(home), Target(urljoin(home, "/api"))]
    return [Target(home)]


def _is_api(route: Route) -> bool:
    return route.kind not in _PAGES


def _target(route: Route) -> Target:
    method = route.method.upper()
    asked = "GET" if method in _SAFE else "OPTIONS"
    return Target(route.url, asked, method, route.authenticated)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _senders(product: Product, host: str) -> Iterator[tuple[Sender, str]]:
    """Yield the origins to try, the most telling first."""
    yield Sender.FOREIGN, FOREIGN
    site = _site(product, host)
    if _is_name(site):
        yield Sender.SUFFIX, f"https://{site}.launchready-probe.example"
    if product.domain:
        yield Sender.PREFIX, f"https://evil-{product.domain}"
    yield Sender.NULL, "null"
    if _is_name(site):
        yield Sender.PLAIN, f"http://{site}"
    declared = next(iter(product.cors_origins), "")
    if declared:
        yield Sender.DECLARED, declared


def _site(product: Product, host: str) -> str:
    """Return the host whose pages are expected to call this one."""
    urls: Iterable[str] = (*product.cors_origins, product.canonical)
    return next((name for url in urls if (name := _host(url))), host)


def _is_name(host: str) -> bool:
    return any(letter.isalpha() for letter in host.rpartition(".")[2]) and ":" not in host
