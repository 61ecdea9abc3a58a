"""A scenario from the manifest alone: its routes, each as often as its kind is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from launchready.facts.product import Host, Product, Role, Route, RouteKind
from launchready.load.journey import Headers, Part, Scenario, Target, User
from launchready.load.scenario.body import FORM, JSON
from launchready.load.scenario.build import without_values
from launchready.load.scenario.course import course
from launchready.load.scenario.places import Places
from launchready.load.scenario.ready import Ready
from launchready.load.scenario.template import Text
from launchready.load.trouble import LoadError

AUTHORIZATION = "LAUNCHREADY_LOAD_AUTHORIZATION"
"""The environment variable with the Authorization header of a test account."""
COOKIE = "LAUNCHREADY_LOAD_COOKIE"
"""The environment variable with its Cookie header."""
OWN = {"Authorization": AUTHORIZATION, "Cookie": COOKIE}
"""Headers of a test account, and where their values are."""
NAME = "routes of the manifest"
PAUSE = (2.0, 8.0)
"""Seconds that a visitor reads, between two requests."""
WEIGHTS = {
    RouteKind.PAGE: 10.0,
    RouteKind.READ: 10.0,
    RouteKind.SEARCH: 4.0,
    RouteKind.ASSET: 4.0,
    RouteKind.ADMIN: 1.0,
    RouteKind.HEALTH: 1.0,
    RouteKind.WRITE: 2.0,
    RouteKind.CHAT: 2.0,
    RouteKind.CHECKOUT: 1.0,
    RouteKind.UPLOAD: 0.5,
    RouteKind.WEBHOOK: 0.5,
    RouteKind.SIGNUP: 0.5,
    # One account of a test: more often would trip the very limit that protects it.
    RouteKind.LOGIN: 0.2,
    RouteKind.RESET: 0.1,
}
"""How often a route of each kind is taken, in proportion."""
_SAFE = frozenset({"GET", "HEAD"})
_READS = frozenset(
    {RouteKind.PAGE, RouteKind.READ, RouteKind.SEARCH, RouteKind.ASSET, RouteKind.HEALTH}
    | {RouteKind.ADMIN}
)
_FORMS = frozenset({RouteKind.LOGIN, RouteKind.SIGNUP, RouteKind.RESET, RouteKind.CHECKOUT})
"""Kinds whose address, read with GET, is the page with the form."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The routes that load is sent to, and why others are not."""

    routes: tuple[Route, ...]
    notes: tuple[str, ...]


def scenario_of(product: Product, environ: Mapping[str, str]) -> Scenario:
    """Make a scenario of the manifest's routes; `notes` say what was left out.

    Routes for people who signed in need LAUNCHREADY_LOAD_AUTHORIZATION or LAUNCHREADY_LOAD_COOKIE
    in the environment. Raises `LoadError` when nothing is left.
    """
    own = own_headers(environ)
    chosen = choose(product, signed_in=bool(own))
    if not chosen.routes:
        why = "; ".join(chosen.notes) or "it declares no address"
        message = f"the manifest has no route to send load to: {why}"
        raise LoadError(message)
    authorities = tuple(dict.fromkeys(_authority(route.url) for route in chosen.routes))
    base = _origin(product.canonical or chosen.routes[0].url)
    places = Places(base, authorities)
    made = [_part(route, places, own) for route in chosen.routes]
    return Scenario(
        name=NAME,
        base=places.base,
        parts=tuple(part for part, _ in made),
        targets=tuple(target for _, target in made),
        hosts=places.hosts,
        new_user=lambda number: User(number, places.base),
        notes=chosen.notes,
    )


def choose(product: Product, *, signed_in: bool) -> Chosen:
    """Choose the routes that load may be sent to."""
    routes: list[Route] = []
    notes: list[str] = []
    declared = product.routes
    if not declared and product.canonical:
        notes.append("the manifest declares no routes, so only its front page is asked for")
        declared = (Route("front page", product.canonical),)
    hosts = {host.name for host in (*product.hosts, _canonical_host(product)) if host.declared}
    names: dict[str, int] = {}
    for declared_route in declared:
        route = _as_read(declared_route)
        why = _left_out(route, product, hosts, signed_in=signed_in)
        if why:
            notes.append(f"{route.name} is left out: {why}")
            continue
        times = names[route.name] = names.get(route.name, 0) + 1
        routes.append(route if times == 1 else replace(route, name=f"{route.name} {times}"))
    return Chosen(tuple(routes), tuple(notes))


def sends(route: Route) -> bool:
    """Whether a request to a route may change something or cost something."""
    return route.method not in _SAFE or route.kind not in _READS


def content_type(body: str) -> str:
    """Return the type of an example body by its form."""
    try:
        json.loads(body)
    except ValueError:
        return FORM if "=" in body and not body.lstrip().startswith("<") else "text/plain"
    return JSON


def _as_read(route: Route) -> Route:
    """Reading the page of a form is no login: it counts as the page that it is."""
    if route.method in _SAFE and route.kind in _FORMS:
        return replace(route, kind=RouteKind.PAGE)
    return route


def _left_out(route: Route, product: Product, hosts: set[str], *, signed_in: bool) -> str:
    if (urlsplit(route.url).hostname or "") not in hosts:
        return "its host is not declared in the manifest"
    if sends(route):
        if not product.owned:
            return f"its kind, {route.kind}, is only sent where the manifest says owned = true"
        if not route.body and not (route.kind is RouteKind.CHAT and route.method in _SAFE):
            return f"its kind, {route.kind}, needs an example `body` in the manifest"
    if route.authenticated and not signed_in:
        return f"it is for people who signed in: set {AUTHORIZATION} or {COOKIE}"
    return ""


def _part(route: Route, places: Places, own: Headers) -> tuple[Part, Target]:
    target = Target(
        route.name,
        route.method,
        without_values(route.url),
        route.kind,
        route.caching,
        stream=route.kind is RouteKind.CHAT,
    )
    headers: Headers = own if route.authenticated else ()
    if route.body:
        headers = (*headers, ("Content-Type", content_type(route.body)))
    ready = Ready(
        target=target,
        places=places,
        url=Text([route.url]),
        fixed_url=route.url,
        fixed_headers=headers,
        fixed_body=route.body.encode(),
    )
    journey = course((ready,))
    return Part(route.name, journey, WEIGHTS[route.kind], PAUSE, (route.name,)), target


def own_headers(environ: Mapping[str, str]) -> Headers:
    """Return the headers of the test account that the environment holds."""
    found = ((name, environ.get(variable, "").strip()) for name, variable in OWN.items())
    return tuple((name, value) for name, value in found if value)


def _canonical_host(product: Product) -> Host:
    return Host(urlsplit(product.canonical).hostname or "", Role.OTHER)


def _authority(url: str) -> str:
    return urlsplit(url).netloc


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
