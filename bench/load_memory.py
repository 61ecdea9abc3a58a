"""Count ten million requests of an hour, and say how much memory that took."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from launchready.load.engine.lines import open_lines
from launchready.load.engine.running import Running
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.net.http.limits import Limits
from launchready.net.network import Settings

ROUTES = 5
SECONDS = 3600
FOLD = 5_000
"""Requests between two updates of the tally: a quarter of a second at 20,000 each second."""
FIRST = 10
"""Memory is looked at after a tenth, too."""


async def count(records: int) -> tuple[float, float]:
    """Count as a run does; return the memory after a tenth and at the end, in MB."""
    targets = [Target(f"route {number}") for number in range(ROUTES)]
    limits = Limits()
    lines = open_lines(Settings(), limits=limits, tag="bench", most=1, allowed=frozenset())
    phase = Phase("memory", SECONDS, records / SECONDS)
    running = Running(phase, lines, Tally(phase), 0.0)
    early = 0.0
    for number in range(records):
        due = number * (SECONDS / records)
        # Times spread evenly over three powers of ten: more buckets than any real route fills.
        wait = 0.001 * 10 ** ((number * 0.618034) % 3)
        running.count.success(targets[number % ROUTES], 200, due, due + 0.0005, due + wait)
        if number % FOLD == 0:
            # For the run it is as late as the hour that is made up.
            running.start = time.perf_counter() - due
            for _ in running.current():
                pass
        if number == records // FIRST:
            early = _rss_mb()
    running.shut()
    await lines.close()
    return early, _rss_mb()


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    print(json.dumps(asyncio.run(count(int(sys.argv[1])))))
