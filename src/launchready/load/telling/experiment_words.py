"""What knees, fairness, streams, crowds, uploads and caches came to, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.base import Facts
from launchready.facts.crowd import AtOnce, LoadFairness, LoadKnee, UploadBeside
from launchready.facts.load import CacheUse, StreamTimings
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

MEDIAN, HIGH = 50.0, 95.0
DOUBLE = 2.0
WHOLE = "last event"
"""Where the end of an answer says how long the model took, that is of all its time."""
LONGER = 1.05
"""From here on waiting is called longer."""


def experiment_words(facts: Facts) -> Iterator[str]:
    """Yield a sentence or two for each thing that was measured."""
    for knee in facts.each(LoadKnee):
        yield knee_words(knee)
        yield from _capacity(knee)
        if knee.expected_per_s and knee.highest_per_s and not knee.inconclusive:
            yield (
                f"You expect {rate(knee.expected_per_s)}: it holds "
                f"{times(knee.highest_per_s / knee.expected_per_s)} that."
            )
        elif not knee.expected_per_s and not knee.inconclusive:
            yield (
                "Whether that is enough cannot be judged: --expected names the journeys each "
                "second that you expect."
            )
    for fair in facts.each(LoadFairness):
        yield from _fairness(fair)
    for stream in facts.each(StreamTimings):
        yield from _stream(stream)
    for crowd in facts.each(AtOnce):
        yield _crowd(crowd)
    for upload in facts.each(UploadBeside):
        yield _upload(upload)
    for cache in facts.each(CacheUse):
        if cache.hits or cache.misses:
            yield (
                f"{cache.subject}: {share(cache.hits, cache.repeats)} of {cache.repeats:,} "
                f"repeated reads came from a cache ({cache.said_by} says so)."
            )


def knee_words(knee: LoadKnee) -> str:
    """Say in a sentence at which rate response times double."""
    much = "double" if knee.factor == DOUBLE else f"grow {factor(knee.factor)}"
    held, bad = rate(knee.highest_per_s), rate(knee.lowest_bad_per_s)
    if knee.inconclusive:
        return f"At which rate response times {much} cannot be said: {knee.inconclusive}."
    if not knee.lowest_bad_per_s:
        return f"Response times did not {much} up to {held}, the most that was tried."
    if not knee.highest_per_s:
        return f"Response times {much} already at {bad}, the least that was tried."
    return (
        f"Response times {much} between {held}, which held, and {bad}, which twice did not "
        f"({arrivals(knee.law)})."
    )


def _capacity(knee: LoadKnee) -> Iterator[str]:
    """Say how much is served at most: another number than the rate at which waiting begins."""
    if knee.capacity_per_s:
        most = max((step.rate_per_s for step in knee.capacity_steps), default=0.0)
        yield (
            f"At most {rate(knee.capacity_per_s)} are served: asked evenly for {rate(most)}, it "
            "served no more, and answers took longer and longer."
        )
    elif knee.capacity_why and not knee.inconclusive:
        yield f"How much is served at most cannot be said: {knee.capacity_why}."


def _fairness(fair: LoadFairness) -> Iterator[str]:
    if fair.void:
        yield f"What one noisy user does to the others cannot be said: {fair.void}."
        return
    grown = ratio(fair.beside, fair.calm)
    calm, beside = percentile(fair.calm, HIGH), percentile(fair.beside, HIGH)
    if grown is None:
        much = "for a time that cannot be compared"
    else:
        much = f"{times(grown)} as long" if grown > LONGER else "no longer"
    yield (
        f"Beside one user who sends {rate(fair.noisy_per_s)}, {fair.users} others at "
        f"{rate(fair.calm_per_s)} wait {much}: their p95 goes from {duration(calm)} to "
        f"{duration(beside)}."
    )
    told = f", {fair.retry_after:,} with Retry-After" if fair.retry_after else ""
    yield (
        f"Of the noisy user's {fair.noisy_sent:,} requests {fair.noisy_served:,} were served and "
        f"{fair.noisy_limited:,} got a 429{told}; the others got {fair.others_limited:,} of those "
        f"and {fair.others_failed:,} other failures on {fair.others_sent:,} requests."
    )


def _stream(stream: StreamTimings) -> Iterator[str]:
    if not stream.streams:
        return
    cut = f"{stream.cut:,} of {stream.streams:,} streams were cut short"
    first, gap = stream.first_event, stream.gap
    stall = duration(stream.stall.high_us if stream.stall.count else None)
    yield (
        f"{stream.subject}: the first words come after {duration(percentile(first, MEDIAN))} (p95 "
        f"{duration(percentile(first, HIGH))}), then one each "
        f"{duration(percentile(gap, MEDIAN))}; the longest stall was {stall}, and {cut}."
    )
    if stream.own is not None and stream.model is not None:
        whole = stream.split_by == WHOLE
        of = "its time" if whole else "the time to the first words"
        yield (
            f"{stream.subject}: of {of}, {duration(percentile(stream.model, MEDIAN))} is the "
            f"model's and {duration(percentile(stream.own, MEDIAN))} your own ({stream.split_by})."
        )
    else:
        yield f"{stream.subject}: how much of its time is the model's is unknown; no answer says."


def _crowd(crowd: AtOnce) -> str:
    if crowd.void:
        return f"{crowd.subject}: {crowd.people} people at once cannot be judged: {crowd.void}."
    tried = crowd.people * crowd.rounds
    why = f" ({faults(crowd.faults)})" if crowd.faults else ""
    alone, together = percentile(crowd.alone, MEDIAN), percentile(crowd.together, MEDIAN)
    return (
        f"{crowd.subject}: of {crowd.people} people at once, {crowd.rounds:,} times, "
        f"{crowd.succeeded:,} of {tried:,} got through{why}; alone it takes {duration(alone)}, "
        f"together {duration(together)} (medians)."
    )


def _upload(upload: UploadBeside) -> str:
    if upload.void:
        return f"What uploads to {upload.subject} do to reads cannot be said: {upload.void}."
    alone, beside = percentile(upload.alone, HIGH), percentile(upload.beside, HIGH)
    return (
        f"While {upload.subject} takes uploads, the p95 of quick reads goes from {duration(alone)} "
        f"to {duration(beside)}; {upload.uploads_failed:,} of {upload.uploads:,} uploads failed."
    )
