"""Whole checks of products and scenarios that do not work."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace

import pytest
from tests.load.experiments.till import CLEAN, Till, run_of, shop
from tests.load.experiments.world import CHECKOUT, HOME, nobody, order, scenario, visit
from tests.load.servers import Errors, Fixed, Shop, Storm, inside

from launchready.facts.base import Unmeasured
from launchready.facts.crowd import AtOnce
from launchready.facts.load import Fault, RouteTimings
from launchready.load.engine.stop import Stop
from launchready.load.experiments import trial
from launchready.load.experiments.check import check
from launchready.load.experiments.fairness import fairness
from launchready.load.experiments.ground import Experiment
from launchready.load.experiments.knee import knee
from launchready.load.experiments.plain import run_plain
from launchready.load.journey import Part, Target, User
from launchready.load.judged import judge_load
from launchready.load.phase import Law
from launchready.load.telling.words import lines
from launchready.load.trouble import LoadError
from launchready.model.verdict import Decision

pytestmark = pytest.mark.usefixtures("believed")


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
    assert run.stopped.startswith(
        "the scenario itself failed: KeyError at test_check_in_trouble.py line "
    )
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


async def test_who_is_turned_away_is_told_to_sign_in_first() -> None:
    items = Target("items", "GET", "/items")
    async with inside(Shop()) as server:
        made = scenario(server.base, Part("browse", visit(items)), Part("look", visit(HOME)))
        asked = order(server.base, made=made, stop_share=1.0, rate=10.0, seconds=1.0)
        run = run_of(await run_plain(asked, nobody, Stop()))
    (said,) = run.troubles
    assert said.startswith("the journey 'browse' fails already for one visitor: items: status 401")
    assert said.endswith("sign in first: see `load init`")


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
            shop(server.base), law=Law.CLOSED, users=10, rate=0.0, seconds=3.0, ceiling=40.0
        )
        run = run_of(await run_plain(asked, nobody, Stop()))
    assert run.stopped == ""
    (phase,) = run.phases
    assert phase.requests > 60
    assert max(window.started for window in phase.windows) <= 40
    assert "The ceiling of 40 requests/s held the users up" in run.troubles[-1]


async def test_a_journey_without_an_end_is_stopped_by_the_trial_and_by_the_ceiling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def endless(user: User) -> None:
        while True:
            await user.request(HOME)

    monkeypatch.setattr(trial, "MOST_REQUESTS", 50)
    fixed = Fixed(ms=0)
    async with inside(fixed) as server:
        made = scenario(server.base, Part("endless", endless))
        asked = order(server.base, made=made, rate=1.0, seconds=30.0, ceiling=100.0)
        run = run_of(await run_plain(asked, nobody, Stop()))
    assert "it makes more than 50 requests" in run.troubles[0]
    assert "the ceiling of 100" in run.stopped
    assert fixed.seen.requests < 600


async def test_a_closed_loop_is_asked_for_by_users() -> None:
    async with inside(Fixed(ms=10)) as server:
        asked = replace(shop(server.base), law=Law.CLOSED, users=3, rate=0.0, ceiling=2000.0)
        facts = await run_plain(asked, nobody, Stop())
    [load] = run_of(facts).phases
    assert (load.name, load.law, load.users, load.asked_per_s) == ("load", "closed", 3, 0)
    assert load.requests > 20
