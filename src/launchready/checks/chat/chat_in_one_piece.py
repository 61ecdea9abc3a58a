from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.histogram import percentile_us
from launchready.derive.load.phases import main
from launchready.derive.load.streams import UNBUFFERED, told
from launchready.derive.load.words import span
from launchready.derive.platforms.platform import fix_on
from launchready.facts.load import LoadRun, StreamTimings
from launchready.facts.platform import Platform
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity

LONG_US, AT_ONCE, FEWEST = 2_000_000, 0.9, 20
TOGETHER_US = 1_000


@check(
    title="The chat's answer comes in one piece at the end",
    impact="People look at nothing while the answer is already being written.",
    severity=Severity.MEDIUM,
    rows=("chat.streams",),
    references=(
        "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering",
        "https://html.spec.whatwg.org/multipage/server-sent-events.html",
    ),
)
def chat_in_one_piece(
    stream: StreamTimings, run: LoadRun, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Answers that take two seconds or longer, whose first words come when nine tenths of that time
    are over, and whose pieces come within a millisecond of each other (all at the median).
    Something on the way keeps them back, or the model is asked without streaming. Unknown below 20
    answers.

    ## Why it matters
    The same answer feels five times as fast when its words come as they are written.

    ## How to fix it
    Ask the model with streaming on. Then look for a proxy that buffers, and for compression that
    waits until it has enough to compress.

    ## Example
    ```nginx
    location /api/chat { proxy_pass http://app; }
    ```

    Use instead:
    ```nginx
    location /api/chat { proxy_pass http://app; proxy_buffering off; gzip off; }
    ```
    """
    main(run)
    if stream.first_event.count < FEWEST:
        message = f"{stream.first_event.count} of the {FEWEST} answers that it takes"
        raise UnclearError(message)
    first, whole = (percentile_us(one, 50) or 0 for one in (stream.first_event, stream.total))
    gap = percentile_us(stream.gap, 50) or 0
    if whole >= LONG_US and first >= AT_ONCE * whole and gap <= TOGETHER_US:
        yield Finding(
            subject=stream.subject,
            message=f"Half of the answers of {stream.subject} took {span(whole)} or longer, and"
            f" their first words came after {span(first)}: they come in one piece.",
            fix=fix_on(
                platform,
                f"Ask the model with streaming on. {UNBUFFERED}",
                nginx="In nginx, for this location: `proxy_buffering off; gzip off;`. Ask the"
                " model with streaming on.",
                cloudflare=f"Ask the model with streaming on, answer as `text/event-stream` with"
                f" `Cache-Control: no-transform`. {UNBUFFERED}",
            ),
            verify=measured_again(run, "chat-in-one-piece"),
            evidence=told(run, stream),
        )
