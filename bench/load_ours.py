"""Run one phase of our engine, alone in its process: `python -m bench.load_ours '{...}'`.

Its last line of output is JSON with what was measured.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import uvloop

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.load.engine.gate import void_of
from launchready.load.engine.lines import open_lines
from launchready.load.engine.run import run_phase
from launchready.load.journey import Part, Scenario, Target, User
from launchready.load.phase import Law, Phase
from launchready.load.scenario import read_scenario
from launchready.load.tally import Tally
from launchready.net.http.limits import Limits
from launchready.net.network import Settings


def plain(base: str, pause: float, reads: int, *, stream: bool) -> Scenario:
    """Return the smallest scenario there is: one route, read so many times in a journey."""
    method = "POST" if stream else "GET"
    target = Target("route", method, "/", stream=stream)

    async def journey(user: User) -> None:
        for _ in range(reads):
            await user.request(target, body=b"{}" if stream else b"")

    def new_user(number: int) -> User:
        return User(number, base)

    part = Part("one", journey, pause=(pause, pause))
    return Scenario("plain", base, (part,), (target,), ("127.0.0.1",), new_user=new_user)


async def measure(asked: dict[str, Any]) -> dict[str, Any]:
    """Run the phase that is asked for."""
    limits = Limits()
    if asked.get("scenario"):
        scenario = read_scenario(Path(asked["scenario"]), os.environ)
    else:
        scenario = plain(
            asked["base"],
            asked.get("pause", 0.0),
            asked.get("reads", 1),
            stream=asked.get("stream", False),
        )
    phase = Phase(
        "bench",
        asked["seconds"],
        asked.get("rate", 0.0),
        Law(asked["law"]),
        users=asked.get("users", 0),
        drain_s=5.0,
        limits=limits,
        stop_share=1.0,
    )
    lines = open_lines(
        Settings(allow_private=True),
        limits=limits,
        tag="bench",
        most=asked.get("connections", 2000),
        allowed=frozenset(scenario.hosts),
    )
    try:
        return _said(await run_phase(scenario, phase, lines))
    finally:
        await lines.close()


def _said(tally: Tally) -> dict[str, Any]:
    response, gap, first = Histogram(), Histogram(), Histogram()
    for route in tally.routes.values():
        response.add(route.response)
        if route.stream is not None:
            first.add(route.stream.first_event)
            gap.add(route.stream.gap)
    return {
        "requests": tally.requests,
        "failed": tally.failed,
        "arrivals": tally.arrivals,
        "finished": tally.finished,
        "dropped": tally.dropped,
        "seconds": tally.seconds,
        "cpu_s": tally.cpu_s,
        "void": void_of(tally),
        "stopped": tally.stopped,
        "late_p99_ms": _ms(tally.lateness, 99),
        "p50_ms": _ms(response, 50),
        "p95_ms": _ms(response, 95),
        "p99_ms": _ms(response, 99),
        "first_event_ms": _ms(first, 50),
        "gap_ms": _ms(gap, 50),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _ms(histogram: Histogram, percent: float) -> float:
    return (percentile_us(histogram.spread(), percent) or 0) / 1e3


if __name__ == "__main__":
    print(json.dumps(uvloop.run(measure(json.loads(sys.argv[1])))))
