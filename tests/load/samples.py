"""Literal facts of load runs, for tests of what is said and drawn of them."""

from __future__ import annotations

from datetime import UTC, datetime
from math import exp, sin
from statistics import NormalDist
from typing import Any

from launchready.derive.load.histogram import Histogram
from launchready.facts.base import Fact, Facts, Sighting
from launchready.facts.crowd import AtOnce, KneeStep, LoadFairness, LoadKnee, UploadBeside
from launchready.facts.load import (
    CacheUse,
    Fault,
    LoadRun,
    PhaseRun,
    PhaseTimings,
    RouteTimings,
    Spread,
    StreamTimings,
    Window,
)
from launchready.facts.product import Caching, RouteKind

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def facts_of(*found: Fact) -> Facts:
    return Facts([Sighting(one, AT) for one in found])


def spread(median_ms: float, count: int, sigma: float = 0.35) -> Spread:
    """Times as servers have them: most near the median, a few much slower."""
    seen = Histogram()
    for n in range(count):
        far = NormalDist(0, sigma).inv_cdf((n + 0.5) / count)
        seen.record(round(median_ms * 1e3 * exp(far)))
    return seen.spread()


def exactly(*milliseconds: float) -> Spread:
    seen = Histogram()
    for one in milliseconds:
        seen.record(round(one * 1e3))
    return seen.spread()


def windows(
    seconds: int, per_s: int, median_ms: float, *, worse: float = 1.0
) -> tuple[Window, ...]:
    found = []
    for second in range(seconds):
        slow = median_ms * (1 + (worse - 1) * second / seconds) * (1 + 0.12 * sin(second * 2.3))
        failed = 2 if worse > 2 and second > seconds * 0.7 else 0
        p95 = round(slow * (2 + 0.3 * sin(second * 1.7)) * 1e3)
        found.append(Window(second, per_s, per_s - failed, failed, round(slow * 1e3), p95))
    return tuple(found)


def phase(name: str, per_s: float, seconds: int, median_ms: float, **more: Any) -> PhaseRun:
    values: dict[str, Any] = {
        "arrivals": round(per_s * seconds),
        "finished": round(per_s * seconds),
        "requests": round(per_s * seconds * 3),
        "lateness": spread(0.7, round(per_s * seconds), 0.3),
        "cpu_share": 0.06,
        "windows": windows(seconds, round(per_s * 3), median_ms),
        **more,
    }
    return PhaseRun(name, values.pop("law", "poisson"), per_s, float(seconds), **values)


def timings(name: str, median_ms: float, count: int, *faults: tuple[Fault, int]) -> PhaseTimings:
    failed = sum(number for _, number in faults)
    return PhaseTimings(
        name,
        spread(median_ms, count - failed),
        spread(median_ms * 0.9, count - failed),
        count,
        faults,
        retry_after=sum(number for fault, number in faults if fault is Fault.TOO_MANY),
    )


def route(name: str, kind: RouteKind, median_ms: float, *, doubles_to: float = 1.3) -> RouteTimings:
    faults = ((Fault.TIMEOUT, 9), (Fault.SERVER, 3)) if doubles_to > 3 else ()
    return RouteTimings(
        name,
        method="POST" if kind in (RouteKind.LOGIN, RouteKind.CHECKOUT) else "GET",
        url=f"https://shop.example/{name}",
        kind=kind,
        phases=(
            timings("quiet", median_ms, 300),
            timings("load", median_ms * 1.1, 1200),
            timings("double", median_ms * doubles_to, 1200, *faults),
        ),
    )


def a_run(**more: Any) -> LoadRun:
    values: dict[str, Any] = {
        "scenario": "routes of the manifest",
        "hosts": ("shop.example",),
        "tag": "lr-3f9a12c0",
        "phases": (
            phase("quiet", 2, 15, 40),
            phase("load", 20, 60, 46),
            phase(
                "double",
                40,
                30,
                52,
                failed=12,
                windows=windows(30, 120, 60, worse=9),
            ),
        ),
        **more,
    }
    return LoadRun(**values)


def routes() -> tuple[RouteTimings, ...]:
    return (
        route("home page", RouteKind.PAGE, 38),
        route("products", RouteKind.READ, 52),
        route("search", RouteKind.SEARCH, 90, doubles_to=1.7),
        route("login", RouteKind.LOGIN, 160),
        route("checkout", RouteKind.CHECKOUT, 240, doubles_to=6),
    )


def a_stream() -> StreamTimings:
    return StreamTimings(
        "chat",
        format="sse",
        streams=120,
        cut=1,
        events=2400,
        first_byte=spread(90, 120),
        first_event=spread(420, 120),
        gap=spread(25, 2280, 0.1),
        stall=spread(60, 120),
        total=spread(1400, 120, 0.1),
    )


def a_knee(**more: Any) -> LoadKnee:
    tried = ((40, 15), (64, 15), (102, 16), (164, 17), (262, 21), (419, 160), (328, 25), (367, 61))
    values: dict[str, Any] = {
        "baselines_us": (14_800, 15_100, 15_600),
        "steps": (
            *(
                KneeStep(float(per_s), per_s * 0.995, p95 * 1000, 0, per_s * 3, p95 < 30)
                for per_s, p95 in tried
            ),
            KneeStep(347.0, 300.0, 80_000, 0, 900, False, "the generator was late"),
        ),
        "highest_per_s": 328.0,
        "lowest_bad_per_s": 367.0,
        "expected_per_s": 60.0,
        **more,
    }
    return LoadKnee(**values)


def fairness(*, limited: bool) -> LoadFairness:
    return LoadFairness(
        users=50,
        calm_per_s=100.0,
        noisy_per_s=350.0,
        calm=spread(11, 2000, 0.2),
        beside=spread(12 if limited else 480, 2000, 0.25),
        others_sent=2000,
        noisy_sent=2100,
        noisy_served=139 if limited else 2100,
        noisy_limited=1961 if limited else 0,
        retry_after=1961 if limited else 0,
    )


def everything() -> Facts:
    return facts_of(
        a_run(),
        *routes(),
        a_stream(),
        a_knee(),
        fairness(limited=False),
        AtOnce(
            "checkout",
            people=5,
            rounds=6,
            succeeded=29,
            faults=((Fault.SERVER, 1),),
            alone=exactly(240, 250, 260),
            together=exactly(480, 510, 560),
        ),
        UploadBeside("upload", 6, 0, spread(20, 400), spread(26, 400)),
        CacheUse("products", Caching.CACHEABLE, 300, 240, 60, "x-cache"),
    )
