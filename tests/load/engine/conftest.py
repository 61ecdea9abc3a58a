"""Journeys, lines and small phases to try the engine with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvloop

from launchready.load.engine.lines import Lines, open_lines
from launchready.load.engine.run import run_once
from launchready.load.journey import Journey, Part, Scenario, Target, User
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally
from launchready.net.http.limits import Limits
from launchready.net.network import Settings

QUICK = Limits(
    tls_s=1.0,
    first_byte_s=0.6,
    idle_s=0.4,
    total_s=1.0,
    wait_s=2.0,
    header_bytes=8192,
    body_bytes=200_000,
    decoded_bytes=200_000,
)
"""Limits small enough for tests that run into them."""

HOME = Target("home", url="/")
_CHEAP = frozenset({"test_journeys.py", "test_answers.py", "test_encrypted.py"})


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The event loop of the product, and where it is cheap to try also the one it falls back to."""
    both = {"uvloop": uvloop.new_event_loop, "asyncio": asyncio.new_event_loop}
    return both if item.path.name in _CHEAP else {"uvloop": uvloop.new_event_loop}


@pytest.fixture
async def lines() -> AsyncIterator[Lines]:
    opened = loopback_lines()
    yield opened
    await opened.close()


def loopback_lines(most: int = 50, limits: Limits = QUICK) -> Lines:
    return open_lines(
        Settings(allow_private=True, timeout=1.0),
        limits=limits,
        tag="lr-test",
        most=most,
        allowed=frozenset({"127.0.0.1"}),
    )


def brisk(rate: float = 50, seconds: float = 0.4, law: Law = Law.CONSTANT, **options: Any) -> Phase:
    """Return a short phase that never stops by itself."""
    wanted: dict[str, Any] = {"limits": QUICK, "stop_share": 1.0, "drain_s": 3.0, **options}
    return Phase("load", seconds, rate, law, **wanted)


def scenario(base: str, *journeys: Journey) -> Scenario:
    """Return a scenario of journeys of equal weight; without any, one that reads the home page."""

    async def home(user: User) -> None:
        await user.request(HOME)

    parts = tuple(Part(each.__name__, each) for each in journeys or (home,))
    return Scenario(
        "test",
        base,
        parts,
        (HOME,),
        ("127.0.0.1",),
        new_user=lambda number: User(number, base),
    )


@asynccontextmanager
async def soon(seconds: float = 12.0) -> AsyncIterator[None]:
    """Fail rather than hang."""
    async with asyncio.timeout(seconds):
        yield


async def once(journey: Any, base: str, lines: Lines) -> tuple[str, Tally]:
    tally = Tally(Phase("once", 1))
    async with soon():
        failed = await run_once(journey, User(0, base), lines, tally, seconds=3)
    return failed, tally
