"""Experiments on servers whose truth is known; where this machine is too busy they try again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.load.experiments.world import HOME, nobody, order, scenario, visit
from tests.load.servers import started

from launchready.derive.load.histogram import percentile_ms
from launchready.facts.base import PRODUCT, Facts
from launchready.facts.crowd import LoadFairness, LoadKnee, UploadBeside
from launchready.facts.product import RouteKind
from launchready.load.engine.stop import Stop
from launchready.load.experiments import slow, upload
from launchready.load.experiments.check import check
from launchready.load.experiments.fairness import fairness
from launchready.load.experiments.knee import knee
from launchready.load.journey import Part, Target, User
from launchready.load.order import LoadOrder

pytestmark = pytest.mark.slow

TRIES = 5


async def counted(
    run: Callable[[], Awaitable[Facts]], void: Callable[[Facts], str]
) -> Facts | None:
    """Return the facts of the first run that counts; None where this machine never could.

    That it says so instead of naming a number is then what is to be seen.
    """
    why = ""
    for _ in range(TRIES):
        facts = await run()
        why = void(facts)
        if not why:
            return facts
    assert "machine was too busy" in why or "differ" in why
    return None


def knee_of(facts: Facts) -> LoadKnee:
    seen = facts.get(LoadKnee, PRODUCT)
    assert isinstance(seen, LoadKnee)
    return seen


async def test_the_knee_and_the_capacity_of_a_known_server_are_found() -> None:
    with started("capacity", workers=2, ms=20.0) as server:
        asked = order(server.base, window_s=1.0, ceiling=400.0)
        facts = await counted(
            lambda: knee(asked, nobody, Stop()),
            lambda seen: knee_of(seen).inconclusive or knee_of(seen).capacity_why,
        )
    if facts is None:
        return
    seen = knee_of(facts)
    assert seen.capacity_per_s == pytest.approx(100, rel=0.15)
    assert 45 <= seen.highest_per_s < seen.lowest_bad_per_s <= 115
    assert len(seen.baselines_us) >= 3
    assert all(step.passed for step in seen.steps if step.rate_per_s < 40 and not step.void)


def fairness_of(facts: Facts) -> LoadFairness:
    seen = facts.get(LoadFairness, PRODUCT)
    assert isinstance(seen, LoadFairness)
    return seen


@pytest.mark.parametrize(("limit", "known_by"), [(0.0, "X-User"), (20.0, "Authorization")])
async def test_a_limiter_is_told_apart_from_none(limit: float, known_by: str) -> None:
    with started("capacity", workers=2, ms=10.0, per_user_per_s=limit) as server:

        def new_user(number: int) -> User:
            return User(number, server.base, headers=((known_by, f"user {number}"),))

        made = scenario(server.base, new_user=new_user)
        asked = order(server.base, made=made, users=20, rate=50.0, noisy_per_s=200.0, ceiling=300.0)
        facts = await counted(
            lambda: fairness(asked, nobody, Stop()), lambda seen: fairness_of(seen).void
        )
    if facts is None:
        return
    seen = fairness_of(facts)
    calm, beside = percentile_ms(seen.calm, 95), percentile_ms(seen.beside, 95)
    assert calm is not None
    assert beside is not None
    assert (seen.users, seen.calm_per_s, seen.noisy_per_s) == (20, 50, 200)
    assert seen.noisy_sent == seen.noisy_served + seen.noisy_limited
    assert seen.others_sent > 100
    assert seen.others_limited == seen.others_failed == 0
    if limit:
        assert beside < 2 * calm
        assert seen.noisy_served == pytest.approx(20 + 20 * 3, abs=12)
        assert seen.retry_after == seen.noisy_limited > 300
    else:
        assert beside > 5 * calm
        assert seen.noisy_limited == seen.retry_after == 0


@pytest.mark.parametrize("blocks", [True, False])
async def test_uploads_that_hold_up_reads_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, *, blocks: bool
) -> None:
    monkeypatch.setattr(slow, "SLOW_S", 0.5)
    monkeypatch.setattr(upload, "SLOW_S", 0.5)
    avatar = Target("avatar", "POST", "/avatar", RouteKind.UPLOAD)

    async def send(user: User) -> None:
        await user.request(avatar, body=b"x" * 3000)

    def asked(base: str) -> LoadOrder:
        parts: tuple[Any, ...] = (Part("look", visit(HOME)), Part("send", send))
        made = scenario(base, *parts, targets=(HOME, avatar))
        return order(base, made=made, rate=40.0, users=10, seconds=0.5, window_s=0.2)

    def beside(facts: Facts) -> UploadBeside:
        seen = facts.get(UploadBeside, "avatar")
        assert isinstance(seen, UploadBeside)
        return seen

    with started("busy", blocks=blocks) as server:
        facts = await counted(
            lambda: check(asked(server.base), nobody, Stop()), lambda seen: beside(seen).void
        )
    if facts is None:
        return
    seen = beside(facts)
    alone_ms, beside_ms = percentile_ms(seen.alone, 95), percentile_ms(seen.beside, 95)
    assert alone_ms is not None
    assert beside_ms is not None
    assert seen.uploads >= 3
    assert seen.uploads_failed == 0
    if blocks:
        assert beside_ms > 3 * alone_ms
        assert beside_ms > 100
    else:
        assert beside_ms < 3 * alone_ms
