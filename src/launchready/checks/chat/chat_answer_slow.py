from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import during, main, open_loop
from launchready.derive.load.remedies import faster
from launchready.derive.load.streams import late, models_part
from launchready.derive.load.targets import level_of
from launchready.derive.load.words import proof
from launchready.facts.load import LoadRun, RouteTimings, StreamTimings
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="A chat's answer takes too long to end",
    impact="People give up before they have their answer.",
    severity=Severity.HIGH,
    rows=("perf.targets",),
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
)
def chat_answer_slow(
    route: RouteTimings, run: LoadRun, stream: StreamTimings | None, profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    The time of whole answers of a chat, streamed or not: a 95th percentile at or above the failing
    line of `chat_total`. Answers that were cut short count in `stream-cut` instead.

    ## Why it matters
    A long answer that streams is read while it comes. One that takes half a minute is not awaited,
    and holds a worker and a connection all the while.

    ## How to fix it
    Bound the length of answers, choose a faster model for simple questions, and set a time limit
    at which the chat says what it has.

    ## Example
    ```text
    wrong:   chat: whole answers p95 34 s
    instead: chat: whole answers p95 12 s, `max_tokens` set
    ```
    """
    if route.kind is not RouteKind.CHAT:
        message = f"{route.subject} is no chat"
        raise NothingToJudgeError(message)
    threshold, phase = profile.threshold("chat_total"), main(run)
    response = during(route, phase).response
    if level_of(response, threshold) is Level.FAILED:
        whose = models_part(stream, profile.threshold("chat_model"))
        yield Finding(
            subject=route.subject,
            message=late(response, f"the whole answer of {route.subject}", threshold),
            fix=f"{faster(route, None)} {whose}".rstrip(),
            verify=measured_again(run, "chat-answer-slow"),
            evidence=proof(run, route, phase.name),
        )
        return
    open_loop(phase)
