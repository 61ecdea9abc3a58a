from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import main
from launchready.derive.load.shares import at_least
from launchready.derive.load.streams import told
from launchready.derive.load.targets import too_few
from launchready.derive.load.words import limit
from launchready.derive.platforms.platform import fix_on
from launchready.facts.load import LoadRun, StreamTimings
from launchready.facts.platform import Platform
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile

FIX = "Find who closes first: raise the time limit of each proxy above that of the model"


@check(
    title="Answers of the chat break off midway",
    impact="Customers read half a sentence and trust none of it.",
    severity=Severity.HIGH,
    rows=("chat.streams",),
    references=("https://html.spec.whatwg.org/multipage/server-sent-events.html",),
)
def stream_cut(
    stream: StreamTimings, run: LoadRun, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Streams that end before their answer does: the connection broke, the stream told of an error, or
    the mark that other answers of the route end with (`[DONE]`, `message_stop`) never came. The
    share is held against `chat_cut_streams`.

    ## Why it matters
    A cut answer looks like a whole one that makes no sense, and it was paid for.

    ## How to fix it
    Look for the shortest time limit on the way: worker, function, proxy, load balancer. Restarts
    and releases must let running answers end.

    ## Example
    ```text
    gunicorn --timeout 30
    ```

    Use instead:
    ```text
    gunicorn --worker-class uvicorn.workers.UvicornWorker --timeout 120 --graceful-timeout 60
    ```
    """
    threshold = profile.threshold("chat_cut_streams")
    main(run)
    cut, streams = stream.cut, stream.streams
    enough = streams >= threshold.samples
    failed = enough and threshold.level(100 * cut / streams) is Level.FAILED
    if failed or (cut > 1 and 100 * at_least(cut, streams) > threshold.fail):
        yield Finding(
            subject=stream.subject,
            message=f"{cut:,} of {streams:,} answers of {stream.subject} broke off midway;"
            f" the profile fails {limit(threshold.fail, threshold)}.",
            fix=fix_on(
                platform,
                f"{FIX}, send a sign of life every 15 seconds, and let running answers end before a"
                " restart.",
                vercel=f"{FIX}. On Vercel: `export const maxDuration = 60`.",
                nginx=f"{FIX}. In nginx: `proxy_read_timeout 120s; proxy_buffering off;`.",
                cloudflare=f"{FIX}, and send a sign of life every 15 seconds: Cloudflare cuts what"
                " is silent for 100.",
                heroku=f"{FIX}, and send a sign of life every 15 seconds: Heroku cuts what is"
                " silent for 55.",
            ),
            verify=measured_again(run, "stream-cut"),
            evidence=told(run, stream),
        )
    elif not enough:
        raise UnclearError(too_few(streams, threshold.samples))
