from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import main
from launchready.derive.load.streams import UNBUFFERED, late, told
from launchready.derive.load.targets import level_of
from launchready.facts.load import LoadRun, StreamTimings
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="The chat takes longer to begin than it should",
    impact="Each second of silence costs some readers.",
    severity=Severity.MEDIUM,
    rows=("chat.streams",),
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
)
def chat_above_target(stream: StreamTimings, run: LoadRun, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    First words whose 95th percentile misses the target of `chat_first_chunk` and stays below its
    failing line (see `chat-first-token-slow`).

    ## Why it matters
    It is no failure. It feels slow beside the chats that people know.

    ## How to fix it
    Look up what the model needs in parallel, send fewer tokens of history, and keep the prompt's
    beginning the same so that the vendor can cache it.

    ## Example
    ```text
    wrong:   first words: p95 4.1 s, target 2 s
    instead: first words: p95 1.2 s
    ```
    """
    main(run)
    threshold = profile.threshold("chat_first_chunk")
    if level_of(stream.first_event, threshold) is Level.BETWEEN:
        what = f"the first words of {stream.subject}"
        yield Finding(
            subject=stream.subject,
            message=late(stream.first_event, what, threshold, fail=False),
            fix="Look up what the model needs in parallel, send fewer tokens of history, and keep"
            f" the beginning of the prompt the same so that the vendor can cache it. {UNBUFFERED}",
            verify=measured_again(run, "chat-above-target"),
            evidence=told(run, stream),
        )
