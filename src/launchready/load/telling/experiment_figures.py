"""Tables of what only some experiments measure: streams, caches, crowds, knees, fairness."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.base import Facts
from launchready.facts.crowd import AtOnce, KneeStep, LoadFairness, LoadKnee, UploadBeside
from launchready.facts.load import CacheUse, Spread, StreamTimings
from launchready.facts.product import Caching
from launchready.load.telling.reading import (
    arrivals,
    duration,
    factor,
    faults,
    percentile,
    rate,
    ratio,
    share,
    times,
)
from launchready.report.phrases import capital
from launchready.report.view import Table

STEPS = ("asked", "served", "p95", "requests", "failed", "result")
"""What is written of each rate that was tried."""


def experiment_tables(facts: Facts) -> Iterator[Table]:
    """Yield a table for each thing that was measured."""
    yield from _knee(facts)
    yield from _fairness(facts)
    yield from _streams(facts)
    yield from _crowds(facts)
    yield from _uploads(facts)
    yield from _caches(facts)


def _both(spread: Spread) -> str:
    """Write a median and a 95th percentile in one cell: `90 / 158 ms`."""
    median, high = duration(percentile(spread, 50)), percentile(spread, 95)
    if high is None:
        return median
    number, _, unit = median.partition(" ")
    late = duration(high)
    return f"{number} / {late}" if late.endswith(f" {unit}") else f"{median} / {late}"


def _two(spread: Spread) -> tuple[str, str]:
    return duration(percentile(spread, 50)), duration(percentile(spread, 95))


def _growth(after: Spread, before: Spread) -> str:
    grown = ratio(after, before)
    return "-" if grown is None else times(grown)


def _knee(facts: Facts) -> Iterator[Table]:
    for knee in facts.each(LoadKnee):
        if not knee.steps:
            continue
        base = ", ".join(duration(us) for us in knee.baselines_us)
        yield Table(
            "Rates that were tried",
            STEPS,
            tuple(_step(step) for step in knee.steps),
            f"{capital(arrivals(knee.law))}. The quiet p95 was {base or 'not measured'}; a rate "
            f"holds while its p95 stays below {factor(knee.factor)} their median.",
        )
        if knee.capacity_steps:
            yield Table(
                "More than can be served",
                STEPS,
                tuple(_step(step) for step in knee.capacity_steps),
                "Arrivals are even, so that nobody waits by chance: what is served while more is "
                "asked for is the most that is served.",
            )


def _step(step: KneeStep) -> tuple[str, ...]:
    result = "held" if step.passed else "did not hold"
    return (
        rate(step.rate_per_s),
        rate(step.reached_per_s),
        duration(step.p95_us or None),
        f"{step.requests:,}",
        share(step.failed, step.requests),
        f"says nothing: {step.void}" if step.void else result,
    )


def _fairness(facts: Facts) -> Iterator[Table]:
    for fair in facts.each(LoadFairness):
        served = fair.others_sent - fair.others_limited - fair.others_failed
        otherwise = max(0, fair.noisy_sent - fair.noisy_served - fair.noisy_limited)
        rows = (
            ("the others, calm", rate(fair.calm_per_s), "-", "-", "-", "-", *_two(fair.calm)),
            (
                "the others, beside it",
                rate(fair.calm_per_s),
                f"{fair.others_sent:,}",
                share(served, fair.others_sent),
                f"{fair.others_limited:,}",
                f"{fair.others_failed:,}",
                *_two(fair.beside),
            ),
            (
                "the noisy user",
                rate(fair.noisy_per_s),
                f"{fair.noisy_sent:,}",
                share(fair.noisy_served, fair.noisy_sent),
                f"{fair.noisy_limited:,}",
                f"{otherwise:,}",
                "-",
                "-",
            ),
        )
        yield Table(
            "One noisy user beside the others",
            ("who", "rate", "sent", "served", "429", "other failures", "p50", "p95"),
            rows,
            f"{fair.retry_after:,} of the 429 answers say when to come back (Retry-After)."
            if fair.noisy_limited or fair.others_limited
            else "Nobody was limited: no answer was a 429.",
        )


def _streams(facts: Facts) -> Iterator[Table]:
    streams = [one for one in facts.each(StreamTimings) if one.streams]
    if not streams:
        return
    yield Table(
        "Streams",
        (
            "route",
            "cut short",
            "first byte",
            "first event",
            "gap",
            "stall",
            "total",
        ),
        tuple(
            (
                one.subject,
                f"{one.cut:,} of {one.streams:,}",
                _both(one.first_byte),
                _both(one.first_event),
                _both(one.gap),
                duration(one.stall.high_us if one.stall.count else None),
                _both(one.total),
            )
            for one in streams
        ),
        "Two times in a cell are the median and the 95th percentile. The first event is the first "
        "one with content; gaps lie between events with content, 'stall' is the longest of them. "
        f"{_formats(streams)}",
    )
    split = [one for one in streams if one.own is not None and one.model is not None]
    if split:
        yield Table(
            "Whose time it was",
            ("route", "ours", "the model's", "said by"),
            tuple(
                (
                    one.subject,
                    _both(one.own or Spread()),
                    _both(one.model or Spread()),
                    one.split_by,
                )
                for one in split
            ),
        )


def _formats(streams: list[StreamTimings]) -> str:
    formats = sorted({one.format for one in streams if one.format})
    return f"They came as {', '.join(formats)}." if formats else "Their format is unknown."


def _crowds(facts: Facts) -> Iterator[Table]:
    crowds = tuple(facts.each(AtOnce))
    if crowds:
        yield Table(
            "Several people in the same moment",
            ("route", "people", "rounds", "served", "alone", "together", "failures"),
            tuple(
                (
                    one.subject,
                    f"{one.people}",
                    f"{one.rounds}",
                    f"{one.succeeded:,} of {one.people * one.rounds:,}",
                    _both(one.alone),
                    _both(one.together),
                    f"void: {one.void}" if one.void else faults(one.faults) or "-",
                )
                for one in crowds
            ),
        )


def _uploads(facts: Facts) -> Iterator[Table]:
    uploads = tuple(facts.each(UploadBeside))
    if uploads:
        yield Table(
            "Quick reads beside slow uploads",
            ("upload", "uploads", "failed", "reads alone", "reads beside", "p95 grew", "verdict"),
            tuple(
                (
                    one.subject,
                    f"{one.uploads:,}",
                    share(one.uploads_failed, one.uploads),
                    _both(one.alone),
                    _both(one.beside),
                    _growth(one.beside, one.alone),
                    f"void: {one.void}" if one.void else "counts",
                )
                for one in uploads
            ),
        )


def _caches(facts: Facts) -> Iterator[Table]:
    caches = [
        one
        for one in facts.each(CacheUse)
        if one.repeats and (one.hits or one.misses or one.caching is Caching.CACHEABLE)
    ]
    if caches:
        yield Table(
            "Repeated reads and caches",
            ("route", "declared", "repeats", "from a cache", "not", "said nothing", "said by"),
            tuple(
                (
                    one.subject,
                    one.caching.value,
                    f"{one.repeats:,}",
                    share(one.hits, one.repeats),
                    share(one.misses, one.repeats),
                    share(max(0, one.repeats - one.hits - one.misses), one.repeats),
                    one.said_by or "-",
                )
                for one in caches
            ),
        )
