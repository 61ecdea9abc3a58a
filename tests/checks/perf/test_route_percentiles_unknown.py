from __future__ import annotations

import pytest
from tests.checks.under_load import FAST, LATE, each, product, route, run, took

from launchready.checks.perf.route_percentiles_unknown import route_percentiles_unknown
from launchready.facts.base import Each
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.product import Product, Route, RouteKind
from launchready.model.check import UnclearError

MANY = took((1_000, 80))
KNOWN = each(route(load=MANY), route("home", load=MANY))
DECLARED = product(("search", RouteKind.READ), ("home", RouteKind.PAGE))


def test_fires_where_many_routes_share_one_name() -> None:
    lumped = each(route(load=MANY), route("all other routes", load=MANY))
    [finding] = route_percentiles_unknown.judge(run(), lumped, Product())
    assert finding.subject == "all other routes"
    assert finding.message == (
        "1,000 requests went to more routes than are kept apart, so nobody knows how long each"
        " took."
    )


@pytest.mark.parametrize(
    ("routes", "declared"),
    [
        pytest.param(KNOWN, DECLARED, id="every declared route has 1,000 answers"),
        pytest.param(KNOWN, Product(), id="nothing is declared"),
        pytest.param(
            each(route(load=MANY), route("app.js", RouteKind.ASSET, load=took((3, 5)))),
            product(("search", RouteKind.READ), ("up", RouteKind.HEALTH)),
            id="files and health checks do not count",
        ),
    ],
)
def test_stays_quiet(routes: Each[RouteTimings], declared: Product) -> None:
    assert not tuple(route_percentiles_unknown.judge(run(), routes, declared))


@pytest.mark.parametrize(
    ("during", "routes", "declared", "why"),
    [
        pytest.param(
            run(),
            each(route(load=MANY), route("home", load=FAST)),
            DECLARED,
            "home has 600 of the 1,000 answers that a 99th percentile needs",
            id="too few for the 99th",
        ),
        pytest.param(
            run(),
            KNOWN,
            product(("search", RouteKind.READ), ("pay", RouteKind.CHECKOUT)),
            "not measured: pay",
            id="a declared route was left out",
        ),
        pytest.param(
            run(LATE),
            KNOWN,
            DECLARED,
            "it does not count: this machine was too busy",
            id="void",
        ),
        pytest.param(
            run(),
            each(),
            Product(),
            "the product has 0 of the 1,000 answers that a 99th percentile needs",
            id="nothing at all",
        ),
    ],
)
def test_says_what_is_not_known(
    during: LoadRun, routes: Each[RouteTimings], declared: Product, why: str
) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(route_percentiles_unknown.judge(during, routes, declared))
    assert str(unclear.value) == why


def test_a_route_of_another_name_at_the_same_address_is_the_same() -> None:
    declared = Product(routes=(Route("find things", "https://shop.example/search?q=a"),))
    given = each(route(load=MANY))
    assert not tuple(route_percentiles_unknown.judge(run(), given, declared))
