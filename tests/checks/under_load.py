"""Facts of a load run for checks: right in everything unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from launchready.derive.load.histogram import Histogram
from launchready.facts.base import Each, Fact
from launchready.facts.crowd import AtOnce, LoadFairness, UploadBeside
from launchready.facts.load import (
    CacheUse,
    Fault,
    LoadRun,
    PhaseRun,
    PhaseTimings,
    RouteTimings,
    Spread,
    StreamTimings,
)
from launchready.facts.product import Caching, Product, Route, RouteKind
from launchready.profiles import load_profile

PROFILE = load_profile("default")
VOID = "this machine was too busy"
LATE = PhaseRun("load", "poisson", 12.0, 60.0, 20, void=VOID)


def took(*parts: tuple[int, float]) -> Spread:
    """So many answers, each after so many milliseconds."""
    histogram = Histogram()
    for count, ms in parts:
        for _ in range(count):
            histogram.record(round(ms * 1e3))
    return histogram.spread()


FAST = took((570, 80), (30, 120))
"""600 answers, p50 80 ms and p95 80 ms, none above 120 ms."""
SLOW = took((500, 410), (100, 2_400))


def phase(name: str = "load", rate: float = 12.0, law: str = "poisson", **changes: Any) -> PhaseRun:
    return replace(PhaseRun(name, law, rate, 60.0, 20), **changes)


def run(*phases: PhaseRun, **changes: Any) -> LoadRun:
    made = phases or (phase("quiet", 4.0), phase(), phase("double", 24.0))
    return replace(LoadRun(scenario="routes of the manifest", phases=made), **changes)


def timings(
    name: str, spread: Spread, faults: Mapping[Fault, int] | None = None, **changes: Any
) -> PhaseTimings:
    lost = dict(faults or {})
    made = PhaseTimings(
        name,
        spread,
        spread,
        spread.count + sum(lost.values()),
        tuple(sorted(lost.items())),
    )
    return replace(made, **changes)


def route(
    name: str = "search",
    kind: RouteKind = RouteKind.READ,
    faults: Mapping[Fault, int] | None = None,
    **phases: Spread,
) -> RouteTimings:
    """Faults are those of the load."""
    given = phases or {"quiet": FAST, "load": FAST, "double": FAST}
    return RouteTimings(
        name,
        "GET",
        f"https://shop.example/{name}",
        kind,
        tuple(
            timings(key, spread, faults if key == "load" else None) for key, spread in given.items()
        ),
    )


def each(*facts: Any) -> Each[Any]:
    made: tuple[Fact, ...] = facts
    return Each(made)


def product(*routes: tuple[str, RouteKind]) -> Product:
    return Product(
        domain="shop.example",
        routes=tuple(
            Route(name, f"https://shop.example/{name}", kind=kind) for name, kind in routes
        ),
    )


def stream(**changes: Any) -> StreamTimings:
    quick = took((80, 300))
    right = StreamTimings(
        "chat",
        "sse",
        80,
        0,
        1_600,
        quick,
        quick,
        took((1_520, 25)),
        took((80, 60)),
        took((80, 4_000)),
        took((80, 200)),
        took((80, 3_800)),
        "server-timing",
    )
    return replace(right, **changes)


def at_once(kind: RouteKind = RouteKind.CHECKOUT, **changes: Any) -> AtOnce:
    right = AtOnce(kind.value, kind, 5, 5, 25, (), took((5, 200)), took((25, 320)))
    return replace(right, **changes)


def fairness(**changes: Any) -> LoadFairness:
    right = LoadFairness(
        users=20,
        calm_per_s=12.0,
        noisy_per_s=60.0,
        calm=took((200, 40)),
        beside=took((200, 44)),
        others_sent=200,
        noisy_sent=600,
        noisy_served=100,
        noisy_limited=500,
        retry_after=500,
    )
    return replace(right, **changes)


def upload(**changes: Any) -> UploadBeside:
    right = UploadBeside("photos", 30, 0, took((75, 40)), took((75, 44)))
    return replace(right, **changes)


def cache(name: str = "products", **changes: Any) -> CacheUse:
    return replace(CacheUse(name, Caching.CACHEABLE, 200, 180, 20, "cf-cache-status"), **changes)
