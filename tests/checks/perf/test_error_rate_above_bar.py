from __future__ import annotations

import pytest
from tests.checks.under_load import FAST, LATE, PROFILE, each, route, run, took

from launchready.checks.perf.error_rate_above_bar import error_rate_above_bar
from launchready.facts.base import Each
from launchready.facts.load import Fault, LoadRun, RouteTimings
from launchready.facts.product import RouteKind
from launchready.model.check import UnclearError

SERVER, CLIENT, LIMITED = Fault.SERVER, Fault.CLIENT, Fault.TOO_MANY
FIRES = [
    pytest.param(
        each(route(faults={SERVER: 18, Fault.TIMEOUT: 6}), route("home")),
        ("search", "24 of 624 requests failed under load (3.8 %); the profile allows 1 %."),
        id="one route that fails",
    ),
    pytest.param(
        each(route(faults={SERVER: 8}), route("home", faults={SERVER: 8})),
        (
            "routes of the manifest",
            "16 of 1,216 requests failed under load (1.3 %); the profile allows 1 %.",
        ),
        id="a little everywhere",
    ),
    pytest.param(
        each(route(load=took((20, 80)), faults={SERVER: 5})),
        ("search", "5 of 25 requests failed under load (20.0 %); the profile allows 1 %."),
        id="few requests, and no chance",
    ),
    pytest.param(
        each(route(load=took(), faults={Fault.CONNECT: 40})),
        ("search", "40 of 40 requests failed under load (100.0 %); the profile allows 1 %."),
        id="nothing answers",
    ),
]
QUIET = [
    pytest.param(each(route(), route("home")), id="no failure in 1,200"),
    pytest.param(each(route(load=took((300, 80)))), id="no failure in 300"),
    pytest.param(
        each(route(load=took((2_990, 80)), faults={SERVER: 10})), id="a third of a percent"
    ),
    pytest.param(each(route(faults={LIMITED: 20})), id="some 429 answers"),
    pytest.param(
        each(route(), route("app.js", RouteKind.ASSET, faults={CLIENT: 600})),
        id="files do not count",
    ),
]
UNCLEAR = [
    pytest.param(
        run(),
        each(route(load=took((299, 80)))),
        "0 of 299 requests failed: it takes 300 to tell",
        id="one too few",
    ),
    pytest.param(
        run(),
        each(route(load=took((598, 80)), faults={SERVER: 2})),
        "2 of 600 requests failed: it takes 628 to tell",
        id="two failures need more requests",
    ),
    pytest.param(
        run(LATE),
        each(route(faults={SERVER: 300})),
        "it does not count: this machine was too busy",
        id="void",
    ),
    pytest.param(
        run(),
        each(route(), route("orders", load=took(), faults={CLIENT: 60})),
        "nearly every request to orders was answered 4xx",
        id="the scenario is not signed in",
    ),
    pytest.param(
        run(),
        each(route(faults={LIMITED: 300})),
        "a limiter refused 300 of 900 requests of the run",
        id="a limiter stood in the way",
    ),
]


@pytest.mark.parametrize(("routes", "said"), FIRES)
def test_fires(routes: Each[RouteTimings], said: tuple[str, str]) -> None:
    [finding] = error_rate_above_bar.judge(run(), routes, PROFILE)
    assert (finding.subject, finding.message) == said


def test_the_evidence_names_kinds_of_failure() -> None:
    routes = each(route(faults={SERVER: 9, Fault.CLOSED: 7}))
    [finding] = error_rate_above_bar.judge(run(), routes, PROFILE)
    assert finding.evidence == (
        "load, poisson 12/s: 600 answers, p50 80 ms, p95 80 ms; 616 sent, failed: 9 5xx, 7 cut off",
        "GET https://shop.example/search",
    )


def test_each_route_that_fails_is_told_by_itself_the_worst_first() -> None:
    routes = each(route(faults={SERVER: 18}), route("home", faults={SERVER: 90}), route("about"))
    found = tuple(error_rate_above_bar.judge(run(), routes, PROFILE))
    assert [one.subject for one in found] == ["home", "search"]


@pytest.mark.parametrize("routes", QUIET)
def test_stays_quiet(routes: Each[RouteTimings]) -> None:
    assert not tuple(error_rate_above_bar.judge(run(), routes, PROFILE))


@pytest.mark.parametrize(("during", "routes", "why"), UNCLEAR)
def test_says_when_it_cannot_be_told(during: LoadRun, routes: Each[RouteTimings], why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(error_rate_above_bar.judge(during, routes, PROFILE))
    assert str(unclear.value) == why


def test_a_route_that_fails_is_told_beside_one_that_was_asked_wrongly() -> None:
    orders = route("orders", load=took(), faults={CLIENT: 60})
    given = each(route(load=FAST, faults={SERVER: 60}), orders)
    [finding] = error_rate_above_bar.judge(run(), given, PROFILE)
    assert finding.subject == "search"
