from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, phase, route, run, took

from launchready.checks.load.latency_grows_under_load import latency_grows_under_load
from launchready.facts.load import RouteTimings
from launchready.model.check import UnclearError

CALM = took((200, 120))


def test_fires_between_the_target_and_twice() -> None:
    given = route(quiet=CALM, load=took((200, 210)))
    [finding] = latency_grows_under_load.judge(given, run(), PROFILE, None)
    assert finding.message == (
        "Under load search got 1.8 times as slow: one visitor in twenty waited 120 ms or longer"
        " before, and 210 ms or longer then."
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(route(), id="nothing changes"),
        pytest.param(
            route(quiet=took((200, 700)), load=took((200, 1_120))), id="it passes the line"
        ),
        pytest.param(route(quiet=CALM, load=took((200, 178))), id="within the target"),
        pytest.param(
            route(quiet=CALM, load=took((200, 900))), id="what doubles is another check's"
        ),
        pytest.param(
            route(quiet=took((200, 2)), load=took((200, 29))), id="2 ms to 29 ms is noise"
        ),
    ],
)
def test_stays_quiet(given: RouteTimings) -> None:
    assert not tuple(latency_grows_under_load.judge(given, run(), PROFILE, None))


def test_too_few_and_void_are_unknown() -> None:
    grown = took((200, 210))
    with pytest.raises(UnclearError):
        tuple(
            latency_grows_under_load.judge(
                route(quiet=took((9, 5)), load=grown), run(), PROFILE, None
            )
        )
    void = run(phase("quiet", void="too busy"), phase())
    with pytest.raises(UnclearError):
        tuple(latency_grows_under_load.judge(route(quiet=CALM, load=grown), void, PROFILE, None))
