"""How true are the times that each tool reports? Held against servers whose truth is known."""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable
from typing import Any

from bench.load_front import SERVER_CORE, pinned
from bench.load_peers import Told, hey_times, locust_times, missing, wrk_times
from bench.load_world.serving import Server, started
from bench.load_world.timing import freeze_truth_ms
from bench.measure import run

RATE, SECONDS, WORKERS = 200, 20, 20
"""Two periods of the server that freezes for one second in ten."""
TRIES = 4
FIRST_MS, GAP_MS = 150.0, 25.0


def freeze(times: int) -> dict[str, float]:
    """Let every tool ask 200 times each second, and compare its 95th percentile with 520 ms."""
    truth = freeze_truth_ms(95)
    tools: dict[str, Callable[[str, int], Told | None]] = {
        "": ours,
        "closed_": closed,
        "locust_": locust_times,
        "hey_": hey_times,
        "wrk_": wrk_times,
    }
    print(f"truth: p50 20, p95 {truth:.0f}, p99 {freeze_truth_ms(99):.0f} ms", flush=True)
    figures = {}
    for name, ask in tools.items():
        if name.strip("_") in missing():
            continue
        errors = []
        for _ in range(times):
            with started("freeze") as server:
                aside(server)
                told = ask(server.base, SECONDS)
            if told is None:
                continue
            errors.append((told.p95 - truth) / truth * 100)
            print(
                f"{name or 'ours'}: p50 {told.p50:.0f}, p95 {told.p95:.0f}, "
                f"p99 {told.p99:.0f} ms, {told.requests} requests",
                flush=True,
            )
        if errors:
            figures[f"{name}freeze_p95_error_pct"] = statistics.median(errors)
    return figures


def ours(base: str, seconds: int) -> Told | None:
    """Ask with open arrivals; None where the machine was too busy each time, and we knew."""
    for _ in range(TRIES):
        said = phase({"law": "constant", "base": base, "rate": RATE, "seconds": seconds})
        if not said["void"]:
            return _told(said)
        print(f"void, again: {said['void']}", flush=True)
    return None


def closed(base: str, seconds: int) -> Told:
    """Ask with users who wait for their answers: the control, which must miss the outage."""
    asked = {"law": "closed", "base": base, "users": WORKERS, "seconds": seconds}
    return _told(phase({**asked, "pause": WORKERS / RATE - 0.02}))


def sse(times: int) -> dict[str, float]:
    """Compare the first event of streams, and the gaps, with 150 and 25 ms."""
    firsts, gaps = [], []
    for _ in range(times):
        with started("sse", control=True) as server:
            aside(server)
            said = _streams(server)
        firsts.append(abs(said["first_event_ms"] - FIRST_MS))
        gaps.append(abs(said["gap_ms"] - GAP_MS))
        print(
            f"first event {said['first_event_ms']:.1f} ms, gap {said['gap_ms']:.1f} ms", flush=True
        )
    return {
        "sse_first_event_error_ms": statistics.median(firsts),
        "sse_gap_error_ms": statistics.median(gaps),
    }


def _streams(server: Server) -> dict[str, Any]:
    asked = {"law": "constant", "base": server.base, "rate": 20, "seconds": 5, "stream": True}
    said = phase(asked)
    for _ in range(TRIES):
        if not said["void"]:
            break
        said = phase(asked)
    return said


def phase(asked: dict[str, Any]) -> dict[str, Any]:
    """Run one phase of our engine on the client's core."""
    out = run(pinned([sys.executable, "-m", "bench.load_ours", json.dumps(asked)])).out
    said: dict[str, Any] = json.loads(out.splitlines()[-1])
    return said


def aside(server: Server) -> None:
    """Keep a server off the client's core."""
    os.sched_setaffinity(server.pid, {SERVER_CORE})


def _told(said: dict[str, Any]) -> Told:
    return Told(said["p50_ms"], said["p95_ms"], said["p99_ms"], said["requests"])
