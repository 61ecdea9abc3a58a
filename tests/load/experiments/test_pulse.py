"""Whether this machine was quick enough for what it measured."""

from __future__ import annotations

import asyncio
import time

import pytest

from launchready.load.experiments.pulse import Pulse


@pytest.mark.parametrize(
    ("late_us", "size_us", "void"),
    [(4_000, 10_000, False), (12_000, 10_000, True), (12_000, 800_000, False), (0, 0, False)],
)
def test_lateness_matters_where_it_is_large_against_what_is_judged(
    late_us: int, size_us: int, *, void: bool
) -> None:
    pulse = Pulse()
    for _ in range(200):
        pulse.late.record(late_us)
    assert bool(pulse.void(size_us)) is void


async def test_a_loop_that_is_held_up_is_felt() -> None:
    async with Pulse() as pulse:
        await asyncio.sleep(0.02)
        until = time.perf_counter() + 0.1
        while time.perf_counter() < until:
            pass
        await asyncio.sleep(0.02)
    assert pulse.late.high >= 80_000
    assert "its own clock was" in pulse.void(100_000)
