"""Every server of the load world by its name."""

from __future__ import annotations

from typing import Any

from bench.load_world.hostile import Hostile
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
)
from bench.load_world.wire import App

KINDS: dict[str, type[App]] = {
    "busy": Busy,
    "cached": Cached,
    "capacity": Capacity,
    "errors": Errors,
    "fixed": Fixed,
    "freeze": Freeze,
    "hostile": Hostile,
    "ndjson": Ndjson,
    "noisy": Noisy,
    "shop": Shop,
    "sse": Sse,
    "storm": Storm,
    "two_modes": TwoModes,
}


def made(kind: str, options: dict[str, Any]) -> App:
    """Make a server by its name; its class says which options it has."""
    return KINDS[kind](**options)
