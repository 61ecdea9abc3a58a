from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, phase, route, run, took

from launchready.checks.load.latency_doubles_under_load import latency_doubles_under_load
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.platform import Platform
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

CALM = took((200, 120))
FIRES = [
    pytest.param(
        route(quiet=CALM, load=took((100, 150), (100, 640))),
        "Under load search got 5.3 times as slow: one visitor in twenty waited 120 ms or longer"
        " before, and 640 ms or longer then.",
        id="five times",
    ),
    pytest.param(
        route(quiet=CALM, load=took((200, 240))),
        "Under load search got 2.0 times as slow: one visitor in twenty waited 120 ms or longer"
        " before, and 240 ms or longer then.",
        id="exactly twice",
    ),
    pytest.param(
        route(quiet=took((200, 4)), load=took((200, 40))),
        "Under load search got 10.0 times as slow: one visitor in twenty waited 4.0 ms or longer"
        " before, and 40 ms or longer then.",
        id="a short time counts as 20 ms",
    ),
    pytest.param(
        route(quiet=took((200, 700)), load=took((200, 1_120))),
        "Under load search got 1.6 times as slow: one visitor in twenty waited 700 ms or longer"
        " before, and 1.1 s or longer then.",
        id="it passes the line under load",
    ),
]
QUIET = [
    pytest.param(route(), id="nothing changes"),
    pytest.param(route(quiet=took((200, 5)), load=took((200, 35))), id="5 ms to 35 ms is noise"),
    pytest.param(route(quiet=CALM, load=took((200, 230))), id="not quite twice"),
    pytest.param(
        route(quiet=took((200, 1_100)), load=took((200, 1_300))), id="slow before, and no slower"
    ),
    pytest.param(
        route("pay", RouteKind.CHECKOUT, quiet=took((200, 700)), load=took((200, 1_120))),
        id="the line of a checkout is higher",
    ),
    pytest.param(route(quiet=took((200, 640)), load=took((200, 90))), id="faster when warm"),
]
UNCLEAR = [
    pytest.param(
        route(quiet=took((59, 120)), load=took((200, 900))),
        run(),
        "59 of the 60 answers that a verdict needs",
        id="too few while it was quiet",
    ),
    pytest.param(
        route(load=took((200, 900))),
        run(),
        "0 of the 60 answers that a verdict needs",
        id="not visited while it was quiet",
    ),
    pytest.param(
        route(quiet=took((90, 20), (3, 900)), load=took((90, 20), (6, 900))),
        run(),
        "the times scatter too widely to tell growth from chance: send more requests",
        id="chance could be it",
    ),
    pytest.param(
        route(quiet=CALM, load=took((200, 900))),
        run(phase("quiet", void="quiet windows differ"), phase()),
        "it does not count: quiet windows differ",
        id="an unsteady target",
    ),
    pytest.param(
        route(quiet=CALM, load=took((200, 900))),
        run(phase("quiet"), LATE),
        "it does not count: this machine was too busy",
        id="void",
    ),
    pytest.param(
        route(),
        run(phase("quiet"), phase(law="closed")),
        "users of a closed loop wait while the product hangs, so its worst times are missed: let"
        " journeys arrive by the clock",
        id="a closed loop that holds",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: RouteTimings, said: str) -> None:
    [finding] = latency_doubles_under_load.judge(given, run(), PROFILE, None)
    assert (finding.subject, finding.message) == ("search", said)
    assert [line[:5] for line in finding.evidence] == ["quiet", "load,", "GET h"]


def test_the_fix_names_the_hosting() -> None:
    given = route(quiet=CALM, load=took((200, 900)))
    [finding] = latency_doubles_under_load.judge(given, run(), PROFILE, Platform(hosting="Fly"))
    assert "fly scale count 2" in finding.fix


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: RouteTimings) -> None:
    assert not tuple(latency_doubles_under_load.judge(given, run(), PROFILE, None))


@pytest.mark.parametrize(("given", "during", "why"), UNCLEAR)
def test_says_when_it_cannot_be_told(given: RouteTimings, during: LoadRun, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(latency_doubles_under_load.judge(given, during, PROFILE, None))
    assert str(unclear.value) == why


@pytest.mark.parametrize(
    ("given", "during"),
    [
        pytest.param(route("chat", RouteKind.CHAT), run(), id="a chat"),
        pytest.param(route(), run(phase(), experiment="run"), id="a plain run is never quiet"),
    ],
)
def test_has_nothing_to_say_of_others(given: RouteTimings, during: LoadRun) -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(latency_doubles_under_load.judge(given, during, PROFILE, None))
