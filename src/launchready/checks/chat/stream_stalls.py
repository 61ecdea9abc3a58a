from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.histogram import percentile_us
from launchready.derive.load.phases import main
from launchready.derive.load.streams import told
from launchready.derive.load.targets import P95, too_few
from launchready.derive.load.words import percentiles, span
from launchready.facts.load import LoadRun, StreamTimings
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile

TOO_LONG_US = 5_000_000


@check(
    title="The chat falls silent in the middle of an answer",
    impact="People think that it has crashed, and ask again.",
    severity=Severity.MEDIUM,
    rows=("chat.streams",),
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
)
def stream_stalls(stream: StreamTimings, run: LoadRun, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    Streams whose longest pause between two events with content lasts five seconds or more in one
    answer of twenty, half of the time after which attention is lost.

    ## Why it matters
    A pause in the middle of a sentence looks like the end of it. Who asks again pays twice.

    ## How to fix it
    Show what happens while a tool or a search runs, and send on each piece that the model gives
    without collecting them.

    ## Example
    ```text
    wrong:   longest pause of an answer: p95 8.2 s
    instead: longest pause of an answer: p95 0.6 s, "searching your orders…" in between
    ```
    """
    main(run)
    samples = profile.threshold("chat_first_chunk").samples
    if stream.stall.count < samples:
        raise UnclearError(too_few(stream.stall.count, samples))
    longest = percentile_us(stream.stall, P95) or 0
    if longest >= TOO_LONG_US:
        yield Finding(
            subject=stream.subject,
            message=f"One answer of {stream.subject} in twenty falls silent for {span(longest)} or"
            " longer before it goes on.",
            fix="Show what happens while a tool or a search runs, and send each piece on as the"
            " model gives it.",
            verify=measured_again(run, "stream-stalls"),
            evidence=(f"longest pause: {percentiles(stream.stall)}", *told(run, stream)),
        )
