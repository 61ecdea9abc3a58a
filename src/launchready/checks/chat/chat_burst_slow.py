from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.crowd import crowd, enough, lost, told
from launchready.derive.load.targets import microseconds
from launchready.derive.load.words import limit, span
from launchready.facts.base import Each
from launchready.facts.crowd import AtOnce
from launchready.facts.load import LoadRun
from launchready.facts.product import Product, RouteKind
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile


@check(
    title="The chat gives way when several people write at once",
    impact="A launch post brings a burst, and its readers get no answer.",
    severity=Severity.HIGH,
    rows=("chat.burst",),
    references=("https://platform.openai.com/docs/guides/rate-limits",),
)
def chat_burst_slow(
    run: LoadRun, crowds: Each[AtOnce] | None, product: Product, profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    Several people (`load_users`) who send a message in the same moment, in several rounds: somebody
    gets no answer, or the slowest whole answer reaches the failing line of `chat_total`.

    ## Why it matters
    People come in bursts: after a post, a newsletter, a talk. The model's vendor limits requests
    and tokens a minute, and a chat that hands its refusals on looks broken.

    ## How to fix it
    Answer each chat in a task of its own, wait and try again when the vendor says 429, show people
    that they are in a queue, and ask the vendor for a higher limit before the launch.

    ## Example
    ```text
    wrong:   5 people at once: 2 of 25 answers failed with 429, the slowest took 41 s
    instead: 5 people at once: none failed, the slowest took 6 s
    ```
    """
    threshold = profile.threshold("chat_total")
    for one in crowd(run, crowds, product, RouteKind.CHAT):
        failed, slowest = lost(one), one.together.high_us
        late = slowest >= microseconds(threshold.fail, threshold)
        if failed or late:
            said = f"{failed} of {one.people * one.rounds} got no answer" if failed else ""
            line = limit(threshold.fail, threshold)
            slow = f"the slowest answer took {span(slowest)} (the profile fails {line})"
            yield Finding(
                subject=one.subject,
                message=f"When {one.people} people wrote at once,"
                f" {' and '.join(filter(None, (said, slow if late else '')))}.",
                fix="Answer each chat in a task of its own, wait and try again when the model's"
                " vendor refuses (429), and ask the vendor for a higher limit before the launch.",
                verify=measured_again(run, "chat-burst-slow"),
                evidence=told(one),
            )
        else:
            enough(one, profile.threshold("load_users"))
