"""Count ten million requests of an hour, and say how much memory that took."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from launchready.load.engine.count import Count
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.tally import Tally

ROUTES = 5
SECONDS = 3600
FOLD = 5_000
"""Requests between two updates of the tally: a quarter of a second at 20,000 each second."""
FIRST = 10
"""Memory is looked at after a tenth, too."""


async def count(records: int) -> tuple[float, float]:
    """Count; return the memory after a tenth and at the end, in MB."""
    targets = [Target(f"route {number}") for number in range(ROUTES)]
    tally = Tally(Phase("memory", SECONDS, records / SECONDS))
    counting = Count(tally, 0.0, lambda _why: None)
    early = 0.0
    for number in range(records):
        due = number * (SECONDS / records)
        # Times spread evenly over three powers of ten: more buckets than any real route fills.
        wait = 0.001 * 10 ** ((number * 0.618034) % 3)
        counting.success(targets[number % ROUTES], 200, due, due + 0.0005, due + wait)
        if number % FOLD == 0:
            counting.fold()
        if number == records // FIRST:
            early = _rss_mb()
    counting.fold()
    return early, _rss_mb()


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    print(json.dumps(asyncio.run(count(int(sys.argv[1])))))
