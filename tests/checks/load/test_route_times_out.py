from __future__ import annotations

from dataclasses import replace

import pytest
from tests.checks.under_load import FAST, LATE, PROFILE, phase, route, run, timings, took

from launchready.checks.load.route_times_out import route_times_out
from launchready.facts.load import Fault, LoadRun, RouteTimings
from launchready.model.check import UnclearError

TIMEOUT = Fault.TIMEOUT
FIRES = [
    pytest.param(
        route(load=took((66, 80)), faults={TIMEOUT: 14}),
        "14 of 80 requests to search got no answer within the time limit; the profile allows 1 %"
        " failures.",
        id="under load",
    ),
    pytest.param(
        replace(route(), phases=(timings("quiet", took((28, 80)), {TIMEOUT: 2}),)),
        "2 of 30 requests to search got no answer within the time limit; the profile allows 1 %"
        " failures.",
        id="while it was quiet",
    ),
    pytest.param(
        route(load=took(), faults={TIMEOUT: 5}),
        "5 of 5 requests to search got no answer within the time limit; the profile allows 1 %"
        " failures.",
        id="every one of a few",
    ),
]
QUIET = [
    pytest.param(route(), id="all answered"),
    pytest.param(route(faults={TIMEOUT: 1}), id="one of 601"),
    pytest.param(route(faults={TIMEOUT: 5}), id="less than the profile allows"),
    pytest.param(route(faults={Fault.SERVER: 90}), id="errors are another check's"),
    pytest.param(
        replace(route(), phases=(timings("load", FAST), timings("double", FAST, {TIMEOUT: 90}))),
        id="only at twice the traffic",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: RouteTimings, said: str) -> None:
    [finding] = route_times_out.judge(given, run(), PROFILE, None)
    assert (finding.subject, finding.message) == ("search", said)
    assert "time limit of a few seconds" in finding.fix


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: RouteTimings) -> None:
    assert not tuple(route_times_out.judge(given, run(), PROFILE, None))


@pytest.mark.parametrize(
    ("given", "during", "why"),
    [
        pytest.param(
            route(load=took((19, 80))),
            run(),
            "19 of the 20 answers that a verdict needs",
            id="too few",
        ),
        pytest.param(
            route(load=took(), faults={TIMEOUT: 90}),
            run(LATE),
            "0 of the 20 answers that a verdict needs: this machine was too busy",
            id="void",
        ),
        pytest.param(
            route(double=FAST),
            run(phase()),
            "0 of the 20 answers that a verdict needs",
            id="unseen",
        ),
    ],
)
def test_says_when_it_cannot_be_told(given: RouteTimings, during: LoadRun, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(route_times_out.judge(given, during, PROFILE, None))
    assert str(unclear.value) == why
