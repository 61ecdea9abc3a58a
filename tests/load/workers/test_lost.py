from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest
from tests.load.servers import started
from tests.load.workers.gathered import ONE, gathered, phase

from launchready.load.engine.gate import void_of
from launchready.load.engine.stop import Stop

pytestmark = pytest.mark.slow


async def test_a_killed_worker_is_named_with_its_share(tmp_path: Path) -> None:
    with started("shop") as server:
        async with gathered(tmp_path, server) as (team, scenario):
            running = asyncio.create_task(team(scenario, phase(), lambda _: None))
            await asyncio.sleep(2.0)
            os.kill(team.pids[1], signal.SIGKILL)
            tally = await running
            assert void_of(tally).startswith("worker 2 was lost with 50 % of the traffic: it left")
            assert 60 <= tally.arrivals < 120
            assert [worker.died for worker in team.workers] == ["", "it left"]
            again = await team(scenario, phase(seconds=1.0), lambda _: None)
    assert again.arrivals == 40
    assert "lost" not in again.void


async def test_a_worker_that_falls_silent_is_named(tmp_path: Path) -> None:
    with started("fixed", ms=5) as server:
        async with gathered(tmp_path, server, text=ONE) as (team, scenario):
            running = asyncio.create_task(team(scenario, phase(seconds=8.0), lambda _: None))
            await asyncio.sleep(1.0)
            carrier = _children(team.pids[0])[0]
            os.kill(carrier, signal.SIGSTOP)
            try:
                tally = await running
            finally:
                os.kill(carrier, signal.SIGKILL)
    assert void_of(tally).startswith("worker 1 was lost with 50 % of the traffic: it fell silent")
    assert tally.arrivals >= 160


async def test_a_wish_to_stop_reaches_every_worker(tmp_path: Path) -> None:
    stop = Stop()
    with started("fixed", ms=5) as server:
        async with gathered(tmp_path, server, stop, ONE) as (team, scenario):
            running = asyncio.create_task(team(scenario, phase(seconds=60.0), lambda _: None))
            await asyncio.sleep(2.0)
            stop.request("Ctrl-C")
            asked = time.monotonic()
            tally = await running
            assert time.monotonic() - asked < 10
            truth = await server.seen()
            await asyncio.sleep(0.3)
            assert (await server.seen())["requests"] == truth["requests"]
    assert tally.stopped == "Ctrl-C"
    assert [worker.died for worker in team.workers] == ["", ""]
    assert 20 < tally.requests <= truth["requests"] < 200


def _children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(child) for child in listed.split()]
