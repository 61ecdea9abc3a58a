"""What one tried rate comes to."""

from __future__ import annotations

import pytest
from tests.load.experiments.world import HOME, nobody, order, visit

from launchready.facts.crowd import KneeStep
from launchready.facts.load import Fault
from launchready.load.engine.lines import open_lines
from launchready.load.engine.schedule import arrivals
from launchready.load.engine.stop import Stop
from launchready.load.experiments.knee import knee_phase, seconds_of, step_of
from launchready.load.experiments.stage import Ran, Stage
from launchready.load.experiments.trial import Trial, Tried
from launchready.load.journey import Part
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally

LATE = "this machine was too busy"
LIMIT_US = 20_000


def tally(ms: float, count: int = 400, failed: int = 0, **more: object) -> Tally:
    made = Tally(Phase("knee", 5.0, 80.0), arrivals=count, begun=count, finished=count, seconds=5.0)
    route = made.route(HOME)
    route.requests = count
    if failed:
        route.faults[Fault.SERVER] = failed
    for _ in range(count - failed):
        route.response.record(round(ms * 1000))
    for name, value in more.items():
        setattr(made, name, value)
    return made


async def step(made: Tally, void: str = "", requests: int = 1) -> KneeStep:
    asked = order()
    lines = open_lines(asked.settings, limits=asked.limits, tag="", most=1, allowed=frozenset())
    stage = Stage(asked, nobody, Stop(), lines, None)
    once = Tally(Phase("trial", 0.0))
    once.route(HOME).requests = requests
    trial = Trial((Tried(Part("look", visit(HOME)), 1.0, once, ""),))
    try:
        return step_of(stage, trial, Ran(made, void), LIMIT_US)
    finally:
        await lines.close()


@pytest.mark.parametrize(
    ("made", "late", "passed", "void"),
    [
        (tally(19), "", True, ""),
        (tally(21), "", False, ""),
        (tally(21), LATE, False, LATE),  # the machine's doing, perhaps
        (tally(19), LATE, True, ""),  # lateness makes nothing look faster
        (tally(10, failed=4), "", True, ""),
        (tally(10, failed=5), "", False, ""),
        (tally(10, failed=5), LATE, False, ""),  # lateness makes nothing fail
        (tally(10, failed=400), "", False, ""),
        (tally(10, stopped="more than half failed"), LATE, False, ""),
        (tally(10, dropped=3), LATE, False, ""),  # they piled up in the target
        (tally(10, begun=399), "only 399 of 400 journeys were begun", False, "only"),
        (tally(10, void="clocks differ"), "clocks differ", False, "clocks"),
    ],
)
async def test_a_rate_passes_fails_or_says_nothing(
    made: Tally, late: str, *, passed: bool, void: str
) -> None:
    seen = await step(made, late)
    assert seen.passed is passed
    assert seen.void.startswith(void)
    assert bool(seen.void) is bool(void)


@pytest.mark.parametrize(
    ("made", "passed", "void"),
    [
        (tally(10, 60), True, ""),
        (tally(10, 59), False, "59 of the 60 answers that a verdict needs"),
        (tally(90, 59), False, "59 of the 60 answers that a verdict needs"),
        (tally(10, 59, failed=20), False, ""),  # that many failures need no percentile
    ],
)
async def test_no_percentile_of_fewer_answers_is_judged(
    made: Tally, *, passed: bool, void: str
) -> None:
    seen = await step(made)
    assert (seen.passed, seen.void) == (passed, void)


@pytest.mark.parametrize("rate", [1.0, 2.0, 8.0, 13.4, 21.44, 100.0])
@pytest.mark.parametrize("requests", [1.0, 3.0])
def test_a_step_sends_the_rate_that_it_names(rate: float, requests: float) -> None:
    seconds = seconds_of(rate, requests, 5.0)
    phase = knee_phase(order(), rate, seconds, Law.POISSON, 0)
    moments = [moment for _, moment in arrivals(phase)]
    assert len(moments) == pytest.approx(rate * seconds)
    assert len(moments) * requests >= 60
    assert seconds >= 5
    assert moments == sorted(moments)
    assert moments[-1] < seconds


async def test_what_is_reached_is_counted_in_journeys() -> None:
    seen = await step(tally(10), requests=4)
    assert (seen.rate_per_s, seen.reached_per_s) == (80.0, 20.0)
