"""The whole check, on real servers in this process; times do not matter here."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest
from tests.load.experiments.till import CLEAN, Till, run_of, shop
from tests.load.experiments.world import nobody, order, visit
from tests.load.servers import Errors, Fixed, inside

from launchready.facts.base import PRODUCT, Unmeasured
from launchready.facts.crowd import AtOnce, UploadBeside
from launchready.facts.load import CacheUse, RouteTimings, StreamTimings
from launchready.facts.run import Run
from launchready.load.engine.stop import Stop
from launchready.load.experiments.check import check
from launchready.load.experiments.fairness import fairness
from launchready.load.experiments.ground import Experiment, Now, Watch
from launchready.load.experiments.plain import run_plain
from launchready.load.journey import Scenario, Target
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError
from launchready.net.traffic import Traffic

pytestmark = pytest.mark.usefixtures("believed")


async def test_a_check_is_quiet_then_loaded_then_doubled_then_at_once() -> None:
    till = Till()
    said: list[str] = []
    async with inside(till) as server:
        asked = shop(server.base)
        facts = await check(asked, lambda now: said.append(now.words), Stop())
    run = run_of(facts)
    assert [phase.name for phase in run.phases] == ["quiet", "load", "double"]
    assert [round(phase.asked_per_s) for phase in run.phases][1:] == [60, 120]
    assert run.stopped == ""
    assert run.left_behind.startswith("what checkout made (the scenario has no cleanup")
    assert (run.experiment, run.tag, run.hosts) == ("check", "lr-test", asked.scenario.hosts)
    assert till.tags == {"lr-test"}
    assert run.requests == len(till.paths) > sum(phase.requests for phase in run.phases)
    assert set(facts.subjects(RouteTimings)) == {"home", "checkout"}
    for name in ("home", "checkout"):
        route = facts.get(RouteTimings, name)
        assert isinstance(route, RouteTimings)
        assert [phase.phase for phase in route.phases] == ["quiet", "load", "double"]
        assert all(phase.response.low_us >= 29_000 for phase in route.phases)
    seen = facts.get(AtOnce, "checkout")
    assert isinstance(seen, AtOnce)
    assert (seen.people, seen.rounds, seen.succeeded, seen.faults) == (5, 5, 25, ())
    assert seen.alone.count == 5
    assert till.together >= 5
    assert isinstance(facts.get(UploadBeside, PRODUCT), Unmeasured)
    assert isinstance(facts.get(StreamTimings, PRODUCT), Unmeasured)
    assert isinstance(facts.get(CacheUse, "home"), CacheUse)
    assert isinstance(facts.get(Run, PRODUCT), Run)
    assert said[0] == "trying each journey once"
    assert any(words.startswith("quiet window 3") for words in said)


async def test_what_is_doubled_stays_below_the_ceiling() -> None:
    async with inside(Till()) as server:
        facts = await check(replace(shop(server.base), ceiling=100.0), nobody, Stop())
    double = run_of(facts).phase("double")
    assert double is not None
    assert double.requests == 0
    assert "above the ceiling of 100" in double.void


@pytest.mark.parametrize("experiment", [check, run_plain])
async def test_a_rate_above_the_ceiling_is_refused_and_still_cleaned_up(
    experiment: Experiment,
) -> None:
    till = Till()
    async with inside(till) as server:
        asked = replace(shop(server.base, cleanup=visit(CLEAN)), ceiling=80.0)
        with pytest.raises(LoadError, match="about 90 requests/s, above the ceiling of 80"):
            await experiment(asked, nobody, Stop())
    assert till.paths[-1] == "/clean"
    assert len(till.paths) <= 4


async def test_setup_comes_first_and_cleanup_last() -> None:
    till = Till()
    begin = Target("begin", "POST", "/begin")
    async with inside(till) as server:
        asked = shop(server.base, setup=visit(begin), cleanup=visit(CLEAN))
        facts = await run_plain(asked, nobody, Stop())
    assert till.paths[0] == "/begin"
    assert till.paths[-1] == "/clean"
    assert run_of(facts).left_behind == ""
    assert "begin" not in facts.subjects(RouteTimings)


async def test_without_its_setup_nothing_is_sent() -> None:
    async with inside(Errors(every=1)) as server:
        asked = shop(server.base, setup=visit(CLEAN), cleanup=visit(CLEAN))
        facts = await check(asked, nobody, Stop())
        assert (await server.seen())["requests"] == 2
    run = run_of(facts)
    assert run.stopped.startswith("the scenario's setup failed: ")
    assert run.phases == ()
    assert run.left_behind.startswith("the scenario's cleanup failed: ")
    assert "lr-test" in run.left_behind
    assert isinstance(facts.get(RouteTimings, "home"), Unmeasured)
    assert isinstance(facts.get(AtOnce, PRODUCT), Unmeasured)


@pytest.mark.parametrize("moment", ["trying each", "quiet window", "10 users", "checkout: 5"])
async def test_a_wish_to_stop_ends_it_within_a_second_cleans_up_and_reports(moment: str) -> None:
    till = Till()
    stop = Stop()
    asked_at: list[float] = []

    def tell(now: Now) -> None:
        if now.words.startswith(moment) and not asked_at:
            asked_at.append(time.perf_counter())
            asyncio.get_running_loop().call_later(0.1, stop.request, "stopped by you (Ctrl-C)")

    async with inside(till) as server:
        facts = await check(shop(server.base, cleanup=visit(CLEAN)), tell, stop)
        assert time.perf_counter() - asked_at[0] < 5
    run = run_of(facts)
    assert run.stopped == "stopped by you (Ctrl-C)"
    assert till.paths[-1] == "/clean"
    assert run.left_behind == ""
    assert facts.subjects(AtOnce)


async def test_a_trial_that_hangs_does_not_hold_up_a_wish_to_stop() -> None:
    stop = Stop()
    began = time.perf_counter()
    async with inside(Fixed(ms=60_000)) as server:
        asyncio.get_running_loop().call_later(0.2, stop.request, "stopped by you (Ctrl-C)")
        facts = await check(shop(server.base), nobody, stop)
        assert time.perf_counter() - began < 5
    assert run_of(facts).stopped == "stopped by you (Ctrl-C)"


async def test_fairness_is_not_shared_among_machines() -> None:
    with pytest.raises(LoadError, match="one machine"):
        await fairness(order(), nobody, Stop(), Elsewhere())


class Elsewhere:
    """A runner that must not be asked."""

    workers = ()
    traffic = Traffic()

    async def __call__(self, scenario: Scenario, phase: Phase, watch: Watch) -> Tally:
        """Fail."""
        raise AssertionError(scenario, phase, watch)
