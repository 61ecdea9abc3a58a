"""Measure what load costs us and how true it is, beside wrk, hey and Locust in the same run."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.load_accuracy import freeze, sse
from bench.load_front import Front, front, pinned
from bench.load_peers import missing, saturate
from bench.measure import run, say

CONNECTIONS = 32
SHORT_S, LONG_S = 1, 4
"""A client's cost is the difference between a long run and a short one: no start, no imports."""
READS = 100
"""Requests of one journey of `plain`: as in its peers, a connection asks again and again."""
LATE_MS, DONE = 10.0, 0.99
"""What makes a rate honest: the generator's own delay, and journeys that were finished."""
GROWTH = 1.25
TRIES, FAILED = 3, 2
RECORDS = 10_000_000
SCENARIO = """
name: bench
base: {base}
journeys:
  - name: visit
    steps:
      - name: login
        url: /login
        extract: {{token: {{json: $.token}}}}
      - name: item
        url: /items/7
        headers: {{Authorization: "Bearer {{{{ token }}}}"}}
        extract: {{id: {{json: $.id}}}}
      - name: more
        url: "/items/{{{{ id }}}}/more"
        headers: {{Authorization: "Bearer {{{{ token }}}}"}}
      - name: cart
        url: /cart
"""
ARRIVAL = """
name: arrival
base: {base}
journeys:
  - name: visit
    steps: [{{name: login, url: /login, extract: {{token: {{json: $.token}}}}}}]
"""
"""One request each, with a cookie that is kept and sent again, and an extraction."""


def main() -> None:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs behind each median")
    times = parser.parse_args().times
    for name in missing():
        print(f"{name} is not installed: its figures are missing (make system)", flush=True)
    with front() as server, tempfile.TemporaryDirectory() as folder:
        visit, arrival = Path(folder) / "visit.yaml", Path(folder) / "arrival.yaml"
        visit.write_text(SCENARIO.format(base=server.base), "utf-8")
        arrival.write_text(ARRIVAL.format(base=server.base), "utf-8")
        figures = costs(server, str(visit), times)
        figures["honest_rate"] = honest_rate(server.base, "")
        figures["scenario_honest_rate"] = honest_rate(server.base, str(arrival))
    figures |= freeze(max(1, times // 2))
    figures |= sse(max(3, times // 2))
    early, late = json.loads(run([sys.executable, "-m", "bench.load_memory", str(RECORDS)]).out)
    figures |= {"rss_1m_mb": early, "rss_10m_mb": late}
    plain, scenario = figures["us_per_request"], figures["scenario_us_per_request"]
    ratios = {"to_wrk": plain / figures["wrk_us"], "locust": figures["locust_us"] / plain}
    ratios |= {"scenario_to_wrk": scenario / figures["wrk_us"]}
    if "hey_us" in figures:
        ratios["hey"] = figures["hey_us"] / plain
    say("load", figures, ratios)


def costs(server: Front, visit: str, times: int) -> dict[str, float]:
    """Return the microseconds of CPU for each request, of every client, in turns."""
    closed = {
        "law": "closed",
        "base": server.base,
        "users": CONNECTIONS,
        "connections": CONNECTIONS,
    }
    ours: dict[str, dict[str, Any]] = {
        "us_per_request": {**closed, "reads": READS},
        "journey_us": closed,
        "scenario_us_per_request": {**closed, "scenario": visit},
    }
    peers = [name for name in ("wrk", "hey", "locust") if name not in missing()]
    seen: dict[str, list[float]] = {}
    for _ in range(times):
        for name, asked in ours.items():
            short, long = (command({**asked, "seconds": s}) for s in (SHORT_S, LONG_S))
            seen.setdefault(name, []).append(cost(server, short, long))
        for peer in peers:
            short, long = (saturate(peer, server.base, s, CONNECTIONS) for s in (SHORT_S, LONG_S))
            seen.setdefault(f"{peer}_us", []).append(cost(server, short, long))
        print(json.dumps({name: round(values[-1], 1) for name, values in seen.items()}), flush=True)
    return {name: statistics.median(values) for name, values in seen.items()}


def cost(server: Front, short: list[str], long: list[str]) -> float:
    """Return the CPU of a request: user and system time, over what the server counted."""
    spent = []
    for one in (short, long):
        before = server.requests()
        cpu_s = run(one).cpu_s
        spent.append((server.requests() - before, cpu_s))
    (few, start_s), (many, whole_s) = spent
    return (whole_s - start_s) / (many - few) * 1e6


def command(asked: dict[str, Any]) -> list[str]:
    """Return the command that runs our engine on the client's core."""
    return pinned([sys.executable, "-m", "bench.load_ours", json.dumps(asked)])


def honest_rate(base: str, scenario: str) -> float:
    """Return the highest rate at which journeys begin in time and are finished.

    A neighbour on the machine can make any run late: a rate has several tries, and the search goes
    on past one that failed until the next one fails too.
    """
    asked = {"law": "constant", "base": base, "scenario": scenario, "seconds": 2, "users": 1000}
    rate, best, failed = 2000.0, 0.0, 0
    while failed < FAILED:
        if any(_held(command({**asked, "rate": rate}), rate) for _ in range(TRIES)):
            best, failed = rate, 0
        else:
            failed += 1
        rate *= GROWTH
    return best


def _held(our: list[str], rate: float) -> bool:
    said = json.loads(run(our).out.splitlines()[-1])
    print(
        f"{rate:.0f}/s: {said['finished']} of {said['arrivals']}, "
        f"{said['late_p99_ms']:.1f} ms late, {said['cpu_s'] / 2:.0%} of a core",
        flush=True,
    )
    done = said["finished"] >= DONE * said["arrivals"] >= DONE**2 * rate * 2
    return bool(done and said["late_p99_ms"] <= LATE_MS and not said["failed"])


if __name__ == "__main__":
    main()
