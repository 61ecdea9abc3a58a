from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.cors_trust import let_in
from launchready.derive.headers.cors_words import FIX, seen
from launchready.derive.headers.proofs import refuses_origin
from launchready.facts.cors import CorsProbes, Sender
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="An unencrypted page can read private data",
    impact="Whoever runs the Wi-Fi can read what your signed-in users see.",
    severity=Severity.MEDIUM,
    rows=("cors.known_origins",),
    references=(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        "https://portswigger.net/web-security/cors",
    ),
)
def cors_plain_http_origin(probes: CorsProbes) -> Iterator[Finding]:
    """
    ## What it looks for
    Your own site's name over plain `http://` is let in with credentials, while a wholly foreign
    origin is not.

    ## Why it matters
    Whoever controls the network can answer for any `http://` address, and a page made that way
    reads your data over HTTPS.

    ## How to fix it
    Keep only `https://` origins on the list; `http://localhost:3000` belongs into the development
    settings.

    ## Example
    ```javascript
    const allowed = ['http://shop.example']
    ```
    Use instead:
    ```javascript
    const allowed = ['https://shop.example']
    ```
    """
    for probe in let_in(probes, Sender.PLAIN):
        yield Finding(
            subject=probe.url,
            message=f"The unencrypted {probe.origin} can read what {probe.url} answers to a"
            " signed-in user.",
            fix=FIX,
            verify=refuses_origin(probe),
            evidence=seen(probe),
        )
