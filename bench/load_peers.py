"""The peers: what each is told, and what it says of response times."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.load_front import pinned
from bench.measure import ROOT, Run, run

LOCUSTFILE = str(ROOT / "bench" / "load_locustfile.py")
PERCENTILES = """
done = function(summary, latency, requests)
  for _, p in pairs({50, 95, 99}) do
    io.write(string.format("PERCENTILE %d %f\\n", p, latency:percentile(p) / 1000))
  end
end
"""


@dataclass(frozen=True, slots=True)
class Told:
    """Response times as a tool reports them, in milliseconds."""

    p50: float
    p95: float
    p99: float
    requests: int


def missing() -> list[str]:
    """Return which peers are not installed."""
    return [name for name in ("wrk", "hey") if shutil.which(name) is None]


def saturate(peer: str, url: str, seconds: int, connections: int) -> list[str]:
    """Return the command that sends as fast as it can over so many kept connections."""
    if peer == "wrk":
        return pinned(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url])
    if peer == "hey":
        return pinned(["hey", "-cpus", "1", "-c", str(connections), "-z", f"{seconds}s", url])
    return locust(url, seconds, connections)


def locust(url: str, seconds: int, users: int, *, class_: str = "Fast") -> list[str]:
    """Return the command for Locust without its web page; what it counted comes as JSON."""
    return pinned(
        [
            *(sys.executable, "-m", "locust", "-f", LOCUSTFILE, class_, "--headless"),
            *("--host", url, "-u", str(users), "-r", str(users), "-t", f"{seconds}s"),
            *("--json", "--loglevel", "ERROR"),
        ]
    )


def wrk_times(base: str, seconds: int) -> Told:
    """Let wrk ask with five connections, as a server that answers in 20 ms needs for 200/s."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "percentiles.lua"
        script.write_text(PERCENTILES, "utf-8")
        said = run(
            pinned(
                ["wrk", "-t1", "-c5", f"-d{seconds}s", "-s", str(script), "--timeout", "5s", base]
            )
        ).out
    found = {int(p): float(ms) for p, ms in re.findall(r"PERCENTILE (\d+) ([\d.]+)", said)}
    count = re.search(r"(\d+) requests in", said)
    return Told(found[50], found[95], found[99], int(count[1]) if count else 0)


def hey_times(base: str, seconds: int) -> Told:
    """Let hey ask 200 times each second with 20 workers."""
    said = run(pinned(["hey", "-c", "20", "-q", "10", "-z", f"{seconds}s", base])).out
    found = {int(p): float(s) * 1e3 for p, s in re.findall(r"(\d+)%+ in ([\d.]+) secs", said)}
    return Told(
        found[50], found[95], found[99], sum(map(int, re.findall(r"\[\d+\]\s+(\d+)", said)))
    )


def locust_times(base: str, seconds: int) -> Told:
    """Let Locust ask 200 times each second with 20 users."""
    done = run(locust(base, seconds, 20, class_="Paced"), codes=(0, 1))
    entry = _entries(done)[0]
    times = sorted((float(ms), count) for ms, count in entry["response_times"].items())
    return Told(_percentile(times, 50), _percentile(times, 95), _percentile(times, 99), _sum(times))


def _entries(done: Run) -> list[Mapping[str, dict[str, int]]]:
    entries: list[Mapping[str, dict[str, int]]] = json.loads(done.out[done.out.index("[") :])
    return entries


def _percentile(times: list[tuple[float, int]], percent: float) -> float:
    rank, passed = max(1, round(_sum(times) * percent / 100)), 0
    for ms, count in times:
        passed += count
        if passed >= rank:
            return ms
    return 0.0


def _sum(times: list[tuple[float, int]]) -> int:
    return sum(count for _, count in times)
