"""Which routes a run was about, and which it left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn
from urllib.parse import urlsplit

from launchready.facts.load import PhaseRun, PhaseTimings, RouteTimings
from launchready.facts.product import Product, RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

OTHERS = "all other routes"
"""The name of what a run could not keep apart."""

_ASIDE = frozenset({RouteKind.ASSET, RouteKind.HEALTH})
"""They are quick and many, and would hide the rest."""
_OWN = frozenset({RouteKind.CHAT, RouteKind.UPLOAD})
CORE = (RouteKind.LOGIN, RouteKind.SIGNUP, RouteKind.CHECKOUT, RouteKind.CHAT)
"""What a product lives from, where it has them."""


def measured(
    routes: Iterable[RouteTimings], phase: PhaseRun
) -> tuple[tuple[RouteTimings, PhaseTimings], ...]:
    """Return the routes that a phase went to, without files and health checks."""
    return tuple(
        (route, timings)
        for route in routes
        if route.kind not in _ASIDE
        and (timings := route.phase(phase.name)) is not None
        and timings.requests
    )


def unmeasured(product: Product, routes: Iterable[RouteTimings]) -> tuple[str, ...]:
    """Return the names of the manifest's routes that a run did not go to."""
    known = tuple(routes)
    names = {route.subject for route in known}
    places = {_place(route.method, route.url) for route in known}
    return tuple(
        route.name
        for route in product.routes
        if route.kind not in _ASIDE
        and route.name not in names
        and _place(route.method, route.url) not in places
    )


def timed(route: RouteTimings) -> None:
    """Raise `NothingToJudgeError` for a kind of route whose times say little about the server."""
    if route.kind in _OWN:
        message = f"{route.subject} is a route of the kind {route.kind}, which has its own checks"
        raise NothingToJudgeError(message)


def core_flows(
    product: Product, routes: Iterable[RouteTimings], phase: PhaseRun
) -> tuple[tuple[tuple[RouteTimings, PhaseTimings], ...], tuple[str, ...]]:
    """Return the core flows that a phase went to, and the names of declared ones it did not.

    A look at the page of a form is no login: only a route of that kind is. All routes are core
    where the manifest declares routes and none of them is a login, a sign-up, a checkout or a
    chat. Raises `UnclearError` where nobody says what there is.
    """
    met = measured(routes, phase)
    core = tuple(one for one in met if one[0].kind in CORE)
    kinds = {route.kind for route, _ in core}
    wanted = tuple(one for one in product.routes if one.kind in CORE)
    missing = tuple(one.name for one in wanted if one.kind not in kinds)
    if core or missing:
        return core, missing
    if not product.routes:
        message = "neither the manifest nor the scenario names a login, a checkout or a chat"
        raise UnclearError(message)
    return met, ()


def has_none(product: Product, kind: RouteKind) -> bool:
    """Whether the manifest declares routes and none of this kind."""
    return bool(product.routes) and all(route.kind is not kind for route in product.routes)


def signs_in(product: Product) -> bool:
    """Whether the manifest declares a login, a sign-up, or a route behind them."""
    forms = {RouteKind.LOGIN, RouteKind.SIGNUP}
    return any(route.authenticated or route.kind in forms for route in product.routes)


def avoided(product: Product, kind: RouteKind) -> tuple[str, str] | None:
    """Return what a scenario without a kind of route leaves out, and in which words; or None."""
    route = next((one for one in product.routes if one.kind is kind), None)
    if route is None:
        return None
    return f"the {kind}", f"the manifest declares {route.name}, and the scenario has no {kind}"


def left_out(product: Product, kind: RouteKind, stopped: str = "") -> NoReturn:
    """Say why a run has nothing of a kind; `stopped`: why it ended early, where it did.

    Raises `NothingToJudgeError` where the manifest declares routes and none of this kind, else
    `UnclearError`: the product may well have one.
    """
    if not product.routes:
        message = f"the manifest declares no routes, so nobody knows whether there is a {kind}"
        raise UnclearError(message)
    place = avoided(product, kind)
    if place is None:
        message = f"the manifest declares no {kind}"
        raise NothingToJudgeError(message)
    raise UnclearError(f"the run was stopped: {stopped}" if stopped else place[1], place[0])


def _place(method: str, url: str) -> tuple[str, str]:
    try:
        return method.upper(), urlsplit(url).path.rstrip("/")
    except ValueError:
        return method.upper(), url
