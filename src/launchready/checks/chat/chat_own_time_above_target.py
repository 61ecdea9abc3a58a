from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import main
from launchready.derive.load.streams import late, told
from launchready.derive.load.targets import level_of
from launchready.facts.load import LoadRun, StreamTimings
from launchready.model.check import NothingToJudgeError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Your own part of the chat is slower than it should be",
    impact="The chat feels slower than its model is.",
    severity=Severity.MEDIUM,
    rows=("chat.own_p95",),
    references=("https://www.w3.org/TR/server-timing/",),
)
def chat_own_time_above_target(
    stream: StreamTimings, run: LoadRun, profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    The time of a chat without the model's, where answers tell it: a 95th percentile that misses
    the target of `chat_own` and stays below its failing line (see `chat-own-time-slow`).

    ## Why it matters
    It is the part that you can mend without a better model.

    ## How to fix it
    Load the history in one query, do independent look-ups in parallel, and save the message after
    the answer.

    ## Example
    ```text
    wrong:   own time: p95 3.2 s, target 2.5 s
    instead: own time: p95 0.4 s
    ```
    """
    main(run)
    threshold = profile.threshold("chat_own")
    if stream.own is None:
        message = "no answer said how long the model took"
        raise NothingToJudgeError(message)
    if level_of(stream.own, threshold) is Level.BETWEEN:
        what = f"your own part of {stream.subject}"
        yield Finding(
            subject=stream.subject,
            message=late(stream.own, what, threshold, fail=False),
            fix="Load the history in one query, do independent look-ups in parallel, and save the"
            " message after the answer has been sent.",
            verify=measured_again(run, "chat-own-time-above-target"),
            evidence=told(run, stream),
        )
