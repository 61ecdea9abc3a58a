"""How often journeys are made, and for how long."""

from __future__ import annotations

from typing import Any

import pytest
from tests.load.experiments.world import HOME, nobody, order, scenario, visit

from launchready.facts.product import RouteKind
from launchready.load.engine.lines import open_lines
from launchready.load.engine.stop import Stop
from launchready.load.experiments.mix import evenly, lifted, rarest, seconds_of
from launchready.load.experiments.stage import Stage
from launchready.load.experiments.trial import Trial, Tried, calm_of, most_of, rate_of
from launchready.load.journey import Part, Target
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

LOGIN = Target("login", "POST", "/login", RouteKind.LOGIN)
BUY = Target("buy", "POST", "/buy", RouteKind.CHECKOUT)


def tried(weight: float, *targets: Target, answer_ms: float = 20.0) -> Tried:
    tally = Tally(Phase("trial", 0.0))
    for target in targets:
        route = tally.route(target)
        route.requests = 1
        route.service.record(round(answer_ms * 1000))
    return Tried(Part(targets[-1].name, visit(*targets), weight), 0.1, tally, "")


async def stage(trial: Trial, **more: Any) -> Stage:
    targets = (HOME, LOGIN, BUY)
    made = scenario("http://127.0.0.1:8000", *(one.part for one in trial.parts), targets=targets)
    asked = order(made=made, **{"seconds": 60.0, **more})
    lines = open_lines(asked.settings, limits=asked.limits, tag="", most=1, allowed=frozenset())
    await lines.close()
    return Stage(asked, nobody, Stop(), lines, None)


def shares(trial: Trial) -> list[float]:
    whole = sum(one.part.weight for one in trial.parts)
    return [round(one.part.weight / whole, 2) for one in trial.parts]


SHOP = Trial((tried(90.0, HOME), tried(8.0, BUY), tried(2.0, HOME, LOGIN)))


async def test_a_mix_that_somebody_stated_stays() -> None:
    assert lifted(await stage(SHOP), SHOP, 4.0) is SHOP


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(20.0, [0.90, 0.08, 0.02]), (6.0, [0.78, 0.20, 0.02]), (1.0, [0.49, 0.49, 0.03])],
)
async def test_rare_journeys_are_lifted_but_log_ins_are_not(
    rate: float, expected: list[float]
) -> None:
    made = await stage(SHOP, lift=True)
    trial = lifted(made, SHOP, rate)
    assert shares(trial) == expected
    assert [part.weight for part in made.scenario.parts] == [p.part.weight for p in trial.parts]


async def test_when_it_is_quiet_all_but_log_ins_are_made_equally_often() -> None:
    trial = evenly(await stage(SHOP), SHOP)
    first, second, login = (one.part.weight for one in trial.parts)
    assert first == second > login


@pytest.mark.parametrize(
    ("stretch", "rate", "seconds"),
    [
        (False, 1.0, 60.0),
        (True, 100.0, 60.0),
        (True, 10.0, pytest.approx(106.25)),  # 85 of the rarest route, 8 % of 10/s
        (True, 1.0, 180.0),
    ],
)
async def test_a_check_goes_on_until_the_rarest_route_can_be_judged(
    rate: float, seconds: float, *, stretch: bool
) -> None:
    made = await stage(SHOP, stretch=stretch)
    assert seconds_of(made, SHOP, rate) == seconds
    assert rarest(made, SHOP) == pytest.approx(0.08)


async def test_the_rate_is_made_from_people_and_kept_below_the_ceiling() -> None:
    made = await stage(SHOP, users=40)
    # A person needs a second for a request at least: 1.02 s on average.
    assert rate_of(made, SHOP) == pytest.approx(40 / 1.02)
    assert most_of(made, SHOP) == pytest.approx(200 / 1.02)
    with pytest.raises(LoadError, match="250 users make about 250 requests/s"):
        rate_of(await stage(SHOP, users=250), SHOP)
    with pytest.raises(LoadError, match="250 journeys/s make about 255 requests/s"):
        rate_of(await stage(SHOP, rate=250.0), SHOP)


@pytest.mark.parametrize(
    ("answer_ms", "least", "ceiling", "calm"),
    [
        (20.0, 1.0, 200.0, 10.0),  # as fast as quiet may be
        (100.0, 0.1, 200.0, 2.0),  # a fifth of one worker
        (1000.0, 1.0, 200.0, 1.0),  # never less than asked for
        (20.0, 1.0, 20.0, 5.0),  # far below the ceiling
    ],
)
async def test_quiet_is_hardly_two_at_once(
    answer_ms: float, least: float, ceiling: float, calm: float
) -> None:
    trial = Trial((tried(1.0, HOME, answer_ms=answer_ms),))
    made = await stage(trial, ceiling=ceiling)
    assert calm_of(made, trial, least) == pytest.approx(calm, rel=0.01)
