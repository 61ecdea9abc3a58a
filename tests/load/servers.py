"""Servers whose truth is known: `with started("freeze", period_s=2.0) as server: server.base`.

`started(kind, **options)` runs one in a process of its own, for times that matter;
`async with inside(Fixed(ms=5)) as server` runs one in this process. `await server.seen()` says what
it saw. The docstring of each class says how it behaves and its constructor which options it has.
"""

from __future__ import annotations

from bench.load_world.hostile import Hostile
from bench.load_world.kinds import KINDS
from bench.load_world.serving import Server, inside, started
from bench.load_world.shop import Cached, Shop
from bench.load_world.streams import Ndjson, Sse
from bench.load_world.timing import (
    Busy,
    Capacity,
    Errors,
    Fixed,
    Freeze,
    Noisy,
    Storm,
    TwoModes,
    freeze_truth_ms,
)

__all__ = [
    "KINDS",
    "Busy",
    "Cached",
    "Capacity",
    "Errors",
    "Fixed",
    "Freeze",
    "Hostile",
    "Ndjson",
    "Noisy",
    "Server",
    "Shop",
    "Sse",
    "Storm",
    "TwoModes",
    "freeze_truth_ms",
    "inside",
    "started",
]
