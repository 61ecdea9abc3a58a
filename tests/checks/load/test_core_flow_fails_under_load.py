from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, each, product, route, run, took

from launchready.checks.load.core_flow_fails_under_load import core_flow_fails_under_load
from launchready.facts.base import Each
from launchready.facts.load import Fault, LoadRun, RouteTimings
from launchready.facts.product import Product, RouteKind
from launchready.model.check import UnclearError
from launchready.model.finding import Finding

LOGIN, CHAT, READ = RouteKind.LOGIN, RouteKind.CHAT, RouteKind.READ
BOTH = product(("login", LOGIN), ("chat", CHAT), ("search", READ))
FINE = each(route("login", LOGIN), route("chat", CHAT), route())
ENOUGH = took((80, 90))


def test_fires_where_the_login_fails() -> None:
    given = each(
        route("login", LOGIN, load=took((71, 90)), faults={Fault.SERVER: 9}),
        route("chat", CHAT),
        route(faults={Fault.SERVER: 500}),
    )
    [finding] = core_flow_fails_under_load.judge(run(), given, BOTH, PROFILE)
    assert finding.subject == "login"
    assert finding.message == (
        "9 of 80 requests to login failed under load; the profile allows 1 %."
    )
    assert finding.evidence == (
        "load, poisson 12/s: 71 answers, p50 90 ms, p95 90 ms; 80 sent, failed: 9 5xx",
        "GET https://shop.example/login",
    )


def test_the_title_fits_a_product_whose_core_is_neither_sign_in_checkout_nor_chat() -> None:
    given = each(route("orders", faults={Fault.SERVER: 90}))
    declared = product(("orders", READ))
    [finding] = core_flow_fails_under_load.judge(run(), given, declared, PROFILE)
    assert finding.subject == "orders"
    assert core_flow_fails_under_load.title == "A core flow gives way under light traffic"


@pytest.mark.parametrize(
    ("routes", "declared"),
    [
        pytest.param(FINE, BOTH, id="login and chat hold"),
        pytest.param(each(route("login", LOGIN, load=ENOUGH)), Product(), id="a scenario alone"),
        pytest.param(each(route()), product(("search", READ)), id="a product without core flows"),
        pytest.param(
            each(route("POST /session", LOGIN)),
            product(("login", LOGIN)),
            id="a login by another name",
        ),
        pytest.param(
            each(route("login", LOGIN, faults={Fault.SERVER: 2})),
            product(("login", LOGIN)),
            id="two of 602",
        ),
        pytest.param(
            each(route("login", LOGIN, faults={Fault.TOO_MANY: 300})),
            product(("login", LOGIN)),
            id="a limiter that knows one address",
        ),
    ],
)
def test_stays_quiet(routes: Each[RouteTimings], declared: Product) -> None:
    assert not tuple(core_flow_fails_under_load.judge(run(), routes, declared, PROFILE))


@pytest.mark.parametrize(
    ("during", "routes", "declared", "why"),
    [
        pytest.param(
            run(), each(route("login", LOGIN)), BOTH, "the run did not go to chat", id="no chat"
        ),
        pytest.param(
            run(),
            each(route("login", RouteKind.PAGE)),
            product(("login", LOGIN)),
            "the run did not go to login",
            id="a look at the form is no login",
        ),
        pytest.param(
            run(),
            each(route("login", LOGIN, load=took((59, 90)))),
            product(("login", LOGIN)),
            "login had 59 of the 60 requests it takes",
            id="too few",
        ),
        pytest.param(
            run(),
            each(route("login", LOGIN, load=took((78, 90)), faults={Fault.SERVER: 2})),
            product(("login", LOGIN)),
            "2 of 80 requests to login failed",
            id="chance could be it",
        ),
        pytest.param(
            run(),
            each(route("login", LOGIN, load=took(), faults={Fault.CLIENT: 80})),
            product(("login", LOGIN)),
            "nearly every request to login was answered 4xx",
            id="a wrong password",
        ),
        pytest.param(
            run(LATE),
            FINE,
            BOTH,
            "it does not count: this machine was too busy",
            id="void",
        ),
        pytest.param(
            run(),
            each(route()),
            Product(),
            "neither the manifest nor the scenario names a login, a checkout or a chat",
            id="nobody says what there is",
        ),
    ],
)
def test_says_when_it_cannot_be_told(
    during: LoadRun, routes: Each[RouteTimings], declared: Product, why: str
) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(core_flow_fails_under_load.judge(during, routes, declared, PROFILE))
    assert str(unclear.value) == why


def test_what_fails_is_told_before_what_is_missing() -> None:
    given = each(route("login", LOGIN, faults={Fault.SERVER: 90}))
    found: list[Finding] = []
    with pytest.raises(UnclearError):
        found.extend(core_flow_fails_under_load.judge(run(), given, BOTH, PROFILE))
    assert [one.subject for one in found] == ["login"]
