from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.cors_trust import let_in
from launchready.derive.headers.cors_words import FIX, seen
from launchready.derive.headers.proofs import refuses_origin
from launchready.facts.cors import CorsProbes, Sender
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A look-alike domain can read private data",
    impact="A hostile page can read your customers' data while they are signed in.",
    severity=Severity.BLOCKER,
    rows=("cors.known_origins",),
    references=(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        "https://portswigger.net/web-security/cors",
    ),
)
def cors_origin_prefix_trick(probes: CorsProbes) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that merely ends with yours (`https://evil-shop.example`) is let in with credentials,
    while a wholly foreign one is not.

    ## Why it matters
    The server looks for your name at the end of the origin. Anybody can register such a domain
    for a few dollars.

    ## How to fix it
    Compare whole origins with a fixed list. Do not look for your name inside the origin, and do
    not use a pattern without `^`, `$` and escaped dots.

    ## Example
    ```javascript
    if (origin.endsWith('shop.example')) allow(origin)
    ```
    Use instead:
    ```javascript
    if (['https://shop.example'].includes(origin)) allow(origin)
    ```
    """
    for probe in let_in(probes, Sender.PREFIX):
        yield Finding(
            subject=probe.url,
            message=f"{probe.origin}, which anybody can register, can read what {probe.url} answers"
            " to a signed-in user.",
            fix=FIX,
            verify=refuses_origin(probe),
            evidence=seen(probe),
        )
