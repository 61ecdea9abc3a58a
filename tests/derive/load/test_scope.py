from __future__ import annotations

import pytest
from tests.checks.under_load import phase, product, route, took

from launchready.derive.load.scope import core_flows, left_out, measured, unmeasured
from launchready.facts.load import RouteTimings
from launchready.facts.product import Product, Route, RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

LOGIN, CHECKOUT, PAGE = RouteKind.LOGIN, RouteKind.CHECKOUT, RouteKind.PAGE


def names(found: tuple[tuple[RouteTimings, object], ...]) -> list[str]:
    return [one.subject for one, _ in found]


def test_files_health_checks_and_unvisited_routes_are_not_measured() -> None:
    routes = [
        route("home", PAGE),
        route("app.js", RouteKind.ASSET),
        route("up", RouteKind.HEALTH),
        route("about", PAGE, quiet=took((9, 80))),
        route("empty", PAGE, load=took()),
    ]
    assert names(measured(routes, phase())) == ["home"]


def test_a_declared_route_is_known_by_its_name_or_its_address() -> None:
    declared = Product(
        routes=(
            Route("search", "https://other.example/find"),
            Route("find", "https://shop.example/search?q=x"),
            Route("send", "https://shop.example/search", "POST"),
            Route("pay", "https://shop.example/pay", kind=CHECKOUT),
            Route("broken", "https://[::1/"),
            Route("app.js", "https://shop.example/app.js", kind=RouteKind.ASSET),
        )
    )
    assert unmeasured(declared, [route()]) == ("send", "pay", "broken")


def test_core_flows() -> None:
    routes = [route("login", LOGIN), route("home", PAGE)]
    shop = product(("login", LOGIN), ("pay", CHECKOUT), ("home", PAGE))
    core, missing = core_flows(shop, routes, phase())
    assert (names(core), missing) == (["login"], ("pay",))
    core, missing = core_flows(product(("home", PAGE)), routes[1:], phase())
    assert (names(core), missing) == (["home"], ())
    with pytest.raises(UnclearError):
        core_flows(Product(), routes[1:], phase())


def test_what_is_left_out_is_unknown_or_not_there() -> None:
    with pytest.raises(
        UnclearError, match="the manifest declares pay, and the scenario has no checkout"
    ):
        left_out(product(("pay", CHECKOUT)), CHECKOUT)
    with pytest.raises(UnclearError, match="the run was stopped: Ctrl-C"):
        left_out(product(("pay", CHECKOUT)), CHECKOUT, "Ctrl-C")
    with pytest.raises(NothingToJudgeError, match="declares no checkout"):
        left_out(product(("home", PAGE)), CHECKOUT)
    with pytest.raises(UnclearError, match="declares no routes"):
        left_out(Product(), CHECKOUT)
