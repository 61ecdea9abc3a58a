from __future__ import annotations

from dataclasses import replace

import pytest
from tests.checks.under_load import FAST, LATE, PROFILE, each, phase, route, run, timings, took

from launchready.checks.load.double_traffic_breaks import double_traffic_breaks
from launchready.facts.base import Each
from launchready.facts.crowd import LoadKnee
from launchready.facts.load import Fault, LoadRun, RouteTimings
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

ONLY_LOAD = run(phase("quiet"), phase(), phase("double", void="above the ceiling"))
KNEE = LoadKnee(expected_per_s=12.0, highest_per_s=40.0, lowest_bad_per_s=44.0)


def failing(name: str, failed: int) -> RouteTimings:
    return replace(route(name), phases=(timings("double", FAST, {Fault.SERVER: failed}),))


FIRES = [
    pytest.param(
        each(route(double=took((300, 3_100))), route("home", RouteKind.PAGE)),
        "At twice the traffic search breaks first: one visitor in twenty waits 3.1 s or longer,"
        " where the profile fails 500 ms.",
        id="slow",
    ),
    pytest.param(
        each(route(double=took((300, 3_100))), failing("home", 38)),
        "At twice the traffic home breaks first: 6 % of its requests fail.",
        id="failures are worse than slowness",
    ),
    pytest.param(
        each(failing("a", 30), failing("b", 90), failing("c", 60)),
        "At twice the traffic b breaks first: 13 % of its requests fail.",
        id="the worst of three",
    ),
    pytest.param(
        each(route("chat", RouteKind.CHAT, double=took((80, 31_000)))),
        "At twice the traffic chat breaks first: one visitor in twenty waits 31.0 s or longer,"
        " where the profile fails 30 s.",
        id="a chat",
    ),
]
QUIET = [
    pytest.param(each(route(), route("home", RouteKind.PAGE)), run(), None, id="all hold"),
    pytest.param(
        each(route(), route("photos", RouteKind.UPLOAD, double=took((90, 60_000)))),
        run(),
        None,
        id="an upload takes what it takes",
    ),
    pytest.param(each(route()), ONLY_LOAD, KNEE, id="the knee is far away"),
]
UNCLEAR = [
    pytest.param(
        each(route()),
        ONLY_LOAD,
        None,
        "it does not count: above the ceiling",
        id="no such traffic was sent",
    ),
    pytest.param(
        each(route()),
        run(phase("quiet"), LATE, stopped="more than half failed"),
        None,
        "it has no phase 'double': more than half failed",
        id="stopped before",
    ),
    pytest.param(
        each(route(), route("home", double=took((30, 80)))),
        run(),
        None,
        "home: 30 of the 60 answers that a verdict needs",
        id="one route had too little",
    ),
    pytest.param(
        each(replace(route(), phases=(timings("double", FAST, {Fault.CLIENT: 9_000}),))),
        run(),
        None,
        "search: nearly every request was answered 4xx",
        id="a scenario that asks wrongly",
    ),
    pytest.param(
        each(route()),
        ONLY_LOAD,
        replace(KNEE, expected_per_s=0.0),
        "nobody said how much traffic is expected",
        id="a knee without an expectation",
    ),
    pytest.param(
        each(route()),
        ONLY_LOAD,
        replace(KNEE, highest_per_s=20.0, lowest_bad_per_s=0.0),
        "the search went up to 20 of 24 journeys a second",
        id="a search that stopped too early",
    ),
    pytest.param(
        each(route()),
        ONLY_LOAD,
        replace(KNEE, inconclusive="too noisy"),
        "too noisy",
        id="an inconclusive search",
    ),
]


@pytest.mark.parametrize(("routes", "said"), FIRES)
def test_fires(routes: Each[RouteTimings], said: str) -> None:
    [finding] = double_traffic_breaks.judge(run(), routes, None, PROFILE)
    assert finding.message == said
    assert finding.subject in said


def test_a_route_that_fails_without_load_is_not_broken_by_twice_the_traffic() -> None:
    quiet = timings("quiet", took((78, 80)), {Fault.SERVER: 4})
    broken = failing("orders", 38)
    given = each(replace(broken, phases=(quiet, *broken.phases)))
    [finding] = double_traffic_breaks.judge(run(), given, None, PROFILE)
    assert finding.message == (
        "orders already fails without load: 4 of 82 requests failed there. At twice the traffic:"
        " 6 % of its requests fail."
    )
    assert finding.fix.startswith("More machines do not mend it")
    assert finding.evidence[0].startswith("quiet, ")


def test_a_route_that_is_slow_without_load_says_so() -> None:
    slow = took((300, 3_100))
    [finding] = double_traffic_breaks.judge(
        run(), each(route(quiet=slow, double=slow)), None, PROFILE
    )
    assert finding.message.startswith(
        "search already fails without load: one visitor in twenty waited 3.1 s or longer there."
    )


def test_fires_on_a_knee_where_no_double_traffic_was_sent() -> None:
    knee = replace(KNEE, highest_per_s=16.0, lowest_bad_per_s=18.0)
    [finding] = double_traffic_breaks.judge(ONLY_LOAD, each(route()), knee, PROFILE)
    assert finding.message == (
        "Response times grow 2 times at 18 journeys a second, and 2 times the expected traffic is"
        " 24."
    )
    assert "launchready load knee" in finding.verify


@pytest.mark.parametrize(("routes", "during", "knee"), QUIET)
def test_stays_quiet(routes: Each[RouteTimings], during: LoadRun, knee: LoadKnee | None) -> None:
    assert not tuple(double_traffic_breaks.judge(during, routes, knee, PROFILE))


@pytest.mark.parametrize(("routes", "during", "knee", "why"), UNCLEAR)
def test_says_when_it_cannot_be_told(
    routes: Each[RouteTimings], during: LoadRun, knee: LoadKnee | None, why: str
) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(double_traffic_breaks.judge(during, routes, knee, PROFILE))
    assert str(unclear.value) == why


@pytest.mark.parametrize("experiment", ["run", "fairness"])
def test_other_experiments_are_not_about_it(experiment: str) -> None:
    other = run(phase(), experiment=experiment)
    with pytest.raises(NothingToJudgeError):
        tuple(double_traffic_breaks.judge(other, each(route()), None, PROFILE))


def test_a_search_for_the_knee_answers_by_itself() -> None:
    searched = run(phase("try 1"), experiment="knee")
    assert not tuple(double_traffic_breaks.judge(searched, None, KNEE, PROFILE))
    low = replace(KNEE, highest_per_s=16.0, lowest_bad_per_s=18.0)
    assert len(tuple(double_traffic_breaks.judge(searched, None, low, PROFILE))) == 1
