from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.cors_trust import let_in
from launchready.derive.headers.cors_words import FIX, seen
from launchready.derive.headers.proofs import refuses_origin
from launchready.facts.cors import CorsProbes, Sender
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A page without an origin can read private data",
    impact="A hostile page can read your customers' data while they are signed in.",
    severity=Severity.HIGH,
    rows=("cors.known_origins",),
    references=(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        "https://portswigger.net/web-security/cors",
    ),
)
def cors_null_origin(probes: CorsProbes) -> Iterator[Finding]:
    """
    ## What it looks for
    `Access-Control-Allow-Origin: null` together with credentials, in answer to `Origin: null`.

    ## Why it matters
    Every website can make a page without an origin: a sandboxed frame sends `null`. Letting
    `null` in lets everybody in.

    ## How to fix it
    Compare whole origins with a fixed list. Do not look for your name inside the origin, and do
    not use a pattern without `^`, `$` and escaped dots.

    ## Example
    ```javascript
    const allowed = ['https://shop.example', 'null']
    ```
    Use instead:
    ```javascript
    const allowed = ['https://shop.example']
    ```
    """
    for probe in let_in(probes, Sender.NULL):
        yield Finding(
            subject=probe.url,
            message=f"A sandboxed frame on any website can read what {probe.url} answers to"
            f" a signed-in user.",
            fix=FIX,
            verify=refuses_origin(probe),
            evidence=seen(probe),
        )
