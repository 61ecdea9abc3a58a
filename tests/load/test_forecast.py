"""How many requests are announced, held against what a server really saw."""

from __future__ import annotations

from typing import Any

import pytest
from tests.load.experiments.world import BASE, CHECKOUT, HOME, order, scenario, visit
from tests.load.servers import Fixed, Server, inside

from launchready.facts.load import LoadRun
from launchready.facts.product import RouteKind
from launchready.load.engine.stop import Stop
from launchready.load.experiments.check import check
from launchready.load.experiments.ground import Now
from launchready.load.experiments.plain import run_plain
from launchready.load.forecast import Forecast, forecast, repeats
from launchready.load.journey import Part, Target
from launchready.load.order import LoadOrder
from launchready.load.phase import Law

UPLOAD = Target("upload", "POST", "/upload", RouteKind.UPLOAD)
LOOK = Part("look", visit(HOME), routes=("home",))
BUY = Part("buy", visit(HOME, CHECKOUT), routes=("home", "checkout"))
SEND = Part("send", visit(UPLOAD), routes=("upload",))


def asked(*parts: Part, base: str = BASE, **more: Any) -> LoadOrder:
    met = {name for part in parts for name in part.routes}
    known = more.pop("targets", (HOME, CHECKOUT, UPLOAD))
    made = scenario(base, *parts, targets=tuple(one for one in known if one.name in met))
    return order(base, made=made, **{"seconds": 60.0, "rate": 20.0, **more})


def of(*parts: Part, experiment: str = "check", **more: Any) -> Forecast:
    return forecast(asked(*parts, **more), experiment)


async def seen(server: Server) -> int:
    told = await server.seen()
    return int(told["requests"])


@pytest.mark.slow
async def test_a_check_sends_no_more_than_was_announced() -> None:
    told: list[str] = []

    def tell(now: Now) -> None:
        told.append(now.words)

    async with inside(Fixed(ms=2)) as server:
        wanted = asked(LOOK, BUY, base=server.base, seconds=2.0, window_s=0.5)
        facts = await check(wanted, tell, Stop())
        sent = await seen(server)
    known = forecast(wanted, "check")
    assert facts.subjects(LoadRun)
    assert 0.5 * known.about <= sent <= known.most
    if not any("attempt" in words for words in told):
        assert sent <= known.plain


@pytest.mark.parametrize("law", [Law.CONSTANT, Law.POISSON, Law.RAMP, Law.STEPS])
async def test_a_run_sends_no_more_than_was_announced(law: Law) -> None:
    async with inside(Fixed(ms=2)) as server:
        wanted = asked(LOOK, BUY, base=server.base, seconds=2.0, rate=40.0, law=law)
        await run_plain(wanted, lambda _now: None, Stop())
        sent = await seen(server)
    known = forecast(wanted, "run")
    assert 0.7 * known.about <= sent <= known.plain == known.most


def test_a_ramp_sends_half_of_what_its_end_would() -> None:
    even, ramp = (of(LOOK, experiment="run", law=law) for law in (Law.CONSTANT, Law.RAMP))
    assert even.about == even.most == 1201
    assert ramp.about == ramp.most == 601


def test_what_is_not_sent_above_the_ceiling_is_not_announced() -> None:
    low, high = (of(LOOK, rate=150.0, ceiling=ceiling) for ceiling in (200.0, 400.0))
    # 150/s for 60 s, and twice that for half as long only where the ceiling lets it.
    assert round(high.about - low.about) == 9000
    assert low.most < 0.6 * high.most


def test_quiet_windows_come_no_faster_than_the_ceiling_lets_them() -> None:
    # Three seconds of warming up at 10/s, or at a quarter of the ceiling, and windows of 3 s.
    free, held = (of(LOOK, BUY, ceiling=ceiling, seconds=12.0) for ceiling in (200.0, 45.0))
    assert held.plain < free.plain
    assert held.most < free.most


def test_only_the_journey_that_goes_there_is_made_by_several_at_once() -> None:
    page = Target("checkout", "POST", "/checkout", RouteKind.WRITE)
    long = Part("read", visit(*[HOME] * 9), routes=("home",) * 9)
    people = round(asked(LOOK).profile.threshold("load_users").target)
    both, alone = (of(long, BUY, targets=(HOME, one)) for one in (CHECKOUT, page))
    # Once one by one, five times together; twice those five where this machine is late.
    assert both.about - alone.about == pytest.approx(people * 2 * 6)
    assert both.plain - alone.plain == pytest.approx(people * 2 * 6)
    assert both.most - alone.most == pytest.approx(people * 2 * 11)


def test_uploads_that_are_refused_at_once_are_counted() -> None:
    page = Target("upload", "POST", "/upload", RouteKind.WRITE)
    both, alone = (of(LOOK, SEND, targets=(HOME, one)) for one in (UPLOAD, page))
    # 75 reads alone and beside, and three people who upload every 0.2 s at most.
    assert 150 < both.about - alone.about < 165
    assert both.plain - alone.plain > 150 + 3 * 3.75 / 0.2


def test_the_share_of_repeats_is_said() -> None:
    wanted = asked(LOOK)
    known = forecast(wanted, "check")
    assert known.about < known.plain < known.most
    assert repeats(wanted, "check")
    assert known.plain <= 2900


@pytest.mark.parametrize(
    ("wanted", "experiment"),
    [
        (asked(LOOK), "run"),
        (asked(LOOK), "knee"),
        (asked(LOOK, law=Law.CLOSED), "run"),
        (asked(Part("unknown", visit(HOME))), "check"),
    ],
)
def test_where_nothing_is_repeated_or_known_nothing_is_said(
    wanted: LoadOrder, experiment: str
) -> None:
    assert not repeats(wanted, experiment)
