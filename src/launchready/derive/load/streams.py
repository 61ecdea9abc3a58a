"""What streamed answers came to under load."""

from __future__ import annotations

from launchready.derive.load.histogram import percentile_us
from launchready.derive.load.phases import main
from launchready.derive.load.targets import P95, microseconds
from launchready.derive.load.words import limit, percentiles, span, traffic
from launchready.facts.load import LoadRun, Spread, StreamTimings
from launchready.model.profile import Threshold

UNBUFFERED = (
    "Send each piece as it comes: no compression and no buffering on the way"
    " (`X-Accel-Buffering: no` for nginx and what copies it)."
)


def told(run: LoadRun, stream: StreamTimings) -> tuple[str, ...]:
    """Return what was seen of a route's streams, as evidence."""
    cut = f", {stream.cut:,} cut" if stream.cut else ""
    lines = [
        f"{traffic(main(run))}: {stream.streams:,} streams ({stream.format}){cut}",
        f"first words: {percentiles(stream.first_event)}",
        f"whole answer: {percentiles(stream.total)}",
    ]
    if stream.model is not None:
        lines.append(f"the model alone: {percentiles(stream.model)} (told by {stream.split_by})")
    return tuple(lines)


def late(spread: Spread, what: str, threshold: Threshold, *, fail: bool = True) -> str:
    """Say how long people waited for a part of an answer, and what the profile asks for."""
    half, slow = (percentile_us(spread, percent) or 0 for percent in (50, P95))
    line = threshold.fail if fail else threshold.target
    asked = "the profile fails" if fail else "the profile's target is"
    return (
        f"Half of the visitors waited {span(half)} or longer for {what}, one in twenty"
        f" {span(slow)} or longer; {asked} {limit(line, threshold)}."
    )


def models_part(stream: StreamTimings | None, threshold: Threshold) -> str:
    """Say whose the time is, where the answers told it; empty where they did not."""
    if stream is None or stream.model is None:
        return ""
    slow = percentile_us(stream.model, P95) or 0
    whole = percentile_us(stream.total, P95) or 0
    blamed = slow > microseconds(threshold.target, threshold) or 2 * slow > whole
    if blamed:
        return f"Most of it is the model's ({span(slow)}): a faster model or shorter prompts help."
    return f"Little of it is the model's ({span(slow)}): look into your own code first."
