"""Streams of a server whose times are known, through the whole engine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import uvloop
from tests.load.servers import started

from launchready.derive.load.histogram import Histogram, percentile_ms
from launchready.facts.product import RouteKind
from launchready.load.engine.gate import void_of
from launchready.load.engine.lines import open_lines
from launchready.load.engine.run import run_phase
from launchready.load.journey import Part, Scenario, Target, User
from launchready.load.phase import Law, Phase
from launchready.load.tally import StreamTally, Tally
from launchready.net.network import Settings

TRIES = 4
CLOSE_MS = 2.0
PHASE = Phase("load", 1.0, 30, Law.CONSTANT, stop_share=1.0, drain_s=5.0)
CHAT = Target("chat", url="/chat", kind=RouteKind.CHAT, stream=True)


def scenario(base: str) -> Scenario:
    async def chat(user: User) -> None:
        await user.request(CHAT)

    return Scenario(
        "chat",
        base,
        (Part("chat", chat),),
        (CHAT,),
        ("127.0.0.1",),
        new_user=lambda number: User(number, base),
    )


def measured(kind: str, **options: Any) -> tuple[StreamTally, Tally]:
    """Return the first run in which this machine was quick enough, or the quickest of all."""

    async def run(base: str) -> Tally:
        settings = Settings(allow_private=True)
        hosts = frozenset({"127.0.0.1"})
        lines = open_lines(settings, limits=PHASE.limits, tag="lr-test", most=200, allowed=hosts)
        try:
            return await run_phase(scenario(base), replace(PHASE), lines)
        finally:
            await lines.close()

    tallies = []
    with started(kind, **options) as server:
        for _ in range(TRIES):
            tallies.append(uvloop.run(run(server.base)))
            if not void_of(tallies[-1]) and at(tallies[-1].lateness, 95) < CLOSE_MS:
                break
    best = min(tallies, key=lambda tally: at(tally.lateness, 95))
    stream = best.routes["chat"].stream
    assert stream is not None
    return stream, best


def close(tally: Tally) -> float:
    """How near the truth times come, in milliseconds: a busy machine delays the server as well."""
    return CLOSE_MS + 2 * max(at(tally.lateness, 95) - CLOSE_MS, 0.0)


def at(histogram: Histogram, percent: float) -> float:
    return percentile_ms(histogram.spread(), percent) or 0.0


def test_first_words_and_gaps_are_measured_to_two_milliseconds() -> None:
    stream, run = measured("sse", first_ms=150, gap_ms=25, events=12, control=True)
    assert (stream.format, stream.streams, stream.cut, stream.events) == ("sse", 30, 0, 360)
    assert at(stream.first_event, 50) == pytest.approx(150, abs=close(run))
    assert at(stream.gap, 50) == pytest.approx(25, abs=close(run))
    assert at(stream.total, 50) == pytest.approx(150 + 11 * 25, abs=2 * close(run))
    assert at(stream.first_byte, 50) < 20 + close(run), (
        "the control event came at once, and is no content"
    )


def test_streams_cut_midway_are_counted_and_their_totals_are_not() -> None:
    stream, tally = measured("sse", first_ms=20, gap_ms=2, events=10, cut_every=5)
    assert (stream.streams, stream.cut) == (30, 6)
    assert stream.total.count == 24
    assert tally.routes["chat"].response.count == 24
    assert tally.routes["chat"].faults.total() == 6


def test_the_time_of_the_model_is_split_off_where_the_server_says_it() -> None:
    stream, run = measured("sse", first_ms=80, gap_ms=2, events=3, model_ms=50.0)
    assert stream.split_by == "server-timing"
    assert at(stream.model, 50) == pytest.approx(50, rel=0.005)
    assert at(stream.own, 50) == pytest.approx(30, abs=close(run))


def test_lines_of_json_are_timed_like_events() -> None:
    stream, run = measured("ndjson", first_ms=60, gap_ms=15, events=6, control=True)
    assert (stream.format, stream.events, stream.cut) == ("ndjson", 180, 0)
    assert at(stream.first_event, 50) == pytest.approx(60, abs=close(run))
    assert at(stream.gap, 50) == pytest.approx(15, abs=close(run))
