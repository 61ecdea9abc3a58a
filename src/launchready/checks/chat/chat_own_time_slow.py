from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import main, open_loop
from launchready.derive.load.streams import late, told
from launchready.derive.load.targets import level_of
from launchready.facts.load import LoadRun, StreamTimings
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="The chat loses its time in your own code",
    impact="You pay for a fast model and deliver a slow chat.",
    severity=Severity.HIGH,
    rows=("chat.own_p95",),
    references=("https://www.w3.org/TR/server-timing/",),
)
def chat_own_time_slow(stream: StreamTimings, run: LoadRun, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    The time of a chat without the model's: a 95th percentile at or above the failing line of
    `chat_own`. It is known only where answers say how long the model took, by `Server-Timing:
    model;dur=…` or at the end of the stream (`model_ms`); without it, the row stays unknown. Above
    the target and below that line, it is `chat-own-time-above-target`.

    ## Why it matters
    The model may be slow, your code may not: ten queries before the first token are felt in every
    message.

    ## How to fix it
    Say the model's time in each answer, so that this can be judged. Then load the history in one
    query, do independent look-ups in parallel, and save the message after the answer.

    ## Example
    ```http
    Server-Timing: model;dur=840
    ```
    """
    threshold, phase = profile.threshold("chat_own"), main(run)
    if stream.own is None:
        message = (
            "no answer said how long the model took: send `Server-Timing: model;dur=MILLISECONDS`"
        )
        raise UnclearError(message)
    if level_of(stream.own, threshold) is Level.FAILED:
        yield Finding(
            subject=stream.subject,
            message=late(stream.own, f"your own part of {stream.subject}", threshold),
            fix="Load the history in one query, do independent look-ups in parallel, and save the"
            " message after the answer has been sent.",
            verify=measured_again(run, "chat-own-time-slow"),
            evidence=told(run, stream),
        )
        return
    open_loop(phase)
