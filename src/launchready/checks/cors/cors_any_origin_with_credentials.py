from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.cors_words import FIX, seen
from launchready.derive.headers.proofs import refuses_origin
from launchready.facts.cors import CorsProbes, Sender
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Any website can read private data",
    impact="A hostile page can read your customers' data while they are signed in.",
    severity=Severity.BLOCKER,
    rows=("cors.known_origins",),
    references=(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        "https://portswigger.net/web-security/cors",
    ),
)
def cors_any_origin_with_credentials(probes: CorsProbes) -> Iterator[Finding]:
    """
    ## What it looks for
    An answer that repeats the `Origin` of a website nobody declared in
    `Access-Control-Allow-Origin`, together with `Access-Control-Allow-Credentials: true`. A plain
    `*` does not let credentials through and is judged elsewhere.

    ## Why it matters
    The browser sends your user's cookies along and hands the answer to the other website's
    script. Visiting a page is enough.

    ## How to fix it
    Compare whole origins with a fixed list, and answer only with one that is on it.

    ## Example
    ```javascript
    app.use(cors({ origin: true, credentials: true }))
    ```
    Use instead:
    ```javascript
    app.use(cors({ origin: ['https://app.shop.example'], credentials: true }))
    ```
    """
    for probe in probes.of(Sender.FOREIGN):
        if probe.reads_as_user:
            yield Finding(
                subject=probe.url,
                message=f"Any website can read what {probe.url} answers to a signed-in user.",
                fix=FIX,
                verify=refuses_origin(probe),
                evidence=seen(probe),
            )
