from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import main, open_loop
from launchready.derive.load.streams import UNBUFFERED, late, told
from launchready.derive.load.targets import level_of
from launchready.facts.load import LoadRun, StreamTimings
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="The chat is silent for too long before it answers",
    impact="Silence looks broken, and people close the window.",
    severity=Severity.HIGH,
    rows=("chat.streams",),
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
)
def chat_first_token_slow(
    stream: StreamTimings, run: LoadRun, profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    The time from the moment a message was due to the first words of its answer (the first event
    with content; pings and openings do not count): a 95th percentile at or above the failing line
    of `chat_first_chunk`, under the first customers' traffic.

    ## Why it matters
    People wait for words, not for the last full stop. After ten seconds they have gone.

    ## How to fix it
    Ask the model with streaming on, and send each piece on at once. What is looked up before
    (history, search, permissions) goes in parallel.

    ## Example
    ```js
    const answer = await model.complete(prompt);
    response.end(answer);
    ```

    Use instead:
    ```js
    for await (const piece of model.stream(prompt)) response.write(`data: ${piece}\\n\\n`);
    ```
    """
    threshold, phase = profile.threshold("chat_first_chunk"), main(run)
    if level_of(stream.first_event, threshold) is Level.FAILED:
        yield Finding(
            subject=stream.subject,
            message=late(stream.first_event, f"the first words of {stream.subject}", threshold),
            fix="Ask the model with streaming on, and look up what it needs in parallel."
            f" {UNBUFFERED}",
            verify=measured_again(run, "chat-first-token-slow"),
            evidence=told(run, stream),
        )
        return
    open_loop(phase)
