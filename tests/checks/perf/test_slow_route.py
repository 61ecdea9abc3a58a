from __future__ import annotations

from typing import Any

import pytest
from tests.checks.under_load import FAST, LATE, PROFILE, SLOW, phase, route, run, took

from launchready.checks.perf.slow_route import slow_route
from launchready.facts.load import RouteTimings
from launchready.facts.platform import Platform
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

FIRES = [
    pytest.param(
        route(load=SLOW),
        "Half of the visitors waited 410 ms or longer for search, one in twenty 2.4 s or longer;"
        " the profile fails 500 ms.",
        id="a slow search",
    ),
    pytest.param(
        route("home", RouteKind.PAGE, load=took((94, 90), (6, 500))),
        "Half of the visitors waited 90 ms or longer for home, one in twenty 500 ms or longer;"
        " the profile fails 500 ms.",
        id="exactly at the line",
    ),
    pytest.param(
        route("login", RouteKind.LOGIN, load=took((60, 1_200))),
        "Half of the visitors waited 1.2 s or longer for login, one in twenty 1.2 s or longer;"
        " the profile fails 1 s.",
        id="a login has its own line",
    ),
    pytest.param(
        route(load=took((10, 300), (3, 6_000))),
        "Half of 13 visitors waited 300 ms or longer for search, the last of them 6.0 s;"
        " the profile fails 500 ms.",
        id="few answers, and far too many of them slow",
    ),
    pytest.param(
        route("pay", RouteKind.CHECKOUT, load=took((80, 2_000))),
        "Half of the visitors waited 2.0 s or longer for pay, one in twenty 2.0 s or longer;"
        " the profile fails 2 s.",
        id="checkout",
    ),
]
QUIET = [
    pytest.param(route(), id="fast"),
    pytest.param(route(load=took((95, 80), (5, 9_000))), id="one in twenty is allowed to be slow"),
    pytest.param(route(load=took((60, 499))), id="between the target and the line"),
    pytest.param(route("pay", RouteKind.CHECKOUT, load=took((60, 1_900))), id="a slower kind"),
    pytest.param(route(load=took((1, 30_000), (59, 80))), id="one hiccup"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: RouteTimings, said: str) -> None:
    [finding] = slow_route.judge(given, run(), PROFILE, None)
    assert (finding.subject, finding.message) == (given.subject, said)
    assert finding.fix
    assert finding.verify.startswith("seen=$(launchready load check --yes")


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: RouteTimings) -> None:
    assert not tuple(slow_route.judge(given, run(), PROFILE, None))


def test_the_evidence_names_phase_law_rate_and_percentiles() -> None:
    given = route(quiet=FAST, load=took((1_000, 410), (200, 2_400)))
    [finding] = slow_route.judge(given, run(), PROFILE, None)
    assert finding.evidence == (
        "load, poisson 12/s: 1,200 answers, p50 410 ms, p95 2.4 s, p99 2.4 s",
        "quiet, poisson 4/s: 600 answers, p50 80 ms, p95 80 ms",
        "GET https://shop.example/search",
    )


def test_the_fix_is_that_of_the_kind_and_of_the_platform() -> None:
    page = route("home", RouteKind.PAGE, load=SLOW)
    [finding] = slow_route.judge(page, run(), PROFILE, Platform(edge="Cloudflare"))
    assert "Cache Rules" in finding.fix
    [finding] = slow_route.judge(route("in", RouteKind.LOGIN, load=SLOW), run(), PROFILE, None)
    assert "password hash" in finding.fix


UNCLEAR = [
    pytest.param(
        route(load=took((59, 80))), run(), "59 of the 60 answers that a verdict needs", id="too few"
    ),
    pytest.param(
        route(load=took((8, 80), (1, 9_000))),
        run(),
        "9 of the 60 answers that a verdict needs",
        id="one slow answer of a few",
    ),
    pytest.param(
        route(load=SLOW),
        run(LATE),
        "it does not count: this machine was too busy",
        id="a slow route, and a generator that was late",
    ),
    pytest.param(
        route(),
        run(phase(law="closed", rate=0.0)),
        "users of a closed loop wait while the product hangs, so its worst times are missed: let"
        " journeys arrive by the clock",
        id="a fast closed loop",
    ),
    pytest.param(
        route(),
        run(phase("quiet"), stopped="Ctrl-C"),
        "nothing was measured under load: Ctrl-C",
        id="stopped before",
    ),
]


@pytest.mark.parametrize(("given", "during", "why"), UNCLEAR)
def test_says_when_it_cannot_be_told(given: RouteTimings, during: Any, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(slow_route.judge(given, during, PROFILE, None))
    assert str(unclear.value) == why


def test_a_void_phase_is_told_once_for_all_routes() -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(slow_route.judge(route(), run(LATE), PROFILE, None))
    assert unclear.value.subject == "the phase 'load'"


def test_a_closed_loop_can_prove_a_route_slow() -> None:
    closed = run(phase(law="closed", rate=0.0))
    [finding] = slow_route.judge(route(load=SLOW), closed, PROFILE, None)
    assert finding.evidence[0].startswith("load, 20 users in a closed loop: 600 answers")


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(route("chat", RouteKind.CHAT, load=SLOW), id="a chat"),
        pytest.param(route("photos", RouteKind.UPLOAD, load=SLOW), id="an upload"),
        pytest.param(route(quiet=SLOW), id="the load did not go there"),
    ],
)
def test_has_nothing_to_say_of_others(given: RouteTimings) -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(slow_route.judge(given, run(), PROFILE, None))
