from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.neighbours import counted, in_a_chat, told
from launchready.derive.platforms.platform import fix_on
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import LoadRun
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.model.check import NothingToJudgeError, check
from launchready.model.finding import Finding, Severity

FIX = "Send `Retry-After` in seconds with every 429, and let your own client wait that long"


@check(
    title="Who is refused is not told when to come back",
    impact="Clients try again at once and make the crowd larger.",
    severity=Severity.MEDIUM,
    rows=("chat.isolation",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
        "https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3",
    ),
)
def retry_after_missing(
    fairness: LoadFairness,
    platform: Platform | None,
    run: LoadRun | None = None,
    product: Product | None = None,
) -> Iterator[Finding]:
    """
    ## What it looks for
    429 answers without a `Retry-After` header while one user was noisy. A product that refused
    nobody is not judged here. Not proven by a run that went to no chat.

    ## Why it matters
    A client that does not know when to come back comes back at once, again and again.

    ## How to fix it
    Send the seconds until the next request is allowed, and let your own pages wait that long
    instead of showing an error.

    ## Example
    ```http
    HTTP/1.1 429 Too Many Requests
    ```

    Use instead:
    ```http
    HTTP/1.1 429 Too Many Requests
    Retry-After: 12
    ```
    """
    counted(fairness)
    refused = fairness.others_limited + fairness.noisy_limited
    if not refused:
        message = "nobody was refused"
        raise NothingToJudgeError(message)
    if fairness.retry_after < refused:
        yield Finding(
            subject=fairness.subject,
            message=f"{refused - fairness.retry_after:,} of {refused:,} answers with 429 did not"
            " say when to come back.",
            fix=fix_on(
                platform,
                f"{FIX}.",
                nginx=f"{FIX}. In nginx: `error_page 429 = @limited;` and there"
                " `add_header Retry-After 10 always; return 429;`.",
            ),
            verify=measured_again(run, "retry-after-missing", "fairness"),
            evidence=told(fairness),
        )
    else:
        in_a_chat(fairness, product)
