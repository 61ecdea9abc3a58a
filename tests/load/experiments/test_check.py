"""The whole check, on real servers in this process; times do not matter here."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import replace

import pytest
from bench.load_world.wire import App, Request, Talk
from tests.load.experiments.world import CHECKOUT, HOME, nobody, order, scenario, visit
from tests.load.servers import Errors, Fixed, Storm, inside

from launchready.facts.base import PRODUCT, Facts, Unmeasured
from launchready.facts.crowd import AtOnce, UploadBeside
from launchready.facts.load import CacheUse, Fault, LoadRun, RouteTimings, StreamTimings
from launchready.facts.product import RouteKind
from launchready.facts.run import Run
from launchready.load.engine.stop import Stop
from launchready.load.experiments import stage
from launchready.load.experiments.check import check
from launchready.load.experiments.fairness import fairness
from launchready.load.experiments.ground import Experiment, Now, Watch
from launchready.load.experiments.knee import knee
from launchready.load.experiments.plain import run_plain
from launchready.load.experiments.pulse import Pulse
from launchready.load.journey import Part, Scenario, Target, User
from launchready.load.judged import judge_load
from launchready.load.order import LoadOrder
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally
from launchready.load.telling.words import lines
from launchready.load.trouble import LoadError
from launchready.model.verdict import Decision

SEND = Target("send", "POST", "/send", RouteKind.CHAT)
CLEAN = Target("clean", "POST", "/clean")


class Till(App):
    """Takes 30 ms for everything, and remembers who was there together."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []
        self.tags: set[str] = set()
        self.together = 0
        self._now = 0

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer after a while."""
        self.paths.append(request.path)
        self.tags.add(request.headers.get("x-launchready-run", ""))
        buying = request.path == "/checkout"
        self._now += buying
        self.together = max(self.together, self._now)

        def done() -> None:
            self._now -= buying
            talk.reply(200, b"{}")

        self.alarm.at(request.at + 0.03, done)


@pytest.fixture(autouse=True)
def believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no phase be void because the machine that runs the tests is busy."""
    monkeypatch.setattr(stage, "void_of", lambda _: "")
    monkeypatch.setattr(Pulse, "void", lambda _, __: "")


def run_of(facts: Facts) -> LoadRun:
    run = facts.get(LoadRun, PRODUCT)
    assert isinstance(run, LoadRun)
    return run


def shop(base: str, **more: object) -> LoadOrder:
    """People who look, and people who buy."""
    made = scenario(
        base,
        Part("look", visit(HOME)),
        Part("buy", visit(HOME, CHECKOUT)),
        targets=(HOME, CHECKOUT),
        **more,
    )
    return order(base, made=made, seconds=0.6, window_s=0.2, users=10, rate=60.0)


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

    async def __call__(self, scenario: Scenario, phase: Phase, watch: Watch) -> Tally:
        """Fail."""
        raise AssertionError(scenario, phase, watch)


async def test_a_run_that_is_torn_down_is_cleaned_up() -> None:
    till = Till()
    async with inside(till) as server:
        task = asyncio.create_task(check(shop(server.base, cleanup=visit(CLEAN)), nobody, Stop()))
        await asyncio.sleep(0.5)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    assert till.paths[-1] == "/clean"


async def test_a_journey_that_breaks_by_itself_is_the_users_mistake() -> None:
    till = Till()

    async def broken(user: User) -> None:
        raise KeyError(user.number)

    async with inside(till) as server:
        made = scenario(server.base, Part("broken", broken), cleanup=visit(CLEAN))
        with pytest.raises(LoadError, match="'broken' of the scenario fails by itself: KeyError"):
            await check(order(server.base, made=made), nobody, Stop())
    assert till.paths[-1] == "/clean"


async def test_a_host_that_is_not_allowed_ends_the_run() -> None:
    async def elsewhere(user: User) -> None:
        await user.get("http://127.0.0.2:9/")

    async with inside(Till()) as server:
        made = scenario(server.base, Part("elsewhere", elsewhere))
        with pytest.raises(LoadError, match=r"127\.0\.0\.2"):
            await check(order(server.base, made=made), nobody, Stop())


async def test_a_product_that_only_fails_is_measured_as_failing() -> None:
    async with inside(Storm()) as server:
        facts = await check(replace(shop(server.base), rate=130.0), nobody, Stop())
    run = run_of(facts)
    assert "requests failed" in run.stopped
    home = facts.get(RouteTimings, "home")
    assert isinstance(home, RouteTimings)
    assert {fault for phase in home.phases for fault, _ in phase.faults} == {Fault.TOO_MANY}
    assert isinstance(facts.get(AtOnce, "checkout"), Unmeasured)


async def test_a_dead_product_does_not_hang_the_check() -> None:
    async with inside(Till()) as server:
        base = server.base
    for experiment in (check, run_plain, knee, fairness):
        asked = replace(shop(base), stop_share=1.0)
        run = run_of(await experiment(asked, nobody, Stop()))
        assert run.stopped.startswith("the product did not answer: ")
        assert "refused" in run.stopped
        assert run.requests <= 2 * len(asked.scenario.parts)


async def test_a_product_that_does_not_answer_is_named_in_the_verdict() -> None:
    async with inside(Till()) as server:
        base = server.base
    asked = shop(base)
    judged = judge_load(await check(asked, nobody, Stop()), asked.profile, asked.bar)
    assert judged.verdict.decision is Decision.NOT_PROVEN
    assert "the product did not answer" in judged.verdict.decided_by
    assert "refused" in judged.verdict.decided_by


@pytest.mark.parametrize("experiment", [check, run_plain])
async def test_a_mistake_of_the_scenario_proves_nothing_and_blames_nobody(
    experiment: Experiment,
) -> None:
    async def wrong(user: User) -> None:
        (await user.request(HOME)).json()["s3cr3t"]

    till = Till()
    async with inside(till) as server:
        made = scenario(server.base, Part("wrong", wrong))
        asked = order(server.base, made=made)
        facts = await experiment(asked, nobody, Stop())
    run = run_of(facts)
    assert run.stopped.startswith("the scenario itself failed: KeyError at test_check.py line ")
    assert len(till.paths) == 1
    judged = judge_load(facts, asked.profile, asked.bar)
    assert judged.verdict.decision is Decision.NOT_PROVEN
    assert not any(result.status == "failed" for result in judged.results)


async def test_why_a_journey_fails_for_one_visitor_is_in_the_report() -> None:
    async def away(user: User) -> None:
        await user.request(CHECKOUT, expect=lambda _: "redirects to a host that is not declared")

    async with inside(Till()) as server:
        made = scenario(server.base, Part("away", away), Part("look", visit(HOME)))
        asked = order(server.base, made=made, stop_share=1.0, rate=10.0, seconds=1.0)
        facts = await run_plain(asked, nobody, Stop())
    assert any(
        "'away' fails already for one visitor" in line and "redirects to a host" in line
        for line in lines(facts, asked.profile)
    )


async def test_people_who_cannot_check_out_are_counted() -> None:
    async with inside(Errors(every=2)) as server:
        facts = await check(replace(shop(server.base), stop_share=1.0), nobody, Stop())
    seen = facts.get(AtOnce, "checkout")
    assert isinstance(seen, AtOnce)
    assert 0 < seen.succeeded < 25
    assert {fault for fault, _ in seen.faults} == {Fault.SERVER}


async def test_a_closed_loop_cannot_pass_the_ceiling_either() -> None:
    async with inside(Fixed(ms=5)) as server:
        asked = replace(
            shop(server.base), law=Law.CLOSED, users=10, rate=0.0, seconds=30.0, ceiling=40.0
        )
        began = time.perf_counter()
        facts = await run_plain(asked, nobody, Stop())
        assert time.perf_counter() - began < 10
    run = run_of(facts)
    assert "above the ceiling of 40" in run.stopped


async def test_a_closed_loop_is_asked_for_by_users() -> None:
    async with inside(Fixed(ms=10)) as server:
        asked = replace(shop(server.base), law=Law.CLOSED, users=3, rate=0.0, ceiling=2000.0)
        facts = await run_plain(asked, nobody, Stop())
    [load] = run_of(facts).phases
    assert (load.name, load.law, load.users, load.asked_per_s) == ("load", "closed", 3, 0)
    assert load.requests > 20
