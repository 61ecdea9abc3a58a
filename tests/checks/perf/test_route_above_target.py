from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, SLOW, phase, route, run, took

from launchready.checks.perf.route_above_target import route_above_target
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

FIRES = [
    pytest.param(
        route(load=took((90, 120), (10, 420))),
        "Half of the visitors waited 120 ms or longer for search, one in twenty 420 ms or longer;"
        " the profile's target is 300 ms.",
        id="between target and failing line",
    ),
    pytest.param(
        route("chat", RouteKind.CHAT, load=took((80, 24_000))),
        "Half of the visitors waited 24.0 s or longer for chat, one in twenty 24.0 s or longer;"
        " the profile's target is 20 s.",
        id="a chat's whole answer",
    ),
]
QUIET = [
    pytest.param(route(), id="fast"),
    pytest.param(route(load=took((60, 300))), id="exactly the target"),
    pytest.param(route(load=SLOW), id="a failure is another check's"),
    pytest.param(route("pay", RouteKind.CHECKOUT, load=took((60, 780))), id="a slower kind"),
]
UNCLEAR = [
    pytest.param(route(load=took((59, 400))), run(), id="too few"),
    pytest.param(route(load=took((90, 400))), run(LATE), id="void"),
    pytest.param(route(), run(phase(law="closed")), id="a fast closed loop"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: RouteTimings, said: str) -> None:
    [finding] = route_above_target.judge(given, run(), PROFILE, None)
    assert (finding.subject, finding.message) == (given.subject, said)
    assert finding.fix
    assert finding.evidence[0].startswith("load, poisson 12/s: ")


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: RouteTimings) -> None:
    assert not tuple(route_above_target.judge(given, run(), PROFILE, None))


@pytest.mark.parametrize(("given", "during"), UNCLEAR)
def test_says_when_it_cannot_be_told(given: RouteTimings, during: LoadRun) -> None:
    with pytest.raises(UnclearError):
        tuple(route_above_target.judge(given, during, PROFILE, None))


def test_an_upload_has_no_target() -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(route_above_target.judge(route("photo", RouteKind.UPLOAD), run(), PROFILE, None))
